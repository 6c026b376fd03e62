import fs from 'node:fs';
import path from 'node:path';
import { realFile } from './file-identity.js';
import { explainSqlite, fullSentence, readOnlySentence, StorageError } from '../storage-error.js';

/** SQLite says only that it cannot open the database where it cannot make its files beside it: here is why. */
export function explainOpening(error: unknown, file: string): unknown {
  const again = 'start the program again';
  const explained = explainSqlite(error, file, again);
  if (!(explained instanceof StorageError)) return explained;
  const { code } = explained;
  const folder = path.dirname(file);
  if (code === 'storage-failed' && hasNoRoom(folder)) {
    return new StorageError('storage-full', fullSentence(file, again), error);
  }
  if (code === 'storage-unreachable' && fs.existsSync(file) && !mayWrite(folder)) {
    return new StorageError('storage-read-only', readOnlySentence(file, again), error);
  }
  return explained;
}

/** @throws StorageError `storage-full` when a press would not find room. */
export function refuseFull(file: string): void {
  if (hasNoRoom(path.dirname(realFile(file)))) {
    throw new StorageError('storage-full', fullSentence(file, 'press again'));
  }
}

/** What SQLite needs for its files beside a database. */
const LEAST_ROOM_BYTES = 65_536;

function hasNoRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize < LEAST_ROOM_BYTES;
  } catch {
    return false;
  }
}

function mayWrite(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
