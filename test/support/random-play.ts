import fc from 'fast-check';
import { SqliteError } from 'better-sqlite3';
import { OUTCOMES, SAID_OUTCOMES } from '../../src/raid/model.js';
import type { GameLogCommand } from '../../src/game-log/command.js';
import type { Command } from '../../src/raid/press/command.js';
import { RuleError } from '../../src/raid/rule-error.js';
import { importRaids } from '../../src/store/exchange/import-raids.js';
import { START, type TestDatabase } from './database.js';
import type { ByHand, TakeIn } from './other-programs.js';

/** What the game's log says meanwhile. */
interface FromLog {
  readonly type: 'game_log';
  readonly says: GameLogCommand;
}

type Doing = Command | FromLog | ByHand | TakeIn;

/** How often a property is tried; `TSP_PLAY_RUNS=500` for a longer look. */
export const PLAY_RUNS = Number(process.env['TSP_PLAY_RUNS'] ?? 15);

/** One press of a busy streamer, some time after the one before; negative when the PC's clock is set back. */
export interface Press {
  readonly afterSeconds: number;
  readonly command: Doing;
}

const map_name = fc.constantFrom('Customs', 'labs', 'Woods', 'A new map');
export const character_type = fc.constantFrom('pmc' as const, 'scav' as const);
export const game_mode = fc.constantFrom('pvp' as const, 'pve' as const, 'season' as const);
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
  status: fc.constantFrom('survived', 'survived', ...SAID_OUTCOMES),
});
const over = fc.constant({ type: 'over' } as const);
const update = fc.record({ type: fc.constant('update' as const), ...choice }, { requiredKeys: ['type'] });
const cancel = fc.constant({ type: 'cancel' } as const);

export const raidCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: start },
  { weight: 3, arbitrary: matched },
  { weight: 4, arbitrary: kill },
  { weight: 3, arbitrary: end },
  { weight: 2, arbitrary: over },
  { weight: 1, arbitrary: update },
  { weight: 1, arbitrary: cancel },
);
const journalCommand: fc.Arbitrary<Command> = fc.constantFrom({ type: 'undo' }, { type: 'redo' });

/** In any order: what presses say meanwhile is the same, or the opposite. */
export const gameLogSays: fc.Arbitrary<FromLog> = fc
  .oneof(
    { weight: 3, arbitrary: start },
    { weight: 3, arbitrary: fc.constant({ type: 'matched' } as const) },
    { weight: 3, arbitrary: over },
    { weight: 1, arbitrary: cancel },
    { weight: 1, arbitrary: fc.constant({ type: 'on_again' } as const) },
    fc.record(
      { type: fc.constantFrom('correct', 'choose'), map_name, character_type },
      { requiredKeys: ['type'] },
    ),
  )
  .map((says) => ({ type: 'game_log', says }));

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: raidCommand },
  { weight: 2, arbitrary: journalCommand },
);

export const sessionCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record(
    { type: fc.constant('start_session' as const), name: fc.constant('Raid night') },
    { requiredKeys: ['type'] },
  ),
  fc.constant({ type: 'end_session' } as const),
);

const enemy = fc.constantFrom('scav' as const, 'pmc' as const, 'boss' as const, 'raider' as const);
const extract = fc.constantFrom('ZB-1011', 'Crossroads');
const killFields = fc.record(
  {
    enemy_type: enemy,
    headshot: fc.boolean(),
  },
  { requiredKeys: ['enemy_type'] },
);
export const status = fc.constantFrom('queuing', 'in_progress', 'survived', 'died', 'mia');
/** Within the hours before and after the clock's beginning. */
export const moment = fc
  .integer({ min: -7200, max: 3600 })
  .map((seconds) => new Date(START.getTime() + seconds * 1000));
const raidFields = { ...choice, status, started_at: moment, ended_at: moment };
const outcome = fc.constantFrom(...OUTCOMES);
const corrected = {
  ...{ ...choice, started_at: moment, matched_at: fc.option(moment), over_at: fc.option(moment) },
  ...{ ended_at: fc.option(moment), queue_time_seconds: fc.option(fc.nat(300)) },
  extract_location: fc.option(extract),
};
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
    set: fc.oneof(
      fc.record({ ...corrected, status }, { requiredKeys: [] }),
      // By either word: where both are given, they must agree.
      fc.record({ ...corrected, outcome }, { requiredKeys: ['outcome'] }),
    ),
  }),
  fc.record({ type: fc.constant('delete_raid' as const), raid_id }),
  fc.record({ type: fc.constant('add_kills' as const), raid_id, kills }),
  fc.record({
    type: fc.constant('edit_kill' as const),
    kill_id,
    set: fc.record(
      {
        ...{ enemy_type: enemy, killed_at: moment },
        ...{ weapon_used: fc.option(fc.constantFrom('M4A1', 'AK-74N')), headshot: fc.option(fc.boolean()) },
      },
      { requiredKeys: [] },
    ),
  }),
  fc.record({ type: fc.constant('delete_kill' as const), kill_id }),
);

/** Mostly seconds; now and then a break in which a key was forgotten, or a clock that is set back. */
const afterSeconds = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 120_000 }).map((ms) => ms / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(301, 901, 7_300, 36_000) },
  { weight: 1, arbitrary: fc.integer({ min: -3_600, max: -1 }) },
);

export function presses(command: fc.Arbitrary<Doing>, maxLength: number): fc.Arbitrary<Press[]> {
  return fc.array(fc.record({ afterSeconds, command }), { minLength: 1, maxLength });
}

/**
 * Presses within so short a time that no session is forgotten, and none lies in the future because the clock was set
 * back: what time does to a session is no step.
 */
export function pressesOfOneNight(command: fc.Arbitrary<Doing>, maxLength: number): fc.Arbitrary<Press[]> {
  const idle = 12 * 3600;
  const passed = (script: readonly Press[]): number =>
    script.reduce((sum, press) => sum + Math.abs(press.afterSeconds), 0);
  const movesSession = (script: readonly Press[]): boolean =>
    script.some(({ command: { type } }) => type === 'start_session') &&
    script.some(({ afterSeconds: seconds }) => seconds < 0);
  return presses(command, maxLength).filter((script) => passed(script) < idle && !movesSession(script));
}

/**
 * Presses the keys; a refusal is part of the play. Returns how many presses changed something.
 * @param after called after each press, told whether it has changed something.
 */
export async function play(
  db: TestDatabase,
  script: readonly Press[],
  after?: (changed: boolean) => void,
): Promise<number> {
  let changes = 0;
  for (const { afterSeconds: seconds, command } of script) {
    db.pass(seconds);
    const changed = await doIt(db, command);
    if (changed) changes++;
    after?.(changed);
  }
  return changes;
}

/** A press is refused by a rule, in a sentence, and by nothing else; SQL by hand by the database. */
async function doIt(db: TestDatabase, command: Doing): Promise<boolean> {
  try {
    if (command.type === 'by_hand') db.byHand(command.sql);
    else if (command.type === 'game_log') await db.gameLog(command.says);
    else if (command.type === 'take_in') {
      await db.store().transact((writer) => importRaids(writer, [command.raid]));
    } else return (await db.execute(command)).changed;
  } catch (error) {
    if (!(error instanceof (command.type === 'by_hand' ? SqliteError : RuleError))) throw error;
  }
  return false;
}
