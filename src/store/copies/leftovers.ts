import fs from 'node:fs';
import path from 'node:path';
import { isRunning } from '../../lib/is-running.js';
import { realFile } from '../../lib/real-file.js';
import { backupFolder } from './copies.js';

/** The file in which a copy is made. Its name has the process id, which tells whether the copy is still being made. */
export function partOf(target: string): string {
  return `${target}.${process.pid}.part`;
}

/** Of any copy, and what SQLite keeps beside it. */
const PART = /^(?<target>.+?)(?:\.(?<pid>\d+))?\.part(?:-wal|-shm|-journal)?$/;

/** Removes what copies left that were broken off, in the backup folder and beside the database. */
export function removeLeftovers(database: string): void {
  const real = realFile(database);
  // Files of the user's may end in `.part` too.
  const isDaily = (target: string): boolean => /^raids-.*\.db$/.test(target);
  removeBrokenOff(
    backupFolder(database),
    (target, pid) => isDaily(target) || (pid !== null && target.endsWith('.db')),
  );
  removeBrokenOff(path.dirname(real), (target) => isDaily(target) || target === path.basename(real));
}

/** The same where a copy is about to be made again, whatever the place. */
export function removeLeftoversOf(target: string): void {
  removeBrokenOff(path.dirname(target), (name, pid) => pid !== null && name === path.basename(target));
}

function removeBrokenOff(folder: string, isOurs: (target: string, pid: number | null) => boolean): void {
  for (const name of namesIn(folder)) {
    const { target, pid } = PART.exec(name)?.groups ?? {};
    if (target === undefined) continue;
    const number = pid === undefined ? null : Number(pid);
    if (!isOurs(target, number)) continue;
    const part = number === null ? null : path.join(folder, `${target}.${number}.part`);
    if (part !== null && number !== null && isRunning(number) && isGrowing(part)) continue;
    removeQuietly(path.join(folder, name));
  }
}

/** A copy that is being made is never this long without a byte, so by then its number is another program's. */
const BROKEN_OFF_MS = 600_000;

function isGrowing(part: string): boolean {
  const stat = fs.statSync(part, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs < BROKEN_OFF_MS;
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function removeQuietly(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // Another program has it open; the next start tries again.
  }
}
