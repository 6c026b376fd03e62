import fs from 'node:fs';
import path from 'node:path';
import { realFile } from '../../lib/real-file.js';
import { explainSqlite, fullSentence, readOnlySentence, StorageError, type Again } from '../storage-error.js';

/** SQLite says only that it cannot open the database where it cannot make its files beside it: here is why. */
export function explainOpening(
  error: unknown,
  file: string,
  again: Again = 'start the program again',
): unknown {
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

/**
 * For a database that is not open here.
 * @throws StorageError `storage-full` or `storage-read-only` when the program would not start with it, or not store a press.
 */
export function refuseUnwritable(file: string): void {
  const real = realFile(file);
  if (!mayWrite(real) || !mayWrite(path.dirname(real))) {
    throw new StorageError('storage-read-only', readOnlySentence(file, 'try again'));
  }
  if (hasNoRoom(path.dirname(real))) throw new StorageError('storage-full', fullSentence(file, 'try again'));
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

function mayWrite(name: string): boolean {
  try {
    fs.accessSync(name, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
