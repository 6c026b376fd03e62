import { startApp } from './app.js';
import { loadConfig } from './config/config.js';
import { userFolders } from './config/folders.js';
import { SettingsError } from './config/settings.js';
import { ListenError } from './http/loopback.js';
import { openLog } from './log.js';
import { StorageError } from './store/storage-error.js';
import { VERSION } from './version.js';

/** What the process ends with when it cannot start; README lists them. */
export const EXIT_CODES = { ok: 0, unexpected: 1, settings: 2, address: 3, database: 4 } as const;

/**
 * The life of the process: start, say where everything is, wait, stop.
 * @returns the exit code.
 */
export async function runService(env: NodeJS.ProcessEnv, stopped: AbortSignal): Promise<number> {
  try {
    const config = loadConfig(env, userFolders());
    const { log, close } = openLog(config.settings.logLevel, config.places.logFolder);
    const forget = outliveBugs(log);
    try {
      const app = await startApp(config, log);
      process.stdout.write(firstScreen(app.addresses, config.places));
      await untilAborted(stopped);
      log.info('Stopping.');
      await app.stop();
      return EXIT_CODES.ok;
    } catch (error) {
      log.error({ err: error }, sentenceOf(error));
      // Whoever wants no log still wants to know why there is no program.
      if (config.settings.logLevel === 'silent') process.stderr.write(`${sentenceOf(error)}\n`);
      return exitCodeOf(error);
    } finally {
      forget();
      await close();
    }
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`);
    return exitCodeOf(error);
  }
}

function firstScreen(
  addresses: readonly string[],
  places: { database: string; showFile: string; settingsFile: string },
): string {
  const address = (addresses[0] ?? '').replace('127.0.0.1', 'localhost');
  return `
  Tarkov Stream Producer ${VERSION} is running. Leave this window open while you stream.

    Set-up       ${address}/setup   (or run: tarkov-stream-producer open)
    Dock         ${address}   (in OBS: Docks → Custom Browser Docks)
    First key    ${address}/deck/raid/start?map_name=Customs&character_type=pmc
    Raids        ${places.database}
    Settings     ${places.settingsFile}
    Show         ${places.showFile}

  To stop it, press Ctrl+C. Raids are stored at every press, so nothing is lost.

`;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/**
 * A promise that nobody awaited is a bug in one corner; ending the stream's figures for it would be worse. Every press
 * is stored before it is answered, so going on is safe. The log has it.
 */
function outliveBugs(log: { error(fields: object, message: string): void }): () => void {
  const listener = (error: unknown): void =>
    log.error({ err: error }, 'Something went wrong inside; the program goes on. Please report this line.');
  process.on('unhandledRejection', listener);
  return () => process.off('unhandledRejection', listener);
}

function sentenceOf(error: unknown): string {
  if (isExpected(error)) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `The program cannot start for a reason that it does not know: ${text}. Please report this.`;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof SettingsError) return EXIT_CODES.settings;
  if (error instanceof ListenError) return EXIT_CODES.address;
  if (error instanceof StorageError) return EXIT_CODES.database;
  return EXIT_CODES.unexpected;
}

function isExpected(error: unknown): error is Error {
  return error instanceof SettingsError || error instanceof ListenError || error instanceof StorageError;
}
