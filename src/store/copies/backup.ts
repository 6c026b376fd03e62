import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { checkSoundness } from './check-soundness.js';
import { copyPages } from './copy-pages.js';
import { isBesideDatabase } from '../file/database-file.js';
import { BESIDE_DATABASE, isSameFile } from '../file/file-identity.js';
import { realFile } from '../../lib/real-file.js';
import { makeDurableFolder, syncFile, syncFolder } from '../file/durable.js';
import { partOf, removeLeftoversOf } from './leftovers.js';
import {
  contradictionSentence,
  damagedSourceSentence,
  explainSqlite,
  StorageError,
} from '../storage-error.js';

export interface BackupOptions {
  /** Told to write over a file that is there. */
  readonly mayReplace?: boolean;
  /** Told the share that is done, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Copies the database, also while it is written: the copy is of the moment at which it began. It counts only once it is
 * found to be sound, and outlives a power cut then. A copy that fails leaves nothing behind, and an older file of that
 * name untouched.
 * @throws StorageError when it cannot be read or is damaged, or the copy may or can not be written.
 */
export async function backupDatabase(
  file: string,
  target: string,
  { mayReplace = false, onProgress = () => undefined }: BackupOptions = {},
): Promise<void> {
  const part = partOf(target);
  try {
    refuseTarget(file, target, mayReplace);
  } catch (error) {
    throw explained(error, file, target);
  }
  try {
    await makeDurableFolder(path.dirname(target));
    removeLeftoversOf(target);
    fs.rmSync(part, { force: true });
    if (!fs.existsSync(file)) {
      throw new StorageError('storage-unreachable', `There is no database ${file} to copy.`);
    }
    await copyPages(file, part, onProgress);
    if ((await checkSoundness(part, true)) !== 'sound') throw await unsound(file, target);
    await syncFile(part);
    refuseTarget(file, target, mayReplace);
    fs.renameSync(part, target);
    await syncFolder(path.dirname(target));
  } catch (error) {
    removeQuietly(part);
    throw explained(error, file, target);
  }
}

/**
 * Refuses a place for a copy that would cost something: what belongs to the database itself, a database that is in use,
 * and any file that is there, unless it may be replaced.
 * @throws StorageError `storage-copy-refused` with what to do.
 */
function refuseTarget(file: string, target: string, mayReplace: boolean): void {
  // SQLite names what is beside a database after the file behind every link.
  const own = [file, realFile(file)].flatMap((base) => ['', ...BESIDE_DATABASE].map((end) => base + end));
  if (own.some((name) => isSameFile(name, target))) {
    throw refusal(`${target} belongs to the database itself: choose another name.`);
  }
  if (isBesideDatabase(target)) {
    throw refusal(`${target} belongs to another database: choose another name.`);
  }
  const found = fs.lstatSync(target, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isDirectory()) throw refusal(`${target} is a folder: name a file in it.`);
  if (!found.isFile()) throw refusal(`${target} is no plain file: choose another name.`);
  // What stays beside it would be taken for the new file's.
  if (BESIDE_DATABASE.some((end) => fs.existsSync(target + end))) {
    throw refusal(`${target} is a database that a program uses or used: choose another name.`);
  }
  if (!mayReplace) {
    throw refusal(`${target} is there already: choose another name, or add --force to write over it.`);
  }
}

function refusal(sentence: string): StorageError {
  return new StorageError('storage-copy-refused', sentence);
}

/** What went wrong before is what must be told. */
function removeQuietly(file: string): void {
  try {
    for (const end of ['', '-wal', '-shm', '-journal']) fs.rmSync(`${file}${end}`, { force: true });
  } catch {
    // It is not there, or its folder is none.
  }
}

async function unsound(file: string, target: string): Promise<StorageError> {
  const soundness = await checkSoundness(file);
  if (soundness === 'damaged') return new StorageError('storage-damaged', damagedSourceSentence(file));
  if (soundness === 'contradicts_itself') {
    return new StorageError(
      'storage-damaged',
      `No copy of the database is made; the copies that are there are kept. ${contradictionSentence(file)}`,
    );
  }
  return new StorageError(
    'storage-failed',
    `The copy ${target} came out damaged, although the database is sound. Check the disk there, or choose another place.`,
  );
}

/** Faults that only what is read can have; the rest is about what is written. */
const OF_SOURCE = /^SQLITE_(?:CORRUPT|NOTADB)/;
const OF_READING = /^SQLITE_IOERR_(?:READ|SHORT_READ)/;

function explained(error: unknown, file: string, target: string): unknown {
  if (error instanceof StorageError) return error;
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (OF_SOURCE.test(code)) return new StorageError('storage-damaged', damagedSourceSentence(file), error);
  const known = explainSqlite(error, OF_READING.test(code) ? file : target, 'try again');
  if (known instanceof StorageError) return known;
  const reason = error instanceof Error ? error.message : String(error);
  return new StorageError(
    'storage-failed',
    `The copy ${target} could not be written (${reason}). Free some space there, or choose another place.`,
    error,
  );
}
