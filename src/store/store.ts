import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { Kysely, sql, type Transaction } from 'kysely';
import { ImmediateSqliteDialect } from './dialect.js';
import { explainOpening, refuseFull } from './file/explain-opening.js';
import { createCheckpointer } from './file/checkpoint.js';
import { countRaidsBefore, readHeld } from './copies/copies.js';
import { refuseEmptied, refuseMissing } from './file/refuse-lost.js';
import {
  comparedWith,
  openMemory,
  readRemembered,
  type Remembered,
  type WentBack,
} from './file/remembered.js';
import { realFile } from '../lib/real-file.js';
import { migrate, pendingMigrations } from './migrate.js';
import { goStraight, only, prepared } from './prepared.js';
import { createReaderThread } from './reader-thread.js';
import type { Schema } from './schema.js';
import { explainSqlite, isBusy, StorageError, type StorageCode } from './storage-error.js';
import { watchReplaced } from './file/refuse-replaced.js';

/** Reads alone. Several reads through one handle see one state of the database. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'with' | 'selectNoFrom' | 'getExecutor'>;
/** Reads and writes of one transaction. */
export type Writer = Transaction<Schema>;

/**
 * The database, reached only by read, readBeside and transact: a query outside of them would wait for its own
 * transaction.
 */
export interface Store {
  /** @throws StorageError when the database cannot be read. */
  read<T>(query: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * The same in another thread, for what takes longer the more raids there are: presses meanwhile do not wait.
   * @throws StorageError when the database cannot be read.
   */
  readBeside<T>(query: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * All of it is stored or nothing. Settles after the commit; listeners are told then, when a row has changed.
   * @throws StorageError when it cannot be written; whatever `change` throws, unchanged.
   */
  transact<T>(change: (writer: Writer) => Promise<T>): Promise<T>;
  /** @throws StorageError when the file of its name is another one by now: what is stored, and copied, is not the same. */
  refuseReplaced(): void;
  /** The newest failure, until a press is stored again; damage stays, because a press that works does not mend it. */
  trouble(): StorageError | null;
  /** @throws StorageError when a press now would not be stored, as far as can be told without storing one. */
  refuseUnwritable(): void;
  /** What the database held before, when it is an older state than this program last had. */
  readonly wentBack: WentBack | null;
  /** The user chose this state with a restore or a new database, although copies may hold more. */
  readonly isChosen: boolean;
  /** Called after each commit that changed a row, with the new revision. Returns the unsubscribe. */
  onChange(listener: (revision: number) => void): () => void;
  close(): Promise<void>;
}

/** How long a write waits for another program's lock; it blocks the event loop, so it is short. */
const BUSY_TIMEOUT_MS = 250;

/**
 * Opens the database and makes or updates its tables.
 * @param mayMigrate false: another process has the database, so what needs an update is refused.
 * @throws StorageError with what to do, when the file cannot serve.
 */
export async function openStore(file: string, mayMigrate = true): Promise<Store> {
  const database = openFile(file);
  const db = new Kysely<Schema>({ dialect: new ImmediateSqliteDialect(database) });
  const beside = createReaderThread(realFile(file), BUSY_TIMEOUT_MS);
  // Kysely closes only what it has queried; an unclosed file cannot be moved away on Windows.
  const close = async (): Promise<void> => {
    await beside.close();
    await db.destroy();
    database.close();
  };
  try {
    const pending = pendingMigrations(database, file);
    if (pending.length > 0 && !mayMigrate) {
      throw new StorageError(
        'storage-in-use',
        `Another window is just making or updating the database ${file}. Try again in a moment.`,
      );
    }
    refuseEmptied(file, database);
    setPragmas(database);
    await migrate(database, db, file, pending);
    refuseReadOnly(database);
    return createStore(db, beside.db, database, file, close, readRemembered(file));
  } catch (error) {
    await close();
    throw explainOpening(error, file);
  }
}

function openFile(file: string): Database.Database {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    refuseMissing(file);
    // SQLite on Windows would keep its other files beside the link.
    return new Database(realFile(file), { timeout: BUSY_TIMEOUT_MS });
  } catch (error) {
    if (error instanceof StorageError) throw error;
    const explained = explainOpening(error, file);
    if (explained instanceof StorageError) throw explained;
    throw new StorageError(
      'storage-unreachable',
      `The folder of the database ${file} cannot be used. Check that it exists and may be written, or set TSP_DB.`,
      error,
    );
  }
}

function setPragmas(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // A press is rare and must outlive a power cut, so every commit waits for the disk.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
}

/** SQLite opens a write-protected file without a word and refuses the first write: better now than at a press. */
function refuseReadOnly(database: Database.Database, whileBusy = true): void {
  try {
    database.exec('BEGIN IMMEDIATE; UPDATE app_state SET revision = revision');
  } catch (error) {
    // The lock may be free again before the first press.
    if (!whileBusy || !isBusy(error)) throw error;
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
  }
}

function createStore(
  db: Kysely<Schema>,
  beside: Kysely<Schema>,
  database: Database.Database,
  file: string,
  closeDatabase: () => Promise<void>,
  before: Remembered | null,
): Store {
  // Rows changed on this connection since it was opened: tells a transaction that wrote from one that only looked.
  const counter = database.prepare<[], number>('SELECT total_changes()').pluck();
  const totalChanges = (): number => counter.get() ?? 0;
  const listeners = new Set<(revision: number) => void>();
  const refuseReplaced = watchReplaced(realFile(file), () => heldBytes(database));
  const checkpointer = createCheckpointer(realFile(file), refuseReplaced);
  const memory = openMemory(file);
  const raidsBefore = (time: Date): number => countRaidsBefore(database, time);
  const remembered = comparedWith(before, heldOr(database, before), raidsBefore, new Date());
  // Read beside a service it is no news, and the service is the one to write it.
  if (before?.revision !== remembered.revision) memory.note(remembered);
  let trouble: StorageError | null = null;
  let finished: number | null = null;

  function noted(error: unknown): unknown {
    if (error instanceof StorageError && trouble?.code !== 'storage-damaged') trouble = error;
    return error;
  }

  function committed({ revision, raids, finished: nowFinished }: Committed): void {
    memory.note({ ...remembered, revision, raids });
    checkpointer.committed(finished !== null && nowFinished !== finished);
    finished = nowFinished;
    if (trouble?.code !== 'storage-damaged') trouble = null;
    for (const listener of listeners) tell(listener, revision);
  }

  const readWith = async <T>(through: Kysely<Schema>, query: (reader: Reader) => Promise<T>): Promise<T> => {
    try {
      return await through
        .transaction()
        .setAccessMode('read only')
        .execute((reader) => {
          if (through === db) goStraight(reader, database);
          return query(reader);
        });
    } catch (error) {
      throw noted(explainSqlite(error, file));
    }
  };

  return {
    read: (query) => readWith(db, query),
    // A deleted file is still open here, but the thread would open a new one.
    readBeside: (query) => readWith(isReplaced(refuseReplaced) ? db : beside, query),
    async transact(change) {
      try {
        refuseReplaced();
        const { value, commit } = await transactWithRevision(db, totalChanges, (writer) => {
          goStraight(writer, database);
          return change(writer);
        });
        if (commit !== null) committed(commit);
        return value;
      } catch (error) {
        throw noted(explainSqlite(error, file));
      }
    },
    refuseReplaced,
    trouble: () => trouble,
    refuseUnwritable() {
      refuseReplaced();
      refuseFull(file);
      // A transaction that is under way has the lock already.
      if (database.inTransaction) return;
      try {
        refuseReadOnly(database, false);
      } catch (error) {
        throw explainSqlite(error, file);
      }
      if (trouble !== null && PASSING.has(trouble.code)) trouble = null;
    },
    wentBack: remembered.wentBack,
    isChosen: remembered.chosen,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await checkpointer.stop();
      memory.close();
      await closeDatabase();
    },
  };
}

/** These end when a check finds the cause gone; the others end when a press is stored. */
const PASSING: ReadonlySet<StorageCode> = new Set([
  'storage-full',
  'storage-locked',
  'storage-read-only',
  'storage-replaced',
]);

/** 0 while it cannot be read. */
function heldBytes(database: Database.Database): number {
  try {
    const [pages, size] = ['page_count', 'page_size'].map((name) => database.pragma(name, { simple: true }));
    return Number(pages) * Number(size);
  } catch {
    return 0;
  }
}

/** If it cannot be read, keep what was known; a press that needs it reports the error. */
function heldOr(database: Database.Database, before: Remembered | null): { raids: number; revision: number } {
  try {
    return readHeld(database);
  } catch {
    return { raids: before?.raids ?? 0, revision: before?.revision ?? 0 };
  }
}

function isReplaced(refuseReplaced: () => void): boolean {
  try {
    refuseReplaced();
    return false;
  } catch {
    return true;
  }
}

/** The commit stands: a listener that throws is shown on the console, and the others are still called. */
function tell(listener: (revision: number) => void, revision: number): void {
  try {
    listener(revision);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

/** What a commit has made of the whole. */
interface Committed {
  readonly revision: number;
  readonly raids: number;
  /** How many of them are over. */
  readonly finished: number;
}

async function transactWithRevision<T>(
  db: Kysely<Schema>,
  totalChanges: () => number,
  change: (writer: Writer) => Promise<T>,
): Promise<{ value: T; commit: Committed | null }> {
  return db.transaction().execute(async (writer) => {
    const before = totalChanges();
    const value = await change(writer);
    if (totalChanges() === before) return { value, commit: null };
    return { value, commit: only(await countCommit(writer, {})) };
  });
}

/** Counts the commit, and tells how many raids there are by then. */
const countCommit = prepared<Committed>((db) =>
  db
    .updateTable('app_state')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .returning([
      'revision',
      sql<number>`(SELECT COALESCE(SUM(raids), 0) FROM totals)`.as('raids'),
      sql<number>`(SELECT COALESCE(SUM(raids), 0) FROM totals WHERE status NOT IN ('queuing', 'in_progress'))`.as(
        'finished',
      ),
    ]),
);
