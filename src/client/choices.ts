import type { Answer } from './answer.js';
import type { NextRaidJson, RaidJson, SnapshotJson } from './wire.js';

export type Choice = Partial<NextRaidJson>;

/** What was chosen here and is not in a snapshot yet: it is shown at once, and goes to the service in order. */
export interface Choices {
  /**
   * Another map, character or game mode: of the open raid, else of the next one. Settles with what the service said to
   * it; null: it waits for the end of a forgotten raid.
   */
  choose(choice: Choice): Promise<Answer<unknown> | null>;
  /** Settles when no choice on its way can still change what a press with these fields means. */
  before(fields: object): Promise<void>;
  /** A snapshot has come in; gives back what is still pending. */
  onSnapshot(snapshot: SnapshotJson): Choice;
}

/**
 * One choice is sent at a time, so that the last one wins; those made meanwhile are sent together. While a forgotten
 * raid is open they wait, since they would correct that raid.
 * @param send tells the service; `isLate`: chosen before the forgotten raid was closed.
 * @param show draws what is pending.
 */
export function createChoices(
  send: (choice: Choice, isLate: boolean) => Promise<Answer<unknown>>,
  show: (pendingChoice: Choice) => void,
): Choices {
  let waiting: Choice = {};
  let waiters: ((answer: Answer<unknown> | null) => void)[] = [];
  let onItsWay: { readonly choice: Choice; readonly answered: Promise<void> } | null = null;
  /** Stored; the snapshot that has it is not here yet. */
  let stored: Choice = {};
  let snapshot: SnapshotJson | null = null;

  const pendingChoice = (): Choice => ({ ...stored, ...onItsWay?.choice, ...waiting });
  const isForgotten = (): boolean => snapshot?.raid.stale === true;

  function sendOn(isLate = false): void {
    if (onItsWay !== null || Object.keys(waiting).length === 0 || isForgotten()) return;
    const choice = waiting;
    waiting = {};
    onItsWay = { choice, answered: sendOne(choice, isLate, waiters) };
    waiters = [];
  }

  async function sendOne(choice: Choice, isLate: boolean, tell: typeof waiters): Promise<void> {
    const known = snapshot;
    const answer = await send(choice, isLate);
    // Events and answers overtake each other: the snapshot with this choice may have been here first.
    if (answer.kind === 'ok' && answer.changed && isSame(known, snapshot)) stored = { ...stored, ...choice };
    onItsWay = null;
    show(pendingChoice());
    for (const one of tell) one(answer);
    sendOn();
  }

  return {
    choose(choice) {
      waiting = { ...waiting, ...choice };
      show(pendingChoice());
      if (isForgotten()) return Promise.resolve(null);
      return new Promise((resolve) => {
        waiters.push(resolve);
        sendOn();
      });
    },
    async before(fields) {
      while (onItsWay !== null && !carries(fields, onItsWay.choice)) await onItsWay.answered;
    },
    onSnapshot(next) {
      const wasForgotten = isForgotten();
      snapshot = next;
      stored = {};
      // The raid that this was chosen for has begun.
      if (wasForgotten && isOpen(next.raid)) waiting = {};
      sendOn(wasForgotten);
      return pendingChoice();
    },
  };
}

function isOpen({ active, stale }: RaidJson): boolean {
  return active && !stale;
}

function carries(fields: object, choice: Choice): boolean {
  const carried = new Map(Object.entries(fields));
  return Object.entries(choice).every(([name, value]) => carried.get(name) === value);
}

/** Whether both say the same of the raid that a choice is for. */
function isSame(one: SnapshotJson | null, other: SnapshotJson | null): boolean {
  const words = (snapshot: SnapshotJson | null): string => {
    if (snapshot === null) return '';
    const { map_name, character_type, game_mode } = isOpen(snapshot.raid)
      ? snapshot.raid
      : snapshot.next_raid;
    return JSON.stringify([map_name, character_type, game_mode]);
  };
  return words(one) === words(other);
}
