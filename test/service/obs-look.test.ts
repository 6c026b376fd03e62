import { expect, onTestFinished, test } from 'vitest';
import type { Link } from '../../src/obs/link/link.js';
import { openLink } from '../../src/obs/link/open-link.js';
import { setUpScenes } from '../../src/obs/setup/setup.js';
import { designFor } from '../../src/scenes/design.js';
import { LANDSCAPE } from '../../src/scenes/scene-description.js';
import { scenePlan } from '../../src/scenes/scene-plan.js';
import { createObsLook, type LookWish, type ObsLook } from '../../src/service/obs-look.js';
import { mergeShow } from '../../src/show/parse-show.js';
import { DEFAULT_LOOK, type LookChoice } from '../../src/show/look.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { createFakeScenes, type FakeScenes } from '../support/fake-obs-scenes.js';

interface Stage {
  readonly fake: FakeObs;
  readonly scenes: FakeScenes;
  readonly look: ObsLook;
  /** What the show file says. */
  readonly chosen: () => LookChoice;
  readonly setUp: () => Promise<unknown>;
}

/** A fake OBS, a show file that takes what it is told, and the look between them. */
async function stage({ isAway = false, refusal = '' } = {}): Promise<Stage> {
  const fake = await startFakeObs();
  onTestFinished(() => fake.stop());
  const scenes = createFakeScenes(fake.model);
  fake.manners.answer = scenes.answer;
  fake.model.kinds.push('color_source_v3');
  const withLink = async <T>(task: (link: Link) => Promise<T>): Promise<T | null> => {
    if (isAway) return null;
    const link = await openLink({ url: fake.url, password: null }, 2_000, new AbortController().signal);
    try {
      return await task(link);
    } finally {
      link.close();
    }
  };
  let show = mergeShow({});
  const look = createObsLook({
    obs: { withLink, status: () => ({ message: 'OBS is not running.', renamed: [] }) },
    show: () => show,
    editor: {
      change: ({ look: given }) => {
        if (refusal !== '') return Promise.resolve({ ok: false, code: 'settings-refused', message: refusal });
        show = { ...show, look: { ...show.look, ...given } };
        return Promise.resolve({ ok: true, changed: true });
      },
    },
  });
  return { fake, scenes, look, chosen: () => show.look, setUp: () => withLink((link) => setUpScenes(link)) };
}

const wish = (look: Partial<LookChoice>, how: Partial<LookWish> = {}): LookWish => ({
  ...{ look, isForced: false, isPreview: false },
  ...how,
});

const SHOWN = ['Tarkov Lobby', 'Tarkov Queue', 'Tarkov In Raid', 'Tarkov Survived', 'Tarkov Death'];

/** What is shown, and how; OBS drops a source that no scene has any more. */
function pictureOf({ fake, scenes }: Stage): unknown {
  const items = SHOWN.map((name) =>
    scenes.items(name).map(({ source, transform, isShown }) => ({ source, transform, isShown })),
  );
  const shown = new Set(items.flat().map(({ source }) => source));
  const inputs = fake.model.inputs.filter(({ name }) => shown.has(name));
  // The fake writes the text of every input that is changed, also of a surface.
  const settings = inputs
    .map(({ name, settings: { text, ...look } }) => ({
      name,
      text: text === 'undefined' ? '' : (text ?? ''),
      look,
    }))
    .sort(byName);
  return structuredClone({ settings, items });
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

test('a new look lays the scenes out as set-up does in that look, and the way back leads back', async () => {
  const on = await stage();
  await on.setUp();
  const before = pictureOf(on);
  const result = await on.look.change(wish({ name: 'bold', side: 'right' }));
  expect(result).toMatchObject({ ok: true, changed: true, report: { kept: [], notMade: [] } });
  expect(result.message).toMatch(/^Changed \d+ sources and \d+ items in the scene collection "Untitled"\.$/);
  expect(on.chosen()).toEqual({ ...DEFAULT_LOOK, name: 'bold', side: 'right' });
  const plan = scenePlan('linux', designFor(on.chosen(), LANDSCAPE));
  for (const name of SHOWN) {
    const planned = plan.scenes.find((scene) => scene.name === name)?.items ?? [];
    const made = on.scenes.items(name);
    expect(made.map(({ source }) => source).filter((source) => source !== 'Tarkov Game')).toEqual(
      planned.map(({ source }) => source).filter((source) => source !== 'Tarkov Game'),
    );
    expect(made.map(({ transform, isShown }) => [transform['positionX'], isShown])).toEqual(
      planned.map(({ transform, visible }) => [transform.positionX, visible]),
    );
  }
  expect(await on.look.undo()).toMatchObject({ ok: true, changed: true });
  expect(pictureOf(on)).toEqual(before);
  expect(on.chosen()).toEqual(DEFAULT_LOOK);
  expect(await on.look.undo()).toMatchObject({ ok: false, code: 'nothing-to-undo' });
});

test('a preview says the same and changes nothing; what was moved stays, unless it is told otherwise', async () => {
  const on = await stage();
  await on.setUp();
  const map = on.scenes.items('Tarkov In Raid').find(({ source }) => source === 'Tarkov Map');
  Object.assign(map?.transform ?? {}, { positionX: 900 });
  const before = pictureOf(on);
  const preview = await on.look.change(wish({ name: 'line' }, { isPreview: true }));
  expect(preview).toMatchObject({ ok: true, changed: false });
  expect(preview.message).toMatch(/^Would change .*\. Would stay as you made it: Tarkov Map\.$/);
  expect(pictureOf(on)).toEqual(before);
  expect(on.chosen()).toEqual(DEFAULT_LOOK);
  const done = await on.look.change(wish({ name: 'line' }));
  expect(done.message).toMatch(/ Left as you made it: Tarkov Map\.$/);
  expect(map?.transform['positionX']).toBe(900);
  await on.look.change(wish({}, { isForced: true }));
  expect(map?.transform['positionX']).not.toBe(900);
});

test('a label that the streamer has written himself is hidden, and not lost', async () => {
  const on = await stage();
  await on.setUp();
  const time = on.fake.model.inputs.find(({ name }) => name === 'Tarkov Label Time');
  Object.assign(time?.settings ?? {}, { text: 'ZEIT' });
  await on.look.change(wish({ name: 'line' }));
  const item = on.scenes.items('Tarkov Death').find(({ source }) => source === 'Tarkov Label Time');
  expect(item).toMatchObject({ isShown: false });
});

test('OBS away, no scenes of ours, and a show file that cannot be written are told', async () => {
  const away = await stage({ isAway: true });
  expect(await away.look.change(wish({ name: 'line' }))).toEqual({
    ...{ ok: false, code: 'obs-not-ready', message: 'OBS is not running.' },
  });
  const empty = await stage();
  expect(await empty.look.change(wish({ name: 'line' }))).toMatchObject({
    ...{ ok: false, code: 'obs-not-ready' },
    message: expect.stringContaining('no scenes of ours') as string,
  });
  const full = await stage({ refusal: 'The disk is full.' });
  await full.setUp();
  const before = pictureOf(full);
  expect(await full.look.change(wish({ name: 'line' }))).toMatchObject({
    ok: false,
    message: 'The disk is full.',
  });
  expect(pictureOf(full)).toEqual(before);
});
