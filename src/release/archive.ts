import { gzipSync, zipSync, type Zippable } from 'fflate';
import { Header } from 'tar';

/** A file as it lies in an archive. */
export interface PackedFile {
  /** With `/` on every system. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** What the system starts: Linux and macOS want a mark for that. */
  readonly isProgram: boolean;
}

/** The one time that every file carries, so that the same commit gives the same bytes; a zip knows none before 1980. */
const YEAR = 1980;
/** As Unix keeps it: `rwxr-xr-x` or `rw-r--r--`. */
const modeOf = ({ isProgram }: PackedFile): number => (isProgram ? 0o755 : 0o644);

/**
 * Packs files in the order of their names, without owner or time: the same files give the same bytes on every PC.
 * Compression is fflate's, which is JavaScript: Node's zlib gives other bytes on another processor. Its highest level takes
 * twice the time of this one for 0.1 % less.
 */
export function pack(files: readonly PackedFile[], kind: 'zip' | 'tar.gz'): Uint8Array {
  const sorted = [...files].sort((left, right) => (left.path < right.path ? -1 : 1));
  return kind === 'zip' ? zip(sorted) : gzipSync(tar(sorted), { level: 6, mtime: 0 });
}

function zip(files: readonly PackedFile[]): Uint8Array {
  // A zip tells local time, so this is made of local time, too.
  const mtime = new Date(YEAR, 0, 2);
  const content: Zippable = {};
  for (const file of files) {
    // "Made on Unix" (3): only then are the modes looked at, which lie above the marks of DOS.
    // A PNG is compressed already, and so is taken out in no time.
    const level = file.path.endsWith('.png') ? 0 : 6;
    content[file.path] = [file.bytes, { level, mtime, os: 3, attrs: (0o100000 | modeOf(file)) * 2 ** 16 }];
  }
  return zipSync(content);
}

const TAR_BLOCK = 512;

function tar(files: readonly PackedFile[]): Uint8Array {
  const end = Buffer.alloc(2 * TAR_BLOCK);
  return Buffer.concat([...files.flatMap((file) => [tarHeader(file), padded(file.bytes)]), end]);
}

function tarHeader(file: PackedFile): Uint8Array {
  const header = new Header({
    ...{ path: file.path, size: file.bytes.length, mode: modeOf(file), type: 'File' },
    ...{ uid: 0, gid: 0, mtime: new Date(Date.UTC(YEAR, 0, 2)) },
  });
  const block = Buffer.alloc(TAR_BLOCK);
  if (header.encode(block)) throw new Error(`The path is too long for a plain tar: ${file.path}`);
  return block;
}

function padded(bytes: Uint8Array): Uint8Array {
  const rest = bytes.length % TAR_BLOCK;
  return rest === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(TAR_BLOCK - rest)]);
}
