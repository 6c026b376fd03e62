import { isWithin } from './clock.js';
import { LATE_KILL_SECONDS } from './press/decide-kill.js';
import { isOpen, isOver, type Raid } from './model.js';

type Times = Pick<Raid, 'status' | 'outcome' | 'started_at' | 'matched_at' | 'over_at' | 'ended_at'>;

/** Whether no time is being measured: no raid is on, no outcome is shown, and no kill can still go onto the last raid. */
export function isAtRest(raid: Times | null, postRaidSeconds: number, now: Date): boolean {
  if (raid === null) return true;
  const end = isOver(raid) ? raid.over_at : raid.ended_at;
  if ((isOpen(raid.status) && !isOver(raid)) || end === null) return false;
  return !isWithin(Math.max(postRaidSeconds, LATE_KILL_SECONDS), end, now);
}

/**
 * For an open raid that would only begin later, because the clock was set back while the program was not running: the
 * newest that is known of it. Time goes on from there. Null for any other raid.
 */
export function goesOnFrom(raid: Times | null, lastPress: Date | null, now: Date): Date | null {
  if (raid === null || !isOpen(raid.status)) return null;
  const begun = raid.matched_at ?? raid.started_at;
  if (begun <= now) return null;
  return lastPress !== null && lastPress > begun ? lastPress : begun;
}
