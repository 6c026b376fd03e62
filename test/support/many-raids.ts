import Database from 'better-sqlite3';
import { FIRST_SCHEMA } from '../../migrations/0001-raids-and-kills.js';
import { openStore } from '../../src/store/store.js';

export interface ManyRaids {
  readonly count: number;
  /** From one start to the next; the newest raid starts so long before `until`. */
  readonly minutesApart: number;
  /** As SQLite's `datetime` takes it. */
  readonly until: string;
  readonly lengthSeconds: number;
  readonly killsEach: number;
}

/** Stores raids as a user's own script would have done before our first version, then brings the file up to date. */
export async function storeManyRaids(file: string, raids: ManyRaids): Promise<void> {
  storeManyRaidsInFirstSchema(file, raids);
  await (await openStore(file)).close();
}

/** The same in the first schema. */
export function storeManyRaidsInFirstSchema(file: string, raids: ManyRaids): void {
  const { count, minutesApart, until, lengthSeconds, killsEach } = raids;
  const database = new Database(file);
  for (const statement of FIRST_SCHEMA) database.exec(statement);
  const start = `datetime('${until}', '-' || ((${count} - i) * ${minutesApart}) || ' minutes'`;
  database.exec(`
    BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
    INSERT INTO raids (started_at, ended_at, map_name, character_type, queue_time_seconds, status)
    SELECT ${start}), ${start}, '+${lengthSeconds} seconds'),
           CASE i % 7 WHEN 0 THEN 'Woods' WHEN 1 THEN 'Factory' WHEN 2 THEN 'Reserve' ELSE 'Customs' END,
           CASE i % 3 WHEN 0 THEN 'scav' ELSE 'pmc' END, i % 20,
           CASE i % 5 WHEN 0 THEN 'mia' WHEN 1 THEN 'died' ELSE 'survived' END
    FROM n;
    WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < ${killsEach - 1})
    INSERT INTO kills (raid_id, killed_at, enemy_type, headshot)
    SELECT raid_id, started_at, CASE j WHEN 0 THEN 'pmc' WHEN ${killsEach - 1} THEN 'boss' ELSE 'scav' END, j % 2
    FROM raids, k;
    COMMIT;`);
  database.close();
}
