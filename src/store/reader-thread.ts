import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import {
  CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { Schema } from './schema.js';

/** Plain script, because a worker takes neither the sources nor their build alike. It reads, and can do nothing else. */
const READER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const Database = require(workerData.library);
  const { rowsAtOnce } = workerData;
  const statements = new Map();
  let database = null;
  function open({ file, timeout }) {
    database = new Database(file, { readonly: true, fileMustExist: true, timeout });
  }
  function close() {
    const open = database;
    database = null;
    statements.clear();
    open?.close();
  }
  function prepared(sql) {
    let statement = statements.get(sql);
    if (statement === undefined) {
      if (statements.size >= 100) statements.clear();
      statements.set(sql, (statement = database.prepare(sql)));
    }
    return statement;
  }
  let rest = null;
  function begin({ sql, parameters }) {
    const statement = prepared(sql);
    if (statement.reader) rest = statement.iterate(parameters);
    else statement.run(parameters);
  }
  // The next ones are sent when these have been taken in: all at once would be taken in in one turn.
  function sendSome() {
    const rows = [];
    while (rest !== null && rows.length < rowsAtOnce) {
      const { value, done } = rest.next();
      if (done) rest = null;
      else rows.push(value);
    }
    parentPort.postMessage({ rows, isLast: rest === null });
  }
  parentPort.on('message', (query) => {
    try {
      if (query === 'close') close();
      else if (query !== 'more') {
        if (database === null) open(query);
        begin(query);
      }
      sendSome();
    } catch ({ message, code }) {
      rest = null;
      parentPort.postMessage({ error: { message, code } });
    }
  });`;

type Reply =
  | { readonly rows: readonly unknown[]; readonly isLast: boolean }
  | { readonly error: { readonly message: string; readonly code?: string } };

/** Rows that come over at once: taking them in must not hold a press up. */
const ROWS_AT_ONCE = 200;
/** Of the thread's own heap; rows do not stay there. */
const HEAP_MB = 64;

/**
 * Threads that no store uses. To start one takes a tenth of a second of a core, so the next store takes over that of one
 * that was closed.
 */
const idle: Worker[] = [];

/** A connection in a thread of its own, so that long reads do not delay presses. */
export interface ReaderThread {
  readonly db: Kysely<Schema>;
  close(): Promise<void>;
}

/**
 * The thread starts with the first query.
 * @param timeoutMs how long a query waits for another program's lock.
 */
export function createReaderThread(file: string, timeoutMs: number): ReaderThread {
  const driver = new ThreadDriver(file, timeoutMs);
  const dialect: Dialect = {
    createDriver: () => driver,
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  };
  return { db: new Kysely<Schema>({ dialect }), close: () => driver.destroy() };
}

interface Waiting {
  readonly rows: unknown[];
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
}

/** One connection, one user at a time, one query at a time. */
class ThreadDriver implements Driver {
  readonly #file: string;
  readonly #timeoutMs: number;
  #worker: Worker | null = null;
  #waiting: Waiting | null = null;
  #lastUser: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(file: string, timeoutMs: number) {
    this.#file = file;
    this.#timeoutMs = timeoutMs;
  }

  init(): Promise<void> {
    return Promise.resolve();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#lastUser;
    let release: () => void = () => undefined;
    this.#lastUser = new Promise((resolve) => (release = resolve));
    await before;
    this.#release = release;
    return {
      executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => ({
        rows: (await this.#ask(sql, parameters)) as R[],
      }),
      streamQuery: () => {
        throw new Error('The reading thread hands out whole results.');
      },
    };
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin deferred'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A thread that has died has taken its transaction along.
    if (this.#worker !== null) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  releaseConnection(): Promise<void> {
    this.#release();
    return Promise.resolve();
  }

  /** Queries under way are answered before it ends. */
  async destroy(): Promise<void> {
    await this.#lastUser;
    const worker = this.#worker;
    if (worker === null) return;
    // The file is let go of when this is answered, or the thread has died.
    await this.#send(worker, 'close').catch(() => undefined);
    if (this.#worker === null) return;
    this.#leave();
    idle.push(worker);
  }

  #ask(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    const worker = (this.#worker ??= this.#takeThread());
    return this.#send(worker, { sql, parameters, file: this.#file, timeout: this.#timeoutMs });
  }

  #send(worker: Worker, message: unknown): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      this.#waiting = { rows: [], resolve, reject };
      // An idle thread does not keep the program alive; one that works does.
      worker.ref();
      worker.postMessage(message);
    });
  }

  #takeThread(): Worker {
    const worker = idle.pop() ?? startThread();
    return worker.on('message', this.#onReply).on('error', this.#onEnd).on('exit', this.#onEnd);
  }

  #leave(): void {
    this.#worker?.off('message', this.#onReply).off('error', this.#onEnd).off('exit', this.#onEnd);
    this.#worker = null;
  }

  readonly #onReply = (reply: Reply): void => {
    const [worker, waiting] = [this.#worker, this.#waiting];
    if (worker === null || waiting === null) return;
    if ('rows' in reply) {
      waiting.rows.push(...reply.rows);
      if (!reply.isLast) {
        // In a turn of its own: a press that has come meanwhile goes first.
        setImmediate(() => {
          worker.postMessage('more');
        });
        return;
      }
    }
    this.#waiting = null;
    worker.unref();
    if ('rows' in reply) waiting.resolve(waiting.rows);
    else waiting.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code }));
  };

  /** The next query starts another thread. */
  readonly #onEnd = (end: unknown): void => {
    this.#leave();
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.reject(end instanceof Error ? end : new Error('The thread that reads reports has ended.'));
  };
}

function startThread(): Worker {
  const library = createRequire(import.meta.url).resolve('better-sqlite3');
  const worker = new Worker(READER, {
    eval: true,
    workerData: { library, rowsAtOnce: ROWS_AT_ONCE },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // The arguments of a test runner or a loader are none of its business.
    execArgv: [],
  });
  // Also while no store uses it.
  return worker
    .on('error', () => undefined)
    .on('exit', () => {
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
}
