import { sql, type RawBuilder } from 'kysely';
import { inSlices } from '../../lib/in-slices.js';
import { CHARACTER_TYPES, ENEMY_TYPES, GAME_MODES, RAID_STATUSES, type EnemyType } from '../../raid/model.js';
import type { Tally } from '../../raid/figures/tally.js';
import { prepared } from '../prepared.js';
import { READABLE_KILL, READABLE_RAID } from '../readable.js';
import type { TimeText } from '../schema.js';
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

const totals = prepared((db) =>
  db
    .selectFrom('totals')
    .selectAll()
    // A word that is none of ours came from a damaged raid.
    .where('character_type', 'in', CHARACTER_TYPES)
    .where('status', 'in', RAID_STATUSES)
    .where('game_mode', 'in', GAME_MODES),
);

/** Everything ever, from the sums that triggers keep: as many rows as there are kinds, however many raids. */
export async function readTotals(reader: Reader): Promise<readonly MapTally[]> {
  const rows = await totals(reader, {});
  return rows.map(({ scav_kills, pmc_kills, boss_kills, raider_kills, ...row }) => ({
    ...row,
    kills: { scav: scav_kills, pmc: pmc_kills, boss: boss_kills, raider: raider_kills },
  }));
}

/** The raids and kills of a range; costs what the range holds. */
export async function readRangeTallies(reader: Reader, range: TimeRange): Promise<readonly Tally[]> {
  const bounds = boundsOf(range);
  const [raids, kills] = [await raidsOfRange(reader, bounds), await killsOfRange(reader, bounds)];
  return [...raids.map(raidTally), ...kills.map(killTally)];
}

const WHOLE = sql<string>`''`;
const raidsOfRange = prepared((db, bounds: Bounds) => raidSums(db, bounds, WHOLE));
const killsOfRange = prepared((db, bounds: Bounds) => killSums(db, bounds, WHOLE));

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
  return mapInSlices(await raidSums(reader, boundsOf(range), part).execute(), raidTally);
}

/** The kills of a range's raids, by what `part` says of each raid. */
export async function killTallies(
  reader: Reader,
  range: TimeRange,
  part: RawBuilder<string>,
): Promise<PartTally[]> {
  return mapInSlices(await killSums(reader, boundsOf(range), part).execute(), killTally);
}

async function mapInSlices<Row>(rows: readonly Row[], tally: (row: Row) => PartTally): Promise<PartTally[]> {
  const tallies: PartTally[] = [];
  await inSlices(rows, ROWS_AT_ONCE, (row) => {
    tallies.push(tally(row));
  });
  return tallies;
}

function raidSums(reader: Pick<Reader, 'selectFrom'>, bounds: Bounds, part: RawBuilder<string>) {
  return inBounds(reader, bounds)
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
    ]);
}

const NOT_SUMMED = { kills: NO_KILLS, headshots: 0, headshots_known: 0 } as const;

function raidTally(row: Omit<PartTally, keyof typeof NOT_SUMMED>): PartTally {
  return { ...row, ...NOT_SUMMED };
}

function killSums(reader: Pick<Reader, 'selectFrom'>, bounds: Bounds, part: RawBuilder<string>) {
  return inBounds(reader, bounds)
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
    ]);
}

type KillSums = Omit<PartTally, keyof typeof NO_RAIDS | 'kills'> & Record<`${EnemyType}_kills`, number>;

function killTally({ scav_kills, pmc_kills, boss_kills, raider_kills, ...row }: KillSums): PartTally {
  const kills = { scav: scav_kills, pmc: pmc_kills, boss: boss_kills, raider: raider_kills };
  return { ...row, ...NO_RAIDS, kills };
}

/** A range as texts that can be compared with stored times. */
export interface Bounds {
  readonly from: TimeText;
  readonly until: TimeText;
}

/** After every time that can be read; a number would come before every text. */
const NO_END = '9999-12-31 23:59:59.999';

export function boundsOf({ from, until }: TimeRange): Bounds {
  return { from: formatBoundary(from), until: until === undefined ? NO_END : formatBoundary(until) };
}

/** The range by its index; a `+` in front of any other column keeps SQLite from choosing that one's. */
export function inBounds(reader: Pick<Reader, 'selectFrom'>, { from, until }: Bounds) {
  return reader
    .selectFrom('raids')
    .where('started_at', '>=', from)
    .where('started_at', '<', until)
    .where(READABLE_RAID);
}
