import { Command } from 'commander';
import { userFolders } from '../config/folders.js';
import { placesOf, readSettings } from '../config/config.js';
import { findFile } from '../config/good-copy.js';
import { DEFAULT_PORT, readEnvironment, SettingsError } from '../config/settings.js';
import { diagnoseDirectly } from '../doctor/direct-doctor.js';
import { askService, findService } from './running-service.js';

/** `doctor`: everything that must be right, as a table, with what to do where it is not. */
export const doctorCommand = new Command('doctor')
  .description('check everything between a key and OBS, and say what to do')
  .addHelpText('after', '\nExit codes: 0 nothing is broken (warnings do not count), 1 something is.')
  .action(async () => {
    const { ok, table } = await diagnoseHere(process.env);
    process.stdout.write(`\n${table}\n\n`);
    process.exitCode = ok ? 0 : 1;
  });

/** A running service knows best: it holds the link to OBS. Without one everything is looked at from here. */
async function diagnoseHere(env: NodeJS.ProcessEnv): Promise<{ ok: boolean; table: string }> {
  try {
    const environment = readEnvironment(env);
    const { settingsFile } = placesOf(environment, userFolders());
    const settings = findFile(settingsFile, readSettings(environment)).value;
    const port = settings?.port ?? environment.port ?? DEFAULT_PORT;
    const holder = await findService(port);
    if (holder !== 'us') return await diagnoseDirectly(environment, userFolders(), holder);
    const [report, table] = await Promise.all([
      askService(port, 'GET', '/doctor'),
      fetch(`http://127.0.0.1:${port}/doctor?format=text`).then((response) => response.text()),
    ]);
    return { ok: report.json['ok'] === true, table };
  } catch (error) {
    if (error instanceof SettingsError) return { ok: false, table: error.message };
    throw error;
  }
}
