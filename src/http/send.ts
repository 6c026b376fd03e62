import type { Context } from 'koa';
import { PAGE_POLICY } from './page.js';

/** Sends a page under the policy that all our pages have. */
export function sendPage(ctx: Context, status: number, html: string): void {
  ctx.status = status;
  ctx.set('Content-Security-Policy', PAGE_POLICY);
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = html;
}
