import type { Kill, RaidPhase, RaidWithCounts } from '../model.js';
import type { Session } from '../session/session.js';

/** What a command did, as told to whoever pressed. */
export interface CommandResult {
  /** False: it was already so; nothing was stored. */
  readonly changed: boolean;
  /** One plain sentence. */
  readonly message: string;
  /** The raid that the command touched, as it is now; null when there is none (any more). */
  readonly raid: RaidWithCounts | null;
  /** Where the raid stands only since this command. Absent: it stood there before, or there is no raid. */
  readonly entered?: RaidPhase;
  /** The kill that was stored or corrected, where the command was about one. */
  readonly kill?: Kill;
  /** The kills that were stored, where it may be several. */
  readonly kills?: readonly Kill[];
  /** The session, where the command was about it. */
  readonly session?: Session;
  /** What was taken back, or done again: a sentence; of `undo` and `redo` alone. */
  readonly undone?: string;
  readonly redone?: string;
}
