import { Argument, Command } from 'commander';
import path from 'node:path';
import { createAutostart } from '../autostart/autostart.js';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { runPlain } from './run-command.js';

/** What the system starts at sign-in: the program as it is built. */
const ENTRY_FILE = path.join(PACKAGE_ROOT, 'dist', 'src', 'cli', 'tarkov-stream-producer.js');

/** `autostart`: whether the program starts when its user signs in. */
export const autostartCommand = new Command('autostart')
  .description('start this program by itself when you sign in to this PC: on, off, or how it is now')
  .addArgument(new Argument('[on|off]', 'without it: how it is now').choices(['on', 'off']))
  .addHelpText('after', '\nExit codes: 0 done, 1 the file that does it cannot be written.')
  .action((wanted: 'on' | 'off' | undefined) =>
    runPlain(() => {
      const autostart = createAutostart(ENTRY_FILE);
      const { message, file } = wanted === undefined ? autostart.state() : autostart.set(wanted === 'on');
      process.stdout.write(`${message}${file === null ? '' : `\n${file}`}\n`);
    }),
  );
