import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { FIRST_SCHEMA } from '../../migrations/0001-raids-and-kills.js';
import { openStore } from '../../src/store/store.js';
import { temporaryFolder } from '../support/service-process.js';

const KILLS_A_RAID = 5;

/**
 * A folder with a database of so many raids of the last years, five kills each, as a user's own script would have
 * stored them; then brought up to date.
 */
export async function generateRaids(raids: number): Promise<string> {
  const folder = temporaryFolder();
  const file = path.join(folder, 'raids.db');
  const database = new Database(file);
  for (const statement of FIRST_SCHEMA) database.exec(statement);
  database.exec(`
    BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${raids - 1})
    INSERT INTO raids (started_at, ended_at, map_name, character_type, queue_time_seconds, status)
    SELECT datetime('2026-01-01', '-' || (${raids} - i) || ' minutes'),
           datetime('2026-01-01', '-' || (${raids} - i) || ' minutes', '+40 seconds'),
           CASE i % 7 WHEN 0 THEN 'Woods' WHEN 1 THEN 'Factory' WHEN 2 THEN 'Reserve' ELSE 'Customs' END,
           CASE i % 3 WHEN 0 THEN 'scav' ELSE 'pmc' END, i % 20,
           CASE i % 5 WHEN 0 THEN 'mia' WHEN 1 THEN 'died' ELSE 'survived' END
    FROM n;
    WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < ${KILLS_A_RAID - 1})
    INSERT INTO kills (raid_id, killed_at, enemy_type, headshot)
    SELECT raid_id, started_at, CASE j WHEN 0 THEN 'pmc' WHEN 4 THEN 'boss' ELSE 'scav' END, j % 2
    FROM raids, k;
    COMMIT;`);
  database.close();
  await (await openStore(file)).close();
  fs.rmSync(path.join(folder, 'backup'), { recursive: true, force: true });
  return folder;
}
