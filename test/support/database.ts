import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { createExecute, type Execute } from '../../src/service/execute.js';
import { NOTHING_DONE } from '../../src/game-log/beside-presses.js';
import type { GameLogCommand } from '../../src/game-log/command.js';
import { carryOut } from '../../src/service/game-log/carry-out.js';
import { createExecuteFromLog } from '../../src/service/game-log/execute-from-log.js';
import type { Snapshot } from '../../src/raid/snapshot.js';
import { readSnapshot } from '../../src/store/query/snapshot.js';
import { openStore, type Store } from '../../src/store/store.js';

/** Where tests' clocks begin; midday, far from any day boundary. */
export const START = new Date('2026-11-22T12:00:00.000Z');

/** The real store in a folder of its own, the real command side, and a clock that only the test moves. */
export interface TestDatabase {
  readonly file: string;
  readonly execute: Execute;
  /** The game's own log says so. */
  gameLog(command: GameLogCommand): Promise<void>;
  store(): Store;
  now(): Date;
  setNow(time: Date | string): void;
  /** Moves the clock; negative seconds set it back. */
  pass(seconds: number): void;
  snapshot(dayStartsAt?: string): Promise<Snapshot>;
  /** As when the program ends and starts again. */
  reopen(): Promise<void>;
  /** Rows by another connection, as another program sees them. */
  rows<T = Record<string, unknown>>(sql: string, ...values: unknown[]): T[];
  /** What another program does to the database. */
  byHand(sql: string, ...values: unknown[]): void;
  /** The same by a program that has not asked SQLite for foreign keys. */
  withoutForeignKeys(sql: string): void;
  /** Closes it and removes its folder; done by itself when the test ends. */
  dispose(): Promise<void>;
}

export async function openTestDatabase(file = path.join(makeFolder(), 'raids.db')): Promise<TestDatabase> {
  let store = await openFreshStore(file);
  let now = START;
  const current: Store = {
    read: (query) => store.read(query),
    readBeside: (query) => store.readBeside(query),
    transact: (change) => store.transact(change),
    refuseReplaced: () => store.refuseReplaced(),
    refuseUnwritable: () => store.refuseUnwritable(),
    trouble: () => store.trouble(),
    wentBack: null,
    isChosen: false,
    onChange: (listener) => store.onChange(listener),
    close: () => store.close(),
  };
  const other = otherConnection(file);
  const dispose = async (): Promise<void> => {
    other.close();
    await store.close();
    removeFolder(path.dirname(file));
  };
  onTestFinished(dispose);
  let hand = NOTHING_DONE;
  const executeFromLog = createExecuteFromLog({ store: current, now: () => now });
  return {
    file,
    async gameLog(command) {
      hand = await carryOut(hand, { command, isLate: false }, executeFromLog, () => now);
    },
    execute: createExecute({ store: current, now: () => now }),
    store: () => store,
    now: () => now,
    setNow: (time) => (now = new Date(time)),
    pass: (seconds) => (now = new Date(now.getTime() + seconds * 1000)),
    snapshot: (dayStartsAt = '05:00') => store.read((reader) => readSnapshot(reader, now, dayStartsAt)),
    async reopen() {
      other.close();
      await store.close();
      store = await openStore(file);
    },
    rows: <T>(sql: string, ...values: unknown[]) => other.rows(sql, values) as T[],
    byHand: (sql, ...values) => {
      withSqlite(file, (database) => database.prepare(sql).run(...values));
    },
    withoutForeignKeys: (sql) => {
      withSqlite(file, (database) => {
        database.pragma('foreign_keys = OFF');
        database.exec(sql);
      });
    },
    dispose,
  };
}

let fresh: Promise<Buffer> | undefined;

/** The store of a new database, or of the one that is there. To copy a new one takes a tenth of making its tables. */
export async function openFreshStore(file: string): Promise<Store> {
  fresh ??= makeFreshDatabase();
  const bytes = await fresh;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (!fs.existsSync(file)) fs.writeFileSync(file, bytes);
  return openStore(file);
}

/** A database without raids, as the program leaves it. */
async function makeFreshDatabase(): Promise<Buffer> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tarkov-stream-'));
  const file = path.join(folder, 'raids.db');
  const store = await openStore(file);
  await store.close();
  const bytes = fs.readFileSync(file);
  removeFolder(folder);
  return bytes;
}

/** The same store with every read in this thread: where its statements are watched, or thousands of databases opened. */
export function readingHere(store: Store): Store {
  return { ...store, readBeside: (query) => store.read(query) };
}

/** All that undo and redo are about, row by row, and the sums that are kept beside them. */
export function storedRows(db: TestDatabase): unknown {
  const state = `next_map_name, next_character_type, next_game_mode, outcome_over_raid_id, outcome_said_raid_id,
                 outcome_said_at`;
  return {
    raids: db.rows('SELECT * FROM raids ORDER BY raid_id'),
    kills: db.rows('SELECT * FROM kills ORDER BY kill_id'),
    sessions: db.rows('SELECT * FROM sessions ORDER BY session_id'),
    totals: db.rows('SELECT * FROM totals ORDER BY character_type, map_name, status, game_mode'),
    raid_kills: db.rows('SELECT * FROM raid_kills ORDER BY raid_id'),
    state: db.rows(`SELECT ${state} FROM app_state`),
  };
}

/** Opens the file when it is first read, since to open it and to learn its tables takes longer than most questions. */
function otherConnection(file: string) {
  let database: BetterSqlite3.Database | undefined;
  const statements = new Map<string, BetterSqlite3.Statement>();
  return {
    rows(sql: string, values: readonly unknown[]): unknown[] {
      database ??= new BetterSqlite3(file);
      const statement = statements.get(sql) ?? database.prepare(sql);
      statements.set(sql, statement);
      return statement.all(...values);
    },
    close() {
      database?.close();
      database = undefined;
      statements.clear();
    },
  };
}

/** Opens the file with nothing of ours in between, and closes it again. */
export function withSqlite<T>(file: string, use: (database: BetterSqlite3.Database) => T): T {
  const database = new BetterSqlite3(file);
  try {
    database.pragma('foreign_keys = ON');
    return use(database);
  } finally {
    database.close();
  }
}

/** An empty folder that goes when the test ends. */
export function makeFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tarkov-stream-'));
  onTestFinished(() => {
    removeFolder(folder);
  });
  return folder;
}

function removeFolder(folder: string): void {
  // Windows lets go of a closed file a little later.
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
