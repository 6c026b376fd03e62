import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupDatabase } from '../../src/store/copies/backup.js';
import { beginAnew, restoreDatabase } from '../../src/store/copies/restore.js';
import { GOOD } from '../../src/store/file/condition.js';
import { inspectDatabase } from '../../src/store/file/inspect.js';
import { lockDatabase } from '../../src/store/file/lock.js';
import { openStore } from '../../src/store/store.js';
import { damage } from '../support/damage.js';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';
import { KILL, press, START_CUSTOMS } from '../support/presses.js';

const END = { type: 'end', status: 'survived' } as const;
const NOW = new Date('2026-11-29T20:00:00.000Z');
const REFUSED = expect.objectContaining({ code: 'storage-copy-refused' }) as Error;

const raidsIn = (file: string): unknown =>
  withSqlite(file, (database) => database.prepare('SELECT COUNT(*) FROM raids').pluck().get());
const copyOf = (db: TestDatabase, name: string): string => path.join(path.dirname(db.file), 'backup', name);

async function playRaid(db: TestDatabase): Promise<void> {
  await press(db, START_CUSTOMS, { type: 'matched' }, KILL, END);
  db.pass(60);
}

/** Closed; of three raids, with a copy after the second and one after the third. */
async function databaseWithCopies(): Promise<TestDatabase> {
  const db = await openTestDatabase();
  await playRaid(db);
  await playRaid(db);
  await backupDatabase(db.file, copyOf(db, 'raids-2026-11-21.db'));
  await playRaid(db);
  await backupDatabase(db.file, copyOf(db, 'raids-2026-11-22.db'));
  await db.store().close();
  return db;
}

describe('a restore', () => {
  it('takes the newest copy, keeps what was there, and what it brings back is no loss', async () => {
    const db = await databaseWithCopies();
    fs.writeFileSync(db.file, 'half of a file');
    fs.writeFileSync(`${db.file}-wal`, 'its log');
    const restored = await restoreDatabase(db.file, null, NOW);
    expect(restored).toMatchObject({ copy: copyOf(db, 'raids-2026-11-22.db'), raids: 3, passedOver: [] });
    const aside = String(restored.setAside);
    expect(fs.readFileSync(aside, 'utf8')).toBe('half of a file');
    expect(fs.readFileSync(`${aside}-wal`, 'utf8')).toBe('its log');
    expect(raidsIn(db.file)).toBe(3);
    await db.reopen();
    expect(db.store().wentBack).toBeNull();
    await playRaid(db);
    await db.store().close();
    expect(await inspectDatabase(db.file)).toEqual(GOOD);
  });

  it('passes over copies of a new history that was begun after the loss', async () => {
    const db = await databaseWithCopies();
    fs.rmSync(db.file);
    await beginAnew(db.file, NOW);
    await db.reopen();
    await backupDatabase(db.file, copyOf(db, 'raids-2026-11-28.db'));
    await playRaid(db);
    await backupDatabase(db.file, copyOf(db, 'raids-2026-11-29.db'));
    await db.store().close();
    expect(await restoreDatabase(db.file, null, NOW)).toMatchObject({ raids: 3 });
  });

  it('takes the one that is named: by its name in the backup folder, or as a file', async () => {
    const db = await databaseWithCopies();
    expect(await restoreDatabase(db.file, 'raids-2026-11-21.db', NOW)).toMatchObject({ raids: 2 });
    // It was chosen, so the copy that is ahead of it is no loss.
    expect(await inspectDatabase(db.file)).toEqual(GOOD);
    const later = new Date(NOW.getTime() + 1);
    expect(await restoreDatabase(db.file, copyOf(db, 'raids-2026-11-22.db'), later)).toMatchObject({
      raids: 3,
    });
  });

  it('takes what is still in the log of a copy that was made by hand', async () => {
    const db = await openTestDatabase();
    await playRaid(db);
    const folder = makeFolder();
    const byHand = path.join(folder, 'raids.db');
    for (const end of ['', '-wal']) fs.copyFileSync(`${db.file}${end}`, `${byHand}${end}`);
    await playRaid(db);
    await db.store().close();
    expect(await restoreDatabase(db.file, byHand, NOW)).toMatchObject({ raids: 1 });
    expect(fs.readdirSync(folder).sort()).toEqual(['raids.db', 'raids.db-wal']);
  });

  it('passes over a damaged copy and says so; one that is named is refused', async () => {
    const db = await databaseWithCopies();
    const newest = copyOf(db, 'raids-2026-11-22.db');
    damage(newest, 'kills');
    await expect(restoreDatabase(db.file, newest, NOW)).rejects.toThrow(REFUSED);
    expect(raidsIn(db.file)).toBe(3);
    expect(await restoreDatabase(db.file, null, NOW)).toMatchObject({ raids: 2, passedOver: [newest] });
  });

  it.each([
    ['is not there', 'raids-1999-01-01.db', 'There is no copy raids-1999-01-01.db'],
    ['is the database itself', 'raids.db', 'is the database itself'],
    ['holds no raids', 'empty.db', 'holds no raids'],
    ['is no copy', 'notes.db', 'is no copy of raids'],
  ])('is refused for a copy that %s, and changes nothing', async (_what, name, sentence) => {
    const db = await databaseWithCopies();
    const folder = path.dirname(db.file);
    await (await openStore(copyOf(db, 'empty.db'))).close();
    fs.writeFileSync(copyOf(db, 'notes.db'), 'my only novel');
    const files = (): string[] => fs.readdirSync(folder).filter((file) => !file.includes('.lock'));
    const before = files();
    const restoring = restoreDatabase(db.file, name, NOW);
    await expect(restoring).rejects.toThrow(REFUSED);
    await expect(restoring).rejects.toThrow(sentence);
    expect(files()).toEqual(before);
    expect(raidsIn(db.file)).toBe(3);
  });

  it('says that there is no copy to take', async () => {
    const file = path.join(makeFolder(), 'raids.db');
    await expect(restoreDatabase(file, null, NOW)).rejects.toThrow('There is no copy with raids in');
  });

  it('and a new database are refused while a service has the database', async () => {
    const db = await databaseWithCopies();
    const release = lockDatabase(db.file);
    const inUse = expect.objectContaining({ code: 'storage-in-use' }) as Error;
    await expect(restoreDatabase(db.file, null, NOW)).rejects.toThrow(inUse);
    await expect(beginAnew(db.file, NOW)).rejects.toThrow(inUse);
    release();
    expect(raidsIn(db.file)).toBe(3);
  });
});

describe('a new database on purpose', () => {
  it('keeps the old one and every copy, and is no loss at the next starts', async () => {
    const db = await databaseWithCopies();
    const aside = await beginAnew(db.file, NOW);
    expect(raidsIn(String(aside))).toBe(3);
    await db.reopen();
    await db.reopen();
    expect(raidsIn(db.file)).toBe(0);
    await db.store().close();
    expect(await inspectDatabase(db.file)).toEqual(GOOD);
    expect(fs.readdirSync(path.join(path.dirname(db.file), 'backup'))).toHaveLength(2);
    // When it is lost in turn, that is told again.
    fs.writeFileSync(db.file, '');
    await expect(openStore(db.file)).rejects.toThrow('holds 3 raids');
  });
});
