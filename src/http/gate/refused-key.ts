import type { Middleware } from 'koa';
import { isRefusedCaller, type SentenceState } from '../server/call-log.js';
import { isDeckKey } from './callers-seen.js';

/** A deck's key that was refused: most decks show a sign and no sentence. */
export interface RefusedKey {
  readonly at: Date;
  /** What to press or mend instead. */
  readonly sentence: string;
}

/** Notes it, so that the pages can say why. */
export interface RefusedKeyNote {
  /** Null: the deck's newest key was taken, or there was none. */
  newest(): RefusedKey | null;
  /** To run outside of all that answers errors, where the reply is known. */
  readonly middleware: Middleware;
}

/** @param onNew called when a key was refused, or was taken after one that was not. */
export function createRefusedKeyNote(now: () => Date, onNew: () => void): RefusedKeyNote {
  let newest: RefusedKey | null = null;
  return {
    newest: () => newest,
    async middleware(ctx, next) {
      await next();
      if (!isDeckKey(ctx) || isOfCaller(ctx.status)) return;
      const before = newest;
      const { sentence } = ctx.state as SentenceState;
      newest = ctx.status < 400 || sentence === undefined ? null : { at: now(), sentence };
      if (newest !== before) onNew();
    },
  };
}

/** A web page that tries must not get its words onto ours, and 429 is said to who tried too often. */
function isOfCaller(status: number): boolean {
  return isRefusedCaller(status) || status === 429;
}
