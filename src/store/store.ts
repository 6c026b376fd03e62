import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { Kysely, type Transaction } from 'kysely';
import { ImmediateSqliteDialect } from './dialect.js';
import { explainOpening } from './explain-opening.js';
import { realFile } from './file-identity.js';
import { migrate, pendingMigrations } from './migrate.js';
import { createReaderThread } from './reader-thread.js';
import type { Schema } from './schema.js';
import { explainSqlite, isBusy, StorageError } from './storage-error.js';
import { watchPlace } from './still-there.js';

/** Reads alone. Several reads through one handle see one state of the database. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'with' | 'selectNoFrom' | 'getExecutor'>;
/** Reads and writes of one transaction. */
export type Writer = Transaction<Schema>;

/** The database behind three doors. There is no other: a query outside of them would wait for its own transaction. */
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
  /** Called after each commit that changed a row, with the new revision. Returns the unsubscribe. */
  onChange(listener: (revision: number) => void): () => void;
  close(): Promise<void>;
}

/** How long a write waits for another program's lock; it blocks the event loop, so it is short. */
const BUSY_TIMEOUT_MS = 250;

/**
 * Opens the database, makes or updates its tables, and hands out its three doors.
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
    setPragmas(database);
    await migrate(database, db, file, pending);
    refuseReadOnly(database);
  } catch (error) {
    await close();
    throw explainOpening(error, file);
  }
  return createStore(db, beside.db, database, file, close);
}

function openFile(file: string): Database.Database {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    refuseLostDatabase(realFile(file));
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

/** SQLite would make a new database, and throw away what was stored and not yet brought into the old one. */
function refuseLostDatabase(file: string): void {
  const wal = `${file}-wal`;
  if (sizeOf(file) > 0 || sizeOf(wal) === 0) return;
  throw new StorageError(
    'storage-replaced',
    `The database ${file} is gone, and ${wal} beside it holds raids that were not yet brought into it. Put the database back and start the program again; to begin anew, move ${path.basename(wal)} away, too.`,
  );
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function setPragmas(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // A press is rare and must outlive a power cut, so every commit waits for the disk.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
}

/** SQLite opens a write-protected file without a word and refuses the first write: better now than at a press. */
function refuseReadOnly(database: Database.Database): void {
  try {
    database.exec('BEGIN IMMEDIATE; UPDATE app_state SET revision = revision');
  } catch (error) {
    // Who holds the lock now may have let go of it before the first press.
    if (!isBusy(error)) throw error;
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
  }
}

function createStore(
  db: Kysely<Schema>,
  beside: Kysely<Schema>,
  database: Database.Database,
  file: string,
  close: () => Promise<void>,
): Store {
  // Rows changed on this connection since it was opened: tells a transaction that wrote from one that only looked.
  const counter = database.prepare<[], number>('SELECT total_changes()').pluck();
  const totalChanges = (): number => counter.get() ?? 0;
  const listeners = new Set<(revision: number) => void>();
  const refuseReplaced = watchPlace(realFile(file));
  const readWith = async <T>(through: Kysely<Schema>, query: (reader: Reader) => Promise<T>): Promise<T> => {
    try {
      return await through.transaction().setAccessMode('read only').execute(query);
    } catch (error) {
      throw explainSqlite(error, file);
    }
  };
  return {
    read: (query) => readWith(db, query),
    // A file that has been deleted is still open here, and the thread would open another one.
    readBeside: (query) => readWith(isReplaced(refuseReplaced) ? db : beside, query),
    async transact(change) {
      refuseReplaced();
      const { value, revision } = await transactWithRevision(db, totalChanges, change, file);
      if (revision !== null) for (const listener of listeners) tell(listener, revision);
      return value;
    },
    refuseReplaced,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close,
  };
}

function isReplaced(refuseReplaced: () => void): boolean {
  try {
    refuseReplaced();
    return false;
  } catch {
    return true;
  }
}

/** What is committed stays committed: a listener that fails is shown on the console and costs its own news alone. */
function tell(listener: (revision: number) => void, revision: number): void {
  try {
    listener(revision);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
  }
}

async function transactWithRevision<T>(
  db: Kysely<Schema>,
  totalChanges: () => number,
  change: (writer: Writer) => Promise<T>,
  file: string,
): Promise<{ value: T; revision: number | null }> {
  try {
    return await db.transaction().execute(async (writer) => {
      const before = totalChanges();
      const value = await change(writer);
      if (totalChanges() === before) return { value, revision: null };
      const { revision } = await writer
        .updateTable('app_state')
        .set((eb) => ({ revision: eb('revision', '+', 1) }))
        .returning('revision')
        .executeTakeFirstOrThrow();
      return { value, revision };
    });
  } catch (error) {
    throw explainSqlite(error, file);
  }
}
