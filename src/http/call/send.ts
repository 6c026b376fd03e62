import type { Context } from 'koa';
import { PAGE_POLICY } from '../pages/page.js';

/** Sends a page; without another policy it may hold no script and no form. */
export function sendPage(ctx: Context, status: number, html: string, policy = PAGE_POLICY): void {
  ctx.status = status;
  ctx.set('Content-Security-Policy', policy);
  ctx.type = 'text/html; charset=utf-8';
  ctx.body = html;
}
