import { sql } from 'kysely';
import type { EnemyType } from '../raid/model.js';
import type { Tally } from '../raid/tally.js';
import type { Reader } from './store.js';
import { formatBoundary } from './time.js';

/** A tally of one map. */
export interface MapTally extends Tally {
  readonly map_name: string;
}

/** The raids that started in this time, the end not included; without an end: until now. */
export interface TimeRange {
  readonly from: Date;
  readonly until?: Date | undefined;
}

/** Everything ever, from the sums that triggers keep: as many rows as there are kinds, however many raids. */
export async function readTotals(reader: Reader): Promise<readonly MapTally[]> {
  const rows = await reader.selectFrom('totals').selectAll().execute();
  return rows.map(({ scav_kills, pmc_kills, boss_kills, raider_kills, ...row }) => ({
    ...row,
    kills: { scav: scav_kills, pmc: pmc_kills, boss: boss_kills, raider: raider_kills },
  }));
}

/** The raids and kills of a range; costs what the range holds. */
export async function readRangeTallies(reader: Reader, range: TimeRange): Promise<readonly Tally[]> {
  return [...(await raidTallies(reader, range)), ...(await killTallies(reader, range))];
}

const NO_KILLS: Readonly<Record<EnemyType, number>> = { scav: 0, pmc: 0, boss: 0, raider: 0 };

/** The very expression of the totals' triggers. */
const RAID_MS = sql<number | null>`
  MAX(0, CAST(ROUND((julianday(ended_at) - julianday(matched_at)) * 86400000) AS INTEGER))`;

async function raidTallies(reader: Reader, range: TimeRange): Promise<Tally[]> {
  const rows = await inRange(reader, range)
    .groupBy(['character_type', 'game_mode', 'status'])
    .select((eb) => [
      'character_type',
      'game_mode',
      'status',
      eb.fn.countAll<number>().as('raids'),
      eb.fn.coalesce(eb.fn.sum<number>('queue_time_seconds'), eb.lit(0)).as('queue_seconds'),
      eb.fn.count<number>('queue_time_seconds').as('queues'),
      sql<number>`COALESCE(SUM(${RAID_MS}), 0)`.as('raid_ms'),
      sql<number>`COUNT(${RAID_MS})`.as('timed_raids'),
    ])
    .execute();
  return rows.map((row) => ({ ...row, kills: NO_KILLS, headshots: 0, headshots_known: 0 }));
}

async function killTallies(reader: Reader, range: TimeRange): Promise<Tally[]> {
  const rows = await inRange(reader, range)
    .innerJoin('kills', 'kills.raid_id', 'raids.raid_id')
    .groupBy(['character_type', 'game_mode', 'status', 'enemy_type'])
    .select((eb) => [
      'character_type',
      'game_mode',
      'status',
      'enemy_type',
      eb.fn.countAll<number>().as('kills'),
      eb.fn.countAll<number>().filterWhere('headshot', '=', 1).as('headshots'),
      eb.fn.count<number>('headshot').as('headshots_known'),
    ])
    .execute();
  const noRaids = { raids: 0, queue_seconds: 0, queues: 0, raid_ms: 0, timed_raids: 0 };
  return rows.map(({ enemy_type, kills, ...row }) => ({
    ...row,
    ...noRaids,
    kills: { ...NO_KILLS, [enemy_type]: kills },
  }));
}

/** The range by its index; a `+` in front of any other column keeps SQLite from choosing that one's. */
export function inRange(reader: Reader, { from, until }: TimeRange) {
  const query = reader.selectFrom('raids').where('started_at', '>=', formatBoundary(from));
  return until === undefined ? query : query.where('started_at', '<', formatBoundary(until));
}
