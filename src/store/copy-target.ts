import Database from 'better-sqlite3';
import fs from 'node:fs';
import { fileIdentity, realFile } from './file-identity.js';
import { pendingMigrations } from './migrate.js';
import { StorageError } from './storage-error.js';

/** What SQLite and this program keep beside a database, by the end of the name. */
const BESIDE = ['-wal', '-shm', '-journal', '.lock'] as const;

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
  if (BESIDE.some((end) => fs.existsSync(`${target}${end}`))) {
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

/** By name, also while it is not there, and by what the name leads to. Some systems take no notice of case. */
function belongsTo(file: string, name: string): boolean {
  const own = [file, realFile(file)].flatMap((base) => ['', ...BESIDE].map((end) => `${base}${end}`));
  const isNamed = own.some((one) => realFile(one).toLowerCase() === realFile(name).toLowerCase());
  const identity = fileIdentity(name);
  return isNamed || (identity !== null && own.some((one) => fileIdentity(one) === identity));
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
