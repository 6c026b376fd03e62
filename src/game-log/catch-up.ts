import type { GameLogEvent } from './event.js';
import { followAll, type Followed } from './follow.js';
import type { GameLogState } from './state.js';

/**
 * Takes in what happened while nobody read: it is old, so that no raid is made of it. What had been given out before is
 * taken to its end where it has one by now: a raid is over, a queue has become a raid or was left. What begins after that
 * is not given out; a queue that is on is started with its match.
 */
export function catchUp(before: GameLogState, events: readonly GameLogEvent[]): Followed {
  const { state, commands } = followAll(before, events);
  const known = commands.filter(({ type }) => type !== 'choose');
  const firstNew = known.findIndex(({ type }) => type === 'start');
  const isTold = firstNew < 0 && state.queue?.isTold === true;
  return {
    state: { ...state, queue: state.queue && { ...state.queue, isTold, isOld: true } },
    commands: firstNew < 0 ? known : known.slice(0, firstNew),
  };
}
