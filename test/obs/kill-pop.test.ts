import { describe, expect, it } from 'vitest';
import { KEPT_NOWHERE, type ShownItem, type ShownStore } from '../../src/obs/react/shown-items.js';
import type { Obs } from '../../src/obs/obs.js';
import type { KillPop } from '../../src/show/kill-pop.js';
import type { FakeObs } from '../support/fake-obs.js';
import { becomes, fakeObs, startedObs } from './harness.js';

const SCENE = 'Tarkov Kill Pop';
const ITEMS = ['Tarkov Panel', 'Tarkov Pop Kill', 'Tarkov Pop Enemy', 'Tarkov Icon PMC', 'Tarkov Icon Boss'];
const PMC: KillPop = { enemy: 'pmc', killWords: 'KILL 1', enemyWords: 'PMC' };
const BOSS: KillPop = { enemy: 'boss', killWords: 'KILL 2', enemyWords: 'BOSS · HEADSHOT' };

function keeper(items: readonly ShownItem[] = []): ShownStore & { items: readonly ShownItem[] } {
  const kept = {
    items,
    read: () => kept.items,
    write: (next: readonly ShownItem[]) => {
      kept.items = next;
    },
  };
  return kept;
}

async function withPop(): Promise<FakeObs> {
  const fake = await fakeObs(['Tarkov Pop Kill', 'Tarkov Pop Enemy']);
  fake.model.addScene(SCENE);
  for (const source of ITEMS) fake.model.putInto(SCENE, source);
  fake.model.putInto(SCENE, 'My sticker', true);
  for (const filter of ['Tarkov Slide', 'Tarkov Fade']) fake.model.addFilter(SCENE, filter);
  return fake;
}

/** The items whose eyes are open. */
function open(fake: FakeObs): readonly string[] {
  const items = fake.model.items.get(SCENE) ?? [];
  return items.filter(({ enabled }) => enabled).map(({ source }) => source);
}

const AT_REST = ['My sticker'];

async function pop(obs: Obs, kill: KillPop): Promise<void> {
  await becomes(obs.state, 'ready');
  obs.reactions.pop(kill, performance.now() + 3_000);
}

describe('the pop of a kill', () => {
  it('shows what is ours in its scene with the picture of that enemy, and takes it away', async () => {
    const [fake, shown] = [await withPop(), keeper()];
    const obs = startedObs(fake, { shown });
    await pop(obs, PMC);
    await becomes(() => open(fake), [...ITEMS.slice(0, 4), 'My sticker']);
    expect(fake.model.text('Tarkov Pop Kill')).toBe('KILL 1');
    // On the disk before OBS is told.
    expect(shown.items.map(({ source, enabledThen }) => [source, enabledThen])).toEqual(
      ITEMS.map((source) => [source, false]),
    );
    await becomes(() => open(fake), AT_REST);
    await becomes(() => shown.items, []);
    expect([...(fake.model.filters.get(SCENE)?.values() ?? [])]).toEqual([false, false]);
    const settings = fake.requests('SetSourceFilterSettings').map(({ filterSettings }) => filterSettings);
    expect(settings.slice(-2)).toEqual([{ opacity: 1 }, { top: 0, bottom: 0 }]);
  });

  it('shows a second kill in the same pop, and goes once', async () => {
    const fake = await withPop();
    const obs = startedObs(fake);
    await pop(obs, PMC);
    await becomes(() => open(fake).includes('Tarkov Icon PMC'), true);
    await pop(obs, BOSS);
    await becomes(() => open(fake), [...ITEMS.slice(0, 3), 'Tarkov Icon Boss', 'My sticker']);
    expect(fake.model.text('Tarkov Pop Enemy')).toBe('BOSS · HEADSHOT');
    await becomes(() => open(fake), AT_REST);
    // The last frames of a way out are the only ones that are nearly invisible, but for the first of the way in.
    const opacities = fake
      .requests('SetSourceFilterSettings')
      .map(({ filterSettings }) => (filterSettings as { opacity?: number }).opacity);
    expect(opacities.filter((opacity) => opacity === 0.15)).toHaveLength(1);
  });

  it('of kills that come faster than OBS takes them shows the last one', async () => {
    const fake = await withPop();
    const obs = startedObs(fake);
    await becomes(obs.state, 'ready');
    for (const kill of [PMC, PMC, BOSS]) obs.reactions.pop(kill, performance.now() + 3_000);
    await becomes(() => open(fake).includes('Tarkov Icon Boss'), true);
    expect(fake.requests('SetInputSettings')).toHaveLength(2);
  });

  it('does nothing where its scene is not there, or when it is too late', async () => {
    const bare = await fakeObs();
    const obs = startedObs(bare);
    await pop(obs, PMC);
    const fake = await withPop();
    const other = startedObs(fake);
    await becomes(other.state, 'ready');
    other.reactions.pop(PMC, performance.now() - 1);
    await becomes(() => fake.requests('GetSceneItemList').some(({ sceneName }) => sceneName === SCENE), true);
    await other.reactions.push({ verb: 'record', what: 'stop' }, Infinity);
    await obs.reactions.push({ verb: 'record', what: 'stop' }, Infinity);
    for (const one of [fake, bare]) {
      expect(one.requests('SetSceneItemEnabled')).toEqual([]);
      expect(one.requests('SetInputSettings')).toEqual([]);
    }
    expect(bare.requests('GetSceneItemList').filter(({ sceneName }) => sceneName === SCENE)).toEqual([]);
  });

  it('that a crash has left up is taken away by the next start', async () => {
    const fake = await withPop();
    for (const item of fake.model.items.get(SCENE) ?? []) item.enabled = true;
    const left = ITEMS.map((source) => ({ collection: fake.model.collection, scene: SCENE, source }));
    const shown = keeper(left.map((place) => ({ ...place, enabledThen: false, untilMs: 0 })));
    startedObs(fake, { shown });
    await becomes(() => open(fake), AT_REST);
    await becomes(() => shown.items, []);
  });

  it('goes at once when the program ends', async () => {
    const fake = await withPop();
    const obs = startedObs(fake, { shown: KEPT_NOWHERE });
    await pop(obs, PMC);
    await becomes(() => open(fake).length, 5);
    await obs.stop();
    expect(open(fake)).toEqual(AT_REST);
  });
});
