import Database from 'better-sqlite3';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileIdentity } from './file-identity.js';
import { realFile } from '../../lib/real-file.js';
import { userFolders } from '../../lib/user-folders.js';
import { StorageError } from '../storage-error.js';

/** Releases the lock. */
export interface DatabaseLock {
  (): void;
  /**
   * Locks the file itself too, whatever it is called: a hard link to it is the same database. Done at once where the
   * file is there already; whoever makes it calls this then.
   */
  holdFile(): void;
}

/**
 * Makes this process the only one that writes to the database; released by the returned function and by a crash. Two
 * services would not see each other's presses, and each would put its own figures back into OBS for ever; nor would one
 * see what an import stores beside it.
 * @throws StorageError `storage-in-use` while another one has it.
 */
export function lockDatabase(file: string): DatabaseLock {
  const held: Database.Database[] = [];
  let holdsFile = false;
  const release = (): void => {
    for (const lock of held.splice(0)) lock.close();
  };
  const holdFile = (): void => {
    if (holdsFile) return;
    const lockFiles = lockFilesOf(file);
    for (const lockFile of lockFiles) hold(held, file, lockFile);
    holdsFile = lockFiles.length > 0;
  };
  try {
    // Beside the file itself: a link to it is no other database.
    hold(held, file, `${realFile(file)}.lock`);
    holdFile();
  } catch (error) {
    release();
    throw error;
  }
  return Object.assign(release, { holdFile });
}

/**
 * SQLite's own locks, because they work on every system and end with the process. The database itself stays free for
 * viewers and backups.
 */
function hold(held: Database.Database[], file: string, lockFile: string): void {
  try {
    fs.mkdirSync(path.dirname(lockFile), { recursive: true });
    const lock = new Database(lockFile, { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
      held.push(lock);
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StorageError(
        'storage-in-use',
        `This program runs already with the database ${file}, or an import into it does. Use that window, or close it first.`,
        error,
      );
    }
    // A folder that cannot be written: opening the database says so better.
  }
}

/**
 * The same for every name of the file, in whatever folder; none when there is no file, or nothing tells it apart. Two
 * places: a service that the system starts may have temporary files of its own, and another user's home another cache.
 */
function lockFilesOf(file: string): readonly string[] {
  const identity = identityOrNull(file);
  if (identity === null || identity.endsWith(':0')) return [];
  const name = identity.replace(':', '-');
  return [
    path.join(userFolders().cache, 'locks', `${name}.lock`),
    path.join(os.tmpdir(), `tarkov-stream-producer-${name}.lock`),
  ];
}

function identityOrNull(file: string): string | null {
  try {
    return fileIdentity(file);
  } catch {
    // A disk that does not answer: opening the database says so better.
    return null;
  }
}
