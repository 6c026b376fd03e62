import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { checkSoundness } from './check-soundness.js';
import { explainOpening } from '../file/explain-opening.js';
import { BESIDE_DATABASE, isSameFile } from '../file/file-identity.js';
import { realFile } from '../../lib/real-file.js';
import { lockDatabase } from '../file/lock.js';
import { StorageError } from '../storage-error.js';
import { openStore } from '../store.js';
import { copyPages } from './copy-pages.js';
import { backupFolder, listCopies, lookAtCopy, SET_ASIDE, type CopyFacts } from './copies.js';
import { syncFile, syncFolder } from '../file/durable.js';
import { partOf } from './leftovers.js';
import { remember } from '../file/remembered.js';
import { beginAnewWords } from '../file/words.js';

export interface Restored {
  readonly copy: string;
  readonly raids: number;
  /** Where the file is now that was in its place; null when there was none. */
  readonly setAside: string | null;
  /** Better copies that turned out damaged. */
  readonly passedOver: readonly string[];
}

/**
 * Puts a copy in the place of the database. What is there is kept under another name, with all that belongs to it.
 * @param named a copy, as typed: where it says, else in the backup folder; without it the newest good one.
 * @throws StorageError with what to do; the database is as it was then.
 */
export async function restoreDatabase(file: string, named: string | null, now: Date): Promise<Restored> {
  return alone(file, async () => {
    const candidates = named === null ? copiesOf(file) : [findCopy(file, named)];
    const passedOver: string[] = [];
    for (const copy of candidates) {
      const part = await soundPart(file, copy);
      if (part === null) {
        passedOver.push(copy.file);
        continue;
      }
      const { raids, revision } = lookAtCopy(part) ?? copy;
      const setAside = await putInPlace(part, file, now);
      remember(file, { raids, revision, chosen: true, wentBack: null });
      return { copy: copy.file, raids, setAside, passedOver };
    }
    throw named === null && passedOver.length === 0 ? noCopies(file) : allDamaged(passedOver);
  });
}

/**
 * Makes a new, empty database on purpose. What is there is kept under another name, and every copy stays.
 * @returns where the old one is now; null when there was none.
 */
export async function beginAnew(file: string, now: Date): Promise<string | null> {
  return alone(file, async () => {
    const setAside = await putInPlace(null, file, now);
    remember(file, { raids: 0, revision: 0, chosen: true, wentBack: null });
    makeHead(realFile(file));
    await (await openStore(file)).close();
    return setAside;
  });
}

/** A database without a table: what is not there at all could be lost, and is not begun by opening it. */
function makeHead(file: string): void {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.close();
}

/** While no service and no import has the database. */
async function alone<T>(file: string, use: () => Promise<T>): Promise<T> {
  let unlock: () => void;
  try {
    unlock = lockDatabase(file);
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'storage-in-use') throw error;
    throw new StorageError(
      'storage-in-use',
      `This program runs with the database ${file}, so nothing was changed. Stop it first (Ctrl+C in its window), then try again.`,
      error,
    );
  }
  try {
    return await use();
  } finally {
    unlock();
  }
}

function copiesOf(file: string): CopyFacts[] {
  return listCopies(backupFolder(file)).filter((copy) => !path.basename(copy.file).includes(SET_ASIDE));
}

function findCopy(file: string, named: string): CopyFacts {
  const places = [
    path.resolve(named),
    path.join(backupFolder(file), named),
    path.join(path.dirname(file), named),
  ];
  const found = places.find((place) => fs.existsSync(place));
  if (found === undefined) {
    throw refusal(`There is no copy ${named}, neither here nor in ${backupFolder(file)}.`);
  }
  if (isSameFile(found, file)) throw refusal(`${found} is the database itself, no copy of it.`);
  const copy = lookAtCopy(found);
  if (copy === null) throw refusal(`${found} is no copy of raids, or is damaged.`);
  if (copy.raids === 0) throw refusal(`The copy ${found} holds no raids.`, ` ${beginAnewWords()}`);
  return copy;
}

function refusal(what: string, remedy = ''): StorageError {
  return new StorageError('storage-copy-refused', `${what} Nothing was changed; name another copy.${remedy}`);
}

function noCopies(file: string): StorageError {
  return refusal(`There is no copy with raids in ${backupFolder(file)}.`);
}

function allDamaged(copies: readonly string[]): StorageError {
  return refusal(`Damaged, so not restored: ${copies.join(', ')}.`);
}

/** The copy beside the database, with what is in its own log; null when it is not sound. */
async function soundPart(file: string, copy: CopyFacts): Promise<string | null> {
  const part = partOf(realFile(file));
  try {
    fs.rmSync(part, { force: true });
    const beside = besideOf(copy.file).filter((name) => !fs.existsSync(name));
    try {
      await copyPages(copy.file, part, () => undefined);
    } finally {
      for (const name of beside) fs.rmSync(name, { force: true });
    }
    if ((await checkSoundness(part, true)) === 'sound') {
      await syncFile(part);
      return part;
    }
  } catch (error) {
    fs.rmSync(part, { force: true });
    const explained = explainOpening(error, file);
    if (explained instanceof StorageError && explained.code === 'storage-damaged') return null;
    throw explained;
  }
  fs.rmSync(part, { force: true });
  return null;
}

/**
 * The old one goes first, and comes back when the rest cannot be done.
 * @param part what takes its place; null: nothing.
 */
async function putInPlace(part: string | null, file: string, now: Date): Promise<string | null> {
  const real = realFile(file);
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-');
  const { dir, name, ext } = path.parse(real);
  const aside = path.join(dir, `${name}${SET_ASIDE}${stamp}${ext}`);
  const moved: string[] = [];
  try {
    for (const end of ['', '-wal', '-shm', '-journal']) {
      if (!fs.existsSync(`${real}${end}`)) continue;
      fs.renameSync(`${real}${end}`, `${aside}${end}`);
      moved.push(end);
    }
    if (part !== null) fs.renameSync(part, real);
  } catch (error) {
    for (const end of moved.reverse()) moveBack(`${aside}${end}`, `${real}${end}`);
    if (part !== null) fs.rmSync(part, { force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new StorageError(
      'storage-failed',
      `${real} could not be moved out of the way, so nothing was changed: ${reason}. Close every program that has it open (a database viewer, a sync of the folder), then try again.`,
      error,
    );
  }
  await syncFolder(dir);
  return moved[0] === undefined ? null : `${aside}${moved[0]}`;
}

function moveBack(from: string, to: string): void {
  try {
    if (!fs.existsSync(to)) fs.renameSync(from, to);
  } catch {
    // What went wrong before is what must be told.
  }
}

function besideOf(file: string): string[] {
  return BESIDE_DATABASE.map((end) => `${file}${end}`);
}
