import { Command } from 'commander';
import type { Settings } from '../config/settings.js';
import { obsAddresses } from '../service/obs-addresses.js';
import { setupSentence } from '../obs/setup/report.js';
import { readShow } from '../config/config.js';
import { findFile } from '../config/good-copy.js';
import { DEFAULT_SHOW } from '../show/default-show.js';
import { namesWithout } from '../show/without.js';
import { setUpScenes } from '../obs/setup/setup.js';
import { visitObs } from '../obs/link/visit.js';
import { EXIT_CODES } from './exit.js';
import { runCommand } from './run-command.js';
import { findService, type RunningService } from './running-service.js';

/** Setting up waits for OBS. */
const SETUP_TIMEOUT_MS = 60_000;

/** `setup-obs`: our scenes into the collection that is open in OBS. */
export const setupObsCommand = new Command('setup-obs')
  .description('add our missing scenes and sources to the scene collection that is open in OBS')
  .addHelpText(
    'after',
    `
Nothing that exists is touched, and the scene on screen stays. Running it again adds only what is missing.

Exit codes: 0 all of ours is there now, 1 something could not be made (it says what and why), 2 a setting cannot be used.`,
  )
  .action(() =>
    runCommand(async ({ settings, places }) => {
      const found = await findService(settings.port);
      const { isWhole, message } =
        found.holder === 'us'
          ? await setUpThroughService(found.service)
          : await setUpFromHere(settings, places.showFile);
      (isWhole ? process.stdout : process.stderr).write(`${message}\n`);
      if (!isWhole) process.exitCode = EXIT_CODES.failed;
    }),
  );

interface Outcome {
  readonly isWhole: boolean;
  readonly message: string;
}

/** It has the link to OBS already, and the texts are written as soon as the sources are there. */
async function setUpThroughService(service: RunningService): Promise<Outcome> {
  const reply = await service.call('POST', '/obs/setup', undefined, SETUP_TIMEOUT_MS);
  const { not_made, message } = (await reply.json()) as { not_made: readonly unknown[]; message: string };
  return { isWhole: not_made.length === 0, message };
}

async function setUpFromHere(settings: Settings, showFile: string): Promise<Outcome> {
  const show = findFile(showFile, readShow).value ?? DEFAULT_SHOW;
  const report = await visitObs(
    obsAddresses(() => settings),
    (link) => setUpScenes(link, { look: show.look, renamed: [], without: namesWithout(show) }),
  );
  return { isWhole: report.notMade.length === 0, message: setupSentence(report) };
}
