import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { isSameFile } from '../file/file-identity.js';
import { pendingMigrations } from '../migrate.js';
import { formatBoundary } from '../time.js';

/** A database of raids, and how far it is. */
export interface CopyFacts {
  readonly file: string;
  readonly raids: number;
  /** Grows with each change; -1 in a database of the first version, which does not count them. */
  readonly revision: number;
  /** How many of its raids began before the time that was asked for; all of them without one. */
  readonly ofBefore: number;
  readonly writtenAt: Date;
}

/** Where copies are kept: beside the database. */
export function backupFolder(database: string): string {
  return path.join(path.dirname(database), 'backup');
}

/** Where a database was put that was in the way of a copy or of a new one. */
export const SET_ASIDE = '-set-aside-';

interface Look {
  /** A program may open it just now: what SQLite leaves beside it could be that program's. */
  readonly mayBeInUse?: boolean;
  /** For `ofBefore`. */
  readonly before?: Date | undefined;
}

/** What a file holds that may be a copy of raids; null when it is none or cannot be read. */
export function lookAtCopy(file: string, { mayBeInUse = false, before }: Look = {}): CopyFacts | null {
  const beside = ['-wal', '-shm']
    .map((end) => `${file}${end}`)
    .filter((name) => !mayBeInUse && !fs.existsSync(name));
  let database: Database.Database | null = null;
  try {
    const stat = fs.statSync(file);
    if (!stat.isFile() || stat.size === 0) return null;
    database = new Database(file, { readonly: true, fileMustExist: true });
    pendingMigrations(database, file);
    const held = readHeld(database);
    const ofBefore = before === undefined ? held.raids : countRaidsBefore(database, before);
    return { file, ...held, ofBefore, writtenAt: stat.mtime };
  } catch {
    return null;
  } finally {
    database?.close();
    // Only what looking made.
    for (const name of beside) fs.rmSync(name, { force: true });
  }
}

/** How many raids an open database holds, and its revision. */
export function readHeld(database: Database.Database): { raids: number; revision: number } {
  // An index that has lost entries would count less.
  const count = (): unknown => database.prepare('SELECT COUNT(*) FROM raids NOT INDEXED').pluck().get();
  return { raids: hasTable(database, 'raids') ? Number(count()) : 0, revision: readRevision(database) };
}

/** How many of its raids began before that time. */
export function countRaidsBefore(database: Database.Database, time: Date): number {
  if (!hasTable(database, 'raids')) return 0;
  const count = database.prepare('SELECT COUNT(*) FROM raids NOT INDEXED WHERE started_at < ?').pluck();
  return Number(count.get(formatBoundary(time)));
}

/** -1 in a database of the first version. */
export function readRevision(database: Database.Database): number {
  if (!hasTable(database, 'app_state')) return -1;
  return Number(database.prepare('SELECT revision FROM app_state').pluck().get() ?? -1);
}

function hasTable(database: Database.Database, table: string): boolean {
  const found = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(table);
  return found !== undefined;
}

/** Every copy in the folder that holds raids, best first: the latest state, then the most raids, then the newest file. */
export function listCopies(folder: string, before?: Date): CopyFacts[] {
  return databasesIn(folder)
    .map((file) => lookAtCopy(file, { before }))
    .filter(holdsRaids)
    .sort(byBest);
}

/** The same with a pause after each, for the service: a press in between hardly waits. */
export async function listCopiesInTurns(folder: string, before?: Date): Promise<CopyFacts[]> {
  const found: CopyFacts[] = [];
  for (const file of databasesIn(folder)) {
    await new Promise((resolve) => setImmediate(resolve));
    const facts = lookAtCopy(file, { before });
    if (holdsRaids(facts)) found.push(facts);
  }
  return found.sort(byBest);
}

/** Other databases of raids in the database's own folder: it may have been renamed. */
export function listBeside(database: string): CopyFacts[] {
  return databasesIn(path.dirname(database))
    .filter((file) => !isSameFile(file, database) && !path.basename(file).includes(SET_ASIDE))
    .map((file) => lookAtCopy(file, { mayBeInUse: true }))
    .filter(holdsRaids)
    .sort(byBest);
}

function holdsRaids(copy: CopyFacts | null): copy is CopyFacts {
  return copy !== null && copy.raids > 0;
}

function byBest(one: CopyFacts, other: CopyFacts): number {
  return (
    other.revision - one.revision ||
    other.raids - one.raids ||
    other.writtenAt.getTime() - one.writtenAt.getTime() ||
    (one.file < other.file ? 1 : -1)
  );
}

function databasesIn(folder: string): string[] {
  try {
    return fs
      .readdirSync(folder)
      .filter((name) => /\.db$/i.test(name))
      .map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}
