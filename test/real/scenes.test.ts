import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { inputKind, isOfFamily } from '../../src/scenes/input-kind.js';
import type { Rect } from '../../src/scenes/scene-description.js';
import { scenePlan, type PlannedScene } from '../../src/scenes/scene-plan.js';
import { differingPixels, isWithin } from '../support/picture-difference.js';
import type { ObsBuild } from '../support/real-obs-builds.js';
import { describeEachObs } from '../support/real-obs-describe.js';
import type { Picture } from '../support/png.js';
import {
  LONGEST_TEXTS,
  photograph,
  photographAll,
  SHOWN_SCENES,
  startObsWithScenes,
} from '../support/real-obs-show.js';
import { type RealObs } from '../support/real-obs.js';

const TEXTS = Object.keys(DEFAULT_SHOW.texts);
const PLAN = scenePlan('linux');
/** A map that a patch may bring: names are kept up to 64 characters. */
const UNKNOWN_MAP = 'The Wide And Wondrous Map Whose Name Nobody Here Has Heard Of Yet'.slice(0, 64);

interface InputJson {
  readonly inputName: string;
  readonly inputKind: string;
}

const withUnknownMap = {
  'Tarkov Map': UNKNOWN_MAP,
  'Tarkov Next Map': UNKNOWN_MAP,
  'Tarkov Queue Map': UNKNOWN_MAP,
  'Tarkov Outcome Map': UNKNOWN_MAP,
  'Tarkov Favorite Map': UNKNOWN_MAP,
  'Tarkov Last Raid': `${UNKNOWN_MAP} · survived · 14 kills`,
};
const emptyTexts = Object.fromEntries(TEXTS.map((name) => [name, '']));

describeEachObs('the shipped Linux collection', (build: ObsBuild) => {
  let obs: RealObs;
  beforeAll(async () => {
    obs = await startObsWithScenes(build, { fps: 5 });
  });
  afterAll(() => obs.dispose());

  test('opens in the lobby, with all scenes', async () => {
    const { currentProgramSceneName, scenes } = await obs.call('GetSceneList');
    expect(currentProgramSceneName).toBe('Tarkov Lobby');
    expect(scenes.map(({ sceneName }) => sceneName).sort()).toEqual([...SHOWN_SCENES, 'Tarkov Game'].sort());
  });

  test('has every text of the default show, and no input that this OBS cannot draw', async () => {
    const { inputKinds } = await obs.call('GetInputKindList');
    const { inputs } = await obs.call('GetInputList');
    const kinds = new Map(
      (inputs as unknown as InputJson[]).map((input) => [input.inputName, input.inputKind]),
    );
    for (const name of TEXTS) expect(isOfFamily(kinds.get(name) ?? '', 'text'), name).toBe(true);
    for (const kind of kinds.values()) {
      // A machine without sound has no kind for it, and OBS keeps the device all the same.
      if (!kind.startsWith('pulse_')) expect(inputKinds).toContain(kind);
    }
    expect(kinds.get('Tarkov Status')).toBe(inputKind('text', inputKinds));
  });

  test('keeps desktop sound and microphone', async () => {
    const { desktop1, mic1 } = await obs.call('GetSpecialInputs');
    expect({ desktop1, mic1 }).toEqual({ desktop1: 'Desktop Audio', mic1: 'Mic/Aux' });
  });

  test('fades into each of the five scenes', async () => {
    for (const sceneName of SHOWN_SCENES) {
      const override = await obs.call('GetSceneSceneTransitionOverride', { sceneName });
      expect(override).toEqual({ transitionName: 'Fade', transitionDuration: 300 });
    }
  });

  test('draws something of its own in each scene', async () => {
    const pictures = await photographAll(obs);
    const game = await photograph(obs, 'Tarkov Game');
    for (const picture of pictures) expect(differingPixels(picture, game).length).toBeGreaterThan(50_000);
    for (const [index, picture] of pictures.entries()) {
      for (const other of pictures.slice(index + 1)) {
        expect(differingPixels(picture, other).length).toBeGreaterThan(5_000);
      }
    }
  });

  test('keeps the longest texts inside their boxes', async () => {
    const empty = await photographAll(obs, { texts: emptyTexts });
    for (const texts of [LONGEST_TEXTS, { ...LONGEST_TEXTS, ...withUnknownMap }]) {
      const full = await photographAll(obs, { texts });
      for (const [index, name] of SHOWN_SCENES.entries())
        expectInkWithinBoxes(name, empty[index], full[index]);
    }
  });
});

function expectInkWithinBoxes(name: string, empty?: Picture, full?: Picture): void {
  if (empty === undefined || full === undefined) throw new Error(`There is no picture of ${name}.`);
  const boxes = textBoxes(PLAN.scenes.find((scene) => scene.name === name));
  const ink = differingPixels(empty, full);
  const outside = ink.filter((index) => !boxes.some(({ box }) => isWithin(index, full.width, box)));
  expect(outside, name).toEqual([]);
  for (const { source, box } of boxes) {
    const drawn = ink.some((index) => isWithin(index, full.width, box));
    expect(drawn, `${source} is drawn in ${name}`).toBe(true);
  }
}

function textBoxes(scene: PlannedScene | undefined): { source: string; box: Rect }[] {
  return (scene?.items ?? [])
    .filter(({ source, visible }) => visible && TEXTS.includes(source))
    .map(({ source, transform }) => ({
      source,
      box: {
        x: transform.positionX,
        y: transform.positionY,
        width: transform.boundsWidth,
        height: transform.boundsHeight,
      },
    }));
}
