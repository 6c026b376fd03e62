import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { createObs, type Obs } from '../../src/obs/obs.js';
import type { DesiredState } from '../../src/obs/sync/desired-state.js';
import { describeEachObs } from '../support/real-obs-describe.js';
import { ORDINARY_TEXTS, SHOWN_SCENES, startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { watchTransitions } from '../support/transition-watch.js';
import { until } from '../support/until.js';

const SILENT = { debug: noop, info: noop, warn: noop, error: noop };
const PRESS = { cause: 'press' } as const;
const KILLS = 'Tarkov Raid Kills';

describeEachObs('the OBS side', (build) => {
  let real: RealObs;
  let obs: Obs;
  let revision = 0;

  beforeAll(async () => {
    real = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
  });
  afterEach(() => obs.stop());
  afterAll(() => real.dispose());

  function start(): void {
    obs = createObs({ address: () => ({ url: real.url, password: null }), log: SILENT });
    obs.start();
  }

  function want(
    texts: Readonly<Record<string, string>>,
    scene: string | null = null,
    sceneChange: DesiredState['sceneChange'] = null,
  ): void {
    revision += 1;
    const { protected_scenes: protectedScenes } = DEFAULT_SHOW;
    const scenePolicy = { switchScenes: true, ourScenes: SHOWN_SCENES, protectedScenes };
    obs.setDesired({ revision, sceneChange, overlay: { phase: 'lobby', scene, texts, scenePolicy } });
  }

  async function textOf(inputName: string): Promise<unknown> {
    const { inputSettings } = await real.call('GetInputSettings', { inputName });
    return inputSettings['text'];
  }

  const showsText = (name: string, text: string): Promise<void> =>
    until(async () => expect(await textOf(name)).toBe(text));
  const showsScene = (name: string): Promise<void> =>
    until(async () => expect((await real.call('GetSceneList')).currentProgramSceneName).toBe(name));
  const becomes = <T>(read: () => T, expected: T): Promise<void> =>
    until(() => expect(read()).toEqual(expected));

  test('every text is on screen and acknowledged, and nothing is missing', async () => {
    start();
    want(ORDINARY_TEXTS);
    await becomes(() => obs.status().acknowledged?.revision, revision);
    for (const [name, text] of Object.entries(ORDINARY_TEXTS)) expect(await textOf(name), name).toBe(text);
    const { state, missingInputs, missingScenes, deadInputs, renamed } = obs.status();
    expect({ state, missingInputs, missingScenes, deadInputs, renamed }).toEqual({
      state: 'ready',
      missingInputs: [],
      missingScenes: [],
      deadInputs: [],
      renamed: [],
    });
  });

  test('presses move the program scene, and a scene chosen by hand stays', async () => {
    start();
    want({ [KILLS]: '1' }, 'Tarkov Lobby');
    await showsScene('Tarkov Lobby');
    want({ [KILLS]: '2' }, 'Tarkov Queue', PRESS);
    await showsScene('Tarkov Queue');
    want({ [KILLS]: '3' }, 'Tarkov In Raid', PRESS);
    await showsScene('Tarkov In Raid');
    await real.call('SetCurrentProgramScene', { sceneName: 'Tarkov Game' });
    await becomes(() => obs.status().programScene, 'Tarkov Game');
    want({ [KILLS]: '4' }, 'Tarkov Death', PRESS);
    await becomes(() => obs.status().sceneLeftAlone?.scene, 'Tarkov Game');
    await showsText(KILLS, '4');
    want({ [KILLS]: '5' }, 'Tarkov Queue', { cause: 'start' });
    await showsScene('Tarkov Queue');
  });

  test('of presses every 400 ms during slow fades the last one wins, outside studio mode and in it', async () => {
    await slowFades(3_000);
    for (const studioModeEnabled of [false, true]) {
      await real.call('SetStudioModeEnabled', { studioModeEnabled });
      await pressThroughFades();
    }
  });

  async function pressThroughFades(): Promise<void> {
    start();
    want({ [KILLS]: 'x' }, 'Tarkov Lobby');
    await becomes(() => obs.status().programScene, 'Tarkov Lobby');
    const watch = await watchTransitions(real.url);
    const presses = ['Tarkov Queue', 'Tarkov In Raid', 'Tarkov Death', 'Tarkov Lobby', 'Tarkov Queue'];
    for (const [index, scene] of [...presses, 'Tarkov Survived'].entries()) {
      want({ [KILLS]: String(index) }, scene, PRESS);
      await new Promise((resolve) => setTimeout(resolve, 400));
      // Texts do not wait for scenes.
      await showsText(KILLS, String(index));
    }
    await becomes(
      () => watch.steps.at(-1) === 'live: Tarkov Survived' || watch.steps.at(-2) === 'live: Tarkov Survived',
      true,
    );
    await becomes(() => isReallyLive(watch.steps, 'Tarkov Survived'), true);
    // The watch may hear of it a little before the service does.
    await becomes(() => obs.status().programScene, 'Tarkov Survived');
    await watch.close();
    await obs.stop();
  }

  test('a switch into a transition that began before us is carried out after it', async () => {
    await slowFades(3_000);
    await real.call('SetStudioModeEnabled', { studioModeEnabled: true });
    const watch = await watchTransitions(real.url);
    await real.call('SetCurrentProgramScene', { sceneName: 'Tarkov Queue' });
    // OBS drops what comes from the transition's first drawn frame on.
    await until(async () =>
      expect((await real.call('GetCurrentSceneTransitionCursor')).transitionCursor).toBeGreaterThan(0),
    );
    start();
    want({ [KILLS]: '9' }, 'Tarkov Death', PRESS);
    await becomes(
      () => watch.steps.filter((step) => !step.startsWith('live')).slice(0, 3),
      ['started', 'ended', 'started'],
    );
    await becomes(() => isReallyLive(watch.steps, 'Tarkov Death'), true);
    await becomes(() => obs.status().programScene, 'Tarkov Death');
    await watch.close();
    await real.call('SetStudioModeEnabled', { studioModeEnabled: false });
    await slowFades(300);
  });

  async function slowFades(transitionDuration: number): Promise<void> {
    for (const sceneName of SHOWN_SCENES)
      await real.call('SetSceneSceneTransitionOverride', {
        sceneName,
        transitionName: 'Fade',
        transitionDuration,
      });
  }

  test('OBS killed and started again shows the newest texts and scene', async () => {
    start();
    want(ORDINARY_TEXTS, 'Tarkov Lobby');
    await becomes(() => obs.status().acknowledged?.revision, revision);
    await real.kill();
    await becomes(() => obs.status().state, 'not_running');
    want({ ...ORDINARY_TEXTS, [KILLS]: '77' }, 'Tarkov In Raid', PRESS);
    await real.start();
    await showsText(KILLS, '77');
    await showsScene('Tarkov In Raid');
    for (const [name, text] of Object.entries({ ...ORDINARY_TEXTS, [KILLS]: '77' }))
      await showsText(name, text);
  });

  test('a source that is renamed, removed or made again is followed', async () => {
    start();
    want({ [KILLS]: '10' });
    await showsText(KILLS, '10');
    await real.call('SetInputName', { inputName: KILLS, newInputName: 'My Kills' });
    await becomes(() => obs.status().renamed, [{ from: KILLS, to: 'My Kills' }]);
    want({ [KILLS]: '11' });
    await showsText('My Kills', '11');
    await real.call('RemoveInput', { inputName: 'My Kills' });
    await becomes(() => obs.status().missingInputs, [KILLS]);
    // OBS lets go of a removed source, and of its name, when each scene that had it is drawn.
    for (const scene of SHOWN_SCENES) await real.screenshot(scene, { width: 64 });
    await real.call('CreateInput', {
      sceneName: 'Tarkov Lobby',
      inputName: KILLS,
      inputKind: 'text_ft2_source_v2',
    });
    await showsText(KILLS, '11');
    await becomes(() => obs.status().missingInputs, []);
  });

  test('a renamed scene is switched to under its new name', async () => {
    start();
    want({ [KILLS]: '12' }, 'Tarkov Lobby', PRESS);
    await becomes(() => obs.status().programScene, 'Tarkov Lobby');
    await real.call('SetSceneName', { sceneName: 'Tarkov Queue', newSceneName: 'Waiting' });
    await becomes(() => obs.status().renamed, [{ from: 'Tarkov Queue', to: 'Waiting' }]);
    want({ [KILLS]: '13' }, 'Tarkov Queue', PRESS);
    await showsScene('Waiting');
    await real.call('SetSceneName', { sceneName: 'Waiting', newSceneName: 'Tarkov Queue' });
    await becomes(() => obs.status().renamed, []);
  });

  test('a text edited in OBS is put right', async () => {
    start();
    want({ 'Tarkov Map': 'Woods' });
    await showsText('Tarkov Map', 'Woods');
    await real.call('SetInputSettings', { inputName: 'Tarkov Map', inputSettings: { text: 'a typo' } });
    await showsText('Tarkov Map', 'Woods');
  });

  test('a scene collection switched and switched back during two hundred kills costs none of them', async () => {
    start();
    const inBothCollections = ORDINARY_TEXTS['Tarkov Map'] ?? '';
    want({ 'Tarkov Map': inBothCollections, [KILLS]: '0' }, 'Tarkov In Raid', PRESS);
    await becomes(() => obs.status().acknowledged?.revision, revision);
    const { currentSceneCollectionName: ours } = await real.call('GetSceneCollectionList');
    const away = real.call('CreateSceneCollection', { sceneCollectionName: 'Another One' });
    let back: Promise<unknown> = away;
    for (let kills = 1; kills <= 200; kills += 1) {
      want({ 'Tarkov Map': inBothCollections, [KILLS]: String(kills) }, 'Tarkov In Raid');
      if (kills === 100)
        back = away.then(() => real.call('SetCurrentSceneCollection', { sceneCollectionName: ours }));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await back;
    await showsText(KILLS, '200');
    await becomes(() => obs.status().acknowledged?.revision, revision);
    await becomes(() => obs.status().missingInputs, []);
  });

  test('another scene collection is taken as it is, and the way back fills ours again', async () => {
    start();
    want({ 'Tarkov Map': 'Customs' }, 'Tarkov Lobby', PRESS);
    await showsText('Tarkov Map', 'Customs');
    const { currentSceneCollectionName: ours } = await real.call('GetSceneCollectionList');
    await real.call('CreateSceneCollection', { sceneCollectionName: 'Something Else' });
    await becomes(() => obs.status().sceneCollection, 'Something Else');
    await becomes(() => obs.status().missingInputs, ['Tarkov Map']);
    want({ 'Tarkov Map': 'Shoreline' }, 'Tarkov In Raid', PRESS);
    await real.call('SetCurrentSceneCollection', { sceneCollectionName: ours });
    await showsText('Tarkov Map', 'Shoreline');
    await showsScene('Tarkov In Raid');
    await becomes(() => obs.status().state, 'ready');
  });
});

/** A transition from another scene began, and ended in this one. */
function isReallyLive(steps: readonly string[], scene: string): boolean {
  const lastStart = steps.lastIndexOf('started');
  const after = steps.slice(lastStart + 1);
  return (
    after.includes('ended') &&
    after.includes(`live: ${scene}`) &&
    !after.some((step) => step.startsWith('live: ') && step !== `live: ${scene}`)
  );
}

function noop(): void {
  // The tests look at OBS, not at the log.
}
