import type { Context, Middleware } from 'koa';
import { isAllowedPage, judgeCaller, type CallerPolicy } from './caller.js';
import { callerHeaders, isFromLoopback } from './caller-headers.js';
import { HttpError } from '../call/problem.js';
import type { TokenStep } from './token-step.js';

/** What is known of a call by its method and path alone. */
export interface CallRules {
  /** Whether this call would press a key. */
  readonly changes: (method: string, path: string) => boolean;
  /** Whether this call is for callers on this PC alone. */
  readonly isLocalOnly: (method: string, path: string) => boolean;
}

/** What the gate has found out about the caller, for who answers. */
export interface GateState {
  /** On this PC, so that no token was needed. */
  isLocal?: boolean;
}

/**
 * Lets in who may call, before the body is read and for every method; see `judgeCaller` for the reasons. Puts the CORS
 * headers on first, so that errors carry them too and a key can tell "409" from "unreachable". `table` says whether
 * the call would press a key, and whether it is for this PC alone; `tokenStep` is asked where the headers cannot tell who calls.
 */
export function createGate(policy: () => CallerPolicy, table: CallRules, tokenStep: TokenStep): Middleware {
  return async (ctx, next) => {
    const call = {
      changes: table.changes(ctx.method, ctx.path),
      isGet: ctx.method === 'GET',
      viaLoopback: isFromLoopback(ctx.req),
    };
    const verdict = judgeCaller(callerHeaders(ctx.req), call, policy());
    ctx.vary('Origin');
    if (verdict.corsOrigin !== null) ctx.set('Access-Control-Allow-Origin', verdict.corsOrigin);
    if (!verdict.pass) throw new HttpError(verdict.code, verdict.message);
    // OPTIONS comes before the token: a browser sends a preflight without one.
    if (ctx.method === 'OPTIONS') {
      if (isPreflight(ctx)) answerPreflight(ctx);
      else await next();
      return;
    }
    if (verdict.needsToken && (await tokenStep(ctx, call)) === 'exchanged') return;
    // The token and `allowed_origins` let others press keys, not see or change where this PC's secrets are.
    const isOutsider = verdict.needsToken || isAllowedPage(callerHeaders(ctx.req), policy());
    if (isOutsider && table.isLocalOnly(ctx.method, ctx.path)) {
      throw new HttpError('caller-refused', localOnly(ctx.req.socket.localPort));
    }
    (ctx.state as GateState).isLocal = !verdict.needsToken;
    await next();
  };
}

function localOnly(port = 0): string {
  return `This belongs to the settings of the streaming PC, so it works only there: open http://localhost:${port}/setup on that PC.`;
}

function isPreflight(ctx: Context): boolean {
  return ctx.req.headers.origin !== undefined && ctx.get('Access-Control-Request-Method') !== '';
}

/**
 * Allows every usual method and the headers that were asked for. The origin has been accepted, and the real reply
 * explains a wrong method or field better than a browser that reports the service as unreachable.
 */
function answerPreflight(ctx: Context): void {
  const asked = ctx.get('Access-Control-Request-Headers');
  ctx.set('Access-Control-Allow-Methods', 'GET, HEAD, POST, PUT, PATCH, DELETE');
  ctx.set('Access-Control-Allow-Headers', HEADER_NAMES.test(asked) ? asked : 'content-type, authorization');
  ctx.set('Access-Control-Max-Age', '600');
  // Chromium asks before it lets a page (here: of deck software) reach a loopback or LAN address.
  if (ctx.get('Access-Control-Request-Private-Network') === 'true') {
    ctx.set('Access-Control-Allow-Private-Network', 'true');
  }
  ctx.status = 204;
}

const HEADER_NAMES = /^[\w-]+(?:\s*,\s*[\w-]+)*$/;
