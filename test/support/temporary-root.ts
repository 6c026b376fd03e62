import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Linux's disk in memory. */
const MEMORY = '/dev/shm';
/** More than the fast tests ever have on disk at once. */
const ROOM_BYTES = 2 * 1024 ** 3;

/** One temporary folder for the whole run, removed at its end: workers are ended without a word and cannot tidy up. */
export function setup({ name }: { readonly name: string }): () => void {
  // Every press waits for the disk, and the fast tests press ten thousands of times; what is tested is the same.
  const parent = name === 'fast' && hasMemory() ? MEMORY : os.tmpdir();
  const root = fs.mkdtempSync(path.join(parent, 'tsp-run-'));
  // A test gives up root's rights and must still reach it.
  fs.chmodSync(root, 0o755);
  // Windows reads the second and third.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = root;
  // Where Linux keeps the locks of databases.
  process.env['XDG_CACHE_HOME'] = path.join(root, 'cache');
  return () => fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 });
}

/** A container may have one that is too small. */
function hasMemory(): boolean {
  try {
    const { bavail, bsize } = fs.statfsSync(MEMORY);
    return bavail * bsize > ROOM_BYTES;
  } catch {
    return false;
  }
}
