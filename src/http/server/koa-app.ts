import Koa, { type Middleware } from 'koa';
import { brokenCodeProblem } from '../call/broken-code.js';
import { logCalls } from './call-log.js';
import type { CallTable } from '../call/call-table.js';
import type { CallerPolicy } from '../gate/caller.js';
import type { CallersNote } from '../gate/callers-seen.js';
import { createGate } from '../gate/gate.js';
import type { HttpLimits } from './limits.js';
import type { HttpPorts } from '../ports.js';
import type { PageFile } from '../pages/page-files.js';
import { HttpError } from '../call/problem.js';
import { problemReplies } from '../call/problem-replies.js';
import type { ReadSnapshotJson } from '../events/read-snapshot-json.js';
import type { RefusedKeyNote } from '../gate/refused-key.js';
import { createTokenStep } from '../gate/token-step.js';
import { servePageFiles } from '../pages/serve-page-files.js';

export interface KoaAppParts {
  readonly ports: HttpPorts;
  readonly table: CallTable;
  readonly pageFiles: readonly PageFile[];
  readonly policy: () => CallerPolicy;
  /** What callers beyond loopback must know now; null: there is none, and they are refused. */
  readonly token: () => string | null;
  readonly callers: CallersNote;
  readonly refusedKey: RefusedKeyNote;
  readonly readSnapshot: ReadSnapshotJson;
  readonly limits: HttpLimits;
  /** True while the service stops: each reply is then its connection's last. */
  readonly isClosing: () => boolean;
}

/** The order in which a request goes through: log, errors, gate, address, page, call. */
export function createKoaApp({
  ports,
  table,
  pageFiles,
  policy,
  token,
  callers,
  refusedKey,
  readSnapshot,
  limits,
  isClosing,
}: KoaAppParts): Koa {
  const app = new Koa();
  app.use(logCalls(ports, limits, table.changes));
  app.use(commonHeaders(isClosing));
  app.use(refusedKey.middleware);
  app.use(problemReplies(ports.log));
  app.use(createGate(policy, table, createTokenStep(token, limits, ports.now)));
  app.use(callers.middleware);
  app.use(checkAddress(limits));
  app.use(servePageFiles(pageFiles, readSnapshot, table.reads));
  for (const middleware of table.middlewares) app.use(middleware);
  // All errors have been answered by now; what remains is a connection that broke while the reply was written.
  app.on('error', (error: unknown) => {
    ports.log.info({ err: error }, 'a reply could not be delivered');
  });
  return app;
}

function commonHeaders(isClosing: () => boolean): Middleware {
  return async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Content-Type-Options', 'nosniff');
    // An address may hold the token.
    ctx.set('Referrer-Policy', 'no-referrer');
    await next();
    if (isClosing() && !ctx.headerSent) ctx.set('Connection', 'close');
  };
}

function checkAddress(limits: HttpLimits): Middleware {
  return async (ctx, next) => {
    if (ctx.url.length > limits.maxUrlChars) {
      const message = `The address is longer than ${limits.maxUrlChars} characters: send the fields in a body.`;
      throw new HttpError('url-too-long', message);
    }
    if (!isDecodable(ctx.path)) throw brokenCodeProblem(ctx.path);
    await next();
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}
