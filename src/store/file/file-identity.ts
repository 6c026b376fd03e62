import fs from 'node:fs';
import { realFile } from '../../lib/real-file.js';

/** Tells one file from another whatever it is called; null when there is none of that name. */
export function fileIdentity(file: string): string | null {
  const stat = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : identityOf(stat);
}

export function identityOf({ dev, ino }: Pick<fs.BigIntStats, 'dev' | 'ino'>): string {
  return `${dev}:${ino}`;
}

/** What SQLite and this program keep beside a database, by the end of the name. */
export const BESIDE_DATABASE = ['-wal', '-shm', '-journal', '.lock', '.lock-journal', '.revision'] as const;

/** Whether both names lead to one file, or would. Some systems take no notice of case, and a file may have two names. */
export function isSameFile(one: string, other: string): boolean {
  if (realFile(one).toLowerCase() === realFile(other).toLowerCase()) return true;
  const identity = fileIdentity(one);
  return identity !== null && identity === fileIdentity(other);
}
