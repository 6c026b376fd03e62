import fs from 'node:fs';
import { lookAtCopy } from './copies.js';
import { counted } from '../file/words.js';
import { isBesideDatabase } from '../file/database-file.js';
import { BESIDE_DATABASE, isSameFile, realFile } from '../file/file-identity.js';
import { StorageError } from '../storage-error.js';

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
  if (isBesideDatabase(target)) throw refusal(target, 'belongs to another database');
  const found = fs.lstatSync(target, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isDirectory()) throw refusal(target, 'is a folder', 'Name a file in it');
  if (!found.isFile()) throw refusal(target, 'is no plain file');
  if (BESIDE_DATABASE.some((end) => fs.existsSync(`${target}${end}`))) {
    throw refusal(target, 'is a database that a program uses or used');
  }
  if (found.size > 0 && lookAtCopy(target) === null)
    throw refusal(target, 'is there already and no copy of raids');
}

/**
 * A copy never takes the place of one with more raids: after a loss that would be the end of them.
 * @param copy what is about to become `target`.
 * @throws StorageError `storage-copy-refused`
 */
export function refuseFuller(copy: string, target: string): void {
  const older = lookAtCopy(target);
  const raids = lookAtCopy(copy)?.raids ?? 0;
  if (older === null || older.raids <= raids) return;
  throw refusal(
    target,
    `is a copy that holds ${counted(older.raids, 'raid')}, and the database holds ${raids}`,
  );
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
