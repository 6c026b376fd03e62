import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createArchive } from '../../src/service/archive.js';
import { openStore } from '../../src/store/store.js';
import { makeFolder, openTestDatabase } from '../support/database.js';
import { KILL, press, START_CUSTOMS } from '../support/presses.js';

const REFUSED = expect.objectContaining({ code: 'storage-replaced' }) as Error;

// Windows lets nobody take an open file away.
describe.skipIf(process.platform === 'win32')('a database that is taken away while it is open', () => {
  it.each([
    ['deleted', (file: string) => fs.rmSync(file)],
    ['moved', (file: string) => fs.renameSync(file, `${file}.away`)],
    [
      'replaced by a copy',
      (file: string) => {
        fs.copyFileSync(file, `${file}.copy`);
        fs.renameSync(`${file}.copy`, file);
      },
    ],
    ['left without its log', (file: string) => fs.rmSync(`${file}-wal`)],
  ])('refuses presses instead of losing them when it is %s, and still gives all out', async (_what, take) => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    take(db.file);
    await expect(db.execute(KILL)).rejects.toThrow(REFUSED);
    await expect(db.execute(KILL)).rejects.toThrow('save all raids at /export/raids.json');
    const archive = createArchive({ store: db.store(), database: db.file, now: db.now });
    await expect(archive.backup()).rejects.toThrow(REFUSED);
    let text = '';
    for await (const piece of archive.json()) text += piece;
    expect(text).toContain('Customs');
  });

  it('takes presses again once the same file is back', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    fs.renameSync(db.file, `${db.file}.away`);
    await expect(db.execute(KILL)).rejects.toThrow(REFUSED);
    fs.renameSync(`${db.file}.away`, db.file);
    await press(db, KILL);
    await db.reopen();
    expect(db.rows('SELECT kill_id FROM kills')).toHaveLength(1);
  });
});

describe('a database that is written over while it is open', () => {
  it.each([
    ['cut off', (file: string) => fs.truncateSync(file, 8192)],
    ['emptied', (file: string) => fs.truncateSync(file, 0)],
  ])('refuses presses when it is %s, and takes them once it is whole again', async (_what, cut) => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    const whole = fs.readFileSync(db.file);
    cut(db.file);
    await expect(db.execute(KILL)).rejects.toThrow(REFUSED);
    await expect(db.execute(KILL)).rejects.toThrow(REFUSED);
    fs.writeFileSync(db.file, whole);
    await press(db, KILL);
    await db.reopen();
    expect(db.rows('SELECT kill_id FROM kills')).toHaveLength(1);
  });

  it('takes presses while another program compacts it', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    db.byHand('CREATE TABLE large (text)');
    db.byHand('INSERT INTO large VALUES (randomblob(1000000))');
    db.byHand('PRAGMA wal_checkpoint(TRUNCATE)');
    await press(db, KILL);
    const before = fs.statSync(db.file).size;
    db.byHand('DROP TABLE large');
    db.byHand('VACUUM');
    db.byHand('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(fs.statSync(db.file).size).toBeLessThan(before);
    await press(db, KILL, KILL);
    await db.reopen();
    expect(db.rows('SELECT kill_id FROM kills')).toHaveLength(3);
  });
});

describe('a database that is gone before the start', () => {
  it('is not made anew over the log that still holds its raids', async () => {
    const folder = makeFolder();
    const file = path.join(folder, 'raids.db');
    fs.writeFileSync(`${file}-wal`, 'raids that were not yet brought into the database');
    await expect(openStore(file)).rejects.toThrow(REFUSED);
    await expect(openStore(file)).rejects.toThrow('Put the database back');
    expect(fs.readdirSync(folder)).toEqual(['raids.db-wal']);
    fs.rmSync(`${file}-wal`);
    await (await openStore(file)).close();
  });
});
