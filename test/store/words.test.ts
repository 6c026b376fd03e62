import { expect, test } from 'vitest';
import { CHARACTER_TYPES, ENEMY_TYPES, GAME_MODES, OUTCOMES, RAID_STATUSES } from '../../src/raid/model.js';
import { detailOf, OUTCOME_RULES } from '../../src/raid/game/statuses.js';
import { openTestDatabase } from '../support/database.js';

/** Words that the program knows and the tables refuse: a migration is missing. */
test('every status, outcome, character, game mode and enemy can be stored', async () => {
  const db = await openTestDatabase();
  const raid = { status: 'died', character_type: 'pmc', game_mode: 'pvp' };
  const raids = [
    ...RAID_STATUSES.map((status) => ({ ...raid, status })),
    ...CHARACTER_TYPES.map((character_type) => ({ ...raid, character_type })),
    ...GAME_MODES.map((game_mode) => ({ ...raid, game_mode })),
  ];
  for (const { status, character_type, game_mode } of raids) {
    db.byHand('DELETE FROM raids');
    db.byHand(
      "INSERT INTO raids (map_name, status, character_type, game_mode) VALUES ('Woods', ?, ?, ?)",
      ...[status, character_type, game_mode],
    );
  }
  for (const outcome of OUTCOMES) {
    const { status } = OUTCOME_RULES[outcome];
    db.byHand('UPDATE raids SET status = ?, outcome_detail = ?', status, detailOf(outcome));
  }
  const [{ raid_id } = { raid_id: 0 }] = db.rows<{ raid_id: number }>('SELECT raid_id FROM raids');
  for (const enemy of ENEMY_TYPES)
    db.byHand('INSERT INTO kills (raid_id, enemy_type) VALUES (?, ?)', raid_id, enemy);
  expect(db.rows('SELECT enemy_type FROM kills ORDER BY kill_id')).toEqual(
    ENEMY_TYPES.map((enemy_type) => ({ enemy_type })),
  );
});
