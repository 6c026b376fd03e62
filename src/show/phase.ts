import { isOutcome, phaseOfRaid } from '../raid/model.js';
import type { Snapshot } from '../raid/snapshot.js';
import type { Phase } from './overlay.js';

type Stored = Pick<Snapshot, 'raid' | 'outcome_said_at' | 'outcome_over'>;

/** Where the show stands: a pure function of what is stored and the clock, so that a restart lands in the right scene. */
export function phaseOf(stored: Stored, postRaidSeconds: number, now: Date): Phase {
  if (stored.raid === null) return 'lobby';
  const phase = phaseOfRaid(stored.raid);
  if (!isOutcome(phase)) return phase;
  return !stored.outcome_over && isHeld(shownFrom(stored), postRaidSeconds, now) ? phase : 'lobby';
}

/** When time alone will change the phase; null when only a press can. */
export function nextPhaseChange(stored: Stored, postRaidSeconds: number, now: Date): Date | null {
  const from = shownFrom(stored);
  if (from === null || phaseOf(stored, postRaidSeconds, now) === 'lobby') return null;
  return new Date(from.getTime() + postRaidSeconds * 1000);
}

/** An outcome is shown from when it was said: of a raid that was over before, that is later than its end. */
function shownFrom({ raid, outcome_said_at }: Stored): Date | null {
  if (raid === null || raid.ended_at === null) return null;
  return outcome_said_at !== null && outcome_said_at > raid.ended_at ? outcome_said_at : raid.ended_at;
}

function isHeld(from: Date | null, postRaidSeconds: number, now: Date): boolean {
  // The absolute difference: a clock that was set back must not hold the outcome for hours.
  return from !== null && Math.abs(now.getTime() - from.getTime()) < postRaidSeconds * 1000;
}
