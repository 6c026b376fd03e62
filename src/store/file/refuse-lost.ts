import type Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { fileIdentity } from './file-identity.js';
import { realFile } from '../../lib/real-file.js';
import { StorageError } from '../storage-error.js';
import { backupFolder, listBeside, listCopies, readHeld, readRevision } from '../copies/copies.js';
import { readRemembered } from './remembered.js';
import { counted } from '../../lib/counted.js';
import { beginAnewWords, bringBack } from './words.js';

/**
 * Refuses to begin a new history in silence where there was one: SQLite would make a new database, and throw away what
 * was stored and not yet brought into the old one.
 * @throws StorageError `storage-replaced` when its log is all that is left of it, `storage-lost` when it is gone or empty
 *   beside what says that it held raids.
 */
export function refuseMissing(file: string): void {
  const real = realFile(file);
  refuseOtherName(file, real);
  if (sizeOf(real) > 0) return;
  const wal = `${real}-wal`;
  const state = fs.existsSync(real) ? 'is empty' : 'is gone';
  if (sizeOf(wal) > 0) {
    throw new StorageError(
      'storage-replaced',
      `The database ${file} ${state}, and ${wal} beside it holds raids that were not yet brought into it. Put the database back and start the program again.${hintBeside(file)} If you do not have it any more: ${wayBack(file)}`,
    );
  }
  refuseWhereRaidsWere(file, state);
}

/**
 * The same for a database that is there and holds nothing at all.
 * @throws StorageError `storage-lost`
 */
export function refuseEmptied(file: string, database: Database.Database): void {
  if (!holdsNothing(database)) return;
  const remembered = readRemembered(file);
  if (remembered?.chosen === true && remembered.revision === 0) return;
  refuseWhereRaidsWere(file, 'is empty');
}

function refuseWhereRaidsWere(file: string, state: string): void {
  const remembered = readRemembered(file)?.raids ?? 0;
  const [best] = listCopies(backupFolder(file));
  if (remembered === 0 && best === undefined) return;
  const held = remembered > 0 ? `, and it held ${counted(remembered, 'raid')}` : '';
  throw new StorageError(
    'storage-lost',
    `The database ${file} ${state}${held}.${hintBeside(file)} ${wayBack(file)}`,
  );
}

/** What the reader can do about raids that are gone. */
export function wayBack(file: string): string {
  const [best] = listCopies(backupFolder(file));
  return best === undefined
    ? `There is no copy in ${backupFolder(file)}: put the file back if you have it. ${beginAnewWords()}`
    : `The newest copy, ${best.file}, holds ${counted(best.raids, 'raid')}. ${bringBack()} ${beginAnewWords()}`;
}

function hintBeside(file: string): string {
  const [other] = listBeside(file);
  return other === undefined
    ? ''
    : ` ${path.basename(other.file)} in the same folder holds ${counted(other.raids, 'raid')}: if that is your database, give it its name back.`;
}

/** No tables, or ours without a row and never written to. */
function holdsNothing(database: Database.Database): boolean {
  // A damaged page of the raids is no reason not to start.
  if (readRevision(database) > 0 || readHeld(database).raids > 0) return false;
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('kills', 'sessions')")
    .pluck()
    .all() as string[];
  return tables.every((table) => database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get() === undefined);
}

/** A file with two names has a log for each: what was pressed under the other name would not be seen, and be spoilt. */
function refuseOtherName(file: string, real: string): void {
  const stat = fs.statSync(real, { throwIfNoEntry: false });
  if (stat === undefined || stat.nlink < 2 || sizeOf(`${real}-wal`) > 0) return;
  const identity = fileIdentity(real);
  const folder = path.dirname(real);
  const other = fs
    .readdirSync(folder)
    .map((name) => path.join(folder, name))
    .find((name) => name !== real && sizeOf(`${name}-wal`) > 0 && fileIdentity(name) === identity);
  if (other === undefined) return;
  throw new StorageError(
    'storage-replaced',
    `The database ${file} is the same file as ${other}, and ${other}-wal holds raids that were not yet brought into it. Start the program once with TSP_DB=${other} and stop it again; then remove one of the two names.`,
  );
}

function sizeOf(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
