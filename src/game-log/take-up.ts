import { isOver, type RaidWithCounts } from '../raid/model.js';
import { isStale } from '../raid/press/stale.js';
import { leftAs, NOTHING_DONE, type LogHand, type Standing } from './beside-presses.js';
import type { GameLogCommand } from './command.js';
import { correction } from './follow.js';
import type { GameLogState } from './state.js';

/** How things stand when the reading begins. */
export interface FoundStanding extends Standing {
  /** A press has said something of the open raid. */
  readonly isPressed: boolean;
  /** No raid is open, because the last press has cancelled the queue. */
  readonly isCancelled: boolean;
}

/** What the log has to do with the raid that is open when its reading begins. */
export interface TakenUp {
  readonly hand: LogHand;
  readonly commands: readonly GameLogCommand[];
  /** The queue that is on in the game is the open raid, or was cancelled by a press: it is not started once more. */
  readonly isQueueTold: boolean;
}

const NOTHING: TakenUp = { hand: NOTHING_DONE, commands: [], isQueueTold: false };

/**
 * Finds the raid of the game among what is stored, after a start of the program or of the switch. What is open stays what
 * presses have made it; the log goes on with it, and ends what it has begun itself. No raid is made of what is old.
 */
export function takeUp(
  state: GameLogState,
  { open, isPressed, isCancelled }: FoundStanding,
  now: Date,
): TakenUp {
  if (isCancelled) return { ...NOTHING, isQueueTold: true };
  if (open === null || isStale(open, now)) return NOTHING;
  const hand = handOf(open, isPressed);
  // It is on again if the game joins it again.
  if (isOver(open)) return wasLast(state, open) ? { ...NOTHING, hand } : NOTHING;
  return open.status === 'queuing'
    ? takeUpQueue(state, open, hand, hand.hasStarted && !isPressed)
    : takeUpRaid(state, open, hand);
}

function takeUpQueue(
  { raid, queue, lastRaid, lastEnded, signedIn }: GameLogState,
  open: RaidWithCounts,
  hand: LogHand,
  isOfLogAlone: boolean,
): TakenUp {
  if (raid !== null) {
    return isOn(raid.mapNames, open) ? { ...NOTHING, hand, commands: [{ type: 'matched' }] } : NOTHING;
  }
  if (queue !== null) {
    const isOther = queue.mapName !== null && queue.mapName !== open.map_name;
    return { hand, commands: correction(isOther ? queue.mapName : null, null), isQueueTold: true };
  }
  // A queue that was pressed may not have begun in the game yet.
  if (!isOfLogAlone) return NOTHING;
  if (lastEnded === 'raid') {
    const isPlayed = lastRaid !== null && isOn(lastRaid.mapNames, open);
    return {
      ...NOTHING,
      hand,
      commands: isPlayed ? [{ type: 'matched' }, { type: 'over' }] : [{ type: 'cancel' }],
    };
  }
  // A game that was started since and has come to its menu is in no queue; one that has written nothing yet says nothing.
  const isLeft = lastEnded === 'queue' || signedIn !== null;
  return isLeft ? { ...NOTHING, hand, commands: [{ type: 'cancel' }] } : NOTHING;
}

function takeUpRaid(state: GameLogState, open: RaidWithCounts, hand: LogHand): TakenUp {
  const { raid } = state;
  if (raid !== null) return isOn(raid.mapNames, open) ? { ...NOTHING, hand } : NOTHING;
  // Its end was written while nobody looked; of a raid that the log has not begun it says nothing.
  return wasLast(state, open) && hand.hasMatched
    ? { ...NOTHING, hand, commands: [{ type: 'over' }] }
    : NOTHING;
}

/** What the log has done in it, as far as its marks say. What a press has said since is not told from it, and stays. */
function handOf(open: RaidWithCounts, isPressed: boolean): LogHand {
  const { from_game_log = [] } = open;
  return {
    ...NOTHING_DONE,
    raidId: open.raid_id,
    hasStarted: from_game_log.includes('start'),
    hasMatched: from_game_log.includes('matched'),
    hasEnded: from_game_log.includes('over'),
    left: isPressed ? NOTHING_DONE.left : leftAs(open),
  };
}

function wasLast({ raid, lastRaid }: GameLogState, open: RaidWithCounts): boolean {
  return raid === null && lastRaid !== null && isOn(lastRaid.mapNames, open);
}

function isOn(names: readonly string[], { map_name }: RaidWithCounts): boolean {
  return names.length === 0 || names.includes(map_name);
}
