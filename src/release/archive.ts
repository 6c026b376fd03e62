import fs from 'node:fs';
import path from 'node:path';
import { gzipSync, zipSync, type Zippable } from 'fflate';
import { create } from 'tar';
import type { Platform } from './platforms.js';

/**
 * The one time that every file in a bundle carries, so that the same commit gives the same bytes. The earliest that a
 * zip can say (1 January 1980), plus a day, because zip times are local and tar times are not.
 */
const FIXED_TIME = new Date(1980, 0, 2);

/** As Unix keeps it in a zip: a regular file; `rwxr-xr-x` or `rw-r--r--`. */
const UNIX = 3;
const mode = (isProgram: boolean): number => (0o100000 | (isProgram ? 0o755 : 0o644)) * 2 ** 16;

/**
 * Packs the folder `name` inside `parent`, files in the order of their names, without owner or time.
 * Compression is fflate's, which is JavaScript: Node's zlib gives other bytes on another processor.
 * @returns the bytes of the archive, in which everything lies in the folder `name`.
 */
export async function packFolder(
  parent: string,
  name: string,
  kind: Platform['archive'],
): Promise<Uint8Array> {
  const files = filesBelow(parent, name);
  return kind === 'zip' ? zip(parent, files) : gzipSync(await tar(parent, files), { level: 9, mtime: 0 });
}

function zip(parent: string, files: readonly string[]): Uint8Array {
  const content: Zippable = {};
  for (const file of files) {
    content[file] = [
      fs.readFileSync(path.join(parent, file)),
      { level: 9, mtime: FIXED_TIME, os: UNIX, attrs: mode(isProgram(parent, file)) },
    ];
  }
  return zipSync(content);
}

async function tar(parent: string, files: readonly string[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const stream = create({ cwd: parent, portable: true, mtime: FIXED_TIME, noDirRecurse: true }, [...files]);
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Paths of all files, from `parent`, with `/` on every system, in the order of their code units. */
function filesBelow(parent: string, name: string): readonly string[] {
  return fs
    .readdirSync(path.join(parent, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(parent, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort((left, right) => (left < right ? -1 : 1));
}

function isProgram(parent: string, file: string): boolean {
  return (fs.statSync(path.join(parent, file)).mode & 0o100) !== 0;
}
