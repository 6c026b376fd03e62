import { describe, expect, it } from 'vitest';
import { end, kill, MATCHED, playEvening, start } from '../support/evening.js';
import { inZone } from '../support/zone.js';

// Every figure worked out by hand; what is not named is that of nothing.

describe('the figures of an evening', () => {
  inZone('Europe/Berlin');

  it('without a raid', async () => {
    await playEvening([
      [
        '2026-11-22T12:00:00Z',
        {
          // 05:00 in Berlin.
          session: { since: new Date('2026-11-22T04:00:00Z') },
          all_time: {},
          current: { raid_id: null, active: false, kill_count: 0, raid_duration_seconds: null },
        },
      ],
    ]);
  });

  it('without a death, with a match that was never pressed and a kill after the end', async () => {
    const both = {
      ...{ total_raids: 2, total_kills: 4, survived: 2, deaths: 0, survival_rate: 100 },
      // Nobody died: the kills.
      kd_ratio: 4,
      // Of the first alone: 12:00:00 to 12:01:34, and from there to 12:30:00.
      ...{ average_queue_time_seconds: 94, average_raid_time_seconds: 28 * 60 + 26 },
      ...{ pmc_raids: 1, scav_raids: 1 },
      kills_by_enemy_type: { scav: 1, pmc: 1, boss: 1, raider: 1 },
      // One of the two of which it is known.
      headshot_rate: 50,
    };
    await playEvening([
      ['2026-11-22T12:00:00Z', start('Customs')],
      ['2026-11-22T12:01:34Z', MATCHED],
      ['2026-11-22T12:05:00Z', kill('pmc', true)],
      ['2026-11-22T12:06:00Z', kill('scav')],
      ['2026-11-22T12:30:00Z', end('survived')],
      ['2026-11-22T12:40:00Z', start('Woods', 'scav')],
      ['2026-11-22T12:43:00Z', kill('boss')],
      [
        '2026-11-22T12:45:00Z',
        { current: { status: 'in_progress', queue_time_seconds: null, raid_duration_seconds: 300 } },
      ],
      ['2026-11-22T12:50:00Z', end('survived')],
      // To the second five minutes after the end.
      ['2026-11-22T12:55:00Z', kill('raider', false)],
      [
        '2026-11-22T13:00:00Z',
        {
          session: { ...both, current_streak: 2, best_streak: 2 },
          // One raid each: the newer one's map.
          all_time: { ...both, favorite_map: { map_name: 'Woods', raids: 1 }, pmc_scav_ratio: 1 },
          current: {
            ...{ raid_id: 2, status: 'survived', active: false, kill_count: 2, headshot_count: 0 },
            ...{ queue_time_seconds: null, raid_duration_seconds: 600, time_in_raid_seconds: null },
          },
        },
      ],
    ]);
  });

  it('with nothing but MIA', async () => {
    const both = {
      ...{ total_raids: 3, total_kills: 2, deaths: 3, survival_rate: 0 },
      // 2 / 3
      kd_ratio: 0.67,
      // (60 + 91) / 2 = 75.5, and the third is not known.
      average_queue_time_seconds: 76,
      // 10:00 and 9:29: (600 + 569) / 2 = 584.5
      average_raid_time_seconds: 585,
      pmc_raids: 3,
      kills_by_enemy_type: { scav: 2, pmc: 0, boss: 0, raider: 0 },
    };
    await playEvening([
      ['2026-11-22T12:00:00Z', start('Factory')],
      ['2026-11-22T12:01:00Z', MATCHED],
      ['2026-11-22T12:11:00Z', end('mia')],
      ['2026-11-22T12:20:00Z', start('Factory')],
      ['2026-11-22T12:21:31Z', MATCHED],
      ['2026-11-22T12:22:00Z', kill('scav')],
      ['2026-11-22T12:23:00Z', kill('scav')],
      ['2026-11-22T12:31:00Z', end('mia')],
      ['2026-11-22T12:40:00Z', start('Factory')],
      ['2026-11-22T12:50:00Z', end('mia')],
      [
        '2026-11-22T12:51:00Z',
        { session: both, all_time: { ...both, favorite_map: { map_name: 'Factory', raids: 3 } } },
      ],
    ]);
  });

  it('with the favourite map on a tie, where a queue is not yet a raid', async () => {
    const died = { deaths: 4, survival_rate: 0, total_raids: 4, pmc_raids: 4 };
    await playEvening([
      ['2026-11-22T12:00:00Z', start('Woods')],
      ['2026-11-22T12:10:00Z', end('died')],
      ['2026-11-22T13:00:00Z', start('Customs')],
      ['2026-11-22T13:10:00Z', end('died')],
      ['2026-11-22T14:00:00Z', start('Customs')],
      ['2026-11-22T14:10:00Z', end('died')],
      ['2026-11-22T15:00:00Z', start('Woods')],
      ['2026-11-22T15:10:00Z', end('died')],
      ['2026-11-22T15:11:00Z', { all_time: { ...died, favorite_map: { map_name: 'Woods', raids: 2 } } }],
      ['2026-11-22T16:00:00Z', start('Customs')],
      [
        '2026-11-22T16:01:00Z',
        {
          all_time: { ...died, favorite_map: { map_name: 'Woods', raids: 2 } },
          current: { status: 'queuing', raid_duration_seconds: 60, time_in_raid_seconds: null },
        },
      ],
      ['2026-11-22T16:01:10Z', MATCHED],
      [
        '2026-11-22T16:01:10Z',
        {
          all_time: {
            ...{ ...died, total_raids: 5, pmc_raids: 5, average_queue_time_seconds: 70 },
            favorite_map: { map_name: 'Customs', raids: 3 },
          },
        },
      ],
    ]);
  });

  it('in a session over midnight and over the start of the day', async () => {
    const night = { session_id: 1, name: 'Raid night', since: new Date('2026-11-22T21:00:00Z') };
    const two = {
      ...{ total_raids: 2, pmc_raids: 2, survived: 1, deaths: 1, survival_rate: 50 },
      // 0:30 and 1:00.
      average_queue_time_seconds: 45,
      // 30:00 and 19:00.
      average_raid_time_seconds: 1470,
    };
    await playEvening([
      // 21:30 in Berlin, before the session: never in it.
      ['2026-11-22T20:30:00Z', start('Customs')],
      ['2026-11-22T20:40:00Z', end('survived')],
      ['2026-11-22T21:00:00Z', { type: 'start_session', name: 'Raid night' }],
      ['2026-11-22T21:00:00Z', { session: night }],
      // Over midnight.
      ['2026-11-22T22:45:00Z', start('Customs')],
      ['2026-11-22T22:45:30Z', MATCHED],
      ['2026-11-22T23:15:30Z', end('died')],
      // 05:30, when without a session another day had begun.
      ['2026-11-23T04:30:00Z', start('Customs')],
      ['2026-11-23T04:31:00Z', MATCHED],
      ['2026-11-23T04:50:00Z', end('survived')],
      ['2026-11-23T04:55:00Z', { session: { ...night, ...two, current_streak: 1, best_streak: 1 } }],
      ['2026-11-23T05:00:00Z', { type: 'end_session' }],
      // Today since 05:00: the last raid alone.
      [
        '2026-11-23T05:01:00Z',
        {
          session: {
            ...{ since: new Date('2026-11-23T04:00:00Z'), total_raids: 1, pmc_raids: 1, survived: 1 },
            ...{ survival_rate: 100, average_queue_time_seconds: 60, average_raid_time_seconds: 1140 },
            ...{ current_streak: 1, best_streak: 1 },
          },
        },
      ],
    ]);
  });

  it('in a raid over the start of the day hold until its end, and it belongs where it started', async () => {
    const yesterday = { since: new Date('2026-11-22T04:00:00Z'), pmc_raids: 2, total_raids: 2 };
    const before = { survived: 1, survival_rate: 100, current_streak: 1, best_streak: 1 };
    // Of 03:00 none, of 04:50 two minutes.
    const queue = { average_queue_time_seconds: 120 };
    const db = await playEvening([
      ['2026-11-23T02:00:00Z', start('Customs')],
      ['2026-11-23T02:20:00Z', end('survived')],
      ['2026-11-23T03:50:00Z', start('Customs')],
      ['2026-11-23T03:52:00Z', MATCHED],
      ['2026-11-23T03:55:00Z', kill('pmc')],
      ['2026-11-23T04:05:00Z', kill('scav')],
      [
        '2026-11-23T04:10:00Z',
        {
          session: {
            ...{ ...yesterday, ...before, ...queue, total_kills: 2, kd_ratio: 2 },
            kills_by_enemy_type: { scav: 1, pmc: 1, boss: 0, raider: 0 },
          },
        },
      ],
      ['2026-11-23T04:12:00Z', end('died')],
      ['2026-11-23T04:12:00Z', { session: { since: new Date('2026-11-23T04:00:00Z') } }],
      // Read off the end screen: it goes where its raid is.
      ['2026-11-23T04:14:00Z', kill('boss')],
      ['2026-11-23T04:14:00Z', { session: { since: new Date('2026-11-23T04:00:00Z') } }],
    ]);
    expect((await db.snapshot('03:30')).session).toMatchObject({ total_raids: 1, total_kills: 3, deaths: 1 });
    expect((await db.snapshot('06:00')).session).toMatchObject({ total_raids: 2, total_kills: 3 });
  });
});
