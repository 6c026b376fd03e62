import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Places } from '../config/config.js';
import { LOG_NAME } from '../lib/log.js';
import { isBesideDatabase, isDatabaseFile } from '../store/file/database-file.js';
import { BESIDE_DATABASE, isSameFile } from '../store/file/file-identity.js';
import { realFile } from '../lib/real-file.js';
import { CommandError } from './exit.js';

/** Where a command may write. */
export interface TargetFile {
  /** Behind every link: a link stays one, and what it leads to is what changes. */
  readonly path: string;
  /** A device or a pipe: nothing can be put in its place. */
  readonly isDirect: boolean;
  /** Told to write over a file that is there. */
  readonly mayReplace: boolean;
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

/** @throws CommandError for a file of this program's own, by whatever name: not even `--force` writes over one. */
export function refuseOwn(target: string, own: readonly string[]): void {
  if (!own.some((file) => isSameFile(file, target))) return;
  throw new CommandError(
    `${target} is a file that this program itself needs: choose another name. Nothing was written.`,
  );
}

/** Whether `--force` was given. npm takes it for its own in `npm start export raids.json --force`, and says so to what it starts. */
export function isForced({ force }: { readonly force?: true }, env: NodeJS.ProcessEnv): boolean {
  return force === true || (env['npm_lifecycle_event'] === 'start' && env['npm_config_force'] === 'true');
}

/** @throws CommandError for a file that is there, unless it may be replaced. */
function refuseExisting(target: string, mayReplace: boolean): void {
  if (mayReplace || fs.lstatSync(target, { throwIfNoEntry: false }) === undefined) return;
  throw new CommandError(`${target} is there already: choose another name, or add --force to write over it.`);
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
 * @param mayReplace told by `--force`.
 * @throws CommandError for one of those, a file that is there, a folder, or a folder that is not there.
 */
export function findTarget(typed: string, own: readonly string[], mayReplace: boolean): TargetFile {
  const asked = path.resolve(typed);
  const folder = path.dirname(asked);
  if (!isFolder(folder)) {
    throw new CommandError(
      `There is no folder ${folder}. Make it first, or choose another place. Nothing was written.`,
    );
  }
  if (isFolder(asked) || /[/\\]$/.test(typed))
    throw new CommandError(`${typed} is a folder: name a file in it.`);
  refuseOwn(asked, own);
  const stat = fs.statSync(asked, { throwIfNoEntry: false });
  // A link to a pipe (`/dev/stdout`) leads to no name.
  if (stat !== undefined && !stat.isFile()) return { path: asked, isDirect: true, mayReplace };
  const real = realFile(asked);
  // A copy in the backup folder, or the database of another service, is nothing to write an export over.
  if (stat !== undefined && isDatabaseFile(real))
    throw new CommandError(`${typed} is a database: choose another name.`);
  if (isBesideDatabase(real)) throw new CommandError(`${typed} belongs to a database: choose another name.`);
  refuseExisting(asked, mayReplace);
  return { path: real, isDirect: false, mayReplace };
}

/** The pieces as a file: whole or not at all, and a file that may be replaced stays until then. */
export async function writeTarget(target: TargetFile, pieces: AsyncIterable<string>): Promise<void> {
  if (target.isDirect) {
    await pipeline(Readable.from(pieces), fs.createWriteStream(target.path, { flags: 'w' }));
    return;
  }
  // A random name, because a file of the user's may end in `.part`.
  const part = `${target.path}.${randomUUID()}.part`;
  removeBrokenOff(target.path);
  const file = fs.createWriteStream(part, { flags: 'wx', flush: true });
  try {
    await pipeline(Readable.from(pieces), file);
    // Somebody else may have made one meanwhile.
    refuseExisting(target.path, target.mayReplace);
    fs.renameSync(part, target.path);
  } catch (error) {
    // Wait until it is closed: a file that is still being opened would come back after its removal.
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

function isFolder(folder: string): boolean {
  return fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
}
