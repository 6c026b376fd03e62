import { OBSWebSocket } from 'obs-websocket-js/json';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createObs, type Obs, type ObsOptions } from '../../src/obs/obs.js';
import type { ShownItem, ShownStore } from '../../src/obs/react/shown-items.js';
import { changeLook, type LookReport } from '../../src/obs/setup/look-change.js';
import { setUpScenes } from '../../src/obs/setup/setup.js';
import { collectionName } from '../../src/scenes/collection.js';
import { shippedDesigns } from '../../src/scenes/design.js';
import { contrast } from '../../src/scenes/palette.js';
import type { ItemTransform } from '../../src/scenes/item-transform.js';
import { scenePlan, type PlannedItem } from '../../src/scenes/scene-plan.js';
import type { KillPop } from '../../src/show/kill-pop.js';
import { DEFAULT_LOOK, LOOK_NAMES, type LookChoice, type LookName } from '../../src/show/look.js';
import { differingPixels } from '../support/picture-difference.js';
import { decodePng, type Picture } from '../support/png.js';
import { describeNewestObs } from '../support/real-obs-describe.js';
import {
  collectionFile,
  contentsOf,
  expectSamePictures,
  giveLook,
  ORDINARY_TEXTS,
  overLink,
  photograph,
  photographAll,
  placeIcons,
  setTexts,
  SHOWN_SCENES,
  waitForFrames,
} from '../support/real-obs-show.js';
import { startRealObs, type RealObs } from '../support/real-obs.js';
import { until } from '../support/until.js';

async function preview(obs: RealObs, look: Partial<LookChoice>, isForced = false): Promise<LookReport> {
  const wish = { renamed: [], isForced, look: { ...DEFAULT_LOOK, ...look } };
  const report = await overLink(obs, (link) => changeLook(link, wish, 'preview'));
  if (report === 'no scenes') throw new Error('There are no scenes of ours.');
  return report;
}

/** Each takes half a minute; with `TSP_ALL_LOOKS=1` all are looked at. */
const LOOKED_AT = process.env['TSP_ALL_LOOKS'] === '1' ? LOOK_NAMES : LOOK_NAMES.slice(0, 1);

describeNewestObs('a change of the look', (build) => {
  let obs: RealObs;
  const drawn = new Map<LookName, Picture[]>();
  beforeAll(async () => {
    obs = await startRealObs({ build, fps: 10 });
    await overLink(obs, (link) => setUpScenes(link));
    drawn.set('ledger', await photographAll(obs, { width: 640 }));
  });
  afterAll(() => obs.dispose());

  test('draws what the import of that look draws, and leads back to the first one', async () => {
    for (const name of ['line', 'bold'] as const) {
      const { report } = await giveLook(obs, { name });
      expect(report).toMatchObject({ kept: [], notMade: [] });
      drawn.set(name, await photographAll(obs, { width: 640 }));
      const design = shippedDesigns().find(({ fileName }) => fileName === name)?.design;
      if (design === undefined) throw new Error(`There is no collection of ${name}.`);
      const imported = await startRealObs({
        ...{ build, fps: 10, collection: collectionName(design), collectionFiles: [collectionFile(name)] },
      });
      try {
        expectSamePictures(drawn.get(name) ?? [], await photographAll(imported, { width: 640 }));
      } finally {
        await imported.dispose();
      }
    }
    await giveLook(obs, {});
    expectSamePictures(await photographAll(obs, { width: 640 }), drawn.get('ledger') ?? []);
    expect((await giveLook(obs, {})).report).toMatchObject({ placed: [], restyled: [], kept: [] });
  });

  test('leaves what was moved, recoloured or taken out by hand, and what is not ours; and can be taken back', async () => {
    const scene = { sceneName: 'Tarkov In Raid' };
    const idOf = async (sourceName: string): Promise<number> =>
      (await obs.call('GetSceneItemId', { ...scene, sourceName })).sceneItemId;
    await obs.call('SetSceneItemTransform', {
      ...{
        ...scene,
        sceneItemId: await idOf('Tarkov Map'),
        sceneItemTransform: { positionX: 900, positionY: 500 },
      },
    });
    await obs.call('SetInputSettings', {
      ...{ inputName: 'Tarkov Raid Kills', inputSettings: { color1: 0xff00ff00, color2: 0xff00ff00 } },
    });
    await obs.call('RemoveSceneItem', { ...scene, sceneItemId: await idOf('Tarkov Label Kills') });
    await obs.call('CreateInput', {
      ...{
        ...scene,
        inputName: 'My Camera',
        inputKind: 'color_source_v3',
        inputSettings: { width: 300, height: 200 },
      },
    });
    await obs.call('SetSceneItemTransform', {
      ...{ ...scene, sceneItemId: await idOf('My Camera') },
      sceneItemTransform: { positionX: 1500, positionY: 800 },
    });
    const before = await contentsOf(obs);
    const planned = await preview(obs, { name: 'bold', accent: '#4080FF' });
    expect(await contentsOf(obs)).toEqual(before);

    const { report, takeBack } = await giveLook(obs, { name: 'bold', accent: '#4080FF' });
    expect(report).toEqual(planned);
    expect(report.kept).toEqual([
      { scene: null, source: 'Tarkov Raid Kills' },
      { scene: 'Tarkov In Raid', source: 'Tarkov Map' },
    ]);
    const { sceneItems } = await obs.call('GetSceneItemList', scene);
    const sources = sceneItems.map((item) => item['sourceName']);
    expect(sources).not.toContain('Tarkov Label Kills');
    expect(sources).toContain('My Camera');
    const placeOf = (source: string): Record<string, number> =>
      sceneItems.find((item) => item['sourceName'] === source)?.['sceneItemTransform'] as Record<
        string,
        number
      >;
    expect(placeOf('Tarkov Map')).toMatchObject({ positionX: 900, positionY: 500 });
    const inBold = scenePlan('linux', {
      look: { ...DEFAULT_LOOK, name: 'bold' },
      frame: { width: 1920, height: 1080 },
    })
      .scenes.find(({ name }) => name === 'Tarkov In Raid')
      ?.items.find(({ source }) => source === 'Tarkov Raid Kills');
    expect(placeOf('Tarkov Raid Kills')['positionX']).toBeCloseTo(inBold?.transform.positionX ?? 0, 0);
    const { inputSettings } = await obs.call('GetInputSettings', { inputName: 'Tarkov Raid Kills' });
    expect(inputSettings).toMatchObject({ color1: 0xff00ff00 });
    const bar = await obs.call('GetInputSettings', { inputName: 'Tarkov Bar' });
    expect(bar.inputSettings).toMatchObject({ color: 0xffff8040 });

    await takeBack();
    expect(await contentsOf(obs)).toEqual(before);

    // Told to, it takes what was moved and recoloured, too; and the way back leads to what the streamer had by hand.
    const forced = await giveLook(obs, { name: 'bold', side: 'right' }, { isForced: true });
    expect(forced.report.kept).toEqual([]);
    const after = await obs.call('GetInputSettings', { inputName: 'Tarkov Raid Kills' });
    expect(after.inputSettings['color1']).not.toBe(0xff00ff00);
    const moved = await obs.call('GetSceneItemTransform', {
      ...scene,
      sceneItemId: await idOf('Tarkov Map'),
    });
    expect(moved.sceneItemTransform['positionX']).not.toBe(900);
    await forced.takeBack();
    expect(await contentsOf(obs)).toEqual(before);
  });

  test('that comes while a kill is up leaves nothing of it open, neither there nor on the way back', async () => {
    const pop = { sceneName: 'Tarkov Kill Pop' };
    const itemsOfPop = async () => (await obs.call('GetSceneItemList', pop)).sceneItems;
    for (const { sceneItemId } of await itemsOfPop())
      await obs.call('SetSceneItemEnabled', {
        ...pop,
        sceneItemId: Number(sceneItemId),
        sceneItemEnabled: true,
      });
    const { takeBack } = await giveLook(obs, { name: 'bold' });
    const isOpen = async () => (await itemsOfPop()).filter((item) => item['sceneItemEnabled'] === true);
    expect(await isOpen()).toEqual([]);
    await takeBack();
    expect(await isOpen()).toEqual([]);
  });

  test('is taken back without what the streamer has added since', async () => {
    const scene = { sceneName: 'Tarkov In Raid' };
    const before = await obs.call('GetSceneItemList', scene);
    const { takeBack } = await giveLook(obs, { name: 'bold' });
    const { sceneItemId } = await obs.call('CreateSceneItem', { ...scene, sourceName: 'Tarkov Bar' });
    const sceneItemTransform = { positionX: 10, positionY: 1000 };
    await obs.call('SetSceneItemTransform', { ...scene, sceneItemId, sceneItemTransform });
    await takeBack();
    const { sceneItems } = await obs.call('GetSceneItemList', scene);
    expect(sceneItems.at(-1)).toMatchObject({ sceneItemId, sceneItemTransform });
    expect(sceneItems.slice(0, -1).map((item) => item['sourceName'])).toEqual(
      before.sceneItems.map((item) => item['sourceName']),
    );
    await obs.call('RemoveSceneItem', { ...scene, sceneItemId });
  });

  test.each(LOOKED_AT)('%s can be read over snow and in the dark', async (name) => {
    await giveLook(obs, { name }, { isForced: true });
    const texts = { ...ORDINARY_TEXTS, 'Tarkov Mode': 'PVE' };
    for (const ground of [0xffffffff, 0xff000000]) {
      await showGround(obs, ground);
      const pictures = await photographAll(obs, { texts });
      for (const [index, scene] of SHOWN_SCENES.entries()) {
        const picture = pictures[index];
        if (picture === undefined) throw new Error(`There is no picture of ${scene}.`);
        const look = { ...DEFAULT_LOOK, name };
        const items = scenePlan('linux', { look, frame: { width: 1920, height: 1080 } }).scenes.find(
          (one) => one.name === scene,
        )?.items;
        for (const { source, visible, transform } of items ?? []) {
          // Taken out above.
          const isAway = scene === 'Tarkov In Raid' && source === 'Tarkov Label Kills';
          if (!visible || transform.boundsType !== 'OBS_BOUNDS_MAX_ONLY' || isAway) continue;
          const [light, dark] = extremesIn(picture, transform);
          expect(
            contrast(light, dark),
            `${source} in ${scene} over ${ground.toString(16)}`,
          ).toBeGreaterThanOrEqual(4.5);
        }
      }
    }
  });

  test.each(LOOKED_AT)('%s: a figure that grows does not move its first digits', async (name) => {
    await giveLook(obs, { name }, { isForced: true });
    const look = { ...DEFAULT_LOOK, name };
    const { scenes } = scenePlan('linux', { look, frame: { width: 1920, height: 1080 } });
    for (const [scene, source, short, long] of GROWING) {
      const item = scenes.find((one) => one.name === scene)?.items.find((one) => one.source === source);
      if (item?.visible !== true) continue;
      const shots: Picture[] = [];
      for (const text of ['', short, long]) {
        await setTexts(obs, { [source]: text });
        shots.push(await photograph(obs, scene));
      }
      const [empty, before, after] = shots as [Picture, Picture, Picture];
      const columns = (indices: readonly number[]) => new Set(indices.map((index) => index % empty.width));
      const ink = columns(differingPixels(empty, before));
      const changed = [...columns(differingPixels(before, after))];
      expect(ink.size).toBeGreaterThan(4);
      // The letters' edges are mixed with what is beside them.
      const inner = [...ink].sort((a, b) => a - b).slice(2, -2);
      expect(
        changed.filter((column) => inner.includes(column)),
        `${source} in ${scene}`,
      ).toEqual([]);
    }
  });

  test('the service says where the icons lie, also when its folder has moved, and they are drawn', async () => {
    await giveLook(obs, { name: 'bold' }, { isForced: true });
    const inputName = 'Tarkov Icon Skull';
    const before = await photograph(obs, 'Tarkov In Raid');
    const folder = await placeIcons(obs);
    for (const file of ['', '/gone/skull.png']) {
      await obs.call('SetInputSettings', { inputName, inputSettings: { file } });
      const service = await serviceFor(obs, { iconFolder: folder });
      await until(async () =>
        expect((await obs.call('GetInputSettings', { inputName })).inputSettings).toEqual({
          file: `${folder}/skull.png`,
        }),
      );
      await service.stop();
    }
    const after = await photograph(obs, 'Tarkov In Raid');
    const changed = differingPixels(before, after).map((index) => [index % 1920, Math.floor(index / 1920)]);
    const icons = planned('bold', 'Tarkov In Raid').filter(({ source }) => source.includes('Icon'));
    const at = ([x = 0, y = 0]: number[], { positionX, positionY, boundsWidth }: ItemTransform): boolean =>
      x >= positionX && x < positionX + boundsWidth && y >= positionY && y < positionY + boundsWidth;
    for (const { source, transform } of icons)
      expect(changed.filter((pixel) => at(pixel, transform)).length, source).toBeGreaterThan(200);
    expect(changed.filter((pixel) => !icons.some(({ transform }) => at(pixel, transform)))).toEqual([]);
  });

  test('a kill pops up and goes, also when another comes meanwhile, and when OBS ends and starts again', async () => {
    const kept = new Map<string, readonly ShownItem[]>();
    const shown: ShownStore = {
      read: () => kept.get('') ?? [],
      write: (items) => void kept.set('', items),
    };
    await obs.call('SetCurrentProgramScene', { sceneName: 'Tarkov In Raid' });
    const atRest = await photograph(obs, 'Tarkov In Raid', { width: 960 });
    const service = await serviceFor(obs, { shown });
    const pop = (enemy: KillPop['enemy']): void => {
      service.reactions.pop({ enemy, killWords: 'KILL 4', enemyWords: enemy.toUpperCase() }, Infinity);
    };
    const items = async (): Promise<{ id: number; source: string; isOpen: boolean }[]> => {
      const { sceneItems } = await obs.call('GetSceneItemList', { sceneName: 'Tarkov Kill Pop' });
      return sceneItems.map((item) => ({
        id: item['sceneItemId'] as number,
        source: item['sourceName'] as string,
        isOpen: item['sceneItemEnabled'] as boolean,
      }));
    };
    const isOpen = async (source: string): Promise<boolean> =>
      (await items()).find((item) => item.source === source)?.isOpen === true;
    // A pop may be over before a busy machine looks: what OBS tells stays.
    const told: string[] = [];
    const names = new Map((await items()).map(({ id, source }) => [id, source]));
    const watcher = new OBSWebSocket();
    watcher.on('SceneItemEnableStateChanged', ({ sceneItemId, sceneItemEnabled }) => {
      told.push(`${names.get(sceneItemId)} ${sceneItemEnabled ? 'opens' : 'closes'}`);
    });
    await watcher.connect(obs.url);
    try {
      pop('pmc');
      await until(() => expect(told).toContain('Tarkov Icon PMC opens'));
      pop('boss');
      await until(() => expect(told).toContain('Tarkov Icon Boss opens'));
      expect(told).toContain('Tarkov Icon PMC closes');
      await until(async () => {
        if (!(await isOpen('Tarkov Panel'))) pop('boss');
        const shot = decodePng(await obs.screenshot('Tarkov In Raid', { width: 960 }));
        expect(differingPixels(atRest, shot).length).toBeGreaterThan(10_000);
      });
      await until(async () => expect(await isOpen('Tarkov Panel')).toBe(false));
      expect(differingPixels(atRest, await photograph(obs, 'Tarkov In Raid', { width: 960 }))).toEqual([]);
      const { filters } = await obs.call('GetSourceFilterList', { sourceName: 'Tarkov Kill Pop' });
      expect(filters.map(({ filterEnabled }) => filterEnabled)).toEqual([false, false]);

      // It saves its scenes with the pop in them.
      told.length = 0;
      pop('pmc');
      await until(() => expect(told).toContain('Tarkov Panel opens'));
      await obs.stop();
      await obs.start();
      await until(async () => {
        expect(service.state()).toBe('ready');
        expect(await isOpen('Tarkov Panel')).toBe(false);
      });
      expect(kept.get('')).toEqual([]);
    } finally {
      await watcher.disconnect();
      await service.stop();
    }
  });
});

/** The OBS side of the service, connected to this OBS. */
async function serviceFor({ url }: RealObs, options: Partial<ObsOptions>): Promise<Obs> {
  const log = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const service = createObs({ address: () => ({ url, password: null }), log, ...options });
  service.start();
  await until(() => expect(service.state()).toBe('ready'));
  return service;
}

function planned(name: LookName, scene: string): readonly PlannedItem[] {
  const look = { ...DEFAULT_LOOK, name };
  const { scenes } = scenePlan('linux', { look, frame: { width: 1920, height: 1080 } });
  return scenes.find((one) => one.name === scene)?.items ?? [];
}

/** The scene, a figure in it, and how it grows by a digit. */
const GROWING = [
  ['Tarkov In Raid', 'Tarkov Raid Time', '8:5', '8:51'],
  ['Tarkov In Raid', 'Tarkov Raid Kills', '8', '88'],
  ['Tarkov Queue', 'Tarkov Queue Time', '8:5', '8:51'],
  ['Tarkov Lobby', 'Tarkov Figure 2', '8', '88'],
] as const;

async function showGround(obs: RealObs, color: number): Promise<void> {
  const inputName = 'Ground';
  const { inputs } = await obs.call('GetInputList');
  const inputSettings = { color, width: 1920, height: 1080 };
  if (inputs.some((input) => input.inputName === inputName))
    await obs.call('SetInputSettings', { inputName, inputSettings });
  else
    await obs.call('CreateInput', {
      sceneName: 'Tarkov Game',
      inputName,
      inputKind: 'color_source_v3',
      inputSettings,
    });
  await waitForFrames(obs);
}

/** The colour of the letters and the one behind them: the lightest and the darkest, but for a few pixels. */
function extremesIn(
  { width, channels, pixels }: Picture,
  {
    positionX,
    positionY,
    boundsWidth,
    boundsHeight,
  }: { positionX: number; positionY: number; boundsWidth: number; boundsHeight: number },
): [string, string] {
  const found: { sum: number; hex: string }[] = [];
  for (let y = Math.round(positionY); y < positionY + boundsHeight; y += 1)
    for (let x = Math.round(positionX); x < positionX + boundsWidth; x += 1) {
      const at = (y * width + x) * channels;
      const [red = 0, green = 0, blue = 0] = [pixels[at], pixels[at + 1], pixels[at + 2]];
      const hex = [red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('');
      found.push({ sum: red + green + blue, hex: `#${hex}` });
    }
  found.sort((a, b) => a.sum - b.sum);
  const few = Math.min(30, Math.floor(found.length / 200));
  return [found[found.length - 1 - few]?.hex ?? '#000000', found[few]?.hex ?? '#000000'];
}
