import { describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const COUNTED = `
  SELECT raids.character_type, raids.map_name, raids.status, raids.game_mode,
         COUNT(DISTINCT raids.raid_id) AS raids, COUNT(kill_id) AS kills
  FROM raids LEFT JOIN kills USING (raid_id) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`;
const KEPT = `
  SELECT character_type, map_name, status, game_mode, raids,
         scav_kills + pmc_kills + boss_kills + raider_kills AS kills
  FROM totals ORDER BY 1, 2, 3, 4`;

const COUNTED_BY_RAID = `
  SELECT raid_id, SUM(enemy_type = 'scav') AS scav_kills, SUM(enemy_type = 'pmc') AS pmc_kills,
         SUM(enemy_type = 'boss') AS boss_kills, SUM(enemy_type = 'raider') AS raider_kills,
         COUNT(headshot) FILTER (WHERE headshot = 1) AS headshots, COUNT(headshot) AS headshots_known
  FROM kills GROUP BY raid_id ORDER BY raid_id`;

function expectSumsToAgree(db: TestDatabase): void {
  expect(db.rows(KEPT)).toEqual(db.rows(COUNTED));
  expect(db.rows('SELECT * FROM raid_kills ORDER BY raid_id')).toEqual(db.rows(COUNTED_BY_RAID));
}

async function databaseWithRaids(): Promise<TestDatabase> {
  const db = await openTestDatabase();
  for (const [id, map, status] of [
    [1, 'Customs', 'died'],
    [2, 'Customs', 'survived'],
    [3, 'Woods', 'in_progress'],
  ]) {
    db.byHand(
      "INSERT INTO raids (raid_id, map_name, character_type, status) VALUES (?, ?, 'pmc', ?)",
      ...[id, map, status],
    );
    db.byHand("INSERT INTO kills (raid_id, enemy_type) VALUES (?, 'pmc'), (?, 'scav')", id, id);
  }
  return db;
}

describe('the sums that are kept beside raids and kills', () => {
  it.each([
    ['a raid of another map', "UPDATE raids SET map_name = 'Reserve' WHERE raid_id = 1"],
    ['every raid of another mode', "UPDATE raids SET game_mode = 'pve'"],
    [
      'another outcome',
      "UPDATE raids SET status = 'mia', ended_at = CURRENT_TIMESTAMP WHERE status = 'died'",
    ],
    ['a raid that is deleted', 'DELETE FROM raids WHERE raid_id = 2'],
    ['all raids deleted', 'DELETE FROM raids'],
    ['a kill of another enemy', "UPDATE kills SET enemy_type = 'boss', headshot = 1 WHERE kill_id = 1"],
    ['a kill that goes to another raid', 'UPDATE kills SET raid_id = 3 WHERE kill_id = 1'],
    ['all kills of a raid', 'DELETE FROM kills WHERE raid_id = 2'],
    ['kills of which more is known', 'UPDATE kills SET headshot = kill_id % 2'],
    ['kills that are deleted', "DELETE FROM kills WHERE enemy_type = 'scav'"],
    [
      'raids copied within the table',
      `INSERT INTO raids (map_name, character_type, status)
       SELECT map_name, character_type, status FROM raids WHERE raid_id < 3`,
    ],
  ])('follow %s by hand', async (_what, statement) => {
    const db = await databaseWithRaids();
    db.byHand(statement);
    expectSumsToAgree(db);
  });

  it('follow a raid that is deleted by a program which leaves foreign keys off', async () => {
    const db = await databaseWithRaids();
    db.withoutForeignKeys('DELETE FROM raids WHERE raid_id = 1');
    expect(db.rows('SELECT * FROM kills WHERE raid_id = 1')).toEqual([]);
    expectSumsToAgree(db);
  });

  it.each([
    ["REPLACE INTO raids (raid_id, map_name, character_type, status) VALUES (1, 'Lab', 'pmc', 'died')"],
    ["REPLACE INTO raids (map_name, character_type, status) VALUES ('Lab', 'pmc', 'queuing')"],
    ["UPDATE OR REPLACE raids SET status = 'queuing' WHERE raid_id = 1"],
    ['UPDATE OR REPLACE raids SET raid_id = 2 WHERE raid_id = 1'],
    ["REPLACE INTO kills (kill_id, raid_id, enemy_type) VALUES (1, 2, 'pmc')"],
    ['UPDATE OR REPLACE kills SET kill_id = 2 WHERE kill_id = 1'],
  ])('refuse what would replace a row unseen: %s', async (statement) => {
    const db = await databaseWithRaids();
    const rows = db.rows(COUNTED);
    expect(() => db.byHand(statement)).toThrow(/taken|open|keeps/);
    expect(db.rows(COUNTED)).toEqual(rows);
    expectSumsToAgree(db);
  });
});
