import Database from 'better-sqlite3';
import { FIRST_SCHEMA } from '../../migrations/0001-raids-and-kills.js';
import { openStore } from '../../src/store/store.js';

/** Stores raids that lie `minutesApart`, the newest one ended just now, with three kills each; then brings the file up to date. */
export async function storeManyRaids(file: string, count: number, minutesApart: number): Promise<void> {
  const database = new Database(file);
  for (const statement of FIRST_SCHEMA) database.exec(statement);
  const start = `datetime('now', '-' || ((${count} - i) * ${minutesApart}) || ' minutes'`;
  database.exec(`
    BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${count - 1})
    INSERT INTO raids (started_at, ended_at, map_name, character_type, queue_time_seconds, status)
    SELECT ${start}), ${start}, '+25 minutes'),
           CASE i % 7 WHEN 0 THEN 'Woods' WHEN 1 THEN 'Factory' WHEN 2 THEN 'Reserve' ELSE 'Customs' END,
           CASE i % 3 WHEN 0 THEN 'scav' ELSE 'pmc' END, 60 + i % 200,
           CASE i % 5 WHEN 0 THEN 'mia' WHEN 1 THEN 'died' ELSE 'survived' END
    FROM n;
    WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < 2)
    INSERT INTO kills (raid_id, killed_at, enemy_type, headshot)
    SELECT raid_id, started_at, CASE j WHEN 0 THEN 'pmc' WHEN 2 THEN 'boss' ELSE 'scav' END, j % 2
    FROM raids, k;
    COMMIT;`);
  database.close();
  await (await openStore(file)).close();
}
