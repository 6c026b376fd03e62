import fs from 'node:fs';
import path from 'node:path';
import { codeOf } from '../../lib/error-code.js';

/** Some file systems do not bring a folder's names to the disk on request; they do it by themselves. */
const NOT_FOR_FOLDERS: ReadonlySet<unknown> = new Set(['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EACCES']);

/** Settles when the file's content outlives a power cut. Not for a database that is open: closing it drops SQLite's locks. */
export async function syncFile(file: string): Promise<void> {
  const handle = await fs.promises.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Settles when the names in the folder outlive a power cut. Windows writes them through and opens no folder. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const handle = await fs.promises.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!NOT_FOR_FOLDERS.has(codeOf(error))) throw error;
  }
}

/** Makes the folder and those above it, so that they outlive a power cut. */
export async function makeDurableFolder(folder: string): Promise<void> {
  const first = fs.mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (
    let made = path.resolve(folder);
    made.length >= path.resolve(first).length;
    made = path.dirname(made)
  ) {
    await syncFolder(path.dirname(made));
  }
}
