import { Argument, Command } from 'commander';
import { commandLine } from '../lib/how-started.js';
import { PAGES, type PageName } from '../lib/pages.js';
import { CommandError } from './exit.js';
import { runCommand } from './run-command.js';
import { findService } from './running-service.js';

/** `open`: a page of the running service, in the browser that the streamer uses. */
export const openCommand = new Command('open')
  .description('open a page of the running service in your browser')
  .addArgument(new Argument('[page]', 'which one').choices(Object.keys(PAGES)).default('setup'))
  .option('--print', 'print the address instead of opening it')
  .addHelpText('after', '\nExit codes: 0 opened, 1 the service does not run, 2 a setting cannot be used.')
  .action((page: PageName, options: { print?: true }) =>
    runCommand(async ({ settings: { port } }) => {
      const { holder } = await findService(port);
      const address = `http://localhost:${port}`;
      if (holder === 'nobody') {
        throw new CommandError(
          `Nothing answers at ${address}. Start the service first, in a window that stays open: ${commandLine()}`,
        );
      }
      if (holder === 'silent') {
        throw new CommandError(
          `No answer from ${address}. If the service runs, look at its window and start it again; else another program has that port: close it, or set another port.`,
        );
      }
      if (holder === 'other') {
        throw new CommandError(
          `Another program answers at ${address}. Close it and start the service, or set another port.`,
        );
      }
      const url = address + PAGES[page].path;
      if (options.print !== true) {
        const { default: openInBrowser } = await import('open');
        await openInBrowser(url);
      }
      process.stdout.write(`${url}\n`);
    }),
  );
