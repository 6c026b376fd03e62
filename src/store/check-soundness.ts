import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** What was found: nothing, damage that SQLite sees, or sums that do not agree with the rows they are of. */
export type Soundness = 'sound' | 'damaged' | 'contradicts_itself';

/**
 * The sums in `totals` that differ from those of the rows themselves. An index that has lost entries is not asked; that
 * it agrees with its table is SQLite's own check.
 */
const KEY = 'character_type, map_name, status, game_mode';
const RAID_SUMS = 'raids, queue_seconds, queues, raid_ms, timed_raids';
const KILL_SUMS = 'scav_kills, pmc_kills, boss_kills, raider_kills, headshots, headshots_known';
const summed = (columns: string, from: string): string =>
  `SELECT ${KEY}, ${columns
    .split(', ')
    .map((column) => `SUM(${column}) AS ${column}`)
    .join(', ')} FROM ${from} GROUP BY ${KEY}`;
const OF_RAIDS = `
  SELECT ${KEY}, 1 AS raids, COALESCE(queue_time_seconds, 0) AS queue_seconds,
         queue_time_seconds IS NOT NULL AS queues, COALESCE(ms, 0) AS raid_ms, ms IS NOT NULL AS timed_raids
  FROM (SELECT *, MAX(0, CAST(ROUND((julianday(ended_at) - julianday(matched_at)) * 86400000) AS INTEGER)) AS ms
        FROM raids NOT INDEXED)`;
const OF_KILLS = `
  SELECT ${KEY}, enemy_type = 'scav' AS scav_kills, enemy_type = 'pmc' AS pmc_kills,
         enemy_type = 'boss' AS boss_kills, enemy_type = 'raider' AS raider_kills,
         COALESCE(headshot = 1, 0) AS headshots, headshot IS NOT NULL AS headshots_known
  FROM kills NOT INDEXED JOIN raids ON raids.raid_id = kills.raid_id`;
/** Groups of zeros alone have no rows on the other side. */
const differences = (kept: string, rows: string, columns: string): string => {
  const some = columns
    .split(', ')
    .map((column) => `${column} <> 0`)
    .join(' OR ');
  return `
    SELECT 1 FROM (
      SELECT * FROM (SELECT * FROM (${kept}) WHERE ${some} EXCEPT SELECT * FROM (${rows}))
      UNION ALL
      SELECT * FROM (SELECT * FROM (${rows}) WHERE ${some} EXCEPT SELECT * FROM (${kept}))
    ) LIMIT 1`;
};
const CONTRADICTIONS = [
  differences(summed(RAID_SUMS, 'totals'), summed(RAID_SUMS, `(${OF_RAIDS})`), RAID_SUMS),
  differences(summed(KILL_SUMS, 'totals'), summed(KILL_SUMS, `(${OF_KILLS})`), KILL_SUMS),
];

/** Plain script, because a worker takes neither the sources nor their build alike. */
const CHECK = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.library);
  const { file, isCopy, contradictions } = workerData;
  const database = new Database(file, { readonly: !isCopy, fileMustExist: true });
  const check = () => {
    if (database.pragma('integrity_check(1)', { simple: true }) !== 'ok') return 'damaged';
    // An older copy has no sums yet.
    const has = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'totals'").get();
    if (has === undefined) return 'sound';
    const found = contradictions.some((sql) => database.prepare(sql).get() !== undefined);
    return found ? 'contradicts_itself' : 'sound';
  };
  try {
    if (isCopy) database.pragma('journal_mode = DELETE');
    // Both are of one moment, whatever is written meanwhile.
    database.exec('BEGIN');
    parentPort.postMessage(check());
  } catch (error) {
    if (!/^SQLITE_(CORRUPT|NOTADB)/.test(error.code)) throw error;
    parentPort.postMessage('damaged');
  } finally {
    database.close();
  }`;

/**
 * Whether every page and index of the database is sound, and its sums are those of its rows. It reads the whole file,
 * which takes seconds for a large one; so it is done in a thread of its own, and presses meanwhile do not wait.
 * @param isCopy it is ours alone, and is to be one file that is whole by itself: whoever looks into it leaves nothing
 *   beside it.
 */
export async function checkSoundness(file: string, isCopy = false): Promise<Soundness> {
  const library = createRequire(import.meta.url).resolve('better-sqlite3');
  return new Promise((resolve, reject) => {
    const workerData = { library, file, isCopy, contradictions: CONTRADICTIONS };
    const worker = new Worker(CHECK, { eval: true, workerData });
    worker.once('message', (found: Soundness) => {
      resolve(found);
    });
    worker.once('error', reject);
    // After a message this changes nothing any more.
    worker.once('exit', () => {
      reject(new Error('it could not be checked'));
    });
  });
}
