import fs from 'node:fs';
import { createArchive, type Archive } from '../service/archive.js';
import type { Config } from '../config/config.js';
import { refuseMissing } from '../store/file/refuse-lost.js';
import { lockDatabase, type DatabaseLock } from '../store/file/lock.js';
import { StorageError } from '../store/storage-error.js';
import { openStore } from '../store/store.js';

/** @throws StorageError when there is none to read, with the way back where there was one. */
export function refuseNoDatabase(database: string): void {
  refuseMissing(database);
  if ((fs.statSync(database, { throwIfNoEntry: false })?.size ?? 0) > 0) return;
  throw new StorageError('storage-unreachable', `There is no database ${database} yet.`);
}

/**
 * Opens the database itself, for when no service is found, and keeps every service out until it is done.
 * @throws StorageError `storage-in-use` when one runs all the same, where the settings do not say.
 */
export async function withOwnArchive<T>(
  { places, settings }: Config,
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  const unlock = lockOrNull(places.database);
  if (unlock === null) {
    throw new StorageError(
      'storage-in-use',
      `The database ${places.database} is in use by this program in another window, which does not answer at port ` +
        `${settings.port}. Nothing was stored: close that window, or set TSP_PORT to the port that it shows, and try again.`,
    );
  }
  try {
    return await withStore(places.database, true, (archive) => {
      unlock.holdFile();
      return use(archive);
    });
  } finally {
    unlock();
  }
}

/** The same for reading alone, which a service beside it does not disturb; only an update of the tables would. */
export async function withReadArchive<T>(
  { places }: Config,
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  const unlock = lockOrNull(places.database);
  return withStore(places.database, unlock !== null, (archive) => {
    unlock?.();
    return use(archive);
  }).finally(() => unlock?.());
}

function lockOrNull(database: string): DatabaseLock | null {
  try {
    return lockDatabase(database);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'storage-in-use') return null;
    throw error;
  }
}

async function withStore<T>(
  database: string,
  mayMigrate: boolean,
  use: (archive: Archive) => Promise<T>,
): Promise<T> {
  const store = await openStore(database, mayMigrate);
  try {
    return await use(createArchive({ store, database, now: () => new Date() }));
  } finally {
    await store.close();
  }
}

/** Shows how far long work is; on one line, and only to a person. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001B[K`);
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
}
