import { secondsBetween, untilNextSecondMs } from './server-clock.js';
import type { RaidJson } from './wire.js';
import { phaseOf } from './words.js';

/** When the running timer began; null when none runs. A raid whose matched key was not pressed has no known time. */
export function timerStart(raid: RaidJson): number | null {
  const start = raid.status === 'queuing' ? raid.started_at : raid.matched_at;
  return raid.active && !isStill(raid) && start !== null ? Date.parse(start) : null;
}

/** The timer of a raid that was forgotten, or is over, stands. */
export function isStill(raid: RaidJson): boolean {
  return raid.stale || phaseOf(raid) === 'over';
}

/** What the timer of an open raid shows: seconds in the queue or in the raid; null where they are not known. */
export function timerSeconds(raid: RaidJson, nowMs: number): number | null {
  const startMs = timerStart(raid);
  // A timer that stands does so where the service says; one that runs is counted here.
  const stood = raid.status === 'queuing' ? raid.raid_duration_seconds : raid.time_in_raid_seconds;
  return isStill(raid) ? stood : startMs === null ? null : secondsBetween(startMs, nowMs);
}

/** When the timer shows its next second; null while none runs. */
export function nextSecondAt(raid: RaidJson, nowMs: number): number | null {
  const startMs = timerStart(raid);
  return startMs === null ? null : nowMs + untilNextSecondMs(startMs, nowMs);
}
