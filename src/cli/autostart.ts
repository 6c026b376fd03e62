import { Argument, Command } from 'commander';
import { createAutostart } from '../autostart/autostart.js';
import { PROGRAM_FILE } from '../lib/package-root.js';
import { runPlain } from './run-command.js';

/** `autostart`: whether the program starts when its user signs in. */
export const autostartCommand = new Command('autostart')
  .description('start this program by itself when you sign in to this PC: on, off, or how it is now')
  .addArgument(new Argument('[on|off]', 'without it: how it is now').choices(['on', 'off']))
  .addHelpText('after', '\nExit codes: 0 done, 1 the file that does it cannot be written.')
  .action((wanted: 'on' | 'off' | undefined) =>
    runPlain(() => {
      const autostart = createAutostart(PROGRAM_FILE);
      const { message, file } = wanted === undefined ? autostart.state() : autostart.set(wanted === 'on');
      process.stdout.write(`${message}${file === null ? '' : `\n${file}`}\n`);
    }),
  );
