import { Command } from 'commander';
import { endIfHeldUp, endNow } from '../lib/left-behind.js';

/** `start`, and what runs when no command is named. */
export const startCommand = new Command('start')
  .description('run the service until Ctrl+C (the default)')
  .option(
    '--no-open',
    'do not open a page in your browser, neither at the first start nor when it runs already',
  )
  .addHelpText(
    'after',
    `
Settings come from environment variables, then settings.json, then defaults:
  TSP_PORT          port for the keys (4777)
  TSP_HOST          address for other devices, 0.0.0.0 for all of this PC's (none: this PC alone)
  TSP_TOKEN         what other devices must know; needed with TSP_HOST
  TSP_DB            database file
  TSP_SETTINGS      settings file
  TSP_SHOW          show file (texts, scenes)
  TSP_OBS_URL       OBS's WebSocket address (ws://127.0.0.1:4455)
  TSP_OBS_PASSWORD  OBS's WebSocket password
  TSP_LOG_LEVEL     trace, debug, info, warn, error or silent (info)

Exit codes: 0 stopped, 1 unexpected, 2 a setting cannot be used, 3 it cannot listen (port, address, token), 4 the database cannot be used.`,
  )
  .action(async (options: { open: boolean }) => {
    const controller = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const) {
      process.on(signal, () => {
        // The second time means it: whoever presses Ctrl+C twice does not want to wait.
        if (controller.signal.aborted) endNow();
        controller.abort();
      });
    }
    // Whoever double-clicked sees a window; a program that started us reads our output instead.
    const mayOpen = options.open && process.stdout.isTTY;
    // The other commands need nothing of the service, and begin sooner without it.
    const { runService } = await import('../main.js');
    process.exitCode = await runService(process.env, controller.signal, mayOpen ? openPage : undefined);
    await endIfHeldUp();
  });

/** A PC without a browser is no reason not to start: the address stands in the window. */
async function openPage(url: string): Promise<void> {
  const { default: openInBrowser } = await import('open');
  await openInBrowser(url).catch(() => undefined);
}
