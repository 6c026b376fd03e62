import Database from 'better-sqlite3';
import fs from 'node:fs';
import { BESIDE_DATABASE, isSameFile, realFile } from './file-identity.js';
import { pendingMigrations } from './migrate.js';
import { StorageError } from './storage-error.js';

/**
 * Refuses a place for a copy that would cost something: the database itself, a database that is in use, and whatever
 * is no copy of raids.
 * @param part the file beside it in which the copy is made.
 * @throws StorageError `storage-copy-refused` with what to do.
 */
export function refuseTarget(file: string, target: string, part: string): void {
  if ([target, part].some((name) => belongsTo(file, name))) {
    throw refusal(target, 'belongs to the database itself');
  }
  const found = fs.lstatSync(target, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isDirectory()) throw refusal(target, 'is a folder', 'Name a file in it');
  if (!found.isFile()) throw refusal(target, 'is no plain file');
  if (BESIDE_DATABASE.some((end) => fs.existsSync(`${target}${end}`))) {
    throw refusal(target, 'is a database that a program uses or used');
  }
  if (!isCopyOfRaids(target)) throw refusal(target, 'is there already and no copy of raids');
}

function refusal(target: string, what: string, remedy = 'Name another file'): StorageError {
  return new StorageError(
    'storage-copy-refused',
    `${target} ${what}, so the copy was not written there and nothing was changed. ${remedy}.`,
  );
}

/** SQLite names what is beside a database after the file behind every link. */
function belongsTo(file: string, name: string): boolean {
  return [file, realFile(file)]
    .flatMap((base) => ['', ...BESIDE_DATABASE].map((end) => `${base}${end}`))
    .some((own) => isSameFile(own, name));
}

function isCopyOfRaids(file: string): boolean {
  let database: Database.Database | null = null;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    pendingMigrations(database, file);
    return true;
  } catch {
    return false;
  } finally {
    database?.close();
    // A reader of an older copy leaves them; none was there before.
    for (const end of ['-wal', '-shm']) fs.rmSync(`${file}${end}`, { force: true });
  }
}
