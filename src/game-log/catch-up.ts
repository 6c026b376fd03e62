import type { GameLogCommand } from './command.js';
import type { GameLogEvent } from './event.js';
import { characterOf, correction, follow, type Followed } from './follow.js';
import type { GameLogState } from './state.js';

/**
 * Takes in what happened while nobody read: it is old, so that no raid is made of it. What had been given out before is
 * taken to its end where it has one by now: a raid is over, a queue has become a raid or was left.
 */
export function catchUp(before: GameLogState, events: readonly GameLogEvent[]): Followed {
  const after = events.reduce((state, event) => follow(state, event).state, before);
  const commands = settle(before, after);
  // Any other queue that is on was not started by us: it is started with its match.
  const isTold = before.queue?.isTold === true && commands.length === 0;
  return {
    state: { ...after, queue: after.queue && { ...after.queue, isTold, isOld: true } },
    commands,
  };
}

function settle(before: GameLogState, after: GameLogState): readonly GameLogCommand[] {
  if (before.raid !== null) return isSameRaid(before, after) ? [] : [{ type: 'over' }];
  if (before.queue?.isTold !== true) return [];
  if (after.lastRaid !== before.lastRaid) return [{ type: 'matched' }, { type: 'over' }];
  if (after.raid !== null) {
    return [...correction(null, characterOf(after, after.raid.profileId)), { type: 'matched' }];
  }
  return after.queue === null ? [{ type: 'cancel' }] : [];
}

function isSameRaid(before: GameLogState, { raid, lastRaid }: GameLogState): boolean {
  return raid !== null && lastRaid === before.lastRaid;
}
