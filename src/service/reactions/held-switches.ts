import { NO_ANSWER, type ReactionFault } from '../../obs/react/fault.js';
import type { ReactionLane, ReactionResult } from '../../obs/react/reaction-lane.js';
import { isObsAction } from '../../obs/react/verbs.js';
import type { RaidWithCounts } from '../../raid/model.js';
import { heldBy, isIn, isOver, switchOf, type Held } from '../../reactions/held.js';
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
  /**
   * Switches back what is of another raid than this one, or of an earlier phase, and can be switched back in the scene
   * collection that is open. Null: there is no raid.
   */
  endOthers(raid: RaidWithCounts | null): void;
  stop(): void;
}

/** What is to be switched is gone from its scene collection. After all else it is switched back when that can be done. */
const IS_GONE: ReadonlySet<ReactionFault['code']> = new Set(['reaction_source', 'reaction_kind']);

/** Between the tries to switch back what OBS has not taken; then the last one again and again. */
const RETRY_MS = [1_000, 2_000, 5_000, 10_000] as const;

/** @param tryAgain is to look at the raid, and to call `endOthers`. */
export function createHeldSwitches(
  store: HeldStore,
  lane: Pick<ReactionLane, 'push' | 'collection'>,
  tryAgain: () => void,
): HeldSwitches {
  /** By what is switched, and in which scene collection. */
  const items = new Map<string, Held>();
  /** On their way back. */
  const ending = new Set<Held>();
  let tries = 0;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  for (const held of store.read()) items.set(keyOf(held), held);

  function set(key: string, held: Held | null): void {
    if (held === null ? !items.delete(key) : items.get(key) === held) return;
    if (held !== null) items.set(key, held);
    store.write([...items.values()]);
  }

  /** What is to be switched back there; what was written down without its scene collection is taken to be there. */
  function beforeIn(collection: string | null, what: string): Held | undefined {
    const key = JSON.stringify([collection, what]);
    const unknownKey = JSON.stringify([null, what]);
    const unknown = items.get(unknownKey);
    if (collection !== null && unknown !== undefined) {
      items.delete(unknownKey);
      items.set(key, items.get(key) ?? { ...unknown, collection });
      store.write([...items.values()]);
    }
    return items.get(key);
  }

  function trySoon(): void {
    if (timer !== null || isStopped) return;
    const waitMs = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
    tries += 1;
    timer = setTimeout(() => {
      timer = null;
      tryAgain();
    }, waitMs);
  }

  /** Settles what was sent to end it. */
  function ended(held: Held, result: ReactionResult): void {
    ending.delete(held);
    // Another one that is taken for it may be open by now.
    const isDone = (result.ok || IS_GONE.has(result.fault.code)) && isIn(held, lane.collection());
    if (isDone) {
      tries = 0;
      if (items.get(keyOf(held)) === held) set(keyOf(held), null);
    } else if (items.get(keyOf(held)) === held) trySoon();
  }

  /** Settles what has switched it; `before`: what was to be switched back until then. */
  function switched(held: Held, before: Held | undefined, result: ReactionResult): void {
    const key = keyOf(held);
    if (items.get(key) !== held) return;
    if (!result.ok && result.fault !== NO_ANSWER) {
      set(key, before ?? null);
      // Its raid may be over.
      if (before !== undefined) trySoon();
      return;
    }
    const collection = lane.collection() ?? held.collection;
    if (collection === held.collection) return;
    // It has waited for the scene collection that is open now.
    set(key, before ?? null);
    const there = { ...held, collection };
    set(keyOf(there), there);
    trySoon();
  }

  return {
    isEmpty: () => items.size === 0,
    begun(due, reactions) {
      const own = switchOf(actionOf(due.entry));
      if (own === null) return () => undefined;
      const collection = lane.collection();
      const held = heldBy(due, reactions, collection);
      const key = JSON.stringify([collection, own.key]);
      const before = beforeIn(collection, own.key);
      if (held !== null) {
        set(key, held);
        return (result) => {
          switched(held, before, result);
        };
      }
      if (before !== undefined && switchOf(actionOf(before.back))?.isOn === own.isOn) {
        ending.add(before);
        return (result) => {
          ended(before, result);
        };
      }
      set(key, null);
      return () => undefined;
    },
    endOthers(raid) {
      for (const held of items.values()) {
        const action = actionOf(held.back);
        if (ending.has(held) || !isOver(held, raid) || !isObsAction(action)) continue;
        if (!isIn(held, lane.collection())) continue;
        ending.add(held);
        // However late: its end is the end of the raid, and no event of its own.
        void lane.push(action, Infinity, held.collection).then((result) => {
          ended(held, result);
        });
      }
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

function keyOf({ back, collection }: Held): string {
  return JSON.stringify([collection, switchOf(actionOf(back))?.key]);
}
