import { NO_ANSWER, OBS_AWAY, TOO_LATE, TOO_MANY, type ReactionFault } from '../../obs/react/fault.js';
import type { ReactionResult } from '../../obs/react/reaction-lane.js';
import { isObsAction, type ObsAction } from '../../obs/react/verbs.js';
import type { RaidWithCounts } from '../../raid/model.js';
import { heldBy, isOver, switchOf, type Held } from '../../reactions/held.js';
import type { DueReaction } from '../../reactions/reactions-to.js';
import { actionOf, type ReactionEntry } from '../../show/reactions/reaction.js';

/** Where they are kept over a restart. */
export interface HeldStore {
  read(): readonly Held[];
  write(items: readonly Held[]): void;
}

export const HELD_NOWHERE: HeldStore = { read: () => [], write: () => undefined };

/** What reactions have switched until the raid ends, however that happens. */
export interface HeldSwitches {
  /** Whether there is any. */
  isEmpty(): boolean;
  /** A reaction is being carried out; to be called with what became of it. */
  begun(due: DueReaction, reactions: readonly ReactionEntry[]): (result: ReactionResult) => void;
  /** Switches back what is of another raid than this one, or of an earlier phase. Null: there is no raid. */
  endOthers(raid: RaidWithCounts | null): void;
}

/** These leave it as it was, or nobody knows: it is switched back when that can be done. */
const TO_BE_DONE: ReadonlySet<ReactionFault> = new Set([OBS_AWAY, NO_ANSWER, TOO_LATE, TOO_MANY]);

export function createHeldSwitches(
  store: HeldStore,
  push: (action: ObsAction, notAfterMs: number) => Promise<ReactionResult>,
): HeldSwitches {
  const items = new Map<string, Held>();
  /** On their way back. */
  const ending = new Set<string>();
  for (const held of store.read()) {
    const back = switchOf(actionOf(held.back));
    if (back !== null) items.set(back.key, held);
  }

  function set(key: string, held: Held | null): void {
    if (held === null ? !items.delete(key) : items.get(key) === held) return;
    if (held !== null) items.set(key, held);
    store.write([...items.values()]);
  }

  /** Settles what was sent to end it. */
  function ended(key: string, held: Held | undefined, result: ReactionResult): void {
    ending.delete(key);
    const isDone = result.ok || !TO_BE_DONE.has(result.fault);
    if (isDone && items.get(key) === held) set(key, null);
  }

  return {
    isEmpty: () => items.size === 0,
    begun(due, reactions) {
      const own = switchOf(actionOf(due.entry));
      if (own === null) return () => undefined;
      const { key } = own;
      const held = heldBy(due, reactions);
      const before = items.get(key);
      if (held === null && before !== undefined && switchOf(actionOf(before.back))?.isOn === own.isOn) {
        ending.add(key);
        return (result) => {
          ended(key, before, result);
        };
      }
      set(key, held);
      return (result) => {
        const isSwitched = result.ok || result.fault === NO_ANSWER;
        if (!isSwitched && held !== null && items.get(key) === held) set(key, null);
      };
    },
    endOthers(raid) {
      for (const [key, held] of items) {
        const action = actionOf(held.back);
        if (ending.has(key) || !isOver(held, raid) || !isObsAction(action)) continue;
        ending.add(key);
        // However late: its end is the end of the raid, and no event of its own.
        void push(action, Infinity).then((result) => {
          ended(key, held, result);
        });
      }
    },
  };
}
