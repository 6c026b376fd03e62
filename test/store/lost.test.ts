import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupDatabase } from '../../src/store/copies/backup.js';
import { createConditionCheck, GOOD } from '../../src/store/file/condition.js';
import { inspectDatabase } from '../../src/store/file/inspect.js';
import { openStore } from '../../src/store/store.js';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';
import { KILL, press, START_CUSTOMS } from '../support/presses.js';

const LOST = expect.objectContaining({ code: 'storage-lost' }) as Error;
const END = { type: 'end', status: 'survived' } as const;

async function playRaids(db: TestDatabase, count: number): Promise<void> {
  for (let raid = 0; raid < count; raid += 1) {
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, END);
    db.pass(60);
  }
}

/** Closed, with a copy in the backup folder. */
async function databaseWithCopy(raids = 3): Promise<TestDatabase> {
  const db = await openTestDatabase();
  await playRaids(db, raids);
  await backupDatabase(db.file, path.join(path.dirname(db.file), 'backup', 'raids-2026-11-22.db'));
  await db.store().close();
  return db;
}

function removeBeside(file: string): void {
  for (const end of ['-wal', '-shm']) fs.rmSync(`${file}${end}`, { force: true });
}

/** As after an evening whose log is gone: the file has its head alone, and no table. */
function leaveHeadAlone(file: string): void {
  fs.rmSync(file);
  withSqlite(file, (database) => database.pragma('journal_mode = WAL'));
  removeBeside(file);
}

const emptied = (file: string): void => fs.writeFileSync(file, '');

describe('a database that is lost beside copies that hold raids', () => {
  it.each([
    ['emptied', emptied],
    ['deleted', (file: string) => fs.rmSync(file)],
    ['deleted with what the program remembers of it', deleteWithMemory],
    ['emptied, with an empty log beside it', emptiedWithLog],
    ['left with its head alone', leaveHeadAlone],
    ['renamed', (file: string) => fs.renameSync(file, `${file}.old`)],
  ])('is not begun anew in silence when it was %s', async (_how, lose) => {
    const { file } = await databaseWithCopy();
    lose(file);
    const before = fs.readdirSync(path.dirname(file));
    await expect(openStore(file)).rejects.toThrow(LOST);
    await expect(openStore(file)).rejects.toThrow(/raids-2026-11-22\.db, holds 3 raids\. .* restore/);
    await expect(openStore(file)).rejects.toThrow('new-database');
    expect(fs.readdirSync(path.dirname(file))).toEqual(before);
    expect((await inspectDatabase(file)).fault).toContain('holds 3 raids');
  });

  it('is found under another name in its folder', async () => {
    const { file } = await databaseWithCopy();
    fs.renameSync(file, path.join(path.dirname(file), 'old raids.db'));
    await expect(openStore(file)).rejects.toThrow('old raids.db in the same folder holds 3 raids');
  });

  it('is told of without any copy too, from what the program remembers', async () => {
    const { file } = await databaseWithCopy();
    fs.rmSync(path.join(path.dirname(file), 'backup'), { recursive: true });
    emptied(file);
    await expect(openStore(file)).rejects.toThrow('is empty, and it held 3 raids. There is no copy in');
  });

  it('counts a copy of the first version, and no copy that is empty or no copy', async () => {
    const file = path.join(makeFolder(), 'raids.db');
    const backup = path.join(path.dirname(file), 'backup');
    fs.mkdirSync(backup);
    fs.writeFileSync(path.join(backup, 'raids-2026-11-20.db'), '');
    fs.writeFileSync(path.join(backup, 'notes.db'), 'no database at all');
    await (await openStore(path.join(backup, 'raids-2026-11-21.db'))).close();
    // Nothing of these says that there was a raid.
    await (await openStore(file)).close();
    fs.rmSync(file);
    const { FIRST_SCHEMA } = await import('../../migrations/0001-raids-and-kills.js');
    withSqlite(path.join(backup, 'raids-before-update.db'), (database) => {
      for (const statement of FIRST_SCHEMA) database.exec(statement);
      database.exec("INSERT INTO raids (map_name, character_type, status) VALUES ('Woods', 'pmc', 'died')");
    });
    await expect(openStore(file)).rejects.toThrow('raids-before-update.db, holds 1 raid.');
  });
});

describe('a new database is begun without a word', () => {
  it('in a folder where none was', async () => {
    const file = path.join(makeFolder(), 'new', 'raids.db');
    const store = await openStore(file);
    expect(store.wentBack).toBeNull();
    await store.close();
    expect(await inspectDatabase(file)).toEqual(GOOD);
  });

  it('and stays in use once all its raids were deleted on purpose', async () => {
    const db = await databaseWithCopy(1);
    await db.reopen();
    await press(db, { type: 'delete_raid', raid_id: 'last' });
    await db.reopen();
    expect(db.store().wentBack).toBeNull();
    await db.store().close();
    expect(await inspectDatabase(db.file)).toEqual(GOOD);
  });
});

describe('a database that went back', () => {
  /** Five raids were played, and the file of the first two was put in their place. */
  async function wentBack(): Promise<{ db: TestDatabase; fuller: string }> {
    const db = await openTestDatabase();
    await playRaids(db, 2);
    const older = path.join(makeFolder(), 'older.db');
    await backupDatabase(db.file, older);
    await playRaids(db, 3);
    await db.store().close();
    const fuller = path.join(makeFolder(), 'fuller.db');
    fs.copyFileSync(db.file, fuller);
    fs.copyFileSync(older, db.file);
    return { db, fuller };
  }
  const warningOf = async (db: TestDatabase): Promise<{ finding: string; remedy: string } | null> =>
    (await createConditionCheck(db.store(), db.file, 0).lookForLoss()).warning;
  /** Played after the loss was noticed, which is by the PC's own clock. */
  const playSince = async (db: TestDatabase, count: number): Promise<void> => {
    db.setNow(new Date(Date.now() + 60_000));
    await playRaids(db, count);
  };

  it('is told with what is missing, however many raids are played since', async () => {
    const { db } = await wentBack();
    const missing = 'it held 5 raids and now holds 2 of them; the last 12 changes are missing.';
    expect((await inspectDatabase(db.file)).warning?.finding).toContain(missing);
    await db.reopen();
    expect(db.store().wentBack).toMatchObject({ raids: 5, changes: 12 });
    await playSince(db, 7);
    expect((await warningOf(db))?.finding).toContain(missing);
    await db.reopen();
    expect((await warningOf(db))?.finding).toContain(missing);
    await db.store().close();
    expect((await inspectDatabase(db.file)).warning?.finding).toContain(missing);
  });

  it('is told no longer once the missing raids are imported, or their file is back', async () => {
    const imported = await wentBack();
    await imported.db.reopen();
    for (let raid = 0; raid < 3; raid += 1)
      imported.db.byHand(
        "INSERT INTO raids (started_at, map_name, character_type, status) VALUES ('2026-11-22 13:00:00', 'Woods', 'pmc', 'died')",
      );
    expect(await warningOf(imported.db)).toBeNull();
    await imported.db.reopen();
    expect(imported.db.store().wentBack).toBeNull();

    const back = await wentBack();
    await back.db.reopen();
    await back.db.store().close();
    fs.copyFileSync(back.fuller, back.db.file);
    expect((await inspectDatabase(back.db.file)).warning).toBeNull();
    await back.db.reopen();
    expect(back.db.store().wentBack).toBeNull();
  });

  it('leads to the copy that holds the missing raids, and not to a newer one of what was played since', async () => {
    const { db, fuller } = await wentBack();
    const backup = path.join(path.dirname(db.file), 'backup');
    fs.mkdirSync(backup);
    fs.copyFileSync(fuller, path.join(backup, 'raids-2026-11-22.db'));
    await db.reopen();
    expect((await warningOf(db))?.remedy).toMatch(/raids-2026-11-22\.db holds 5 raids\. Stop .* restore\. /);
    await playSince(db, 9);
    await backupDatabase(db.file, path.join(backup, 'raids-2026-11-23.db'));
    expect((await warningOf(db))?.remedy).toMatch(
      /raids-2026-11-22\.db holds 5 raids\. Save all raids first .* restore raids-2026-11-22\.db\. /,
    );
  });

  it('where no raid is missing, and other changes are, is told for some days', async () => {
    const db = await openTestDatabase();
    await playRaids(db, 1);
    await press(db, START_CUSTOMS);
    const older = path.join(makeFolder(), 'older.db');
    await backupDatabase(db.file, older);
    await press(db, { type: 'matched' }, KILL);
    await db.store().close();
    fs.copyFileSync(older, db.file);
    await db.reopen();
    const missing = 'it holds as many raids as before; the last 2 changes are missing.';
    expect((await warningOf(db))?.finding).toContain(missing);
    await db.reopen();
    expect((await warningOf(db))?.finding).toContain(missing);
  });

  it('is told when only its log was deleted, after a crash', async () => {
    const db = await openTestDatabase();
    await playRaids(db, 1);
    // What the disk has after a crash, without the log.
    const crashed = path.join(makeFolder(), 'raids.db');
    await backupDatabase(db.file, crashed);
    await press(db, START_CUSTOMS);
    fs.copyFileSync(`${db.file}.revision`, `${crashed}.revision`);
    const { warning } = await inspectDatabase(crashed);
    expect(warning?.finding).toContain(
      'it held 2 raids and now holds 1 of them; the last change is missing.',
    );
    const store = await openStore(crashed);
    expect(store.wentBack).toMatchObject({ raids: 2, changes: 1 });
    await store.close();
  });

  it('is told when another program has deleted its raids, with the copy that holds them', async () => {
    const db = await databaseWithCopy(3);
    withSqlite(db.file, (database) => database.exec('DELETE FROM raids'));
    const { warning } = await inspectDatabase(db.file);
    expect(warning?.finding).toMatch(/^Raids are missing in .*: it held 3 raids and now holds 0/);
    expect(warning?.remedy).toMatch(/raids-2026-11-22\.db holds 3 raids\. .* restore/);
    await db.reopen();
    await playRaids(db, 1);
    await db.reopen();
    expect(db.store().wentBack).toMatchObject({ raids: 3, changes: 0 });
  });

  it('without what the program remembers is told from a copy that is ahead', async () => {
    const db = await databaseWithCopy(3);
    fs.rmSync(`${db.file}.revision`);
    fs.rmSync(db.file);
    const begun = path.join(makeFolder(), 'raids.db');
    const other = await openTestDatabase(begun);
    await playRaids(other, 1);
    await other.store().close();
    fs.copyFileSync(begun, db.file);
    const { warning } = await inspectDatabase(db.file);
    expect(warning?.finding).toMatch(/holds 1 raid, but the copy .*raids-2026-11-22\.db holds 3\./);
    expect(warning?.remedy).toContain('restore');
  });
});

function deleteWithMemory(file: string): void {
  fs.rmSync(file);
  fs.rmSync(`${file}.revision`);
}

function emptiedWithLog(file: string): void {
  emptied(file);
  emptied(`${file}-wal`);
}
