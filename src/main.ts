import { existsSync } from 'node:fs';
import path from 'node:path';
import { startApp } from './app.js';
import { loadConfig } from './config/config.js';
import { userFolders } from './config/folders.js';
import { EXIT_CODES, exitCodeOf, sentenceOf } from './exit.js';
import { LOG_NAME, openLog } from './log.js';
import { VERSION } from './version.js';

/**
 * The life of the process: start, say where everything is, wait, stop.
 * @returns the exit code.
 */
export async function runService(env: NodeJS.ProcessEnv, stopped: AbortSignal): Promise<number> {
  try {
    const config = loadConfig(env, userFolders());
    const hasLostDatabase = ranBefore(config.places) && !existsSync(config.places.database);
    const { log, close } = openLog(config.settings.logLevel, config.places.logFolder);
    const forget = outliveBugs(log);
    try {
      const app = await startApp(config, log);
      process.stdout.write(firstScreen(app.addresses, config.places));
      if (hasLostDatabase) log.warn(newDatabaseSentence(config.places.database));
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

/** The log is all that may be left of a database that was deleted with everything beside it. */
function ranBefore({ logFolder }: { logFolder: string }): boolean {
  return existsSync(path.join(logFolder, LOG_NAME));
}

function newDatabaseSentence(database: string): string {
  return `There was no database ${database}, so a new, empty one was made, although this program ran here before. If you miss raids, stop the program and put your old file in its place.`;
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
    All keys     ${address}/keys
${otherDevices(addresses)}    Raids        ${places.database}
    Settings     ${places.settingsFile}
    Show         ${places.showFile}

  To stop it, press Ctrl+C. Every press is stored at once.

`;
}

/** The token is not shown: a stream may show this window. */
function otherDevices(addresses: readonly string[]): string {
  const beyond = addresses.filter((url) => !/^http:\/\/(?:127\.|\[::1\])/.test(url));
  return beyond.map((url) => `    Other device ${url}\n`).join('');
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
