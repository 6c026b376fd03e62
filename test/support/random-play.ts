import fc from 'fast-check';
import { SqliteError } from 'better-sqlite3';
import type { Command } from '../../src/raid/command.js';
import { RuleError } from '../../src/raid/rule-error.js';
import { START, type TestDatabase } from './database.js';

export interface ByHand {
  readonly type: 'by_hand';
  readonly sql: string;
}

/** One press of a busy streamer, some time after the one before; negative when the PC's clock is set back. */
export interface Press {
  readonly afterSeconds: number;
  readonly command: Command | ByHand;
}

const map_name = fc.constantFrom('Customs', 'labs', 'Woods', 'A new map');
const character_type = fc.constantFrom('pmc' as const, 'scav' as const);
const game_mode = fc.constantFrom('pvp' as const, 'pve' as const);
const choice = { map_name, character_type, game_mode };

const start = fc.record({ type: fc.constant('start' as const), ...choice }, { requiredKeys: ['type'] });
const matched = fc.constant({ type: 'matched' } as const);
const kill = fc.record(
  {
    type: fc.constant('kill' as const),
    enemy_type: fc.constantFrom('scav', 'pmc', 'boss', 'raider'),
    weapon_used: fc.constantFrom('M4A1', 'AK-74N'),
    headshot: fc.boolean(),
  },
  { requiredKeys: ['type', 'enemy_type'] },
);
const end = fc.record({
  type: fc.constant('end' as const),
  status: fc.constantFrom('survived', 'survived', 'died', 'mia'),
});
const update = fc.record({ type: fc.constant('update' as const), ...choice }, { requiredKeys: ['type'] });
const cancel = fc.constant({ type: 'cancel' } as const);

export const raidCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: start },
  { weight: 3, arbitrary: matched },
  { weight: 4, arbitrary: kill },
  { weight: 3, arbitrary: end },
  { weight: 1, arbitrary: update },
  { weight: 1, arbitrary: cancel },
);
const journalCommand: fc.Arbitrary<Command> = fc.constantFrom({ type: 'undo' }, { type: 'redo' });

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: raidCommand },
  { weight: 2, arbitrary: journalCommand },
);

const killFields = fc.record(
  {
    enemy_type: fc.constantFrom('scav' as const, 'pmc' as const, 'boss' as const, 'raider' as const),
    headshot: fc.boolean(),
  },
  { requiredKeys: ['enemy_type'] },
);
const status = fc.constantFrom('queuing', 'in_progress', 'survived', 'died', 'mia');
/** Within the hours before and after the clock's beginning. */
const moment = fc
  .integer({ min: -7200, max: 3600 })
  .map((seconds) => new Date(START.getTime() + seconds * 1000));
const raidFields = { ...choice, status, started_at: moment, ended_at: moment };
const raid_id = fc.constantFrom('last' as const, 1, 2, 3);
const kill_id = fc.constantFrom('last' as const, 1, 2, 3);
const kills = fc.array(killFields, { maxLength: 3 });

/** What is put right afterwards. */
export const correction: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant('add_raid' as const),
    raid: fc.record(raidFields, { requiredKeys: ['map_name', 'character_type', 'status'] }),
    kills,
  }),
  fc.record({
    type: fc.constant('edit_raid' as const),
    raid_id,
    set: fc.record({ ...raidFields, queue_time_seconds: fc.nat(300) }, { requiredKeys: [] }),
  }),
  fc.record({ type: fc.constant('delete_raid' as const), raid_id }),
  fc.record({ type: fc.constant('add_kills' as const), raid_id, kills }),
  fc.record({
    type: fc.constant('edit_kill' as const),
    kill_id,
    set: killFields,
  }),
  fc.record({ type: fc.constant('delete_kill' as const), kill_id }),
);

/** What people do with a database viewer; some of it is refused. */
export const handMadeSql: fc.Arbitrary<ByHand> = fc
  .constantFrom(
    "INSERT INTO raids (map_name, character_type, status) VALUES ('Woods', 'scav', 'died')",
    "INSERT INTO kills (raid_id, enemy_type, headshot) SELECT MAX(raid_id), 'boss', 1 FROM raids HAVING COUNT(*) > 0",
    "UPDATE raids SET map_name = 'Reserve', game_mode = 'pve' WHERE raid_id % 2 = 0",
    "UPDATE raids SET status = 'mia', ended_at = '2026-11-22 12:30:00' WHERE status = 'survived'",
    "UPDATE raids SET matched_at = started_at, queue_time_seconds = 7 WHERE status = 'died'",
    "UPDATE kills SET enemy_type = 'raider', headshot = NULL WHERE kill_id % 2 = 1",
    'UPDATE kills SET raid_id = (SELECT MIN(raid_id) FROM raids)',
    "REPLACE INTO raids (raid_id, map_name, character_type, status) VALUES (1, 'Lab', 'pmc', 'died')",
    'DELETE FROM raids WHERE raid_id = (SELECT MAX(raid_id) FROM raids)',
    'DELETE FROM kills WHERE kill_id % 3 = 0',
  )
  .map((sql) => ({ type: 'by_hand', sql }));

/** Mostly seconds; now and then a break, or a clock that is set back. */
const afterSeconds = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 120_000 }).map((ms) => ms / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(301, 901, 36_000) },
  { weight: 1, arbitrary: fc.integer({ min: -3_600, max: -1 }) },
);

export function presses(command: fc.Arbitrary<Command | ByHand>, maxLength: number): fc.Arbitrary<Press[]> {
  return fc.array(fc.record({ afterSeconds, command }), { minLength: 1, maxLength });
}

/** Presses the keys; a refusal is part of the play. Returns how many presses changed something. */
export async function play(db: TestDatabase, script: readonly Press[], after?: () => void): Promise<number> {
  let changes = 0;
  for (const { afterSeconds: seconds, command } of script) {
    db.pass(seconds);
    try {
      if (command.type === 'by_hand') db.byHand(command.sql);
      else if ((await db.execute(command)).changed) changes++;
    } catch (error) {
      if (!(error instanceof RuleError || error instanceof SqliteError)) throw error;
    }
    after?.();
  }
  return changes;
}
