import { sql, type RawBuilder } from 'kysely';
import { inSlices } from '../../lib/in-slices.js';
import {
  CHARACTER_TYPES,
  ENEMY_TYPES,
  GAME_MODES,
  RAID_STATES,
  type EnemyType,
  type RaidState,
} from '../../raid/model.js';
import type { Tally } from '../../raid/figures/tally.js';
import { prepared } from '../prepared.js';
import { RAID_STATE_SQL, READABLE_RAID } from '../readable.js';
import type { KillSums, TimeText } from '../schema.js';
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
    .where('status', 'in', RAID_STATES)
    .where('game_mode', 'in', GAME_MODES),
);

/** Everything ever, from the sums that triggers keep: as many rows as there are kinds, however many raids. */
export async function readTotals(reader: Reader): Promise<readonly MapTally[]> {
  const rows = await totals(reader, {});
  return rows.map(tallyOf);
}

/** A tally of one part of the range, such as a day. */
interface PartTally extends Tally {
  readonly part: string;
}

/** Of a year's days there are thousands. */
const ROWS_AT_ONCE = 250;

/** The very expression of the totals' triggers. */
const RAID_MS = sql<number | null>`
  MAX(0, CAST(ROUND((julianday(ended_at) - julianday(matched_at)) * 86400000) AS INTEGER))`;

/** The outcome where the raid is over: what the figures count by. */
const STATE = sql<RaidState>`${sql.raw(RAID_STATE_SQL)}`;

const zeroForNone = (sum: string): RawBuilder<number> => sql<number>`COALESCE(${sql.raw(sum)}, 0)`;
const KILL_COLUMNS = [
  ...ENEMY_TYPES.map((type) => `${type}_kills` as const),
  'headshots',
  'headshots_known',
] as const;

/** The raids and kills of a range, by what `part` says of each raid; costs what the range holds. */
export async function partTallies(
  reader: Reader,
  range: TimeRange,
  part: RawBuilder<string>,
): Promise<PartTally[]> {
  const rows = await inBounds(reader, boundsOf(range))
    .leftJoin('raid_kills', 'raid_kills.raid_id', 'raids.raid_id')
    .groupBy([sql`part`, 'character_type', 'game_mode', STATE])
    .select((eb) => [
      part.as('part'),
      'character_type',
      'game_mode',
      STATE.as('status'),
      eb.fn.countAll<number>().as('raids'),
      eb.fn.coalesce(eb.fn.sum<number>('queue_time_seconds'), eb.lit(0)).as('queue_seconds'),
      eb.fn.count<number>('queue_time_seconds').as('queues'),
      sql<number>`COALESCE(SUM(${RAID_MS}), 0)`.as('raid_ms'),
      sql<number>`COUNT(${RAID_MS})`.as('timed_raids'),
      ...KILL_COLUMNS.map((column) => zeroForNone(`SUM(${column})`).as(column)),
    ])
    .execute();
  const tallies: PartTally[] = [];
  await inSlices(rows, ROWS_AT_ONCE, (row) => {
    tallies.push(tallyOf(row));
  });
  return tallies;
}

const raidsOfRange = prepared((db, bounds: Bounds) =>
  inBounds(db, bounds)
    .leftJoin('raid_kills', 'raid_kills.raid_id', 'raids.raid_id')
    .select(['character_type', 'game_mode'])
    .select([
      STATE.as('status'),
      sql<number>`1`.as('raids'),
      zeroForNone('queue_time_seconds').as('queue_seconds'),
      sql<number>`queue_time_seconds IS NOT NULL`.as('queues'),
      sql<number>`COALESCE(${RAID_MS}, 0)`.as('raid_ms'),
      sql<number>`${RAID_MS} IS NOT NULL`.as('timed_raids'),
      ...KILL_COLUMNS.map((column) => zeroForNone(column).as(column)),
    ])
    .orderBy('clock_era')
    .orderBy('ended_at')
    .orderBy('raids.raid_id'),
);

/** Each raid of a range, in the order in which they ended, also where the clock was set back in between. */
export async function raidTallies(reader: Reader, range: TimeRange): Promise<Tally[]> {
  return (await raidsOfRange(reader, boundsOf(range))).map(tallyOf);
}

/** A sum that a damaged disk has made no number of counts as none until it is counted anew. */
function numberOrNone(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** A row with its kills under the names of the enemies. */
function tallyOf<Row extends KillSums & TallySums>({
  scav_kills,
  pmc_kills,
  boss_kills,
  raider_kills,
  ...row
}: Row): Omit<Row, `${EnemyType}_kills`> & Pick<Tally, 'kills'> {
  return {
    ...row,
    raids: numberOrNone(row.raids),
    queue_seconds: numberOrNone(row.queue_seconds),
    queues: numberOrNone(row.queues),
    raid_ms: numberOrNone(row.raid_ms),
    timed_raids: numberOrNone(row.timed_raids),
    headshots: numberOrNone(row.headshots),
    headshots_known: numberOrNone(row.headshots_known),
    kills: {
      scav: numberOrNone(scav_kills),
      pmc: numberOrNone(pmc_kills),
      boss: numberOrNone(boss_kills),
      raider: numberOrNone(raider_kills),
    },
  };
}

type TallySums = Pick<Tally, 'raids' | 'queue_seconds' | 'queues' | 'raid_ms' | 'timed_raids'>;

/** A range as texts that can be compared with stored times. */
interface Bounds {
  readonly from: TimeText;
  readonly until: TimeText;
}

/** After every time that can be read; a number would come before every text. */
const NO_END = '9999-12-31 23:59:59.999';

function boundsOf({ from, until }: TimeRange): Bounds {
  return { from: formatBoundary(from), until: until === undefined ? NO_END : formatBoundary(until) };
}

/** The range by its index; a `+` in front of any other column keeps SQLite from choosing that one's. */
function inBounds(reader: Pick<Reader, 'selectFrom'>, { from, until }: Bounds) {
  return reader
    .selectFrom('raids')
    .where('started_at', '>=', from)
    .where('started_at', '<', until)
    .where(READABLE_RAID);
}
