import type { Config } from '../config/config.js';
import { changeSettingsFile } from '../config/settings-file.js';
import {
  SettingsError,
  THIS_PC,
  type EnvironmentSettings,
  type Settings,
  type SettingsFile,
} from '../config/settings.js';
import type { WatchedFile } from '../config/watched-file.js';
import type { ServiceStatus } from './show-problem.js';
import { fitSentence, fitToCanvas } from '../obs/setup/canvas-fit.js';
import { LinkError, RequestRefusedError } from '../obs/link/link-failure.js';
import type { Link } from '../obs/link/link.js';
import type { Obs } from '../obs/obs.js';
import type { ReactionFault } from '../obs/react/fault.js';
import { CUSTOM_OUTPUT, noReplay } from '../obs/react/verbs.js';
import { SetupError, setupSentence, type SetupReport } from '../obs/setup/report.js';
import { setUpScenes } from '../obs/setup/setup.js';
import type { Show } from '../show/show.js';
import { namesWithout } from '../show/without.js';

/** OBS says within this time how the attempt went; a reply that takes longer is taken for a broken key. */
const CONNECT_WAIT_MS = 4_000;
/** A transition that runs, and ours after it. */
const SCENE_WAIT_MS = 8_000;

const REPLAY_WAIT_MS = 5_000;
/** Of obs-websocket: the output runs; there is none. */
const OUTPUT_RUNNING = 500;
const NO_OUTPUT = 604;
const REPLAY_NOT_STARTED = {
  finding: 'OBS did not start the replay buffer.',
  remedy: 'Start it in OBS, which says there what is in the way.',
};

/** Another address, another password, or neither: what OBS's own settings on this PC say. */
export interface ConnectChange {
  readonly url?: string | undefined;
  readonly password?: string | undefined;
  /** Takes both out of our settings. */
  readonly useObsSettings?: boolean;
}

/** What setting up did, with a sentence about it. */
export type SetupDone = SetupReport & { readonly message: string };

/** What fitting did; `scenes`: those that did not fit before. */
export interface FitDone {
  readonly message: string;
  readonly canvas: { readonly width: number; readonly height: number };
  readonly scenes: readonly string[];
}

/** It could not be done, or not wholly; `message` says what to do. */
export interface Refused {
  readonly ok: false;
  readonly message: string;
}

/** What the set-up calls do in a running service. */
export interface ObsSetup {
  /**
   * Puts the show's scene of this moment on program, whatever scene is there, but a protected one only by `force`;
   * settles when that is done. `changed: false`: it was on program already.
   */
  showScene(
    force: boolean,
  ): Promise<
    | { readonly ok: true; readonly changed: boolean; readonly scene: string }
    | (Refused & { readonly code: 'obs-not-ready' | 'scene-protected' | 'scene-missing' })
  >;
  /** Adds what is missing of our scenes and sources to the open collection; settles when it is done. */
  setUp(): Promise<({ readonly ok: true } & SetupDone) | Refused>;
  /** Lays our scenes out on the canvas that OBS has now; settles when it is done. */
  fitScenes(): Promise<({ readonly ok: true } & FitDone) | Refused>;
  /** Starts OBS's replay buffer; `changed: false`: it runs already. */
  startReplay(): Promise<{ readonly ok: true; readonly changed: boolean } | Refused>;
  /** Stores another address or password and tries it; settles when it is known how that went, or after some seconds. */
  connect(
    change: ConnectChange,
  ): Promise<
    | { readonly ok: true; readonly changed: boolean; readonly obs: Pick<ServiceStatus, 'state' | 'message'> }
    | Refused
  >;
}

export interface ObsSetupParts {
  readonly obs: Obs;
  readonly settings: WatchedFile<Settings>;
  readonly config: Config;
  readonly show: () => Show;
}

export function createObsSetup({ obs, settings, config, show }: ObsSetupParts): ObsSetup {
  let running: ReturnType<ObsSetup['setUp']> | null = null;
  let fitting: ReturnType<ObsSetup['fitScenes']> | null = null;
  return {
    /** Two presses at once share one run: a second run would find the first one half done. */
    setUp() {
      running ??= setUp(obs, show()).finally(() => (running = null));
      return running;
    },
    fitScenes() {
      fitting ??= fitScenes(obs).finally(() => (fitting = null));
      return fitting;
    },
    showScene: (force) => showScene(obs, force),
    startReplay: () => startReplay(obs),
    async connect(change) {
      const overruled = overruledBy(config.environment, change);
      if (overruled !== null) return { ok: false, message: overruled };
      return storeAndTry({ obs, settings, config }, change);
    },
  };
}

async function startReplay(obs: Obs): ReturnType<ObsSetup['startReplay']> {
  try {
    const started = await obs.withLink(async (link) => {
      await link.call({ requestType: 'StartReplayBuffer' }, REPLAY_WAIT_MS);
      return true;
    });
    if (started === null) return { ok: false, message: obs.status().message };
    return { ok: true, changed: true };
  } catch (error) {
    if (!(error instanceof LinkError || error instanceof RequestRefusedError)) throw error;
    const code = error instanceof RequestRefusedError ? error.code : 0;
    if (code === OUTPUT_RUNNING) return { ok: true, changed: false };
    const { finding, remedy } = code === NO_OUTPUT ? await whyNoReplay(obs) : REPLAY_NOT_STARTED;
    return { ok: false, message: `${finding} ${remedy}` };
  }
}

async function whyNoReplay(obs: Obs): Promise<Pick<ReactionFault, 'finding' | 'remedy'>> {
  const answers = await obs
    .withLink((link) => link.batch(CUSTOM_OUTPUT, REPLAY_WAIT_MS))
    .catch((error: unknown) => {
      if (error instanceof LinkError) return null;
      throw error;
    });
  return noReplay(answers?.[0], answers?.[1]);
}

async function showScene(obs: Obs, force: boolean): ReturnType<ObsSetup['showScene']> {
  const before = obs.status();
  if (before.state !== 'ready') return { ok: false, code: 'obs-not-ready', message: before.message };
  const result = await obs.showScene(force, SCENE_WAIT_MS);
  switch (result.kind) {
    case 'shown':
      return { ok: true, changed: before.programScene !== result.scene, scene: result.scene };
    case 'protected':
      return {
        ok: false,
        code: 'scene-protected',
        message: `OBS shows "${result.scene}", which is protected: choose another scene in OBS, or add force=true.`,
      };
    case 'missing':
      return { ok: false, code: 'scene-missing', message: missingSentence(result.scene, obs.status()) };
    case 'failed':
      return {
        ok: false,
        code: 'obs-not-ready',
        message: 'OBS did not switch the scene. Choose it in OBS yourself, or try again.',
      };
  }
}

function missingSentence(scene: string | null, { nearest }: ReturnType<Obs['status']>): string {
  if (scene === null) return 'The show names no scene for this moment, so there is none to switch to.';
  const meant = nearest.find(({ name }) => name === scene)?.nearest;
  const hint = meant === undefined ? 'make it in Set-up, or name yours there' : `did you mean "${meant}"?`;
  return `OBS has no scene "${scene}" in this scene collection: ${hint}${hint.endsWith('?') ? '' : '.'}`;
}

async function setUp(obs: Obs, show: Show): ReturnType<ObsSetup['setUp']> {
  const { look } = show;
  const ofShow = { look, renamed: obs.status().renamed, without: namesWithout(show) };
  const done = await throughObs(obs, (link) => setUpScenes(link, ofShow));
  if (!done.ok) return done;
  return { ok: true, message: setupSentence(done.value), ...done.value };
}

/** Changes scenes over the link that is open; refused where there is none, or where it could not be carried through. */
export async function throughObs<T>(
  obs: Pick<Obs, 'withLink'> & { status(): Pick<ReturnType<Obs['status']>, 'message'> },
  task: (link: Link) => Promise<T>,
): Promise<{ readonly ok: true; readonly value: T } | Refused> {
  try {
    const value = await obs.withLink(task);
    return value === null ? { ok: false, message: obs.status().message } : { ok: true, value };
  } catch (error) {
    if (error instanceof SetupError) return { ok: false, message: error.message };
    throw error;
  }
}

async function fitScenes(obs: Obs): ReturnType<ObsSetup['fitScenes']> {
  try {
    const fit = await obs.withLink(fitToCanvas);
    if (fit === null) return { ok: false, message: obs.status().message };
    return { ok: true, message: fitSentence(fit), canvas: fit.canvas, scenes: fit.misfits };
  } catch (error) {
    if (!(error instanceof LinkError || error instanceof RequestRefusedError)) throw error;
    return { ok: false, message: 'OBS did not take every change: press it again in a moment.' };
  }
}

/** An environment variable wins over the file, so that storing would change nothing. */
function overruledBy(
  environment: EnvironmentSettings,
  { url, password, useObsSettings = false }: ConnectChange,
): string | null {
  const names = [
    ...((url !== undefined || useObsSettings) && environment.obs_url !== undefined ? ['TSP_OBS_URL'] : []),
    ...((password !== undefined || useObsSettings) && environment.obs_password !== undefined
      ? ['TSP_OBS_PASSWORD']
      : []),
  ];
  if (names.length === 0) return null;
  return `${names.join(' and ')} in the environment of this program wins over what is stored: change it there, or remove it, and start the program again.`;
}

async function storeAndTry(
  { obs, settings, config }: Omit<ObsSetupParts, 'show'>,
  { url, password, useObsSettings = false }: ConnectChange,
): ReturnType<ObsSetup['connect']> {
  try {
    const changed = await changeSettingsFile(config.places.settingsFile, {
      ...(url === undefined && !useObsSettings ? {} : { obs_url: url }),
      ...(password === undefined && !useObsSettings ? {} : { obs_password: password }),
      ...(useObsSettings
        ? { obs_password_for: undefined }
        : homeOfPassword(settings.value(), { url, password })),
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

/** For which OBS the password is: a new one for the address that it came with, one that is known for its old one. */
function homeOfPassword(
  { obsUrl, obsUrlIsSet, obsPassword, obsPasswordFor = THIS_PC }: Settings,
  { url, password }: ConnectChange,
): Pick<SettingsFile, 'obs_password_for'> {
  if (password !== undefined) return { obs_password_for: url ?? (obsUrlIsSet ? obsUrl : THIS_PC) };
  return obsPassword === null ? {} : { obs_password_for: obsPasswordFor };
}
