import { isOver } from '../raid/model.js';
import { isStale } from '../raid/press/stale.js';
import { NOTHING_DONE, type LogHand, type Standing } from './beside-presses.js';
import type { GameLogCommand } from './command.js';
import type { GameLogState } from './state.js';

/** What the log has to do with the raid that is open when its reading begins. */
export interface TakenUp {
  readonly hand: LogHand;
  readonly commands: readonly GameLogCommand[];
}

const NOTHING: TakenUp = { hand: NOTHING_DONE, commands: [] };

/**
 * Finds the raid of the game among what is stored, after a start of the program or of the switch. What is open stays what
 * presses have made it; the log only goes on with it. No raid is made of what is old.
 */
export function takeUp({ raid, queue, lastRaid }: GameLogState, { open }: Standing, now: Date): TakenUp {
  if (open === null || isOver(open) || isStale(open, now)) return NOTHING;
  const hand = { ...NOTHING_DONE, raidId: open.raid_id };
  const isOn = (names: readonly string[]): boolean => names.length === 0 || names.includes(open.map_name);
  if (raid !== null) {
    if (!isOn(raid.mapNames)) return NOTHING;
    return { hand, commands: open.status === 'queuing' ? [{ type: 'matched' }] : [] };
  }
  if (open.status === 'queuing') return queue === null ? NOTHING : { hand, commands: [] };
  // Its end was written while nobody looked; of a raid that the log has not begun it says nothing.
  const isEnded = queue === null && lastRaid !== null && isOn(lastRaid.mapNames);
  return isEnded && open.from_game_log?.includes('matched') === true
    ? { hand, commands: [{ type: 'over' }] }
    : NOTHING;
}
