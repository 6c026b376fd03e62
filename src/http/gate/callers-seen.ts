import type { Context, Middleware } from 'koa';
import { callerHeaders, isFromLoopback } from './caller-headers.js';

/** When each kind of caller was first let in since the program started; null: not yet. */
export interface CallersSeen {
  /** Something that presses keys and is no web page. */
  readonly deckKey: Date | null;
  /** A page of ours inside OBS. */
  readonly obsDock: Date | null;
  readonly otherDevice: Date | null;
}

/** Notes who calls, so that the set-up page can tell what is working. */
export interface CallersNote {
  seen(): CallersSeen;
  /** To run behind the gate. */
  readonly middleware: Middleware;
}

/** @param onNew called when a kind has come for the first time. */
export function createCallersNote(now: () => Date, onNew: () => void): CallersNote {
  let seen: CallersSeen = { deckKey: null, obsDock: null, otherDevice: null };
  const note = (ctx: Context): void => {
    const isNew = {
      deckKey: seen.deckKey === null && isDeckKey(ctx),
      // OBS adds its name to that of the browser in it.
      obsDock: seen.obsDock === null && / OBS\//.test(ctx.get('User-Agent')),
      otherDevice: seen.otherDevice === null && !isFromLoopback(ctx.req),
    };
    if (!Object.values(isNew).includes(true)) return;
    const time = now();
    seen = {
      deckKey: isNew.deckKey ? time : seen.deckKey,
      obsDock: isNew.obsDock ? time : seen.obsDock,
      otherDevice: isNew.otherDevice ? time : seen.otherDevice,
    };
    onNew();
  };
  return {
    seen: () => seen,
    async middleware(ctx, next) {
      // After its call, so that whoever follows the changes is told of what was pressed first.
      try {
        await next();
      } finally {
        note(ctx);
      }
    },
  };
}

/** The path of a press, not asked for by a page. */
export function isDeckKey(ctx: Context): boolean {
  if (!/^\/(?:(?:deck|raid|session)\/.|(?:undo|redo)$)/.test(ctx.path)) return false;
  const { origin, secFetchSite } = callerHeaders(ctx.req);
  return !/^https?:/i.test(origin ?? '') && secFetchSite !== 'same-origin';
}
