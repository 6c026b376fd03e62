import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from 'koa';
import { isNavigation, type CallKind } from './caller.js';
import { callerHeaders, remoteAddressOf } from './caller-headers.js';
import type { HttpLimits } from '../server/limits.js';
import { HttpError } from '../call/problem.js';
import { createToken, type Token } from './token.js';
import { createTokenTurns, type TokenTurns } from './token-turns.js';
import { createWrongTokens } from './wrong-tokens.js';

/**
 * The gate's check of the token, for callers that are not on this PC. `pass`: the caller knows it. `exchanged`: the
 * reply is written, a redirect that leaves a cookie instead of the token. Anything else throws 401, or 429 after too
 * many wrong ones.
 */
export type TokenStep = (ctx: Context, call: CallKind) => Promise<'pass' | 'exchanged'>;

/** What belongs to one token. */
interface TokenChecks {
  readonly secret: string;
  readonly token: Token;
  readonly turns: TokenTurns;
}

const COOKIE = 'tsp_key';
const COOKIE_DAYS = 180;

/**
 * The token in its three forms: `Authorization: Bearer`, `?key=` for keys that are an address alone, and a cookie for pages.
 * @param secret the token as it is now; null: there is none, and nobody passes.
 */
export function createTokenStep(secret: () => string | null, limits: HttpLimits, now: () => Date): TokenStep {
  const wrongTokens = createWrongTokens(limits);
  let latest: TokenChecks | null = null;
  const checksNow = (): TokenChecks => {
    const text = secret();
    if (text === null) throw needed(NONE_SET);
    // Who showed the old token is a stranger again.
    if (latest?.secret !== text) {
      latest = { secret: text, token: createToken(text), turns: createTokenTurns(wrongTokens, limits) };
    }
    return latest;
  };
  return async (ctx, call) => {
    const { token, turns } = checksNow();
    const given = givenToken(ctx);
    // An EventSource and a click send no header, so pages live on the cookie. A page on another port of this PC counts
    // as the same site, and its <img> would carry the cookie along: by cookie alone no GET presses a key.
    if (given === null) {
      const cookie = ctx.cookies.get(COOKIE);
      const isPressByGet = call.isGet && call.changes;
      if (cookie !== undefined && !isPressByGet && token.matchesCookie(cookie)) return 'pass';
      throw needed(NONE_GIVEN);
    }
    const caller = { address: remoteAddressOf(ctx.req), userAgent: ctx.get('User-Agent') };
    const waitMs = turns.waitMs(caller, now(), performance.now());
    if (waitMs === null) throw tooMany(wrongTokens.waitSeconds(caller.address, now()));
    if (waitMs > 0) await sleep(waitMs, undefined, { ref: false });
    // While it waited, the token may have become another one.
    if (!checksNow().token.matches(given.text)) {
      const waitSeconds = wrongTokens.waitSeconds(caller.address, now());
      wrongTokens.note(caller.address, now());
      throw waitSeconds > 0 ? tooMany(waitSeconds) : needed(WRONG);
    }
    if (given.isInAddress && call.isGet && isNavigation(callerHeaders(ctx.req))) {
      exchange(ctx, token.cookie);
      return 'exchanged';
    }
    turns.noteRight(caller, performance.now());
    return 'pass';
  };
}

function givenToken(ctx: Context): { text: string; isInAddress: boolean } | null {
  const bearer = /^bearer +(\S+) *$/i.exec(ctx.get('Authorization'))?.[1];
  if (bearer !== undefined) return { text: bearer, isInAddress: false };
  // Phone keyboards add a blank behind a word; a token has none at its ends.
  const key = new URLSearchParams(ctx.querystring).get('key')?.trim() ?? '';
  return key === '' ? null : { text: key, isInAddress: true };
}

/** Takes the token out of the address bar, and so out of the history and off a screen that viewers may see. */
function exchange(ctx: Context, cookie: string): void {
  ctx.cookies.set(COOKIE, cookie, {
    httpOnly: true,
    sameSite: 'strict',
    maxAge: COOKIE_DAYS * 24 * 60 * 60 * 1000,
    overwrite: true,
  });
  const rest = ctx.querystring.split('&').filter((pair) => !/^key(?:=|$)/.test(pair));
  // Two slashes (or a backslash) at the beginning would lead to another host.
  const path = ctx.path.replace(/^[/\\]+/, '/');
  ctx.status = 303;
  ctx.set('Location', rest.length === 0 ? path : `${path}?${rest.join('&')}`);
}

function needed(message: string): HttpError {
  return new HttpError('token-needed', message, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

function tooMany(waitSeconds: number): HttpError {
  const message = `Too many wrong tokens came from this device: use the right one, or wait ${waitSeconds} seconds before you try others.`;
  return new HttpError('too-many-wrong-tokens', message, {
    headers: { 'Retry-After': String(waitSeconds) },
  });
}

const NONE_SET =
  'From here a token is needed, and there is none yet: on the streaming PC, open Set-up and let other devices in.';
const NONE_GIVEN =
  'From here the token is needed: add ?key= and the token to the address (&key= where there is a ? already).';
const WRONG =
  'This token is wrong: on the streaming PC, Set-up shows the right one under "Phone and second PC".';
