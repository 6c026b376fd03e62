import fs from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { databaseIdOf } from '../../src/service/archive.js';
import { lockDatabase } from '../../src/store/file/lock.js';
import { openStore } from '../../src/store/store.js';
import { makeFolder, openTestDatabase } from '../support/database.js';
import { press, START_CUSTOMS } from '../support/presses.js';

it('a second service on one database is refused until the first has ended', () => {
  const file = path.join(makeFolder(), 'data', 'raids.db');
  const release = lockDatabase(file);
  expect(() => lockDatabase(file)).toThrow(expect.objectContaining({ code: 'storage-in-use' }) as Error);
  release();
  lockDatabase(file)();
});

// Windows gives the right to make links to few.
it.skipIf(process.platform === 'win32')(
  'a link to a database is the same database, also before it is there',
  () => {
    const folder = makeFolder();
    const [file, link] = [path.join(folder, 'raids.db'), path.join(folder, 'link.db')];
    fs.symlinkSync(file, link);
    expect(databaseIdOf(link)).toBe(databaseIdOf(file));
    const release = lockDatabase(file);
    expect(() => lockDatabase(link)).toThrow(expect.objectContaining({ code: 'storage-in-use' }) as Error);
    fs.writeFileSync(file, '');
    expect(() => lockDatabase(link)).toThrow(expect.objectContaining({ code: 'storage-in-use' }) as Error);
    expect(databaseIdOf(link)).toBe(databaseIdOf(file));
    release();
  },
);

// A service that the system starts may have temporary files of its own; one of another home, another cache.
it.each(['TMPDIR', 'XDG_CACHE_HOME'])(
  'a hard link to a database is the same database, in whatever folder it lies, also with another %s',
  (name) => {
    const file = path.join(makeFolder(), 'raids.db');
    const link = path.join(makeFolder(), 'link.db');
    fs.writeFileSync(file, 'raids');
    fs.linkSync(file, link);
    const release = lockDatabase(file);
    vi.stubEnv(name, makeFolder());
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(() => lockDatabase(link)).toThrow(expect.objectContaining({ code: 'storage-in-use' }) as Error);
    release();
    lockDatabase(link)();
  },
);

it('a hard link that is made while a service runs is the same database, also when the service made it', () => {
  const file = path.join(makeFolder(), 'raids.db');
  const link = path.join(makeFolder(), 'link.db');
  const lock = lockDatabase(file);
  fs.writeFileSync(file, 'raids');
  lock.holdFile();
  fs.linkSync(file, link);
  expect(() => lockDatabase(link)).toThrow(expect.objectContaining({ code: 'storage-in-use' }) as Error);
  lock();
});

it('a hard link is not opened while raids are still in the log of the other name', async () => {
  const db = await openTestDatabase();
  await press(db, START_CUSTOMS);
  const folder = makeFolder();
  // As after a crash.
  const file = path.join(folder, 'raids.db');
  for (const end of ['', '-wal']) fs.copyFileSync(`${db.file}${end}`, `${file}${end}`);
  const link = path.join(folder, 'link.db');
  fs.linkSync(file, link);
  await expect(openStore(link)).rejects.toThrow(`is the same file as ${file}`);
  await (await openStore(file)).close();
  await (await openStore(link)).close();
});
