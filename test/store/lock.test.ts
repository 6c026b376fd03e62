import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { databaseIdOf } from '../../src/archive.js';
import { lockDatabase } from '../../src/store/lock.js';
import { makeFolder } from '../support/database.js';

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
