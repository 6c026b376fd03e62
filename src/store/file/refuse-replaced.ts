import fs from 'node:fs';
import { fileIdentity } from './file-identity.js';
import { replacedSentence, StorageError } from '../storage-error.js';

/**
 * Notices that the open database is not the file of its name any more: what SQLite then writes, and says it has
 * written, is gone with the connection. Windows lets nobody take an open file away, but anybody write over it.
 * @param heldBytes how large the database is, its log included.
 * @returns what throws StorageError `storage-replaced` from then on, until the same file is back; some microseconds.
 */
export function watchReplaced(file: string, heldBytes: () => number): () => void {
  const opened = [file, `${file}-wal`]
    .map((name) => ({ name, identity: identityOrNull(name) }))
    .filter(({ identity }) => identity !== null);
  const isCut = watchSize(file, heldBytes);
  const isTaken = (): boolean =>
    process.platform !== 'win32' && opened.some(({ name, identity }) => isAnother(name, identity));
  return () => {
    if (isTaken() || isCut()) throw new StorageError('storage-replaced', replacedSentence(file));
  };
}

/**
 * Whether the file was cut off, or a smaller one written into it. SQLite itself makes it smaller only where the database
 * is (a viewer compacts it); that the log holds more than the file is as ever.
 */
function watchSize(file: string, heldBytes: () => number): () => boolean {
  let largest = sizeOrNull(file) ?? 0;
  return () => {
    const size = sizeOrNull(file);
    if (size !== null && size < largest && size < heldBytes()) return true;
    largest = size ?? largest;
    return false;
  };
}

function sizeOrNull(file: string): number | null {
  try {
    return fs.statSync(file).size;
  } catch {
    return null;
  }
}

function isAnother(name: string, identity: string | null): boolean {
  try {
    return fileIdentity(name) !== identity;
  } catch {
    // A disk that does not answer: SQLite says what is wrong with it.
    return false;
  }
}

function identityOrNull(name: string): string | null {
  try {
    return fileIdentity(name);
  } catch {
    return null;
  }
}
