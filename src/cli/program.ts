import { Command } from 'commander';
import { commandLine } from '../lib/how-started.js';
import { nearestName } from '../lib/nearest-name.js';
import { VERSION } from '../lib/version.js';
import { autostartCommand } from './autostart.js';
import { backupCommand } from './backup.js';
import { doctorCommand } from './doctor.js';
import { exportCommand } from './export.js';
import { importCommand } from './import.js';
import { setupObsCommand } from './setup-obs.js';
import { openCommand } from './open.js';
import { newDatabaseCommand, restoreCommand } from './restore.js';
import { startCommand } from './start.js';

const COMMANDS = [
  startCommand,
  doctorCommand,
  setupObsCommand,
  exportCommand,
  importCommand,
  backupCommand,
  restoreCommand,
  newDatabaseCommand,
  openCommand,
  autostartCommand,
];

/** Runs the command that the arguments name. */
export async function runProgram(argv: readonly string[]): Promise<void> {
  const program = new Command('tarkov-stream-producer')
    .description('Stream Deck keys in, OBS texts and scenes out, for Escape from Tarkov.')
    .version(VERSION)
    .showHelpAfterError(`To see what there is, run: ${commandLine('help')}`);
  for (const command of COMMANDS) program.addCommand(command, { isDefault: command === startCommand });
  refuseUnknown(program, argv[2]);
  await program.parseAsync(argv);
}

/** The only name that begins with this word; null for fewer than three letters, or when there are more. */
function longerName(word: string, names: readonly string[]): string | null {
  const longer = names.filter((name) => name.startsWith(word.toLowerCase()));
  return word.length >= 3 && longer.length === 1 ? (longer[0] ?? null) : null;
}

/** The default command would take a mistyped one for a superfluous argument. */
function refuseUnknown(program: Command, word: string | undefined): void {
  if (word === undefined || word.startsWith('-')) return;
  const names = [...COMMANDS.map((command) => command.name()), 'help'];
  if (names.includes(word)) return;
  const meant = longerName(word, names) ?? nearestName(word, names);
  const hint = meant === null ? `The commands are ${names.join(', ')}.` : `Did you mean ${meant}?`;
  program.error(`There is no command "${word.slice(0, 40)}". ${hint}`, { exitCode: 1 });
}
