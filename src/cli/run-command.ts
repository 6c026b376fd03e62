import { loadConfig, type Config } from '../config/config.js';
import { userFolders } from '../lib/user-folders.js';
import { exitCodeOf, sentenceOf } from './exit.js';

/** Runs a command that ends by itself; a failure is one sentence and an exit code, whichever command it is. */
export async function runPlain(command: () => Promise<void> | void): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

/** The same for a command that needs the settings. */
export function runCommand(command: (config: Config) => Promise<void>): Promise<void> {
  return runPlain(() => command(loadConfig(process.env, userFolders())));
}
