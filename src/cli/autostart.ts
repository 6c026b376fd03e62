import { Argument, Command } from 'commander';
import { AutostartError, createAutostart } from '../autostart/autostart.js';
import { ENTRY_FILE } from './entry-file.js';

/** `autostart`: whether the program starts when its user signs in. */
export const autostartCommand = new Command('autostart')
  .description('start this program by itself when you sign in to this PC: on, off, or how it is now')
  .addArgument(new Argument('[on|off]', 'without it: how it is now').choices(['on', 'off']))
  .addHelpText('after', '\nExit codes: 0 done, 1 the file that does it cannot be written.')
  .action((wanted: 'on' | 'off' | undefined) => {
    try {
      const autostart = createAutostart(ENTRY_FILE);
      const { message, file } = wanted === undefined ? autostart.state() : autostart.set(wanted === 'on');
      process.stdout.write(`${message}${file === null ? '' : `\n${file}`}\n`);
    } catch (error) {
      if (!(error instanceof AutostartError)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    }
  });
