import { createArchive, type Archive } from '../archive.js';
import { loadConfig, type Config } from '../config/config.js';
import { userFolders } from '../config/folders.js';
import { exitCodeOf, sentenceOf } from '../exit.js';
import { openStore } from '../store/store.js';

/** Runs a command that ends by itself; a failure is one sentence and an exit code. */
export async function runCommand(command: (config: Config) => Promise<void>): Promise<void> {
  try {
    await command(loadConfig(process.env, userFolders()));
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

/** Opens the database itself, for when no service runs. */
export async function withArchive<T>(config: Config, use: (archive: Archive) => Promise<T>): Promise<T> {
  const store = await openStore(config.places.database);
  try {
    const now = (): Date => new Date();
    return await use(createArchive({ store, database: config.places.database, now }));
  } finally {
    await store.close();
  }
}

/** Shows how far long work is; on one line, and only to a person. */
export function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001B[K`);
}

export function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
}
