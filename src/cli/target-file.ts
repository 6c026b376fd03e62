import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Places } from '../config/config.js';
import { LOG_NAME } from '../lib/log.js';
import { isBesideDatabase, isDatabaseFile } from '../store/file/database-file.js';
import { BESIDE_DATABASE, isSameFile, realFile } from '../store/file/file-identity.js';
import { StorageError } from '../store/storage-error.js';

/** Where a command may write. */
export interface TargetFile {
  /** Behind every link: a link stays one, and what it leads to is what changes. */
  readonly path: string;
  /** A device or a pipe: nothing can be put in its place. */
  readonly isDirect: boolean;
  /** A file is there, which will be replaced. */
  readonly exists: boolean;
}

/** Every name that belongs to a database, whether the file is there or not. */
export function databaseFiles(database: string): string[] {
  return [database, realFile(database)].flatMap((base) => ['', ...BESIDE_DATABASE].map((end) => base + end));
}

/** Every file that this program itself needs: no command may write over one, whether it is there or not. */
export function ownFiles({ database, logFolder, settingsFile, showFile }: Places): string[] {
  return [
    ...databaseFiles(database),
    // The last good one stays beside each.
    ...[settingsFile, showFile].flatMap((file) => [file, `${file}.bak`]),
    path.join(logFolder, LOG_NAME),
    ...oldLogs(logFolder),
  ];
}

function oldLogs(folder: string): string[] {
  try {
    const names = fs.readdirSync(folder).filter((name) => name.includes(LOG_NAME));
    return names.map((name) => path.join(folder, name));
  } catch {
    return [];
  }
}

/**
 * Where a file that is asked for would go.
 * @param own files of this program, which no command may replace.
 * @throws StorageError for one of those, a folder, a database, or a folder that is not there.
 */
export function findTarget(typed: string, own: readonly string[]): TargetFile {
  const asked = path.resolve(typed);
  const link = fs.lstatSync(asked, { throwIfNoEntry: false });
  const stat = fs.statSync(asked, { throwIfNoEntry: false });
  if (link !== undefined && stat === undefined) throw refusal(typed, 'is a link to a file that is not there');
  const folder = path.dirname(asked);
  if (!isFolder(folder)) {
    throw new StorageError(
      'storage-unreachable',
      `There is no folder ${folder}. Make it first, or choose another place. Nothing was written.`,
    );
  }
  const isDirect = stat !== undefined && !stat.isFile();
  // A link to a pipe (`/dev/stdout`) leads to no name.
  const real = isDirect ? asked : stat === undefined ? realFile(asked) : fs.realpathSync(asked);
  if (own.some((file) => isSameFile(file, real)))
    throw refusal(typed, 'is a file that this program itself needs');
  if (stat?.isDirectory() === true || /[/\\]$/.test(typed)) throw refusal(typed, 'is a folder');
  // A copy in the backup folder, or the database of another service, is nothing to write an export over.
  if (stat?.isFile() === true && isDatabaseFile(real)) throw refusal(typed, 'is a database');
  if (isBesideDatabase(real)) throw refusal(typed, 'belongs to a database');
  return { path: real, isDirect, exists: stat !== undefined };
}

/** The pieces as a file: whole or not at all, and what stood there before stays until then. */
export async function writeTarget(target: TargetFile, pieces: AsyncIterable<string>): Promise<void> {
  if (target.isDirect) {
    await pipeline(Readable.from(pieces), fs.createWriteStream(target.path, { flags: 'w' }));
    return;
  }
  // A name that nobody has: a file of the user's may end in `.part`.
  const part = `${target.path}.${randomUUID()}.part`;
  removeBrokenOff(target.path);
  const file = fs.createWriteStream(part, { flags: 'wx', flush: true });
  try {
    await pipeline(Readable.from(pieces), file);
    fs.renameSync(part, target.path);
  } catch (error) {
    // It may still be opened: what is removed before that comes back.
    if (!file.closed) await new Promise<void>((resolve) => file.once('close', resolve));
    fs.rmSync(part, { force: true });
    throw error;
  }
}

/** Another export to the same place may be under way, but no longer than this without a byte. */
const BROKEN_OFF_MS = 600_000;
const UUID = /^\.[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\.part$/;

/** What an export left there that was broken off. */
function removeBrokenOff(target: string): void {
  const [folder, base] = [path.dirname(target), path.basename(target)];
  const left = fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(base) && UUID.test(name.slice(base.length)))
    .map((name) => path.join(folder, name));
  for (const file of left) {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > BROKEN_OFF_MS) fs.rmSync(file, { force: true });
  }
}

function refusal(typed: string, what: string): StorageError {
  return new StorageError(
    'storage-failed',
    `${typed} ${what}: choose another name. Nothing was written there.`,
  );
}

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
