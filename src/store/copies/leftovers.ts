import fs from 'node:fs';
import path from 'node:path';
import { realFile } from '../file/file-identity.js';
import { backupFolder } from './copies.js';

/** The file in which a copy is made; by its process it is known whether that goes on. */
export function partOf(target: string): string {
  return `${target}.${process.pid}.part`;
}

const PART = /\.db(?:\.(\d+))?\.part(?:-wal|-shm|-journal)?$/;

/** Removes what copies left that were broken off, in the backup folder and beside the database. */
export function removeLeftovers(database: string): void {
  for (const folder of new Set([backupFolder(database), path.dirname(realFile(database))])) {
    for (const name of namesIn(folder)) {
      const match = PART.exec(name);
      if (match === null || !isOurs(name, database)) continue;
      if (match[1] !== undefined && goesOn(Number(match[1]))) continue;
      removeQuietly(path.join(folder, name));
    }
  }
}

/** Files of the user's may end in `.part` too. */
function isOurs(name: string, database: string): boolean {
  return name.startsWith('raids-') || name.startsWith(`${path.basename(realFile(database))}.`);
}

function goesOn(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not allowed to touch it: it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
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
    // Another program looks at it: at the next start then.
  }
}
