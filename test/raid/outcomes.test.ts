import { describe, expect, it } from 'vitest';
import { figuresOf, streaks } from '../../src/raid/figures/figures.js';
import type { Tally } from '../../src/raid/figures/tally.js';
import type { Outcome } from '../../src/raid/model.js';

/** So many raids of each outcome, as the game's own profile lists them. */
function profile(
  character_type: Tally['character_type'],
  raids: Partial<Record<Outcome, number>>,
  kills: number,
): Tally[] {
  return Object.entries(raids).map(([status, count], index) => ({
    ...{ character_type, game_mode: 'pvp', status: status as Outcome, raids: count },
    ...{ queue_seconds: 0, queues: 0, raid_ms: 0, timed_raids: 0, headshots: 0, headshots_known: 0 },
    kills: { scav: 0, pmc: index === 0 ? kills : 0, boss: 0, raider: 0 },
  }));
}

describe('the figures of a real profile', () => {
  it('of 253 PMC raids are those of the game: 120 killed, 118 survived, 15 transits', () => {
    const pmc = figuresOf(profile('pmc', { died: 120, survived: 118, transit: 15 }, 600));
    expect(pmc).toMatchObject({ total_raids: 253, survived: 118, deaths: 120, kd_ratio: 5 });
    expect(pmc.survival_rate).toBe(46.6);
  });

  it('of 33 scav raids are those of the game: 20 survived, 11 killed and 2 left are 13 deaths', () => {
    const scav = figuresOf(profile('scav', { survived: 20, died: 11, left: 2 }, 26));
    expect(scav).toMatchObject({ total_raids: 33, survived: 20, deaths: 13, kd_ratio: 2 });
    expect(scav.survival_rate).toBe(60.6);
  });

  it('count a run-through as finished and a raid of unknown outcome as neither', () => {
    const some = figuresOf(profile('pmc', { survived: 1, run_through: 1, unknown: 2 }, 3));
    expect(some).toMatchObject({ total_raids: 4, survived: 1, deaths: 0, survival_rate: 50, kd_ratio: 3 });
    expect(figuresOf(profile('pmc', { unknown: 2 }, 0)).survival_rate).toBeNull();
  });
});

describe('a streak', () => {
  it.each<[string, Outcome[], { current: number; best: number }]>([
    [
      'goes on over run-throughs and transits',
      ['survived', 'transit', 'run_through', 'survived'],
      { current: 2, best: 2 },
    ],
    ['is not begun by a transit', ['transit'], { current: 0, best: 0 }],
    ['goes on over a raid whose outcome nobody knows', ['survived', 'unknown'], { current: 1, best: 1 }],
    ['is broken by leaving', ['survived', 'survived', 'left'], { current: 0, best: 2 }],
  ])('%s', (_what, outcomes, expected) => {
    expect(streaks(outcomes)).toEqual(expected);
  });
});
