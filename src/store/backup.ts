import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { explainSqlite, StorageError } from './storage-error.js';

/** How many pages are copied before others get their turn: some milliseconds' worth. */
const PAGES_AT_ONCE = 256;

/**
 * Copies the database, also while it is written: the copy is of the moment at which it began. A copy that fails leaves
 * nothing behind, and an older file of that name untouched.
 * @param onProgress told the share that is done, from 0 to 1.
 * @throws StorageError when it cannot be read or the copy not be written.
 */
export async function backupDatabase(
  file: string,
  target: string,
  onProgress: (share: number) => void = () => undefined,
): Promise<void> {
  const part = `${target}.part`;
  try {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    await copy(file, part, onProgress);
    fs.renameSync(part, target);
  } catch (error) {
    removeQuietly(part);
    throw explained(error, target);
  }
}

/** What went wrong before is what must be told. */
function removeQuietly(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // It is not there, or its folder is none.
  }
}

async function copy(file: string, part: string, onProgress: (share: number) => void): Promise<void> {
  fs.rmSync(part, { force: true });
  // A connection of its own whose read transaction holds the moment: presses meanwhile neither wait nor start it anew.
  const source = new Database(file, { readonly: true, fileMustExist: true });
  try {
    source.exec('BEGIN; SELECT 1 FROM sqlite_master');
    await source.backup(part, {
      progress: ({ totalPages, remainingPages }) => {
        onProgress(totalPages === 0 ? 1 : (totalPages - remainingPages) / totalPages);
        return PAGES_AT_ONCE;
      },
    });
  } finally {
    source.close();
  }
}

function explained(error: unknown, target: string): unknown {
  const known = explainSqlite(error, target, 'try again');
  if (known instanceof StorageError) return known;
  const reason = error instanceof Error ? error.message : String(error);
  return new StorageError(
    'storage-failed',
    `The copy ${target} could not be written (${reason}). Free some space there, or choose another place.`,
    error,
  );
}
