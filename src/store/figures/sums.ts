import { sql } from 'kysely';
import {
  brokenBytes,
  ODD_KILL_SQL,
  ODD_RAID_SQL,
  RAID_STATE_SQL,
  READABLE_KILL_SQL,
  READABLE_RAID_SQL,
} from '../readable.js';
import { isUnreadableRow, readRow, type RowChange } from '../journal/row-change.js';
import type { Reader, Store, Writer } from '../store.js';

/** What `totals` must hold: the sums over every raid and kill that can be read, from the rows themselves. */
const KEY = 'character_type, map_name, status, game_mode';
const KEY_OF_RAID = `character_type, map_name, ${RAID_STATE_SQL} AS status, game_mode`;
const RAID_SUMS = 'raids, queue_seconds, queues, raid_ms, timed_raids';
const KILL_SUMS = 'scav_kills, pmc_kills, boss_kills, raider_kills, headshots, headshots_known';
const KILL_VALUES = `
  enemy_type = 'scav' AS scav_kills, enemy_type = 'pmc' AS pmc_kills,
  enemy_type = 'boss' AS boss_kills, enemy_type = 'raider' AS raider_kills,
  COALESCE(headshot = 1, 0) AS headshots, headshot IS NOT NULL AS headshots_known`;
const OF_RAIDS = `
  SELECT character_type, map_name, state AS status, game_mode, 1 AS raids, COALESCE(queue_time_seconds, 0) AS queue_seconds,
         queue_time_seconds IS NOT NULL AS queues, COALESCE(ms, 0) AS raid_ms, ms IS NOT NULL AS timed_raids
  FROM (SELECT *, ${RAID_STATE_SQL} AS state, MAX(0, CAST(ROUND((julianday(ended_at) - julianday(matched_at)) * 86400000) AS INTEGER)) AS ms
        FROM raids NOT INDEXED WHERE ${READABLE_RAID_SQL})`;
const OF_KILLS = `
  SELECT ${KEY_OF_RAID}, ${KILL_VALUES}
  FROM kills NOT INDEXED JOIN raids ON raids.raid_id = kills.raid_id
  WHERE ${READABLE_RAID_SQL} AND ${READABLE_KILL_SQL}`;

/** What `raid_kills` must hold: the same of the kills of each raid, whether the raid itself can be read or not. */
const OF_EACH_RAIDS_KILLS = `SELECT raid_id, ${KILL_VALUES} FROM kills NOT INDEXED WHERE ${READABLE_KILL_SQL}`;

const each = (columns: string, make: (column: string) => string, between = ', '): string =>
  columns.split(', ').map(make).join(between);
const summed = (key: string, columns: string, from: string): string =>
  `SELECT ${key}, ${each(columns, (column) => `SUM(${column}) AS ${column}`)} FROM ${from} GROUP BY ${key}`;

/** The keys of which the sums differ. Groups of zeros alone have no rows on the other side. */
const differences = (table: string, key: string, columns: string, ofRows: string): string => {
  const [kept, rows] = [summed(key, columns, table), summed(key, columns, `(${ofRows})`)];
  const some = each(columns, (column) => `${column} <> 0`, ' OR ');
  return `
    SELECT ${key} FROM (SELECT * FROM (${kept}) WHERE ${some} EXCEPT SELECT * FROM (${rows}))
    UNION
    SELECT ${key} FROM (SELECT * FROM (${rows}) WHERE ${some} EXCEPT SELECT * FROM (${kept}))`;
};

/** By the table of sums: how many of its keys differ from the rows. An older copy does not have them all. */
export const COUNT_DIFFERENCES = {
  totals: `
    SELECT COUNT(*) FROM (${differences('totals', KEY, RAID_SUMS, OF_RAIDS)}
      UNION ${differences('totals', KEY, KILL_SUMS, OF_KILLS)})`,
  raid_kills: `SELECT COUNT(*) FROM (${differences('raid_kills', 'raid_id', KILL_SUMS, OF_EACH_RAIDS_KILLS)})`,
} as const;
/**
 * How many keys of the sums the rows that cannot be read, or are odd, may have left as they were before: a kill is in both tables, and
 * a raid with another name was under two.
 */
export const COUNT_UNREADABLE = `
  SELECT (SELECT COUNT(*) FROM raids NOT INDEXED WHERE NOT ${READABLE_RAID_SQL})
       + 2 * (SELECT COUNT(*) FROM raids NOT INDEXED WHERE ${ODD_RAID_SQL})
       + 2 * (SELECT COUNT(*) FROM kills NOT INDEXED WHERE NOT ${READABLE_KILL_SQL} OR ${ODD_KILL_SQL})
       + 2 * (SELECT COUNT(*) FROM raids NOT INDEXED WHERE ${brokenBytes('map_name')})`;

const unreadableSums = (table: string, columns: string): string =>
  `(SELECT COUNT(*) FROM ${table} WHERE NOT (${each(columns, (column) => `typeof(${column}) IN ('integer', 'real')`, ' AND ')}))`;
/** Sums that are no numbers: a damaged disk, or a hand. */
const COUNT_UNREADABLE_SUMS = `
  SELECT ${unreadableSums('totals', `${RAID_SUMS}, ${KILL_SUMS}`)} + ${unreadableSums('raid_kills', KILL_SUMS)}`;

const zeros = (columns: string): string => each(columns, (column) => `0 AS ${column}`);
const RECOUNT = [
  'DELETE FROM totals',
  `INSERT INTO totals (${KEY}, ${RAID_SUMS}, ${KILL_SUMS})
  ${summed(
    KEY,
    `${RAID_SUMS}, ${KILL_SUMS}`,
    `(SELECT ${KEY}, ${RAID_SUMS}, ${zeros(KILL_SUMS)} FROM (${OF_RAIDS})
      UNION ALL SELECT ${KEY}, ${zeros(RAID_SUMS)}, ${KILL_SUMS} FROM (${OF_KILLS}))`,
  )}`,
  'DELETE FROM raid_kills',
  `INSERT INTO raid_kills (raid_id, ${KILL_SUMS}) ${summed('raid_id', KILL_SUMS, `(${OF_EACH_RAIDS_KILLS})`)}`,
];

/** Counts all anew; costs what the database holds. */
async function recount(writer: Writer): Promise<void> {
  for (const statement of RECOUNT) await sql.raw(statement).execute(writer);
}

/**
 * The triggers count what a row says, and a row that cannot be read says something else than what was counted once. So
 * where a step touches such a row, all is counted anew.
 */
export async function recountWhereUnreadable(
  writer: Writer,
  rowChanges: readonly RowChange[],
): Promise<void> {
  if (await touchesUnreadable(writer, rowChanges)) await recount(writer);
}

async function touchesUnreadable(writer: Writer, rowChanges: readonly RowChange[]): Promise<boolean> {
  const raidsOfKills = new Set<number>();
  for (const { table, before, after } of rowChanges) {
    for (const row of [before, after]) {
      if (row === null) continue;
      if (isUnreadableRow(table, row)) return true;
      if (table === 'kills') raidsOfKills.add(Number(row['raid_id']));
    }
  }
  for (const raidId of raidsOfKills) {
    const raid = await readRow(writer, 'raids', raidId);
    if (raid !== null && isUnreadableRow('raids', raid)) return true;
  }
  return false;
}

/**
 * Rows that became unreadable since they were counted are taken out of the sums; sums that did are counted anew.
 * @returns whether all was counted anew.
 */
export async function settleSums(store: Pick<Store, 'readBeside' | 'transact'>): Promise<boolean> {
  const isToSettle =
    (await store.readBeside((reader) => numberOf(reader, COUNT_UNREADABLE_SUMS))) > 0 ||
    (await store.readBeside(countsUnreadable));
  if (isToSettle) await store.transact(recount);
  return isToSettle;
}

/** Whether the sums count what cannot be read any more. More differences have another cause, which the doctor reports. */
async function countsUnreadable(reader: Reader): Promise<boolean> {
  const unreadable = await numberOf(reader, COUNT_UNREADABLE);
  if (unreadable === 0) return false;
  const each = await Promise.all(Object.values(COUNT_DIFFERENCES).map((query) => numberOf(reader, query)));
  const different = each.reduce((sum, count) => sum + count, 0);
  return different > 0 && different <= unreadable;
}

async function numberOf(reader: Reader, query: string): Promise<number> {
  const { rows } = await sql.raw<Record<string, number>>(query).execute(reader);
  return Object.values(rows[0] ?? {})[0] ?? 0;
}
