import { fileIdentity } from '../file/file-identity.js';
import { replacedSentence, StorageError } from '../storage-error.js';

/**
 * Notices that the open database is not the file of its name any more: what SQLite then writes, and says it has
 * written, is gone with the connection. Windows lets nobody take an open file away.
 * @returns what throws StorageError `storage-replaced` from then on, until the same file is back; some microseconds.
 */
export function watchPlace(file: string): () => void {
  const opened = [file, `${file}-wal`]
    .map((name) => ({ name, identity: identityOrNull(name) }))
    .filter(({ identity }) => identity !== null);
  if (process.platform === 'win32') return () => undefined;
  return () => {
    for (const { name, identity } of opened) {
      if (isAnother(name, identity)) throw new StorageError('storage-replaced', replacedSentence(file));
    }
  };
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
