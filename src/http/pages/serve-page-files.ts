import type { Context, Middleware } from 'koa';
import { prefersHtml } from '../call/asked-format.js';
import type { PageFile } from './page-files.js';
import { HttpError } from '../call/problem.js';

/**
 * What our pages may do: run and load what this service itself sends, call it, and nothing else. No frame may hold
 * them (it could be clicked through), the one policy for making HTML is the rendering library's, and the one for naming a script is that of the pages' worker.
 */
export const APP_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html events-worker";

/**
 * Answers the addresses of the table from memory, and leaves all others to the calls. A page gets the newest snapshot
 * with it, so that its keys work as soon as they are drawn.
 * @param readSnapshot may reject: the page then waits for an event.
 * @param isCall whether an address is a call as well, as `/keys` is: then only who prefers HTML gets the page.
 */
export function servePageFiles(
  files: readonly PageFile[],
  readSnapshot: () => Promise<{ readonly json: string }>,
  isCall: (path: string) => boolean,
): Middleware {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return async (ctx, next) => {
    // A slash behind it does not matter, as with the calls.
    const file = byPath.get(ctx.path === '/' ? '/' : ctx.path.replace(/\/$/, ''));
    const isCallToo = file !== undefined && isCall(file.path);
    if (isCallToo) ctx.vary('Accept');
    if (file === undefined || (isCallToo && !asksForPage(ctx))) {
      await next();
      return;
    }
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') {
      const message = `${ctx.method} is not possible here: ${file.path} is a page, which a browser opens.`;
      throw new HttpError('method-not-allowed', message, { headers: { Allow: 'GET, HEAD' } });
    }
    ctx.status = 200;
    ctx.set('Content-Security-Policy', APP_POLICY);
    ctx.set('Referrer-Policy', 'no-referrer');
    // Asked again at each load, so that an update of the program is never mixed with old files.
    ctx.set('Cache-Control', 'no-cache');
    ctx.set('ETag', file.etag);
    ctx.type = file.type;
    if (file.isPage) {
      ctx.remove('ETag');
      ctx.set('Cache-Control', 'no-store');
      const json = await readSnapshot().then(
        (snapshot) => snapshot.json,
        () => null,
      );
      ctx.body = json === null ? file.bytes : withSnapshot(file.bytes.toString(), json);
      return;
    }
    if (file.isDownload) ctx.attachment(file.path.slice(file.path.lastIndexOf('/') + 1));
    if (ctx.fresh) ctx.status = 304;
    else ctx.body = file.bytes;
  };
}

function asksForPage(ctx: Context): boolean {
  return (ctx.method === 'GET' || ctx.method === 'HEAD') && prefersHtml(ctx);
}

/** As data, which is no script: the policy stays as it is. Without `<` nothing in it can end the element. */
function withSnapshot(html: string, json: string): string {
  const data = `<script type="application/json" id="snapshot">${json.replaceAll('<', '\\u003c')}</script>`;
  return html.replace('</body>', () => `${data}\n</body>`);
}
