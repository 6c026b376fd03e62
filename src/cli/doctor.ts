import { Command } from 'commander';
import { userFolders } from '../lib/user-folders.js';
import { findPort } from '../config/config.js';
import { readEnvironment } from '../config/settings.js';
import { diagnoseDirectly } from '../doctor/direct-doctor.js';
import { EXIT_CODES } from './exit.js';
import { endIfHeldUp } from '../lib/left-behind.js';
import { runPlain } from './run-command.js';
import { findService } from './running-service.js';

/** It looks at OBS. */
const TIMEOUT_MS = 60_000;

/** `doctor`: everything that must be right, as a table, with what to do where it is not. */
export const doctorCommand = new Command('doctor')
  .description('check everything between a key and OBS, and say what to do')
  .addHelpText(
    'after',
    '\nExit codes: 0 nothing is broken (warnings do not count), 1 something is, 2 an environment variable cannot be used.',
  )
  .action(() =>
    runPlain(async () => {
      const { ok, table } = await diagnoseHere(process.env);
      process.stdout.write(`\n${table}\n\n`);
      if (!ok) process.exitCode = EXIT_CODES.failed;
      await endIfHeldUp();
    }),
  );

/** A running service knows best: it holds the link to OBS. Without one everything is looked at from here. */
async function diagnoseHere(env: NodeJS.ProcessEnv): Promise<{ ok: boolean; table: string }> {
  const environment = readEnvironment(env);
  // A settings file that cannot be used is one of the things that the table says.
  const found = await findService(findPort(environment, userFolders()));
  if (found.holder !== 'us') return diagnoseDirectly(environment, userFolders(), found.holder);
  const ask = (path: string): Promise<Response> => found.service.call('GET', path, undefined, TIMEOUT_MS);
  const [report, table] = await Promise.all([
    ask('/doctor').then((reply) => reply.json() as Promise<{ ok: boolean }>),
    ask('/doctor?format=text').then((reply) => reply.text()),
  ]);
  return { ok: report.ok, table };
}
