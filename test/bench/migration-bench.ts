import fs from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { MIGRATIONS } from '../../migrations/migrations.js';
import { readSnapshot } from '../../src/store/query/snapshot.js';
import { openStore } from '../../src/store/store.js';
import { withSqlite } from '../support/database.js';
import { storeManyRaidsInFirstSchema } from '../support/many-raids.js';
import { temporaryFolder } from '../support/service-process.js';

const RAIDS = 1_000_000;
const KILLS_EACH = 2;
const NOW = new Date('2026-01-02T12:00:00Z');

/**
 * How long the first start after an update takes, from each earlier version of the schema, and whether the figures are
 * those of before.
 */
export async function benchMigrations(): Promise<Record<string, string>[]> {
  const folder = temporaryFolder();
  const earlier = path.join(folder, 'earlier.db');
  storeManyRaidsInFirstSchema(earlier, {
    ...{ count: RAIDS, minutesApart: 1, until: '2026-01-01', lengthSeconds: 40, killsEach: KILLS_EACH },
  });
  const rows: Record<string, string>[] = [];
  for (const version of Object.keys(MIGRATIONS).slice(0, -1)) {
    await migrateTo(earlier, version);
    const file = path.join(folder, 'raids.db');
    fs.copyFileSync(earlier, file);
    const before = countsIn(file);
    const beganAt = performance.now();
    const store = await openStore(file);
    const seconds = ((performance.now() - beganAt) / 1000).toFixed(1);
    const { all_time } = await store.read((reader) => readSnapshot(reader, NOW, '05:00'));
    await store.close();
    const after = JSON.stringify([
      all_time.total_raids,
      all_time.survived,
      all_time.deaths,
      all_time.total_kills,
    ]);
    rows.push({
      ...{ what: `from ${version}`, seconds, 'raids, survived, deaths, kills': after },
      ...{ 'are as before': after === before && countsIn(file) === before ? 'yes' : `no: ${before}` },
    });
    for (const name of fs.readdirSync(folder)) {
      if (name !== path.basename(earlier))
        fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
  return rows;
}

async function migrateTo(file: string, version: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new BetterSqlite3(file) }) });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error } = await migrator.migrateTo(version);
  await db.destroy();
  if (error !== undefined) throw error as Error;
}

/** In plain SQL, by what every version has. */
function countsIn(file: string): string {
  const sql = `SELECT count(*), sum(status = 'survived'), sum(status IN ('died', 'mia')), (SELECT count(*) FROM kills)
               FROM raids WHERE status <> 'queuing'`;
  return withSqlite(file, (database) => JSON.stringify(database.prepare(sql).raw().get()));
}
