import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/raid/press/command.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { inZone } from '../support/zone.js';

inZone('Europe/Berlin');

/** One raid by hand: ended half an hour after it began. */
interface HandMadeRaid {
  readonly started_at: string;
  readonly status: string;
  readonly map_name?: string;
  readonly character_type?: string;
  readonly queue?: number | null;
  readonly kills?: readonly (readonly [enemy: string, headshot: 0 | 1 | null])[];
}

function addRaids(db: TestDatabase, raids: readonly HandMadeRaid[]): void {
  for (const {
    started_at,
    status,
    map_name = 'Customs',
    character_type = 'pmc',
    queue = null,
    kills = [],
  } of raids) {
    const open = status === 'queuing' || status === 'in_progress';
    db.byHand(
      `INSERT INTO raids (started_at, ended_at, map_name, character_type, queue_time_seconds, status)
       VALUES (?, CASE WHEN ? THEN NULL ELSE datetime(?, '+30 minutes') END, ?, ?, ?, ?)`,
      ...[started_at, open ? 1 : 0, started_at, map_name, character_type, queue, status],
    );
    for (const [enemy, headshot] of kills) {
      db.byHand(
        'INSERT INTO kills (raid_id, enemy_type, headshot) VALUES ((SELECT MAX(raid_id) FROM raids), ?, ?)',
        ...[enemy, headshot],
      );
    }
  }
}

const raid = (started_at: string, status: string, rest: Partial<HandMadeRaid> = {}): HandMadeRaid => ({
  started_at: `2026-11-22 ${started_at}`,
  status,
  ...rest,
});

describe('figures', () => {
  it('before the first raid are nothing or unknown', async () => {
    const { session, all_time } = await (await openTestDatabase()).snapshot();
    const nothing = {
      ...{ total_raids: 0, total_kills: 0, survived: 0, deaths: 0, pmc_raids: 0, scav_raids: 0 },
      ...{ survival_rate: null, kd_ratio: 0, average_queue_time_seconds: null },
    };
    expect(session).toMatchObject({
      ...nothing,
      session_id: null,
      name: null,
      current_streak: 0,
      best_streak: 0,
    });
    expect(all_time).toEqual({
      ...nothing,
      ...{ favorite_map: null, pmc_scav_ratio: null, headshot_rate: null, average_raid_time_seconds: null },
      kills_by_enemy_type: { scav: 0, pmc: 0, boss: 0, raider: 0 },
    });
  });

  it('are as counted by hand', async () => {
    const db = await openTestDatabase();
    addRaids(db, [
      raid('06:00:00', 'survived', {
        queue: 60,
        kills: [
          ['pmc', 1],
          ['scav', 0],
          ['boss', null],
        ],
      }),
      raid('07:00:00', 'survived', { queue: 91, map_name: 'Woods', kills: [['pmc', 0]] }),
      raid('08:00:00', 'mia', { character_type: 'scav' }),
      raid('09:00:00', 'died', { queue: 0, map_name: 'Woods', kills: [['raider', null]] }),
      raid('10:00:00', 'survived', { character_type: 'scav', map_name: 'Factory' }),
      raid('11:00:00', 'in_progress', { kills: [['scav', 1]] }),
    ]);
    const { session, all_time } = await db.snapshot();
    const both = {
      ...{ total_raids: 6, total_kills: 6, survived: 3, deaths: 2, survival_rate: 60, kd_ratio: 3 },
      // (60 + 91 + 0) / 3
      ...{ average_queue_time_seconds: 50, pmc_raids: 4, scav_raids: 2 },
    };
    expect(session).toMatchObject({ ...both, current_streak: 1, best_streak: 2 });
    expect(all_time).toEqual({
      ...both,
      // Customs and Woods and the open one on Customs: three.
      favorite_map: { map_name: 'Customs', raids: 3 },
      pmc_scav_ratio: 2,
      kills_by_enemy_type: { scav: 2, pmc: 2, boss: 1, raider: 1 },
      headshot_rate: 50,
      // By hand, without a match.
      average_raid_time_seconds: null,
    });
  });

  it('without a death have the kills as K/D, and with mia alone a survival rate of nothing', async () => {
    const db = await openTestDatabase();
    addRaids(db, [
      raid('06:00:00', 'survived', {
        kills: [
          ['pmc', null],
          ['pmc', null],
          ['scav', null],
        ],
      }),
    ]);
    expect((await db.snapshot()).all_time).toMatchObject({
      kd_ratio: 3,
      survival_rate: 100,
      headshot_rate: null,
    });
    const other = await openTestDatabase();
    addRaids(other, [raid('06:00:00', 'mia', { kills: [['pmc', 0]] }), raid('07:00:00', 'mia')]);
    expect((await other.snapshot()).all_time).toMatchObject({
      ...{ deaths: 2, survival_rate: 0, kd_ratio: 0.5, headshot_rate: 0, pmc_scav_ratio: null },
    });
  });

  it('count a raid from its match on', async () => {
    const db = await openTestDatabase();
    addRaids(db, [raid('06:00:00', 'died', { map_name: 'Woods' }), raid('07:00:00', 'queuing')]);
    const { session, all_time } = await db.snapshot();
    for (const figures of [session, all_time])
      expect(figures).toMatchObject({ total_raids: 1, pmc_raids: 1 });
    expect(all_time.favorite_map).toEqual({ map_name: 'Woods', raids: 1 });
  });

  it('have on a tie the map of the newest raid as the favourite', async () => {
    const db = await openTestDatabase();
    addRaids(db, [
      raid('06:00:00', 'died', { map_name: 'Woods' }),
      raid('07:00:00', 'died', { map_name: 'Customs' }),
      raid('08:00:00', 'died', { map_name: 'Customs' }),
      raid('09:00:00', 'died', { map_name: 'Woods' }),
    ]);
    expect((await db.snapshot()).all_time.favorite_map).toEqual({ map_name: 'Woods', raids: 2 });
  });

  it('follow the streak by the ends of raids, not by their ids', async () => {
    const db = await openTestDatabase();
    addRaids(db, [raid('09:00:00', 'died'), raid('06:00:00', 'survived'), raid('07:00:00', 'survived')]);
    expect((await db.snapshot()).session).toMatchObject({ current_streak: 0, best_streak: 2 });
  });
});

describe('the last raid', () => {
  it('is the one that began last, then the one of the greater id', async () => {
    const db = await openTestDatabase();
    addRaids(db, [
      raid('09:00:00.250', 'died', { map_name: 'newest' }),
      // As CURRENT_TIMESTAMP writes it: without a fraction.
      raid('09:00:00', 'died', { map_name: 'a moment older' }),
      raid('08:00:00', 'died'),
    ]);
    expect((await db.snapshot()).raid).toMatchObject({ map_name: 'newest' });
    addRaids(db, [raid('09:00:00.250', 'died', { map_name: 'same moment' })]);
    expect((await db.snapshot()).raid).toMatchObject({ map_name: 'same moment' });
  });
});

describe('today', () => {
  const START: Command = { type: 'start', map_name: 'Customs', character_type: 'pmc' };
  const DIED: Command = { type: 'end', status: 'died' };
  const raidsToday = async (db: TestDatabase): Promise<number> => (await db.snapshot()).session.total_raids;

  it('goes on over midnight and ends at day_starts_at', async () => {
    const db = await openTestDatabase();
    for (const start of ['2026-11-22T21:00:00Z', '2026-11-23T01:00:00Z']) {
      db.setNow(start);
      await db.execute(START);
      await db.execute(DIED);
    }
    db.setNow('2026-11-23T03:59:59.999Z');
    expect(await raidsToday(db)).toBe(2);
    db.setNow('2026-11-23T04:00:00Z');
    expect(await raidsToday(db)).toBe(0);
    expect((await db.snapshot('06:00')).session.total_raids).toBe(2);
  });

  it('does not end in the middle of a raid, but with it', async () => {
    const db = await openTestDatabase();
    db.setNow('2026-11-23T03:00:00Z');
    await db.execute(START);
    await db.execute(DIED);
    db.setNow('2026-11-23T03:50:00Z');
    await db.execute(START);
    await db.execute({ type: 'matched' });
    db.setNow('2026-11-23T04:10:00Z');
    expect(await raidsToday(db)).toBe(2);
    await db.execute(DIED);
    expect(await raidsToday(db)).toBe(0);
    expect((await db.snapshot()).session.since).toEqual(new Date('2026-11-23T04:00:00Z'));
  });

  it('holds a raid that began at the boundary, also one stored without a fraction', async () => {
    const db = await openTestDatabase();
    addRaids(db, [
      { started_at: '2026-11-22 03:59:59', status: 'died' },
      { started_at: '2026-11-22 04:00:00', status: 'died' },
      { started_at: '2026-11-22 04:00:00.000', status: 'died' },
    ]);
    expect(await raidsToday(db)).toBe(2);
  });

  it.each([
    ['forward', '2026-03-29T03:00:00Z'],
    ['back', '2026-10-25T04:00:00Z'],
  ])('begins at the local hour on a day whose clock goes %s', async (_way, boundary) => {
    const db = await openTestDatabase();
    for (const offsetMs of [-1, 0]) {
      db.setNow(new Date(Date.parse(boundary) + offsetMs));
      await db.execute(START);
      await db.execute(DIED);
    }
    expect(await raidsToday(db)).toBe(1);
    expect((await db.snapshot()).session.since).toEqual(new Date(boundary));
  });
});
