import type { Middleware } from 'koa';
import type { SentenceState } from '../server/call-log.js';
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
      if (!isDeckKey(ctx) || isRefusedCaller(ctx.status)) return;
      const before = newest;
      const { sentence } = ctx.state as SentenceState;
      newest = ctx.status < 400 || sentence === undefined ? null : { at: now(), sentence };
      if (newest !== before) onNew();
    },
  };
}

/** Who may not press learns it there; a web page that tries must not get its words onto ours. */
function isRefusedCaller(status: number): boolean {
  return [401, 403, 429].includes(status);
}
