import fs from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Command } from '../../src/raid/press/command.js';
import { RuleError } from '../../src/raid/rule-error.js';
import { callOf } from '../support/command-call.js';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';
import { createRandom } from '../support/random.js';
import { anyCommand, correction, sessionCommand } from '../support/random-play.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';

/** More rounds: `TSP_KILL_ROUNDS=20 npx vitest run test/program/killed.test.ts`. */
const ROUNDS = Number(process.env['TSP_KILL_ROUNDS'] ?? 2);
const SEED = Number(process.env['TSP_KILL_SEED'] ?? Date.now() % 1_000_000);
const PRESSES = 300;
/** Within which a press is answered, or just not: the kill falls before, into or after its commit. */
const LONGEST_PRESS_MS = 4;

const anyPress: fc.Arbitrary<Command> = fc.oneof(
  { weight: 6, arbitrary: anyCommand },
  { weight: 2, arbitrary: correction },
  { weight: 1, arbitrary: sessionCommand },
);

/** What a press did, as far as it hangs on no clock. */
type Outcome = Readonly<Partial<Record<'changed' | 'code' | 'undone' | 'redone', unknown>>>;

async function press(service: ServiceProcess, command: Command): Promise<Outcome> {
  const { method, path: where, fields } = callOf(command);
  const { status, json } = await service.call(method, where, fields);
  // A refusal is a sentence, never trouble.
  expect(status).toBeLessThan(500);
  const { changed, code, undone, redone } = json;
  return { changed, code, undone, redone };
}

/** The same press on a database whose program is never killed. */
async function pressTwin(twin: TestDatabase, command: Command): Promise<Outcome> {
  twin.setNow(new Date());
  try {
    const { changed, undone, redone } = await twin.execute(command);
    return { changed, code: undefined, undone, redone };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { changed: undefined, code: error.code, undone: undefined, redone: undefined };
  }
}

/** Presses in turn and kills while the last one is on its way. Returns that one, when nobody knows whether it counted. */
async function pressAndKill(
  service: ServiceProcess,
  twin: TestDatabase,
  script: readonly Command[],
  killAfterMs: number,
): Promise<Command | null> {
  for (const command of script.slice(0, -1)) {
    expect({ SEED, command, ...(await press(service, command)) }).toEqual({
      ...{ SEED, command, ...(await pressTwin(twin, command)) },
    });
  }
  const last = script.at(-1);
  if (last === undefined) return null;
  const answered = press(service, last).catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, killAfterMs));
  await service.kill();
  if ((await answered) === null) return last;
  await pressTwin(twin, last);
  return null;
}

const TIMES = /_at$|^queue_time_seconds$|^queue_seconds$|^raid_ms$|^row_changes$/;

/** Every row of every table; of times and what follows from them only whether they are known. */
function rowsOf(file: string): unknown {
  return withSqlite(file, (database) => {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    const tables = ['raids', 'kills', 'sessions', 'journal', 'totals', 'app_state'];
    return tables.map((table) => {
      const rows = database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3, 4`).all() as object[];
      return rows.map((row) =>
        Object.entries(row)
          .filter(([column]) => column !== 'revision')
          .map(([column, value]) => [column, TIMES.test(column) ? value !== null : (value as unknown)]),
      );
    });
  });
}

/** As the killed process left it: what is looked at is a copy, because looking would already repair it. */
function copyOf(folder: string): string {
  const copy = makeFolder();
  for (const name of ['raids.db', 'raids.db-wal']) {
    if (fs.existsSync(path.join(folder, name)))
      fs.copyFileSync(path.join(folder, name), path.join(copy, name));
  }
  return path.join(copy, 'raids.db');
}

it(
  'a service that is killed among presses has every press that it confirmed, none by half, and undo goes on',
  { timeout: 60_000 + ROUNDS * 60_000 },
  async () => {
    process.stdout.write(`To repeat it: TSP_KILL_SEED=${SEED} npx vitest run test/program/killed.test.ts\n`);
    const random = createRandom(SEED);
    const folder = temporaryFolder();
    const twin = await openTestDatabase();
    for (let round = 0; round < ROUNDS; round += 1) {
      const service = await startServiceProcess({ folder });
      const script = fc.sample(anyPress, { seed: SEED + round, numRuns: 1 + random.below(PRESSES) });
      // What was there before the crash is stepped through first.
      const steps: Command[] = [{ type: 'undo' }, { type: 'undo' }, { type: 'redo' }, { type: 'undo' }];
      const inFlight = await pressAndKill(
        service,
        twin,
        [...steps, ...script],
        random.next() * LONGEST_PRESS_MS,
      );
      const left = rowsOf(copyOf(folder));
      if (inFlight !== null && !isDeepStrictEqual(rowsOf(twin.file), left)) await pressTwin(twin, inFlight);
      expect({ SEED, round, inFlight, left }).toEqual({ SEED, round, inFlight, left: rowsOf(twin.file) });
    }
    expect(twin.rows('SELECT 1 FROM journal').length).toBeGreaterThan(0);
    fs.rmSync(folder, { recursive: true, force: true });
  },
);
