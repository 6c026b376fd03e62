import { sql, type RawBuilder } from 'kysely';
import { inSlices } from '../../lib/in-slices.js';
import { CHARACTER_TYPES, ENEMY_TYPES, GAME_MODES, RAID_STATUSES, type EnemyType } from '../../raid/model.js';
import type { Tally } from '../../raid/figures/tally.js';
import { READABLE_KILL, READABLE_RAID } from '../readable.js';
import type { Reader } from '../store.js';
import { formatBoundary } from '../time.js';

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
  const rows = await reader
    .selectFrom('totals')
    .selectAll()
    // A word that is none of ours came from a damaged raid.
    .where('character_type', 'in', CHARACTER_TYPES)
    .where('status', 'in', RAID_STATUSES)
    .where('game_mode', 'in', GAME_MODES)
    .execute();
  return rows.map(({ scav_kills, pmc_kills, boss_kills, raider_kills, ...row }) => ({
    ...row,
    kills: { scav: scav_kills, pmc: pmc_kills, boss: boss_kills, raider: raider_kills },
  }));
}

/** The raids and kills of a range; costs what the range holds. */
export async function readRangeTallies(reader: Reader, range: TimeRange): Promise<readonly Tally[]> {
  const whole = sql<string>`''`;
  return [...(await raidTallies(reader, range, whole)), ...(await killTallies(reader, range, whole))];
}

/** A tally of one part of the range, such as a day. */
export interface PartTally extends Tally {
  readonly part: string;
}

const NO_KILLS: Readonly<Record<EnemyType, number>> = { scav: 0, pmc: 0, boss: 0, raider: 0 };
const NO_RAIDS = { raids: 0, queue_seconds: 0, queues: 0, raid_ms: 0, timed_raids: 0 };

/** Of a year's days there are thousands. */
const ROWS_AT_ONCE = 250;

/** The very expression of the totals' triggers. */
const RAID_MS = sql<number | null>`
  MAX(0, CAST(ROUND((julianday(ended_at) - julianday(matched_at)) * 86400000) AS INTEGER))`;

/** The raids of a range, by what `part` says of each. */
export async function raidTallies(
  reader: Reader,
  range: TimeRange,
  part: RawBuilder<string>,
): Promise<PartTally[]> {
  const rows = await inRange(reader, range)
    .groupBy([sql`part`, 'character_type', 'game_mode', 'status'])
    .select((eb) => [
      part.as('part'),
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
  const tallies: PartTally[] = [];
  await inSlices(rows, ROWS_AT_ONCE, (row) => {
    tallies.push({ ...row, kills: NO_KILLS, headshots: 0, headshots_known: 0 });
  });
  return tallies;
}

/** The kills of a range's raids, by what `part` says of each raid. */
export async function killTallies(
  reader: Reader,
  range: TimeRange,
  part: RawBuilder<string>,
): Promise<PartTally[]> {
  const rows = await inRange(reader, range)
    .innerJoin('kills', 'kills.raid_id', 'raids.raid_id')
    .where(READABLE_KILL)
    .groupBy([sql`part`, 'character_type', 'game_mode', 'status'])
    .select((eb) => [
      part.as('part'),
      'character_type',
      'game_mode',
      'status',
      ...ENEMY_TYPES.map((type) =>
        eb.fn
          .countAll<number>()
          .filterWhere('enemy_type', '=', type)
          .as(`${type}_kills` as const),
      ),
      eb.fn.countAll<number>().filterWhere('headshot', '=', 1).as('headshots'),
      eb.fn.count<number>('headshot').as('headshots_known'),
    ])
    .execute();
  const tallies: PartTally[] = [];
  await inSlices(rows, ROWS_AT_ONCE, ({ scav_kills, pmc_kills, boss_kills, raider_kills, ...row }) => {
    const kills = { scav: scav_kills, pmc: pmc_kills, boss: boss_kills, raider: raider_kills };
    tallies.push({ ...row, ...NO_RAIDS, kills });
  });
  return tallies;
}

/** The range by its index; a `+` in front of any other column keeps SQLite from choosing that one's. */
export function inRange(reader: Reader, { from, until }: TimeRange) {
  const query = reader
    .selectFrom('raids')
    .where('started_at', '>=', formatBoundary(from))
    .where(READABLE_RAID);
  return until === undefined ? query : query.where('started_at', '<', formatBoundary(until));
}
