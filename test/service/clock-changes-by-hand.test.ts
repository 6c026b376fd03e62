import { describe, expect, it } from 'vitest';
import type { SessionStats } from '../../src/raid/figures/figures.js';
import { createHistory } from '../../src/store/query/history.js';
import { EVERYTHING } from '../../src/raid/figures/tally.js';
import { end, kill, MATCHED, playEvening, start } from '../support/evening.js';
import { inZone } from '../support/zone.js';

interface Change {
  readonly way: string;
  readonly dayStartsAt: string;
  /** Ten minutes before the clock is changed, and half an hour later. */
  readonly matched: string;
  readonly ended: string;
  /** When the day before began, and when the day of the change begins. */
  readonly yesterday: string;
  readonly today: string;
}

/** Raids over the change, a moment before the day's start and at it: UTC by hand from the zone's rules. */
function describeChanges(zone: string, changes: readonly Change[]): void {
  describe(`a clock change in ${zone}`, () => {
    inZone(zone);

    it.each(changes)('$way, with days from $dayStartsAt', async (change) => {
      const { dayStartsAt, matched, ended, yesterday, today } = change;
      const momentBefore = new Date(Date.parse(today) - 1).toISOString();
      const over = { average_raid_time_seconds: 1800, average_queue_time_seconds: 60 };
      const db = await playEvening([
        [earlier(matched, 60), start('Customs')],
        [matched, MATCHED],
        [ended, { current: { raid_duration_seconds: 1860, time_in_raid_seconds: 1800 } }],
        [ended, end('survived')],
        [momentBefore, start('Woods')],
        [momentBefore, end('died')],
        [
          momentBefore,
          {
            dayStartsAt,
            session: { ...ofRaids(2), ...over, survived: 1, deaths: 1, survival_rate: 50, best_streak: 1 },
          },
        ],
        [today, start('Factory')],
        [today, kill('scav')],
        [today, end('died')],
        [
          today,
          {
            dayStartsAt,
            session: {
              ...{ ...ofRaids(1), since: new Date(today), deaths: 1, survival_rate: 0, total_kills: 1 },
              ...{ kd_ratio: 1, kills_by_enemy_type: { scav: 1, pmc: 0, boss: 0, raider: 0 } },
            },
          },
        ],
      ]);
      const history = createHistory(db.store(), { now: db.now, dayStartsAt: () => dayStartsAt });
      const days = await history.timeline({ filter: EVERYTHING });
      expect(days.map(({ day, total_raids, survived }) => ({ day, total_raids, survived }))).toEqual([
        { day: yesterday.slice(0, 10), total_raids: 2, survived: 1 },
        { day: today.slice(0, 10), total_raids: 1, survived: 0 },
      ]);
      db.setNow(momentBefore);
      expect((await db.snapshot(dayStartsAt)).session.since).toEqual(new Date(yesterday));
    });

    it('$way: a session that goes on over it counts its real time', async () => {
      for (const { matched, ended } of changes) {
        const since = earlier(matched, 3600);
        await playEvening([
          [since, { type: 'start_session' }],
          [earlier(matched, 60), start('Customs')],
          [matched, MATCHED],
          [ended, end('survived')],
          // Eleven hours after its last press it is still on, an hour later it is over: by no clock on the wall.
          [later(ended, 11 * 3600), { session: { ...sessionOf(1, since), ...ONE_SURVIVED } }],
          [later(ended, 12 * 3600 - 1), { session: { ...sessionOf(1, since), ...ONE_SURVIVED } }],
          [later(ended, 12 * 3600), { session: {} }],
        ]);
      }
    });
  });
}

const earlier = (time: string, seconds: number): string => later(time, -seconds);
const later = (time: string, seconds: number): string =>
  new Date(Date.parse(time) + seconds * 1000).toISOString();
const ofRaids = (total_raids: number): Partial<SessionStats> => ({ total_raids, pmc_raids: total_raids });
const sessionOf = (session_id: number, since: string): Partial<SessionStats> => ({
  ...{ session_id, since: new Date(since) },
});
const ONE_SURVIVED: Partial<SessionStats> = {
  ...{ ...ofRaids(1), survived: 1, survival_rate: 100, current_streak: 1, best_streak: 1 },
  ...{ average_queue_time_seconds: 60, average_raid_time_seconds: 1800 },
};

// Forward at 02:00 of 2026-03-29 (UTC+1 → +2), back at 03:00 of 2026-10-25.
describeChanges('Europe/Berlin', [
  {
    ...{
      way: 'forward',
      dayStartsAt: '05:00',
      matched: '2026-03-29T00:50:00Z',
      ended: '2026-03-29T01:20:00Z',
    },
    // 04:00 UTC, and an hour earlier after a night of 23 hours.
    ...{ yesterday: '2026-03-28T04:00:00Z', today: '2026-03-29T03:00:00Z' },
  },
  {
    ...{ way: 'back', dayStartsAt: '05:00', matched: '2026-10-25T00:50:00Z', ended: '2026-10-25T01:20:00Z' },
    ...{ yesterday: '2026-10-24T03:00:00Z', today: '2026-10-25T04:00:00Z' },
  },
  {
    ...{
      way: 'forward',
      dayStartsAt: '03:30',
      matched: '2026-03-29T00:50:00Z',
      ended: '2026-03-29T01:20:00Z',
    },
    // 03:30 is 02:30 UTC in winter; on the day itself half an hour after the change.
    ...{ yesterday: '2026-03-28T02:30:00Z', today: '2026-03-29T01:30:00Z' },
  },
  {
    ...{
      way: 'forward',
      dayStartsAt: '02:30',
      matched: '2026-03-29T00:50:00Z',
      ended: '2026-03-29T01:20:00Z',
    },
    // The clock goes from 01:59 to 03:00, so the day begins at 03:30.
    ...{ yesterday: '2026-03-28T01:30:00Z', today: '2026-03-29T01:30:00Z' },
  },
  {
    ...{ way: 'back', dayStartsAt: '02:30', matched: '2026-10-24T22:10:00Z', ended: '2026-10-24T22:40:00Z' },
    // The first of two times 02:30; the raid at it is followed by a second 02:00.
    ...{ yesterday: '2026-10-24T00:30:00Z', today: '2026-10-25T00:30:00Z' },
  },
]);

// Forward at 02:00 of 2026-03-08 (UTC-5 → -4), back at 02:00 of 2026-11-01.
describeChanges('America/New_York', [
  {
    ...{
      way: 'forward',
      dayStartsAt: '05:00',
      matched: '2026-03-08T06:50:00Z',
      ended: '2026-03-08T07:20:00Z',
    },
    ...{ yesterday: '2026-03-07T10:00:00Z', today: '2026-03-08T09:00:00Z' },
  },
  {
    ...{ way: 'back', dayStartsAt: '05:00', matched: '2026-11-01T05:50:00Z', ended: '2026-11-01T06:20:00Z' },
    ...{ yesterday: '2026-10-31T09:00:00Z', today: '2026-11-01T10:00:00Z' },
  },
]);

describe('the figures day by day', () => {
  inZone('Europe/Berlin');

  it('have a raid on the day on which today had it, also in the second of two hours', async () => {
    const db = await playEvening([
      // 02:29:59 and 02:30 in summer, 02:10 and 02:40 in winter: one day begins, once.
      ['2026-10-25T00:29:59Z', start('Customs')],
      ['2026-10-25T00:29:59Z', end('died')],
      ['2026-10-25T00:30:00Z', start('Customs')],
      ['2026-10-25T00:30:00Z', end('survived')],
      ['2026-10-25T01:10:00Z', start('Customs')],
      ['2026-10-25T01:10:00Z', end('survived')],
      ['2026-10-25T01:40:00Z', start('Customs')],
      ['2026-10-25T01:40:00Z', end('survived')],
    ]);
    expect((await db.snapshot('02:30')).session).toMatchObject({ total_raids: 3, survived: 3 });
    const history = createHistory(db.store(), { now: db.now, dayStartsAt: () => '02:30' });
    const days = await history.timeline({ filter: EVERYTHING });
    expect(days.map(({ day, total_raids, survived }) => ({ day, total_raids, survived }))).toEqual([
      { day: '2026-10-24', total_raids: 1, survived: 0 },
      { day: '2026-10-25', total_raids: 3, survived: 3 },
    ]);
  });
});
