import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { isSound } from './check-soundness.js';
import { refuseTarget } from './copy-target.js';
import { damagedSourceSentence, explainSqlite, StorageError } from './storage-error.js';

/** How many pages are copied before others get their turn: some milliseconds' worth. */
const PAGES_AT_ONCE = 256;

/**
 * Copies the database, also while it is written: the copy is of the moment at which it began. It counts only once it is
 * found to be sound. A copy that fails leaves nothing behind, and an older file of that name untouched.
 * @param onProgress told the share that is done, from 0 to 1.
 * @throws StorageError when it cannot be read or is damaged, or the copy may or can not be written.
 */
export async function backupDatabase(
  file: string,
  target: string,
  onProgress: (share: number) => void = () => undefined,
): Promise<void> {
  const part = `${target}.part`;
  try {
    refuseTarget(file, target, part);
  } catch (error) {
    throw explained(error, file, target);
  }
  try {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.rmSync(part, { force: true });
    await copy(file, part, onProgress);
    if (!(await isSound(part, true))) throw await unsound(file, target);
    fs.renameSync(part, target);
  } catch (error) {
    removeQuietly(part);
    throw explained(error, file, target);
  }
}

/** What went wrong before is what must be told. */
function removeQuietly(file: string): void {
  try {
    for (const end of ['', '-wal', '-shm', '-journal']) fs.rmSync(`${file}${end}`, { force: true });
  } catch {
    // It is not there, or its folder is none.
  }
}

async function copy(file: string, part: string, onProgress: (share: number) => void): Promise<void> {
  if (!fs.existsSync(file)) {
    throw new StorageError('storage-unreachable', `There is no database ${file} to copy.`);
  }
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

async function unsound(file: string, target: string): Promise<StorageError> {
  if (!(await isSound(file))) return new StorageError('storage-damaged', damagedSourceSentence(file));
  return new StorageError(
    'storage-failed',
    `The copy ${target} came out damaged, although the database is sound. Check the disk there, or choose another place.`,
  );
}

/** Faults that only what is read can have; the rest is about what is written. */
const OF_SOURCE = /^SQLITE_(?:CORRUPT|NOTADB)/;
const OF_READING = /^SQLITE_IOERR_(?:READ|SHORT_READ)/;

function explained(error: unknown, file: string, target: string): unknown {
  if (error instanceof StorageError) return error;
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (OF_SOURCE.test(code)) return new StorageError('storage-damaged', damagedSourceSentence(file), error);
  const known = explainSqlite(error, OF_READING.test(code) ? file : target, 'try again');
  if (known instanceof StorageError) return known;
  const reason = error instanceof Error ? error.message : String(error);
  return new StorageError(
    'storage-failed',
    `The copy ${target} could not be written (${reason}). Free some space there, or choose another place.`,
    error,
  );
}
