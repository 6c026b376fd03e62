import { Argument, Command } from 'commander';
import { loadConfig } from '../config/config.js';
import { userFolders } from '../config/folders.js';
import { commandLine } from '../lib/how-started.js';
import { SettingsError } from '../config/settings.js';

/** Pages by the names that README uses. */
const PAGE_PATHS = { setup: '/setup', dock: '/', history: '/history', keys: '/keys' } as const;
type PageName = keyof typeof PAGE_PATHS;

/** A service on this PC answers within milliseconds. */
const HEALTH_TIMEOUT_MS = 3_000;

/** `open`: a page of the running service, in the browser that the streamer uses. */
export const openCommand = new Command('open')
  .description('open a page of the running service in your browser')
  .addArgument(new Argument('[page]', 'which one').choices(Object.keys(PAGE_PATHS)).default('setup'))
  .option('--print', 'print the address instead of opening it')
  .addHelpText('after', '\nExit codes: 0 opened, 1 the service does not run.')
  .action(async (page: PageName, options: { print?: true }) => {
    const { ok, message } = await openPage(page, options.print === true);
    (ok ? process.stdout : process.stderr).write(`${message}\n`);
    process.exitCode = ok ? 0 : 1;
  });

async function openPage(page: PageName, printOnly: boolean): Promise<{ ok: boolean; message: string }> {
  try {
    const { settings } = loadConfig(process.env, userFolders());
    const address = `http://localhost:${settings.port}`;
    if (!(await isRunning(address))) {
      const message = `Nothing answers at ${address}. Start the service first, in a window that stays open: ${commandLine()}`;
      return { ok: false, message };
    }
    const url = address + PAGE_PATHS[page];
    if (!printOnly) {
      const { default: openInBrowser } = await import('open');
      await openInBrowser(url);
    }
    return { ok: true, message: url };
  } catch (error) {
    if (error instanceof SettingsError) return { ok: false, message: error.message };
    throw error;
  }
}

async function isRunning(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/health`, { signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS) })).ok;
  } catch {
    return false;
  }
}
