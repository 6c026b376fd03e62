import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { realFile } from './file-identity.js';
import { StorageError } from './storage-error.js';

/**
 * Makes this process the only one that writes to the database; released by the returned function and by a crash. Two
 * services would not see each other's presses, and each would put its own figures back into OBS for ever; nor would one
 * see what an import stores beside it.
 * @throws StorageError `storage-in-use` while another one has it.
 */
export function lockDatabase(file: string): () => void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    // SQLite's own locks, because they work on every system and end with the process. The database itself stays free
    // for viewers and backups. Beside the file itself: a link to it is no other database.
    const lock = new Database(`${realFile(file)}.lock`, { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      lock.close();
      throw error;
    }
    return () => lock.close();
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StorageError(
        'storage-in-use',
        `This program runs already with the database ${file}, or an import into it does. Use that window, or close it first.`,
        error,
      );
    }
    // A folder that cannot be written: opening the database says so better.
    return () => undefined;
  }
}
