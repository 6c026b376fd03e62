import fs from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Link } from '../../src/obs/link/link.js';
import { openLink } from '../../src/obs/link/open-link.js';
import { setUpScenes } from '../../src/obs/setup/setup.js';
import { designFor } from '../../src/scenes/design.js';
import { LANDSCAPE } from '../../src/scenes/scene-description.js';
import { scenePlan } from '../../src/scenes/scene-plan.js';
import { lookFile } from '../../src/service/kept-files.js';
import { createObsLook, type LookWish, type ObsLook } from '../../src/service/obs-look.js';
import { mergeShow } from '../../src/show/parse-show.js';
import { DEFAULT_LOOK, type LookChoice } from '../../src/show/look.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { createFakeScenes, type FakeScenes } from '../support/fake-obs-scenes.js';
import { temporaryFolder } from '../support/service-process.js';

interface Stage {
  readonly fake: FakeObs;
  readonly scenes: FakeScenes;
  readonly look: ObsLook;
  /** What OBS calls sources of ours that were renamed there. */
  readonly renamed: { from: string; to: string }[];
  /** As the program has it that is started after this one. */
  readonly restarted: () => ObsLook;
  /** Where the way back is kept. */
  readonly keptFile: string;
  /** What the show file says, and what is in its way from now on. */
  readonly chosen: () => LookChoice;
  readonly refuse: (message: string) => void;
  readonly setUp: () => Promise<unknown>;
}

/** A fake OBS, a show file that takes what it is told, and the look between them. */
async function stage({ isAway = false, refusal = '' } = {}): Promise<Stage> {
  const fake = await startFakeObs();
  const database = path.join(temporaryFolder(), 'raids.db');
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
  let refused = refusal;
  const renamed: { from: string; to: string }[] = [];
  const create = (): ObsLook =>
    createObsLook({
      kept: lookFile(database),
      obs: { withLink, status: () => ({ message: 'OBS is not running.', renamed }) },
      show: () => show,
      editor: {
        change: ({ look: given }) => {
          if (refused !== '')
            return Promise.resolve({ ok: false, code: 'settings-refused', message: refused });
          const look = { ...show.look, ...given };
          const changed = JSON.stringify(look) !== JSON.stringify(show.look);
          show = { ...show, look };
          return Promise.resolve({ ok: true, changed });
        },
      },
    });
  return {
    ...{ fake, scenes, renamed, look: create(), restarted: create, keptFile: `${database}.look.json` },
    chosen: () => show.look,
    refuse: (message) => (refused = message),
    setUp: () => withLink((link) => setUpScenes(link, { look: show.look, renamed: [], without: new Set() })),
  };
}

const wish = (look: Partial<LookChoice>, how: Partial<LookWish> = {}): LookWish => ({
  ...{ look, isForced: false, isPreview: false },
  ...how,
});

const SHOWN = ['Tarkov Lobby', 'Tarkov Queue', 'Tarkov In Raid', 'Tarkov Survived', 'Tarkov Death'];

/** What is shown, and how; OBS drops a source that no scene has any more. */
function pictureOf({ fake, scenes }: Stage): {
  readonly settings: unknown;
  readonly items: { source: string }[][];
} {
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

test('the way back leads back after a restart, too, and twice the same change does not lose it', async () => {
  const on = await stage();
  await on.setUp();
  const before = pictureOf(on);
  await on.look.change(wish({ name: 'bold' }));
  expect(await on.look.change(wish({ name: 'bold' }))).toMatchObject({ ok: true, changed: false });
  expect(await on.restarted().undo()).toMatchObject({ ok: true, changed: true, look: DEFAULT_LOOK });
  expect(pictureOf(on)).toEqual(before);
  expect(on.chosen()).toEqual(DEFAULT_LOOK);
  expect(fs.existsSync(on.keptFile)).toBe(false);
  expect(await on.restarted().undo()).toMatchObject({ ok: false, code: 'nothing-to-undo' });
  for (const half of ['[{"look":', '[{"look":{"name":"bold"},"before":{"scenes":[{}]}}]', '{}']) {
    fs.writeFileSync(on.keptFile, half);
    expect(await on.restarted().undo()).toMatchObject({ ok: false, code: 'nothing-to-undo' });
  }
});

test('the way back takes away what the change has added, and nothing that came since', async () => {
  const on = await stage();
  await on.setUp();
  const before = pictureOf(on);
  await on.look.change(wish({ name: 'bold' }));
  const raid = on.scenes.items('Tarkov In Raid');
  const add = (source: string, at: number): number => {
    const itemId = 1000 + at;
    raid.splice(at, 0, { itemId, source, transform: { positionX: 7 }, isShown: true });
    return itemId;
  };
  on.fake.model.addInput('My Camera');
  on.fake.model.addInput('Tarkov Emblem');
  // Right above the game, and on top of all; the first is one of ours, which the streamer shows twice now.
  const [low, camera, top] = [add('Tarkov Bar', 1), add('My Camera', 2), add('Tarkov Emblem', raid.length)];
  // What the look shows, and he does not want.
  const gone = raid.findIndex(({ source }) => source === 'Tarkov Character');
  raid.splice(gone, 1);
  expect(await on.look.undo()).toMatchObject({ ok: true });
  expect(raid.map(({ itemId }) => itemId).indexOf(low)).toBe(1);
  expect(raid.map(({ itemId }) => itemId).indexOf(camera)).toBe(2);
  expect(raid.at(-1)?.itemId).toBe(top);
  expect(raid.some(({ source }) => source === 'Tarkov Character')).toBe(false);
  for (const id of [low, camera, top]) {
    expect(raid.find(({ itemId }) => itemId === id)).toMatchObject({ transform: { positionX: 7 } });
    raid.splice(
      raid.findIndex(({ itemId }) => itemId === id),
      1,
    );
  }
  expect(pictureOf(on).items).toEqual(
    before.items.map((scene, index) =>
      SHOWN[index] === 'Tarkov In Raid' ? scene.filter(({ source }) => source !== 'Tarkov Character') : scene,
    ),
  );
});

test('the way back leaves what the change has left: a place and a colour of the streamer stay as he has them by then', async () => {
  const on = await stage();
  await on.setUp();
  const map = on.scenes.items('Tarkov In Raid').find(({ source }) => source === 'Tarkov Map');
  Object.assign(map?.transform ?? {}, { positionX: 900 });
  const kills = on.fake.model.inputs.find(({ name }) => name === 'Tarkov Raid Kills');
  Object.assign(kills?.settings ?? {}, { color1: 1 });
  await on.look.change(wish({ name: 'bold' }));
  Object.assign(map?.transform ?? {}, { positionX: 901 });
  Object.assign(kills?.settings ?? {}, { color1: 2 });
  await on.look.undo();
  expect(map?.transform['positionX']).toBe(901);
  expect(kills?.settings).toMatchObject({ color1: 2 });
});

test('a way back that was broken off is gone to its end by the next press', async () => {
  const on = await stage();
  await on.setUp();
  const before = pictureOf(on);
  await on.look.change(wish({ name: 'bold', side: 'right' }));
  let left = 2;
  const { answer } = on.scenes;
  on.fake.manners.answer = (type, data) => {
    if (type === 'SetSceneItemEnabled' && (left -= 1) < 0) return { code: 500, comment: 'Not now.' };
    return answer(type, data);
  };
  expect(await on.look.undo()).toMatchObject({ ok: false });
  on.fake.manners.answer = answer;
  on.refuse('The disk is full.');
  expect(await on.look.undo()).toMatchObject({ ok: false, message: 'The disk is full.' });
  expect(pictureOf(on)).toEqual(before);
  on.refuse('');
  expect(await on.restarted().undo()).toMatchObject({ ok: true });
  expect(pictureOf(on)).toEqual(before);
  expect(on.chosen()).toEqual(DEFAULT_LOOK);
});

test('sources that were renamed in OBS come back under their names, and what was written into them is not lost', async () => {
  const on = await stage();
  await on.setUp();
  const time = on.fake.model.inputs.find(({ name }) => name === 'Tarkov Label Time');
  Object.assign(time?.settings ?? {}, { text: 'ZEIT' });
  for (const [from, to] of [
    ['Tarkov Label Time', 'My Time'],
    ['Tarkov Outcome Map', 'My Place'],
  ] as const) {
    on.scenes.rename(from, to);
    on.renamed.push({ from, to });
  }
  const before = pictureOf(on);
  const itemsIn = (scene: string): (string | boolean)[][] =>
    on.scenes.items(scene).map(({ source, isShown }) => [source, isShown]);
  await on.look.change(wish({ name: 'line' }));
  expect(itemsIn('Tarkov Death')).toContainEqual(['My Time', false]);
  expect(await on.look.undo()).toMatchObject({ ok: true });
  expect(pictureOf(on)).toEqual(before);
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

test('a source that OBS still lists, and has dropped, is in the way of nothing', async () => {
  const on = await stage();
  await on.setUp();
  const { answer } = on.scenes;
  const dropped = on.fake.model.inputs.find(({ name }) => name === 'Tarkov Status');
  on.fake.manners.answer = (type, data) =>
    type === 'GetInputSettings' &&
    [dropped?.name, dropped?.uuid].includes(String(data['inputUuid'] ?? data['inputName']))
      ? { code: 600, comment: 'No source was found.' }
      : answer(type, data);
  expect(await on.look.change(wish({ name: 'bold' }))).toMatchObject({ ok: true, changed: true });
  expect(await on.look.undo()).toMatchObject({ ok: true });
});

test('a look that is chosen before there are scenes is the one that they are made in', async () => {
  const on = await stage();
  const preview = await on.look.change({ ...wish({ name: 'line' }), isPreview: true });
  const message = expect.stringContaining('press "Make my scenes", and they look like this.') as string;
  expect(preview).toMatchObject({ ok: true, changed: false, message });
  expect(on.chosen().name).toBe('ledger');
  expect(await on.look.change(wish({ name: 'line' }))).toMatchObject({ ok: true, changed: true, message });
  expect(on.chosen().name).toBe('line');
  await on.setUp();
  const again = await on.look.change(wish({ name: 'line' }));
  expect(again).toMatchObject({ ok: true, changed: false, report: { placed: [], restyled: [] } });
  expect(await on.look.undo()).toMatchObject({ ok: false, code: 'nothing-to-undo' });
});

test('OBS away and a show file that cannot be written are told', async () => {
  const away = await stage({ isAway: true });
  expect(await away.look.change(wish({ name: 'line' }))).toEqual({
    ...{ ok: false, code: 'obs-not-ready', message: 'OBS is not running.' },
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
