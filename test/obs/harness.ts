import { expect, onTestFinished } from 'vitest';
import { createObs, type Obs, type ObsOptions } from '../../src/obs/obs.js';
import type { DesiredState } from '../../src/obs/sync/desired-state.js';
import type { Timings } from '../../src/obs/timings.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { until } from '../support/until.js';

export const OUR_SCENES = ['Lobby', 'Queue', 'In Raid', 'Survived', 'Death'];

/** Short, so that tests are quick; none of them asserts a time. */
export const QUICK: Partial<Timings> = {
  helloTimeoutMs: 2_000,
  callTimeoutMs: 2_000,
  switchTimeoutMs: 2_000,
  transitionTimeoutMs: 2_000,
  transitionStartTimeoutMs: 150,
  resendGapMs: 1_000,
  recheckMs: 60,
  recheckWithEventsMs: 120,
  rewriteGapMs: 100,
  readGapMs: 5,
  notReadyBaseMs: 5,
  notReadyCeilingMs: 20,
  backoffBaseMs: 5,
  backoffCeilingLocalMs: 30,
  backoffCeilingRemoteMs: 30,
  addressPollMs: 30,
  awayLookMs: 100,
  awaySignsMs: 20,
  collectionTimeoutMs: 1_000,
  reactionCheckMs: 60,
  recordStartedTimeoutMs: 300,
  replaySavedTimeoutMs: 1_000,
};

/** A fake OBS with our scenes and these texts; it ends with the test. */
export async function fakeObs(texts: readonly string[] = [], websocketVersion?: string): Promise<FakeObs> {
  const fake = await startFakeObs(websocketVersion);
  onTestFinished(() => fake.stop());
  for (const scene of [...OUR_SCENES, 'Chat', 'BRB']) fake.model.addScene(scene);
  for (const name of texts) fake.model.addInput(name);
  return fake;
}

/** The OBS side, started against the fake. */
export function startedObs(fake: FakeObs, options: Partial<ObsOptions> = {}): Obs {
  const obs = createObs({
    address: () => ({ url: fake.url, password: fake.manners.password }),
    log: SILENT,
    ...options,
    timings: { ...QUICK, ...options.timings },
  });
  onTestFinished(() => obs.stop());
  obs.start();
  return obs;
}

export const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

let revision = 0;

/** A desired with a revision of its own. */
export function desired(
  texts: Readonly<Record<string, string>>,
  scene: string | null = null,
  sceneChange: DesiredState['sceneChange'] = null,
  switchScenes = true,
): DesiredState {
  revision += 1;
  return {
    revision,
    sceneChange,
    overlay: {
      phase: 'lobby',
      scene,
      texts,
      scenePolicy: { switchScenes, ourScenes: OUR_SCENES, protectedScenes: ['BRB'] },
    },
  };
}

/** Settles when the fact holds; fails with what it is instead. */
export async function becomes<T>(read: () => T, expected: T): Promise<void> {
  await until(() => expect(read()).toEqual(expected));
}
