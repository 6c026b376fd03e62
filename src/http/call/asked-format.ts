import type { Context } from 'koa';
import { HttpError } from './problem.js';

/** Whether `?format=text` is asked for; forgiving, because errors in the rest of the query are told in this format too. */
export function wantsText(querystring: string): boolean {
  return /(?:^|&)format=text(?:&|$)/i.test(querystring);
}

/** Without `?format` a browser's `Accept` decides; a caller that takes anything gets JSON. */
export function prefersHtml(ctx: Context): boolean {
  if (/(?:^|&)format=[^&]/i.test(ctx.querystring)) return false;
  return ctx.accepts('application/json', 'text/html') === 'text/html';
}

export function checkFormat(format: unknown): void {
  if (typeof format !== 'string' || /^(?:text|json|)$/i.test(format)) return;
  throw new HttpError('bad-input', 'format must be text or json.', {
    fields: { format: 'must be text or json' },
  });
}
