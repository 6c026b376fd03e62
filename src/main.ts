import fs from 'node:fs';
import path from 'node:path';
import { startApp } from './app.js';
import { loadConfig } from './config/config.js';
import { userFolders } from './lib/user-folders.js';
import { findService } from './cli/running-service.js';
import { EXIT_CODES, exitCodeOf, sentenceOf } from './cli/exit.js';
import { createAutostart } from './autostart/autostart.js';
import { commandLine } from './lib/how-started.js';
import { PROGRAM_FILE } from './lib/package-root.js';
import { PAGES } from './lib/pages.js';
import { isUrlOfThisPc } from './lib/this-pc.js';
import { LOG_NAME, openLog } from './lib/log.js';
import { StorageError } from './store/storage-error.js';
import { VERSION } from './lib/version.js';

/**
 * The life of the process: start, say where everything is, wait, stop.
 * @param openPage shows a page to whoever started the program: set-up at the first start, or the page of the one that
 * runs already. Not given: nobody is there to look.
 * @returns the exit code.
 */
export async function runService(
  env: NodeJS.ProcessEnv,
  stopped: AbortSignal,
  openPage?: (url: string) => Promise<void>,
): Promise<number> {
  try {
    const config = loadConfig(env, userFolders());
    const hasDatabase = fs.existsSync(config.places.database);
    const ranHere = ranBefore(config.places);
    const { log, close } = openLog(config.settings.logLevel, config.places.logFolder);
    const forget = outliveBugs(log);
    try {
      const app = await startApp(config, log);
      process.stdout.write(firstScreen(app.addresses, config.places));
      // Whoever has moved it, or unpacked a new one, has started it here by hand.
      if (openPage !== undefined && createAutostart(PROGRAM_FILE).follow())
        log.info('From now on it starts from this folder when you sign in.');
      if (!hasDatabase && ranHere) log.warn(newDatabaseSentence(config.places.database));
      if (!hasDatabase && !ranHere) await openPage?.(`${localAddress(app.addresses)}/setup`);
      await untilAborted(stopped);
      log.info('Stopping.');
      await app.stop();
      return EXIT_CODES.ok;
    } catch (error) {
      const running = openPage === undefined ? null : await runningAddress(error, config.settings.port);
      if (running !== null) {
        process.stdout.write(
          `Tarkov Stream Producer is already running at ${running}: its page is opened.\n`,
        );
        await openPage?.(running);
        return EXIT_CODES.ok;
      }
      log.error({ err: error }, sentenceOf(error));
      // Also with the log switched off, people must see why the program does not start.
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

/** A log shows that the program ran before, even if its database was deleted. */
function ranBefore({ logFolder }: { logFolder: string }): boolean {
  return fs.existsSync(path.join(logFolder, LOG_NAME));
}

function newDatabaseSentence(database: string): string {
  return `There was no database ${database}, so a new, empty one was made, although this program ran here before. If you miss raids, stop the program and put your old file in its place.`;
}

function firstScreen(
  addresses: readonly string[],
  places: { database: string; showFile: string; settingsFile: string },
): string {
  const address = localAddress(addresses);
  return `
  Tarkov Stream Producer ${VERSION} is running: you press a key, and OBS shows your raid.
  Set it up in your browser: ${address}${PAGES.setup.path}   (or run: ${commandLine('open')})
  Leave this window open while you stream. Closing it loses nothing.

    Dock         ${address}   (in OBS: Docks → Custom Browser Docks)
    First key    ${address}/deck/raid/start?map_name=Customs&character_type=pmc
    All keys     ${address}${PAGES.keys.path}
${otherDevices(addresses)}    Raids        ${places.database}
    Settings     ${places.settingsFile}
    Show         ${places.showFile}

  To stop it, press Ctrl+C or close this window. Every press is stored at once.

`;
}

/** Where this PC's own browser finds it. */
function localAddress(addresses: readonly string[]): string {
  return (addresses[0] ?? '').replace('127.0.0.1', 'localhost');
}

/** Where the service runs that has our database; null when that is not why we could not start. */
async function runningAddress(error: unknown, port: number): Promise<string | null> {
  if (!(error instanceof StorageError && error.code === 'storage-in-use')) return null;
  return (await findService(port)).holder === 'us' ? `http://localhost:${port}` : null;
}

/** The token is not shown: a stream may show this window. */
function otherDevices(addresses: readonly string[]): string {
  const beyond = addresses.filter((url) => !isUrlOfThisPc(url));
  return beyond.map((url) => `    Other device ${url}\n`).join('');
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/**
 * A rejected promise that nobody handled is a bug, but stopping the service in the middle of a stream would be worse.
 * Every press is stored before it is answered, so it is safe to keep running. It goes into the log.
 */
function outliveBugs(log: { error(fields: object, message: string): void }): () => void {
  const listener = (error: unknown): void =>
    log.error(
      { err: error },
      'Something went wrong inside; the program keeps running. Please report this line.',
    );
  process.on('unhandledRejection', listener);
  return () => process.off('unhandledRejection', listener);
}
