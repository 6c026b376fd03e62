import path from 'node:path';
import { expect, it } from 'vitest';
import { lockDatabase } from '../../src/store/lock.js';
import { makeFolder } from '../support/database.js';

it('a second service on one database is refused until the first has ended', () => {
  const file = path.join(makeFolder(), 'data', 'raids.db');
  const release = lockDatabase(file);
  expect(() => lockDatabase(file)).toThrow(expect.objectContaining({ code: 'storage-in-use' }) as Error);
  release();
  lockDatabase(file)();
});
