import { catchUp } from './catch-up.js';
import type { GameLogCommand } from './command.js';
import type { GameMode } from '../raid/model.js';
import type { GameLogEvent } from './event.js';
import { follow, followAll } from './follow.js';
import { createReader, OLD_AFTER_MS, type Look, type ReaderOptions } from './reader.js';
import { NOTHING_LOGGED, type GameLogState } from './state.js';
import { takeUp, type FoundStanding, type TakenUp } from './take-up.js';
import { understoodWords } from './words.js';

/** How long the start of a queue waits for its map, which the game writes 1.3 s later. */
export const MAP_COMES_WITHIN_MS = 2_000;

/** What was written longer ago than this is not told of as if it happened now. */
export const LATE_AFTER_MS = 3_000;

export interface Watched {
  /** What the raid has to do now. */
  readonly commands: readonly GameLogCommand[];
  /** It may have happened a while ago. */
  readonly isLate: boolean;
  /** The last thing that was understood in this look, one sentence; null: nothing new. */
  readonly understood: string | null;
  readonly look: Look;
}

/** The log of the game from its files to commands; somebody else says when to look. */
export interface Watcher {
  /** Never rejects. One at a time. */
  look(): Promise<Watched>;
  /** Goes on with the raid that is open. */
  takeUp(found: FoundStanding, now: Date): Pick<TakenUp, 'hand' | 'commands'>;
  /** The mode that the game says; null where it says none. */
  mode(): GameMode | null;
}

export function createWatcher(options: ReaderOptions): Watcher {
  const { nowMs } = options;
  const reader = createReader(options);
  let state = NOTHING_LOGGED;
  let queueSeenAt: number | null = null;
  let readAt: number | null = null;
  return {
    async look() {
      const beganAt = nowMs();
      const found = await reader.look();
      const since = nowMs() - (readAt ?? beganAt);
      // A share that hangs in the middle of a look has kept what it says for as long.
      const look = { ...found, areOld: found.areOld || nowMs() - beganAt > OLD_AFTER_MS };
      if (look.trouble === null) readAt = beganAt;
      const read = look.areOld ? catchUp(state, look.events) : followAll(state, look.events);
      state = read.state;
      const commands = [...read.commands];
      if (!isWaitingForMap(state)) queueSeenAt = null;
      else queueSeenAt ??= nowMs();
      if (queueSeenAt !== null && nowMs() - queueSeenAt >= MAP_COMES_WITHIN_MS) {
        const waited = follow(state, { type: 'waited' });
        state = waited.state;
        commands.push(...waited.commands);
      }
      const isLate = look.areOld || since > LATE_AFTER_MS;
      return { commands, isLate, understood: lastUnderstood(look.events, state), look };
    },
    takeUp(found, now) {
      const { isQueueTold, ...taken } = takeUp(state, found, now);
      if (isQueueTold && state.queue !== null) state = { ...state, queue: { ...state.queue, isTold: true } };
      return taken;
    },
    mode: () => state.mode,
  };
}

/** Loading the hideout begins like a raid, and is none. */
function lastUnderstood(events: readonly GameLogEvent[], { raid }: GameLogState): string | null {
  const told = events.filter(({ type }) => type !== 'started' || raid !== null);
  return told.reduce<string | null>((last, event) => understoodWords(event) ?? last, null);
}

function isWaitingForMap({ queue, raid }: GameLogState): boolean {
  return queue !== null && !queue.isTold && !queue.isOld && raid === null;
}
