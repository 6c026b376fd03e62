import { isOutcome, type RaidWithCounts } from '../raid/model.js';
import type { Snapshot } from '../raid/snapshot.js';
import type { Phase } from './overlay.js';

type Stored = Pick<Snapshot, 'raid' | 'outcome_over'>;

/** Where the show stands: a pure function of what is stored and the clock, so that a restart lands in the right scene. */
export function phaseOf({ raid, outcome_over }: Stored, postRaidSeconds: number, now: Date): Phase {
  if (raid === null) return 'lobby';
  if (!isOutcome(raid.status)) return raid.status;
  return !outcome_over && isHeld(raid, postRaidSeconds, now) ? raid.status : 'lobby';
}

/** When time alone will change the phase; null when only a press can. */
export function nextPhaseChange(stored: Stored, postRaidSeconds: number, now: Date): Date | null {
  const { raid } = stored;
  if (raid?.ended_at == null || phaseOf(stored, postRaidSeconds, now) === 'lobby') return null;
  return new Date(raid.ended_at.getTime() + postRaidSeconds * 1000);
}

function isHeld(raid: RaidWithCounts, postRaidSeconds: number, now: Date): boolean {
  if (raid.ended_at === null) return false;
  // The absolute difference: a clock that was set back must not hold the outcome for hours.
  return Math.abs(now.getTime() - raid.ended_at.getTime()) < postRaidSeconds * 1000;
}
