import { describe, expect, it } from 'vitest';
import { nextPhaseChange, phaseOf } from '../../src/show/phase.js';
import { endedAgo, IN_RAID, NOW, secondsAgo } from './snapshots.js';

const HOLD_SECONDS = 10;
const stored = (raid: Parameters<typeof phaseOf>[0]['raid'], outcome_over = false) => ({
  raid,
  outcome_said_at: null,
  outcome_over,
});

describe('the phase', () => {
  it.each([
    ['lobby before the first raid', stored(null), 'lobby'],
    ['the status of the open raid', stored(IN_RAID), 'in_progress'],
    ['the outcome right after the end', stored(endedAgo(0, { status: 'mia' })), 'mia'],
    ['the outcome until the hold is over', stored(endedAgo(9.999)), 'survived'],
    ['lobby when the hold is over', stored(endedAgo(10)), 'lobby'],
    ['lobby once the next raid had begun, even when that was cancelled', stored(endedAgo(3), true), 'lobby'],
    ['lobby when the clock was set back far before the end', stored(endedAgo(-3600)), 'lobby'],
    ['the outcome when the clock was set back a little', stored(endedAgo(-2)), 'survived'],
    ['lobby for a raid whose end nobody knows', stored(endedAgo(0, { ended_at: null })), 'lobby'],
  ] as const)('is %s', (_which, state, phase) => {
    expect(phaseOf(state, HOLD_SECONDS, NOW)).toBe(phase);
  });

  it('is lobby at once when nothing is held', () => {
    expect(phaseOf(stored(endedAgo(0)), 0, NOW)).toBe('lobby');
  });

  it('of the open raid lasts, whatever the hold of an older one says', () => {
    expect(phaseOf(stored(IN_RAID, true), HOLD_SECONDS, NOW)).toBe('in_progress');
  });
});

describe('the next change of phase by time', () => {
  it('is the end of the hold', () => {
    expect(nextPhaseChange(stored(endedAgo(4)), HOLD_SECONDS, NOW)).toEqual(secondsAgo(-6));
  });

  it.each([
    ['in raid', stored(IN_RAID)],
    ['in the lobby', stored(endedAgo(60))],
    ['before the first raid', stored(null)],
    ['when the next start has ended the hold', stored(endedAgo(4), true)],
  ])('is never %s', (_when, state) => {
    expect(nextPhaseChange(state, HOLD_SECONDS, NOW)).toBeNull();
  });
});
