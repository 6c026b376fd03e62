import { catchUp } from './catch-up.js';
import type { GameLogCommand } from './command.js';
import type { GameLogEvent } from './event.js';
import { follow, type Followed } from './follow.js';
import { createReader, type Look, type ReaderOptions } from './reader.js';
import { NOTHING_LOGGED, type GameLogState } from './state.js';

/** How long the start of a queue waits for its map, which the game writes 1.3 s later. */
export const MAP_COMES_WITHIN_MS = 2_000;

export interface Watched {
  /** What the raid has to do now. */
  readonly commands: readonly GameLogCommand[];
  readonly look: Look;
}

/** The log of the game from its files to commands; somebody else says when to look. */
export interface Watcher {
  /** Never rejects. One at a time. */
  look(): Promise<Watched>;
  state(): GameLogState;
}

export function createWatcher(options: ReaderOptions): Watcher {
  const { nowMs } = options;
  const reader = createReader(options);
  let state = NOTHING_LOGGED;
  let queueSeenAt: number | null = null;
  return {
    async look() {
      const look = await reader.look();
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
      return { commands, look };
    },
    state: () => state,
  };
}

function isWaitingForMap({ queue, raid }: GameLogState): boolean {
  return queue !== null && !queue.isTold && !queue.isOld && raid === null;
}

/** All of them in their order. */
export function followAll(state: GameLogState, events: readonly GameLogEvent[]): Followed {
  const commands: GameLogCommand[] = [];
  for (const event of events) {
    const followed = follow(state, event);
    state = followed.state;
    commands.push(...followed.commands);
  }
  return { state, commands };
}
