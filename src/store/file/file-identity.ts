import fs from 'node:fs';
import path from 'node:path';

/** Links that lead to links: more than anyone makes. */
const MOST_LINKS = 40;

/** The file itself, behind every link; of one that is not there yet, where it would come to be. */
export function realFile(file: string, links = 0): string {
  const whole = path.resolve(file);
  try {
    return fs.realpathSync.native(whole);
  } catch {
    // It is not there, or only a link to it.
  }
  const target = linkTarget(whole);
  if (target !== null && links < MOST_LINKS) return realFile(target, links + 1);
  try {
    return path.join(fs.realpathSync.native(path.dirname(whole)), path.basename(whole));
  } catch {
    return whole;
  }
}

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

function linkTarget(file: string): string | null {
  try {
    return path.resolve(path.dirname(file), fs.readlinkSync(file));
  } catch {
    return null;
  }
}
