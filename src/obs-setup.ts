import type { Config } from './config/config.js';
import { changeSettingsFile } from './config/settings-file.js';
import { SettingsError, type EnvironmentSettings, type Settings } from './config/settings.js';
import type { WatchedFile } from './config/watched-file.js';
import type { ConnectView, FitView, ObsPort, SetupView } from './http/ports.js';
import { fitSentence, fitToCanvas } from './obs/canvas-fit.js';
import { LinkError, RequestRefused } from './obs/link-failure.js';
import type { Obs } from './obs/obs.js';
import { SetupError, setupSentence } from './obs/setup-report.js';
import { setUpScenes } from './obs/setup.js';

/** OBS says within this time how the attempt went; a reply that takes longer is taken for a broken key. */
const CONNECT_WAIT_MS = 4_000;

export interface ObsSetupParts {
  readonly obs: Obs;
  readonly settings: WatchedFile<Settings>;
  readonly config: Config;
}

/** What the set-up calls do in a running service. */
export function createObsSetup({
  obs,
  settings,
  config,
}: ObsSetupParts): Pick<ObsPort, 'setUp' | 'fitScenes' | 'connect'> {
  let running: Promise<SetupView> | null = null;
  let fitting: Promise<FitView> | null = null;
  const { settingsFile } = config.places;
  return {
    /** Two presses at once are one: the second would meet the half of the first. */
    setUp() {
      running ??= setUp(obs).finally(() => (running = null));
      return running;
    },
    fitScenes() {
      fitting ??= fitScenes(obs).finally(() => (fitting = null));
      return fitting;
    },
    async connect({ url, password }) {
      const overruled = overruledBy(config.environment, { url, password });
      if (overruled !== null) return { ok: false, message: overruled };
      return storeAndTry({ obs, settings, settingsFile }, { url, password });
    },
  };
}

async function setUp(obs: Obs): Promise<SetupView> {
  try {
    const report = await obs.withLink(setUpScenes);
    if (report === null) return { ok: false, message: obs.status().message };
    return { ok: true, message: setupSentence(report), ...report };
  } catch (error) {
    if (error instanceof SetupError) return { ok: false, message: error.message };
    throw error;
  }
}

async function fitScenes(obs: Obs): Promise<FitView> {
  try {
    const fit = await obs.withLink(fitToCanvas);
    if (fit === null) return { ok: false, message: obs.status().message };
    return { ok: true, message: fitSentence(fit), canvas: fit.canvas, scenes: fit.misfits };
  } catch (error) {
    if (!(error instanceof LinkError || error instanceof RequestRefused)) throw error;
    return { ok: false, message: 'OBS did not take every change: press it again in a moment.' };
  }
}

interface GivenChange {
  readonly url: string | undefined;
  readonly password: string | undefined;
}

/** An environment variable wins over the file, so that storing would change nothing. */
function overruledBy(environment: EnvironmentSettings, { url, password }: GivenChange): string | null {
  const names = [
    ...(url !== undefined && environment.obs_url !== undefined ? ['TSP_OBS_URL'] : []),
    ...(password !== undefined && environment.obs_password !== undefined ? ['TSP_OBS_PASSWORD'] : []),
  ];
  if (names.length === 0) return null;
  return `${names.join(' and ')} in the environment of this program wins over what is stored: change it there, or remove it, and start the program again.`;
}

async function storeAndTry(
  { obs, settings, settingsFile }: Omit<ObsSetupParts, 'config'> & { readonly settingsFile: string },
  { url, password }: GivenChange,
): Promise<ConnectView> {
  try {
    const changed = await changeSettingsFile(settingsFile, {
      ...(url === undefined ? {} : { obs_url: url }),
      ...(password === undefined ? {} : { obs_password: password }),
    });
    settings.readNow();
    // A link that is open with this very address is what was asked for.
    const status = obs.status();
    const isThere = !changed && status.state === 'ready';
    return { ok: true, changed, obs: isThere ? status : await obs.reconnected(CONNECT_WAIT_MS) };
  } catch (error) {
    if (error instanceof SettingsError) return { ok: false, message: error.message };
    throw error;
  }
}
