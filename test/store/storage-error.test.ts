import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { explainSqlite } from '../../src/store/storage-error.js';
import { openStore, type Writer } from '../../src/store/store.js';
import { formatTime } from '../../src/store/time.js';
import { makeFolder, openTestDatabase, START, type TestDatabase } from '../support/database.js';

const refusal = (code: string): Error => expect.objectContaining({ name: 'StorageError', code }) as Error;

function insertRaid(writer: Writer, map_name = 'Customs') {
  return writer
    .insertInto('raids')
    .values({ started_at: formatTime(START), map_name, character_type: 'pmc', status: 'died' })
    .execute();
}

const mapsOf = (db: TestDatabase): unknown[] =>
  db.rows<{ map_name: string }>('SELECT map_name FROM raids ORDER BY raid_id').map((row) => row.map_name);

/** Another program that holds the write lock until the test ends. */
function holdLock(file: string): void {
  const other = new BetterSqlite3(file);
  other.exec('BEGIN IMMEDIATE');
  onTestFinished(() => {
    other.close();
  });
}

/** Root may write anything: what this process writes is then done as nobody until the test ends. */
function loseRootRights(): void {
  if (process.getuid?.() !== 0) return;
  process.seteuid?.(65_534);
  onTestFinished(() => {
    process.seteuid?.(0);
  });
}

describe('a database that cannot serve', () => {
  it('because another program holds its lock: a press says so, and the next one after it is stored', async () => {
    const db = await openTestDatabase();
    const other = new BetterSqlite3(db.file);
    other.exec('BEGIN IMMEDIATE');
    const press = db.execute({ type: 'start', map_name: 'Customs', character_type: 'pmc' });
    await expect(press).rejects.toThrow(refusal('storage-locked'));
    // Readers never wait for a writer.
    expect((await db.snapshot()).raid).toBeNull();
    other.close();
    await expect(
      db.execute({ type: 'start', map_name: 'Customs', character_type: 'pmc' }),
    ).resolves.toMatchObject({
      changed: true,
    });
  });

  it('is opened all the same while another program holds its lock', async () => {
    const db = await openTestDatabase();
    await db.store().close();
    holdLock(db.file);
    await db.reopen();
    expect((await db.snapshot()).revision).toBe(0);
  });

  it('because it is no database: a sentence with the file and the remedy, and the file stays', async () => {
    const file = path.join(makeFolder(), 'raids.db');
    fs.writeFileSync(file, 'This is a letter to my grandmother. '.repeat(200));
    await expect(openStore(file)).rejects.toThrow(refusal('storage-damaged'));
    await expect(openStore(file)).rejects.toThrow(file);
    expect(fs.readFileSync(file, 'utf8')).toContain('grandmother');
  });

  it('because pages of it are damaged: a sentence', async () => {
    const db = await openTestDatabase();
    for (let i = 0; i < 50; i++) await db.store().transact((writer) => insertRaid(writer, 'x'.repeat(1000)));
    await db.store().close();
    const bytes = fs.readFileSync(db.file);
    fs.writeFileSync(
      db.file,
      Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xa5)]),
    );
    await expect(openStore(db.file)).rejects.toThrow(refusal('storage-damaged'));
  });

  it('because it is a folder: a sentence', async () => {
    await expect(openStore(makeFolder())).rejects.toThrow(refusal('storage-unreachable'));
  });

  it('because its folder cannot be made: a sentence that names TSP_DB', async () => {
    const folder = makeFolder();
    fs.writeFileSync(path.join(folder, 'file'), '');
    const opening = openStore(path.join(folder, 'file', 'raids.db'));
    await expect(opening).rejects.toThrow(refusal('storage-unreachable'));
    await expect(opening).rejects.toThrow('TSP_DB');
  });

  it('because it may not be written: says so at the start, not at the first press', async () => {
    const db = await openTestDatabase();
    await db.store().close();
    fs.chmodSync(path.dirname(db.file), 0o777);
    fs.chmodSync(db.file, 0o444);
    loseRootRights();
    await expect(openStore(db.file)).rejects.toThrow(refusal('storage-read-only'));
  });

  it('because the disk is full: a press says so, stores nothing, and is stored once there is room', async () => {
    const db = await openTestDatabase();
    const limitPages = (pages: number): Promise<unknown> =>
      db.store().read((reader) => sql.raw(`PRAGMA max_page_count = ${pages}`).execute(reader));
    await limitPages(1);
    const press = db.store().transact((writer) => insertRaid(writer, 'x'.repeat(100_000)));
    await expect(press).rejects.toThrow(refusal('storage-full'));
    expect(mapsOf(db)).toEqual([]);
    await limitPages(100_000);
    await db.store().transact((writer) => insertRaid(writer));
    expect(mapsOf(db)).toEqual(['Customs']);
  });
});

/** What better-sqlite3 itself throws when its compiled half is not there, or not made for this Node.js. */
function bindingError(load: () => unknown): unknown {
  try {
    load();
  } catch (error) {
    return error;
  }
  throw new Error('It loaded.');
}

describe('a database library that is half installed', () => {
  it.each([
    [
      'without its compiled half',
      () => {
        const ofLibrary = createRequire(createRequire(import.meta.url).resolve('better-sqlite3'));
        const load = ofLibrary('bindings') as (name: string) => unknown;
        load('not-compiled.node');
      },
    ],
    [
      'without its compiled half, of the version that bundles bring',
      () => {
        createRequire(import.meta.url)(path.join(makeFolder(), 'build', 'Release', 'better_sqlite3.node'));
      },
    ],
    [
      'with one for another Node.js or system',
      () => {
        const binding = path.join(makeFolder(), 'foreign.node');
        fs.writeFileSync(binding, 'compiled for something else');
        new BetterSqlite3(':memory:', { nativeBinding: binding });
      },
    ],
  ])('%s says what to run', (_what, load) => {
    const explained = explainSqlite(bindingError(load), 'raids.db');
    expect(explained).toEqual(refusal('storage-not-built'));
    expect((explained as Error).message).toContain('npm rebuild better-sqlite3');
  });
});
