import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { backupDatabase } from '../../src/store/copies/backup.js';
import { removeLeftovers } from '../../src/store/copies/leftovers.js';
import { damage } from '../support/damage.js';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';
import { KILL, press, START_CUSTOMS } from '../support/presses.js';

const REFUSED = expect.objectContaining({ code: 'storage-copy-refused' }) as Error;
/** By `--force`: what is refused is refused all the same. */
const REPLACE = { mayReplace: true };
const killsIn = (file: string): unknown =>
  withSqlite(file, (database) => database.prepare('SELECT COUNT(*) FROM kills').pluck().get());

async function databaseWithKills(): Promise<TestDatabase> {
  const db = await openTestDatabase();
  await press(db, START_CUSTOMS, { type: 'matched' }, KILL, KILL);
  return db;
}

describe('a copy', () => {
  it.each(['', '-wal', '-shm', '-journal', '.lock', '.revision'])(
    'is never made over the database or what belongs to it: raids.db%s',
    async (end) => {
      const db = await databaseWithKills();
      await expect(backupDatabase(db.file, `${db.file}${end}`, REPLACE)).rejects.toThrow(REFUSED);
      await press(db, KILL);
      await db.reopen();
      expect(killsIn(db.file)).toBe(3);
    },
  );

  it.skipIf(process.platform === 'win32')('is not made over it by another name either', async () => {
    const db = await databaseWithKills();
    const folder = path.dirname(db.file);
    const link = path.join(folder, 'link.db');
    fs.symlinkSync(db.file, link);
    const other = path.join(folder, 'other.db');
    fs.linkSync(db.file, other);
    const around = path.join(folder, 'folder');
    fs.symlinkSync(folder, around);
    for (const target of [
      link,
      other,
      path.join(around, 'raids.db'),
      path.join(around, 'raids.db-journal'),
    ]) {
      await expect(backupDatabase(db.file, target, REPLACE), target).rejects.toThrow(REFUSED);
      // And the other way round: the database is known by the link.
      await expect(backupDatabase(link, target, REPLACE), target).rejects.toThrow(REFUSED);
    }
    await press(db, KILL);
    await db.reopen();
    expect(killsIn(db.file)).toBe(3);
  });

  it('is never made over what lies beside another database, whether that is there or not', async () => {
    const db = await databaseWithKills();
    const other = await databaseWithKills();
    await other.store().close();
    for (const end of ['-wal', '-journal', '.revision']) {
      const target = `${other.file}${end}`;
      await expect(backupDatabase(db.file, target), end).rejects.toThrow('belongs to another database');
    }
  });

  it('takes no place of a folder, and of no database that is in use', async () => {
    const db = await databaseWithKills();
    const used = await openTestDatabase();
    await expect(backupDatabase(db.file, makeFolder(), REPLACE)).rejects.toThrow('name a file in it.');
    await expect(backupDatabase(db.file, used.file, REPLACE)).rejects.toThrow('that a program uses or used');
  });

  it('takes the place of a file that is there only when told to', async () => {
    const db = await databaseWithKills();
    const text = path.join(makeFolder(), 'precious.txt');
    fs.writeFileSync(text, 'my only novel');
    const copying = backupDatabase(db.file, text);
    await expect(copying).rejects.toThrow(REFUSED);
    await expect(copying).rejects.toThrow(
      `${text} is there already: choose another name, or add --force to write over it.`,
    );
    expect(fs.readFileSync(text, 'utf8')).toBe('my only novel');
    await backupDatabase(db.file, text, REPLACE);
    expect(killsIn(text)).toBe(2);
    expect(fs.readdirSync(path.dirname(text))).toEqual(['precious.txt']);
  });

  it.skipIf(process.platform === 'win32')('takes no place of a link or a device', async () => {
    const db = await databaseWithKills();
    const link = path.join(makeFolder(), 'link');
    fs.symlinkSync('/dev/null', link);
    for (const target of [link, '/dev/null']) {
      await expect(backupDatabase(db.file, target, REPLACE), target).rejects.toThrow(REFUSED);
    }
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
  });

  it('takes the place of an older copy, and is one file that is whole by itself', async () => {
    const db = await databaseWithKills();
    const folder = makeFolder();
    const target = path.join(folder, 'copy.db');
    await backupDatabase(db.file, target);
    await press(db, KILL);
    await backupDatabase(db.file, target, REPLACE);
    expect(killsIn(target)).toBe(3);
    expect(fs.readdirSync(folder)).toEqual(['copy.db']);
  });

  it('that was broken off leaves nothing behind once the program starts again', async () => {
    const db = await databaseWithKills();
    const folder = path.join(path.dirname(db.file), 'backup');
    await backupDatabase(db.file, path.join(folder, 'raids-2026-11-22.db'));
    const ended = 2 ** 30;
    const left = [
      'raids-2026-11-23.db.part',
      `raids-2026-11-24.db.${ended}.part`,
      `raids-2026-11-24.db.${ended}.part-journal`,
      `before-the-wipe.db.${ended}.part`,
      // Its number is another program's by now.
      `raids-2026-11-26.db.${process.ppid}.part`,
    ];
    // Of a copy that goes on, and of the user.
    const kept = ['my.part', `raids-2026-11-25.db.${process.ppid}.part`, 'raids-2026-11-22.db'];
    for (const name of [...left, ...kept.slice(0, 2)]) fs.writeFileSync(path.join(folder, name), 'half');
    fs.writeFileSync(`${db.file}.${ended}.part`, 'half');
    const before = new Date(Date.now() - 3_600_000);
    fs.utimesSync(path.join(folder, `raids-2026-11-26.db.${process.ppid}.part`), before, before);
    removeLeftovers(db.file);
    expect(fs.readdirSync(folder).sort()).toEqual([...kept].sort());
    expect(fs.existsSync(`${db.file}.${ended}.part`)).toBe(false);
  });

  it('that was broken off anywhere else leaves nothing behind once it is made again', async () => {
    const db = await databaseWithKills();
    const target = path.join(makeFolder(), 'mine.copy');
    const ended = 2 ** 30;
    for (const name of [`mine.copy.${ended}.part`, `mine.copy.${ended}.part-journal`, `yours.${ended}.part`])
      fs.writeFileSync(path.join(path.dirname(target), name), 'half');
    await backupDatabase(db.file, target);
    expect(fs.readdirSync(path.dirname(target)).sort()).toEqual(['mine.copy', `yours.${ended}.part`]);
  });

  it('of a damaged database does not count, and the older one stays', async () => {
    const db = await databaseWithKills();
    const target = path.join(makeFolder(), 'copy.db');
    await backupDatabase(db.file, target);
    await db.store().close();
    damage(db.file, 'kills');
    await expect(backupDatabase(db.file, target, REPLACE)).rejects.toThrow(
      `The database ${db.file} is damaged, so no copy of it is made; the copies that are there are kept.`,
    );
    expect(killsIn(target)).toBe(2);
    expect(fs.readdirSync(path.dirname(target))).toEqual(['copy.db']);
  });

  it('of what is no database at all blames that, not the copy', async () => {
    const file = path.join(makeFolder(), 'raids.db');
    fs.writeFileSync(file, 'only some text of more than one hundred bytes. '.repeat(40));
    await expect(backupDatabase(file, path.join(makeFolder(), 'copy.db'))).rejects.toThrow(
      `The database ${file} is damaged`,
    );
  });
});
