import { describe, expect, onTestFinished, test } from 'vitest';
import type { ObsRequest, ObsResult } from '../../src/obs/link/link.js';
import { addItem, type SceneTools } from '../../src/obs/setup/scene.js';
import { openLink } from '../../src/obs/link/open-link.js';
import { setupSentence, type SetupReport } from '../../src/obs/setup/report.js';
import { setUpScenes, unfinishedName, type OfTheShow } from '../../src/obs/setup/setup.js';
import { DEFAULT_LOOK } from '../../src/show/look.js';
import { mergeShow } from '../../src/show/parse-show.js';
import { namesWithout } from '../../src/show/without.js';
import { scenePlan } from '../../src/scenes/scene-plan.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { createFakeScenes, type FakeScenes } from '../support/fake-obs-scenes.js';

const PLAN = scenePlan('linux');
const SCENES = PLAN.scenes.map(({ name }) => name);
const SOURCES = PLAN.inputs.map(({ name }) => name);

interface Stage {
  readonly fake: FakeObs;
  readonly scenes: FakeScenes;
  readonly setUp: (inPlace?: OfTheShow) => Promise<SetupReport>;
}

/** A fake OBS with a scene of the streamer's own. */
async function stage(websocketVersion?: string): Promise<Stage> {
  const fake = await startFakeObs(websocketVersion);
  onTestFinished(() => fake.stop());
  const scenes = createFakeScenes(fake.model);
  fake.manners.answer = scenes.answer;
  fake.model.kinds.push('color_source_v3');
  fake.model.addScene('My Talk');
  const setUp = async (inPlace?: OfTheShow): Promise<SetupReport> => {
    const link = await openLink({ url: fake.url, password: null }, 2_000, new AbortController().signal);
    try {
      return await setUpScenes(link, inPlace);
    } finally {
      link.close();
    }
  };
  return { fake, scenes, setUp };
}

/** What the collection looks like, whichever way it came about. */
function pictureOf({ fake, scenes }: Stage): unknown {
  const names = fake.model.scenes.map(({ name }) => name).sort();
  return {
    inputs: fake.model.inputs.map(({ name, kind, settings }) => ({ name, kind, settings })).sort(byName),
    scenes: names.map((name) => ({
      name,
      items: scenes.items(name).map(({ source, transform, isLocked = false }) => ({
        ...{ source: nameNow(source, names), transform, isLocked },
      })),
      filters: [...(fake.model.filters.get(name) ?? [])],
      override: scenes.overrides.get(name),
    })),
  };
}

/** Items keep to a scene that gets its name later. */
function nameNow(source: string, names: readonly string[]): string {
  return names.find((name) => unfinishedName(name) === source) ?? source;
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

describe.each(['5.1.0', '5.5.2'])('setting up over obs-websocket %s', (websocketVersion) => {
  test('makes every scene and source of the description, each item at its place', async () => {
    const on = await stage(websocketVersion);
    const report = await on.setUp();
    expect([...report.madeScenes].sort()).toEqual([...SCENES].sort());
    expect([...report.madeSources].sort()).toEqual([...SOURCES].sort());
    expect(report.notMade).toEqual([]);
    for (const { name, items } of PLAN.scenes) {
      const made = on.scenes.items(name);
      expect(made.map(({ source }) => nameNow(source, SCENES))).toEqual(items.map(({ source }) => source));
      expect(made.map(({ transform }) => transform['positionX'])).toEqual(
        items.map(({ transform }) => transform.positionX),
      );
    }
    expect(on.fake.model.programScene).toBe('My Talk');
    // What moves is switched off while it rests, and clicks go through it.
    expect([...(on.fake.model.filters.get('Tarkov Kill Pop') ?? [])]).toEqual([
      ['Tarkov Slide', false],
      ['Tarkov Fade', false],
    ]);
    expect(on.scenes.items('Tarkov In Raid').filter(({ isLocked }) => isLocked)).toHaveLength(1);
    expect(on.scenes.items('Tarkov Kill Pop').filter(({ isShown }) => isShown)).toEqual([]);
  });

  test('is completed by the next press, wherever it broke off', async () => {
    const whole = await stage(websocketVersion);
    await whole.setUp();
    const expected = pictureOf(whole);
    const steps = whole.fake.messages.length;
    expect(steps).toBeGreaterThan(20);
    for (let step = 2; step < steps; step += 1) {
      const on = await stage(websocketVersion);
      let left = step;
      on.fake.manners.closeOn = () => {
        left -= 1;
        return left < 0 ? 1006 : null;
      };
      await expect(on.setUp(), `broken off at message ${step}`).rejects.toThrow(/connection to OBS broke/);
      on.fake.manners.closeOn = null;
      expect((await on.setUp()).notMade).toEqual([]);
      expect(pictureOf(on), `broken off at message ${step}`).toEqual(expected);
    }
  });

  test('does nothing the second time', async () => {
    const on = await stage(websocketVersion);
    await on.setUp();
    const before = pictureOf(on);
    const sent = on.fake.messages.length;
    const report = await on.setUp();
    expect(report).toMatchObject({ madeScenes: [], madeSources: [], notMade: [] });
    expect(setupSentence(report)).toContain('Everything was there already');
    expect(pictureOf(on)).toEqual(before);
    const types = on.fake.messages.slice(sent).flatMap(({ requests }) => requests.map(({ type }) => type));
    expect(types.filter((type) => !type.startsWith('Get'))).toEqual([]);
  });
});

test('the transition has the name that it has in this OBS', async () => {
  const on = await stage();
  await on.setUp();
  expect(on.scenes.overrides.get('Tarkov Lobby')).toBe('Überblenden');
  expect(on.scenes.overrides.has('Tarkov Game')).toBe(false);
});

test('a scene of ours that the streamer has changed stays as it is', async () => {
  const on = await stage();
  await on.setUp();
  const lobby = on.scenes.items('Tarkov Lobby');
  lobby.splice(3, 4);
  for (const item of lobby.slice(0, 2)) item.transform = { positionX: 7 };
  const before = structuredClone(lobby);
  await on.setUp();
  expect(on.scenes.items('Tarkov Lobby')).toEqual(before);
});

test.each(['5.1.0', '5.5.2'])(
  'what was renamed in OBS %s is not made a second time, and what is missing beside it is',
  async (websocketVersion) => {
    const on = await stage(websocketVersion);
    await on.setUp();
    on.scenes.rename('Tarkov Queue Time', 'Q Uhr');
    on.scenes.rename('Tarkov Queue', 'Warteschlange');
    on.scenes.remove('Tarkov Queue Map');
    const renamed = [
      { from: 'Tarkov Queue Time', to: 'Q Uhr' },
      { from: 'Tarkov Queue', to: 'Warteschlange' },
    ];
    const report = await on.setUp({ look: DEFAULT_LOOK, renamed, without: new Set() });
    expect(report).toMatchObject({ madeScenes: [], madeSources: ['Tarkov Queue Map'], notMade: [] });
    expect(on.fake.model.scenes.map(({ name }) => name)).not.toContain('Tarkov Queue');
    expect(on.fake.model.inputs.map(({ name }) => name)).not.toContain('Tarkov Queue Time');
    const sources = on.scenes.items('Warteschlange').map(({ source }) => source);
    expect(sources.filter((source) => source === 'Tarkov Queue Map')).toHaveLength(1);
  },
);

test('nothing is made in whose place the show has something else', async () => {
  const on = await stage();
  const without = namesWithout(
    mergeShow({
      texts: { 'My Kills': '{{raid.kill_count}}', 'Tarkov Raid Kills': null },
      scenes: { queuing: 'Warteschlange', died: 'Oh no', lobby: null },
    }),
  );
  // Still shown for missing in action; and for the lobby nothing else is shown.
  expect([...without].sort()).toEqual(['Tarkov Queue', 'Tarkov Raid Kills']);
  const report = await on.setUp({ look: DEFAULT_LOOK, renamed: [], without });
  expect([...report.madeScenes].sort()).toEqual(SCENES.filter((name) => name !== 'Tarkov Queue').sort());
  expect(report.madeSources).not.toContain('Tarkov Raid Kills');
  expect(report.notMade).toEqual([]);
});

test('names that are taken are reported, each with what takes it, and the rest is made', async () => {
  const on = await stage();
  on.fake.model.addScene('Tarkov Map');
  on.fake.model.addInput('Tarkov KD', 'image_source');
  on.fake.model.addInput('Tarkov Status', 'text_gdiplus_v2');
  on.scenes.groups.push('Tarkov Streak', 'Tarkov Queue');
  on.fake.model.addScene('Tarkov Lobby');
  const report = await on.setUp();
  const reasons = Object.fromEntries(report.notMade.map(({ name, reason }) => [name, reason]));
  expect(Object.keys(reasons).sort()).toEqual([
    'Tarkov KD',
    'Tarkov Lobby',
    'Tarkov Map',
    'Tarkov Queue',
    'Tarkov Status',
    'Tarkov Streak',
  ]);
  expect(reasons['Tarkov KD']).toContain('a source of the kind image_source');
  expect(reasons['Tarkov Map']).toContain('a scene');
  expect(reasons['Tarkov Queue']).toContain('a group');
  expect(reasons['Tarkov Status']).toContain('cannot draw');
  expect(on.scenes.items('Tarkov Lobby')).toEqual([]);
  const shown = SCENES.flatMap((scene) => on.scenes.items(scene).map(({ source }) => source));
  expect(shown).not.toContain('Tarkov Map');
  expect(shown).not.toContain('Tarkov KD');
  expect(setupSentence(report)).toMatch(
    /^Made 5 scenes and \d+ sources in the scene collection "Untitled"\. /,
  );
});

test('an OBS that is loading is left alone, and says so', async () => {
  const on = await stage();
  on.fake.manners.notReady = true;
  await expect(on.setUp()).rejects.toThrow('OBS is loading its scenes: set up again in a moment.');
});

test('the newest kind of text that this OBS offers is taken', async () => {
  const on = await stage();
  on.fake.model.kinds.push('text_gdiplus_v2', 'text_gdiplus_v3', 'game_capture');
  await on.setUp();
  const kinds = new Set(on.fake.model.inputs.map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['color_source_v3', 'game_capture', 'image_source', 'text_gdiplus_v3']);
});

test('a source that OBS lists and has dropped is made again with its item', async () => {
  const asked: string[] = [];
  const answer = ({ requestType }: ObsRequest): ObsResult => {
    asked.push(requestType);
    return requestType === 'CreateSceneItem'
      ? { ok: false, code: 600, comment: 'No source was found.', data: {} }
      : { ok: true, code: 100, comment: '', data: { sceneItemId: 7, inputUuid: 'new' } };
  };
  const batch = (requests: readonly ObsRequest[]) => Promise.resolve(requests.map(answer));
  const sources = new Map([['Tarkov Figure 1', { name: 'Tarkov Figure 1', uuid: 'old' }]]);
  const tools: SceneTools = {
    link: {
      call: () => Promise.resolve({}),
      batch,
      frames: batch,
      onEvent: () => undefined,
      ...NEVER_CLOSED,
    },
    ...{ timeoutMs: 1_000, frame: PLAN.frame, canvas: PLAN.frame, sources },
    ...{ ourName: (source) => source, made: () => undefined, taken: () => undefined },
    newInput: () => ({ kind: 'text_ft2_source_v2', settings: {} }),
  };
  expect(await addItem(tools, { name: 'Tarkov Lobby', uuid: null }, 'Tarkov Figure 1')).toBe(7);
  expect(asked).toEqual(['CreateSceneItem', 'CreateInput']);
  expect(sources.get('Tarkov Figure 1')?.uuid).toBe('new');
});

const NEVER_CLOSED = { closed: new Promise<never>(() => undefined), close: () => undefined };
