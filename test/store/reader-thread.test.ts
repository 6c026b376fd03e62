import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReaderThread, type ReaderThread } from '../../src/store/reader-thread.js';
import { makeFolder, withSqlite } from '../support/database.js';

/** A file of `rows` numbers with their texts, and a thread that reads it. */
function threadOver(rows: number): { file: string; thread: ReaderThread } {
  const file = path.join(makeFolder(), 'numbers.db');
  withSqlite(file, (database) => {
    database.exec('CREATE TABLE numbers (n INTEGER, t TEXT, b BLOB)');
    database
      .prepare(
        `WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < ?)
         INSERT INTO numbers SELECT n, 'n' || n, x'00ff' FROM up`,
      )
      .run(rows);
  });
  const thread = createReaderThread(file, 100);
  onTestFinished(() => thread.close());
  return { file, thread };
}

const numbers = async ({ db }: ReaderThread, query: string): Promise<unknown[]> =>
  (await sql.raw<{ n: unknown }>(query).execute(db)).rows.map(({ n }) => n);

describe('the thread that reads reports', () => {
  it('hands over all rows in their order, however many there are', async () => {
    const { thread } = threadOver(1_001);
    expect(await numbers(thread, 'SELECT n FROM numbers ORDER BY n')).toEqual(
      Array.from({ length: 1_001 }, (_, index) => index + 1),
    );
    expect(await numbers(thread, 'SELECT n FROM numbers WHERE n > 5000')).toEqual([]);
  });

  it('answers those who ask at the same time each with its own rows', async () => {
    const { thread } = threadOver(600);
    const asked = Array.from({ length: 20 }, (_, index) =>
      numbers(thread, `SELECT n FROM numbers WHERE n % 20 = ${index} ORDER BY n LIMIT 2`),
    );
    expect(await Promise.all(asked)).toEqual(
      Array.from({ length: 20 }, (_, index) => [index || 20, (index || 20) + 20]),
    );
  });

  it('reads one moment in a transaction, and the next one after it', async () => {
    const { file, thread } = threadOver(1);
    withSqlite(file, (database) => database.pragma('journal_mode = WAL'));
    const count = 'SELECT COUNT(*) AS n FROM numbers';
    const seen = await thread.db.transaction().execute(async (db) => {
      const before = (await sql.raw<{ n: number }>(count).execute(db)).rows[0]?.n;
      withSqlite(file, (database) => database.exec("INSERT INTO numbers VALUES (2, 'n2', NULL)"));
      return [before, (await sql.raw<{ n: number }>(count).execute(db)).rows[0]?.n];
    });
    expect(seen).toEqual([1, 1]);
    expect(await numbers(thread, count)).toEqual([2]);
  });

  it('can write nothing, says what SQLite says, and goes on', async () => {
    const { thread } = threadOver(3);
    await expect(numbers(thread, 'DELETE FROM numbers')).rejects.toMatchObject({ code: 'SQLITE_READONLY' });
    await expect(numbers(thread, 'SELECT n FROM nowhere')).rejects.toMatchObject({
      code: 'SQLITE_ERROR',
      message: 'no such table: nowhere',
    });
    expect(await numbers(thread, 'SELECT n FROM numbers ORDER BY n')).toEqual([1, 2, 3]);
  });

  it('says that a file is not there, and reads it once it is', async () => {
    const { file, thread } = threadOver(2);
    fs.renameSync(file, `${file}-away`);
    await expect(numbers(thread, 'SELECT n FROM numbers')).rejects.toMatchObject({
      code: 'SQLITE_CANTOPEN',
    });
    fs.renameSync(`${file}-away`, file);
    expect(await numbers(thread, 'SELECT n FROM numbers')).toEqual([1, 2]);
  });

  it('is taken over by the next one with a file of its own, and holds none of the file before', async () => {
    const first = threadOver(2);
    expect(await numbers(first.thread, 'SELECT n FROM numbers')).toEqual([1, 2]);
    await first.thread.close();
    // Nobody else has it open: SQLite removes the log and takes the whole lock.
    withSqlite(first.file, (database) => {
      database.pragma('locking_mode = EXCLUSIVE');
      expect(database.pragma('journal_mode = WAL', { simple: true })).toBe('wal');
      database.exec('DELETE FROM numbers');
    });
    const second = threadOver(3);
    expect(await numbers(second.thread, 'SELECT n FROM numbers')).toEqual([1, 2, 3]);
    await second.thread.close();
    await second.thread.close();
  });

  it('answers what is asked before it closes', async () => {
    const { thread } = threadOver(500);
    const asked = numbers(thread, 'SELECT n FROM numbers');
    await thread.close();
    expect(await asked).toHaveLength(500);
  });

  it('gives a blob as bytes', async () => {
    const { thread } = threadOver(1);
    const { rows } = await sql.raw<{ b: Uint8Array }>('SELECT b FROM numbers').execute(thread.db);
    expect(Array.from(rows[0]?.b ?? [])).toEqual([0x00, 0xff]);
  });

  it('is started anew when it dies', async () => {
    const { thread } = threadOver(2);
    // More than the heap of the thread can hold.
    const tooMuch = `WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < 150)
      SELECT n, printf('%.*c', 2000000, 'x') AS t FROM up`;
    await expect(sql.raw(tooMuch).execute(thread.db)).rejects.toThrow();
    expect(await numbers(thread, 'SELECT n FROM numbers')).toEqual([1, 2]);
  });
});
