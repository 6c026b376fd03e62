import fs from 'node:fs';
import { BESIDE_DATABASE } from './file-identity.js';
import { realFile } from '../../lib/real-file.js';

const DATABASE_MARK = 'SQLite format 3\0';

/** Any database, whoever made it. Not for one that is open here: closing it drops SQLite's locks. */
export function isDatabaseFile(file: string): boolean {
  const head = Buffer.alloc(DATABASE_MARK.length);
  try {
    const handle = fs.openSync(file, 'r');
    try {
      fs.readSync(handle, head, 0, head.length, 0);
    } finally {
      fs.closeSync(handle);
    }
  } catch {
    // What may not be read is found out when it is written.
    return false;
  }
  return head.toString('latin1') === DATABASE_MARK;
}

/** The log of another database, or what else lies beside one: raids may be in it alone, whether it is in use or not. */
export function isBesideDatabase(file: string): boolean {
  const real = realFile(file);
  return BESIDE_DATABASE.some(
    (end) => real.toLowerCase().endsWith(end) && isDatabaseFile(real.slice(0, -end.length)),
  );
}
