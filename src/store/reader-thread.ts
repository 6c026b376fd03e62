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
import { takeThread, type Thread } from './thread.js';

/** It reads, and can do nothing else. */
const READER = `
  const statements = new Map();
  let database = null;
  let rest = null;
  function close() {
    const open = database;
    database = null;
    rest = null;
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
  function begin({ sql, parameters, file, timeout }) {
    rest = null;
    database ??= new Database(file, { readonly: true, fileMustExist: true, timeout });
    const statement = prepared(sql);
    if (statement.reader) rest = statement.iterate(parameters);
    else statement.run(parameters);
  }
  // The next ones are asked for when these have been taken in: all at once would be taken in in one turn.
  function some(count) {
    const rows = [];
    while (rest !== null && rows.length < count) {
      const { value, done } = rest.next();
      if (done) rest = null;
      else rows.push(value);
    }
    return { rows, isLast: rest === null };
  }
  return ({ close: isOver, begin: query, rowsAtOnce }) => {
    if (isOver) return close();
    if (query) begin(query);
    return some(rowsAtOnce);
  };`;

interface Answer {
  readonly rows: readonly unknown[];
  readonly isLast: boolean;
}

/** Rows that come over at once: taking them in must not hold a press up. */
const ROWS_AT_ONCE = 200;

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

/** One connection, one user at a time, one query at a time. */
class ThreadDriver implements Driver {
  readonly #file: string;
  readonly #timeoutMs: number;
  #thread: Thread | null = null;
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
        rows: await this.#read<R>(sql, parameters),
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
    if (this.#thread?.isAlive() === true) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  releaseConnection(): Promise<void> {
    this.#release();
    return Promise.resolve();
  }

  /** Queries under way are answered before it ends. */
  async destroy(): Promise<void> {
    await this.#lastUser;
    const thread = this.#thread;
    if (thread === null) return;
    this.#thread = null;
    // The file is let go of when this is answered, or the thread has died.
    await thread.ask(READER, { close: true }).catch(() => undefined);
    thread.leave();
  }

  async #read<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    // The next query takes another thread when this one has died.
    if (this.#thread?.isAlive() !== true) this.#thread = takeThread();
    const thread = this.#thread;
    const rows: Row[] = [];
    let begin: object | undefined = { sql, parameters, file: this.#file, timeout: this.#timeoutMs };
    for (;;) {
      const answer: Answer = await thread.ask<Answer>(READER, { begin, rowsAtOnce: ROWS_AT_ONCE });
      rows.push(...(answer.rows as readonly Row[]));
      if (answer.isLast) return rows;
      begin = undefined;
      // In a turn of its own: a press that has come meanwhile goes first.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
