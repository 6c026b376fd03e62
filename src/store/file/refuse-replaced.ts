import fs from 'node:fs';
import { identityOf } from './file-identity.js';
import { replacedSentence, StorageError } from '../storage-error.js';

/**
 * Notices that the open database is no longer the file of that name: what SQLite then writes is lost when the
 * connection closes. Windows prevents removing an open file, but not writing over it.
 * @param heldBytes how large the database is, its log included.
 * @returns what throws StorageError `storage-replaced` from then on, until the same file is back; some microseconds.
 */
export function watchReplaced(file: string, heldBytes: () => number): () => void {
  const log = `${file}-wal`;
  const [opened, openedLog] = [lookAt(file), lookAt(log)];
  let largest = opened?.bytes ?? 0;
  /**
   * Whether the file was cut off, or a smaller one written into it. SQLite itself makes it smaller only where the
   * database is (a viewer compacts it); that the log holds more than the file is as ever.
   */
  const isCut = (bytes: number): boolean => {
    if (bytes < largest && bytes < heldBytes()) return true;
    largest = bytes;
    return false;
  };
  return () => {
    const now = lookAt(file);
    const isTaken = isAnother(opened, now) || isAnother(openedLog, lookAt(log));
    if (isTaken || (now?.identity != null && isCut(now.bytes)))
      throw new StorageError('storage-replaced', replacedSentence(file));
  };
}

interface Look {
  /** Null: there is no file of that name. */
  readonly identity: string | null;
  /** 0 without a file. */
  readonly bytes: number;
}

/** Null where the disk does not answer: SQLite says what is wrong with it. */
function lookAt(file: string): Look | null {
  try {
    const stat = fs.statSync(file, { bigint: true, throwIfNoEntry: false });
    return { identity: stat === undefined ? null : identityOf(stat), bytes: Number(stat?.size ?? 0) };
  } catch {
    return null;
  }
}

function isAnother(opened: Look | null, now: Look | null): boolean {
  if (process.platform === 'win32' || opened === null || opened.identity === null) return false;
  return now !== null && now.identity !== opened.identity;
}
