import { Command } from 'commander';
import { loadConfig } from '../config/config.js';
import { userFolders } from '../config/folders.js';
import { SettingsError } from '../config/settings.js';
import { obsAddresses } from '../service/obs-addresses.js';
import { SetupError, setupSentence } from '../obs/setup/report.js';
import { setUpScenes } from '../obs/setup/setup.js';
import { visitObs, VisitError } from '../obs/link/visit.js';
import { askService, findService } from './running-service.js';

/** `setup-obs`: our scenes into the collection that is open in OBS. */
export const setupObsCommand = new Command('setup-obs')
  .description('add our missing scenes and sources to the scene collection that is open in OBS')
  .addHelpText(
    'after',
    `
Nothing that exists is touched, and the scene on screen stays. Running it again adds only what is missing.

Exit codes: 0 all of ours is there now, 1 something could not be made (it says what and why).`,
  )
  .action(async () => {
    const { ok, message } = await setUpHere(process.env);
    (ok ? process.stdout : process.stderr).write(`${message}\n`);
    process.exitCode = ok ? 0 : 1;
  });

async function setUpHere(env: NodeJS.ProcessEnv): Promise<{ ok: boolean; message: string }> {
  try {
    const { settings } = loadConfig(env, userFolders());
    if ((await findService(settings.port)) === 'us') return await setUpThroughService(settings.port);
    const report = await visitObs(
      obsAddresses(() => settings),
      setUpScenes,
    );
    return { ok: report.notMade.length === 0, message: setupSentence(report) };
  } catch (error) {
    const isExpected = [SettingsError, SetupError, VisitError].some((type) => error instanceof type);
    if (isExpected && error instanceof Error) return { ok: false, message: error.message };
    throw error;
  }
}

/** It has the link to OBS already, and the texts are written as soon as the sources are there. */
async function setUpThroughService(port: number): Promise<{ ok: boolean; message: string }> {
  const { ok, json } = await askService(port, 'POST', '/obs/setup');
  const isWhole = Array.isArray(json['not_made']) && json['not_made'].length === 0;
  return { ok: ok && isWhole, message: String(json['message']) };
}
