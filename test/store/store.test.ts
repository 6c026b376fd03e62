import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Writer } from '../../src/store/store.js';
import { formatTime } from '../../src/store/time.js';
import { openTestDatabase, START, type TestDatabase } from '../support/database.js';

function insertRaid(writer: Writer, map_name = 'Customs') {
  return writer
    .insertInto('raids')
    .values({ started_at: formatTime(START), map_name, character_type: 'pmc', status: 'died' })
    .execute();
}

const mapsOf = (db: TestDatabase): unknown[] =>
  db.rows<{ map_name: string }>('SELECT map_name FROM raids ORDER BY raid_id').map((row) => row.map_name);

describe('a transaction', () => {
  it('that fails stores nothing, tells nobody, and hands on what was thrown', async () => {
    const db = await openTestDatabase();
    const heard: number[] = [];
    db.store().onChange((revision) => heard.push(revision));
    const failure = new Error('no');
    const failing = db.store().transact(async (writer) => {
      await insertRaid(writer);
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(mapsOf(db)).toEqual([]);
    expect(heard).toEqual([]);
    expect((await db.snapshot()).revision).toBe(0);
  });

  it('waits for the one before it, and so does a read', async () => {
    const db = await openTestDatabase();
    const order: string[] = [];
    const slow = db.store().transact(async (writer) => {
      order.push('first begins');
      await insertRaid(writer, 'first');
      await new Promise((resolve) => setImmediate(resolve));
      await insertRaid(writer, 'first again');
      order.push('first ends');
    });
    const second = db.store().transact(async (writer) => {
      order.push('second');
      await insertRaid(writer, 'second');
    });
    const read = db.store().read(async (reader) => {
      order.push('read');
      return (await reader.selectFrom('raids').select('map_name').execute()).length;
    });
    await Promise.all([slow, second]);
    expect(await read).toBe(3);
    expect(order).toEqual(['first begins', 'first ends', 'second', 'read']);
  });

  it('keeps every one of many presses at once', async () => {
    const db = await openTestDatabase();
    await db.execute({ type: 'start', map_name: 'Customs', character_type: 'pmc' });
    await Promise.all(Array.from({ length: 20 }, () => db.execute({ type: 'kill', enemy_type: 'scav' })));
    expect((await db.snapshot()).raid).toMatchObject({ kill_count: 20 });
    expect((await db.snapshot()).revision).toBe(21);
  });

  it('waits for the disk and keeps foreign keys', async () => {
    const db = await openTestDatabase();
    const pragma = (name: string): Promise<unknown> =>
      db.store().transact(async (writer) => (await sql.raw(`PRAGMA ${name}`).execute(writer)).rows[0]);
    expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
  });

  it('refuses a second open raid, whoever writes it', async () => {
    const db = await openTestDatabase();
    await db.execute({ type: 'start', map_name: 'Customs', character_type: 'pmc' });
    expect(() => {
      db.byHand(
        "INSERT INTO raids (map_name, character_type, status) VALUES ('Woods', 'pmc', 'in_progress')",
      );
    }).toThrow('a raid is open already');
  });
});

describe('a listener', () => {
  it('hears of each change with its revision, once it can be read', async () => {
    const db = await openTestDatabase();
    const heard: unknown[] = [];
    db.store().onChange((revision) =>
      heard.push([revision, db.rows('SELECT revision FROM app_state')[0], mapsOf(db)]),
    );
    await db.store().transact((writer) => insertRaid(writer, 'a'));
    await db.store().transact((writer) => insertRaid(writer, 'b'));
    expect(heard).toEqual([
      [1, { revision: 1 }, ['a']],
      [2, { revision: 2 }, ['a', 'b']],
    ]);
  });

  it('hears nothing of a transaction that changed no row', async () => {
    const db = await openTestDatabase();
    await db.execute({ type: 'start', map_name: 'Customs', character_type: 'pmc' });
    const heard: number[] = [];
    db.store().onChange((revision) => heard.push(revision));
    await db.execute({ type: 'start' });
    await expect(db.execute({ type: 'redo' })).rejects.toThrow();
    expect(heard).toEqual([]);
    expect((await db.snapshot()).revision).toBe(1);
  });

  it('hears nothing any more once it has unsubscribed', async () => {
    const db = await openTestDatabase();
    const heard: number[] = [];
    const unsubscribe = db.store().onChange((revision) => heard.push(revision));
    unsubscribe();
    await db.store().transact((writer) => insertRaid(writer));
    expect(heard).toEqual([]);
  });

  it('that throws neither undoes the press nor keeps the news from others', async () => {
    const warning = once(process, 'warning');
    const db = await openTestDatabase();
    const heard: number[] = [];
    db.store().onChange(() => {
      throw new Error('the screen fell over');
    });
    db.store().onChange((revision) => heard.push(revision));
    await expect(db.store().transact((writer) => insertRaid(writer))).resolves.toBeDefined();
    expect(mapsOf(db)).toEqual(['Customs']);
    expect(heard).toEqual([1]);
    expect(await warning).toMatchObject([{ message: 'the screen fell over' }]);
  });
});

describe('revisions', () => {
  it('go on where they were when the program starts again', async () => {
    const db = await openTestDatabase();
    await db.store().transact((writer) => insertRaid(writer));
    await db.reopen();
    await db.store().transact((writer) => insertRaid(writer));
    expect((await db.snapshot()).revision).toBe(2);
  });
});

describe('closing', () => {
  it('lets go of the file, also when nothing was asked of it', async () => {
    const db = await openTestDatabase();
    await db.reopen();
    await db.store().close();
    expect(fs.readdirSync(path.dirname(db.file))).toEqual(['raids.db', 'raids.db.revision']);
  });
});
