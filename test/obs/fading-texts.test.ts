import { expect, test } from 'vitest';
import type { Obs } from '../../src/obs/obs.js';
import type { Timings } from '../../src/obs/timings.js';
import type { FakeObs } from '../support/fake-obs.js';
import { createFakeScenes } from '../support/fake-obs-scenes.js';
import { becomes, fakeObs, startedObs, desired } from './harness.js';

const PRESS = { cause: 'press' } as const;
/** The word is in the Death scene alone, the figure in all. */
const PLACES = [
  ['Death', 'Word'],
  ['Death', 'Figure'],
  ['Lobby', 'Figure'],
  ['Queue', 'Figure'],
] as const;

async function onDeath(
  version: string,
  timings: Partial<Timings> = {},
): Promise<{ fake: FakeObs; obs: Obs }> {
  const fake = await fakeObs(['Word', 'Figure'], version);
  const scenes = createFakeScenes(fake.model);
  fake.manners.answer = scenes.answer;
  PLACES.forEach(([scene, source], index) =>
    scenes.items(scene).push({ itemId: index, source, transform: {}, isShown: true }),
  );
  fake.model.programScene = 'Death';
  fake.model.onScreen = 'Death';
  fake.model.transitionMs = Infinity;
  const obs = startedObs(fake, { timings });
  obs.setDesired(desired({ Word: 'KILLED', Figure: '1' }, 'Death'));
  await becomes(() => fake.model.text('Word'), 'KILLED');
  return { fake, obs };
}

async function onDeathAtRest(version: string): Promise<{ fake: FakeObs; obs: Obs }> {
  const { fake, obs } = await onDeath(version);
  await becomes(() => obs.status().acknowledged !== null, true);
  await becomes(() => fake.requests('GetSceneItemList').length >= 5, true);
  return { fake, obs };
}

const VERSIONS = ['5.1.0', '5.5.2'];

test.each(VERSIONS)(
  'a word that only the scene going out has stays until it is gone (%s)',
  async (version) => {
    const { fake, obs } = await onDeathAtRest(version);
    obs.setDesired(desired({ Word: 'LOBBY', Figure: '2' }, 'Lobby', PRESS));
    await becomes(() => fake.model.onScreen, 'Lobby');
    obs.setDesired(desired({ Word: 'STILL LOBBY', Figure: '3' }, 'Lobby'));
    await becomes(() => fake.model.text('Figure'), '3');
    expect(fake.model.text('Word')).toBe('KILLED');
    fake.model.endTransition();
    await becomes(() => fake.model.text('Word'), 'STILL LOBBY');
    expect(fake.requests('SetInputSettings').map(({ inputSettings }) => inputSettings)).not.toContainEqual({
      text: 'LOBBY',
    });
  },
);

test.each(VERSIONS)('a word is held also by a press right after OBS was found (%s)', async (version) => {
  // What is in the scenes would be read later.
  const { fake, obs } = await onDeath(version, { readGapMs: 2_000 });
  obs.setDesired(desired({ Word: 'LOBBY', Figure: '2' }, 'Lobby', PRESS));
  await becomes(() => fake.model.onScreen, 'Lobby');
  expect(fake.model.text('Word')).toBe('KILLED');
  fake.model.endTransition();
  await becomes(() => fake.model.text('Word'), 'LOBBY');
});

test('a word is not held when the scene is left alone', async () => {
  const { fake, obs } = await onDeathAtRest('5.5.2');
  obs.setDesired(desired({ Word: 'LOBBY', Figure: '2' }, 'Lobby', { cause: 'time', fromScene: 'Survived' }));
  await becomes(() => fake.model.text('Word'), 'LOBBY');
  expect(fake.model.onScreen).toBe('Death');
});

test('a word that the next scene shows as well is sent before the switch', async () => {
  const { fake, obs } = await onDeathAtRest('5.5.2');
  obs.setDesired(desired({ Word: 'KILLED', Figure: '9' }, 'Queue', PRESS));
  await becomes(() => fake.model.onScreen, 'Queue');
  expect(fake.model.text('Figure')).toBe('9');
});

test('a word is held through a fade that the streamer began in OBS', async () => {
  const { fake, obs } = await onDeathAtRest('5.5.2');
  fake.model.chooseScene('Lobby');
  await becomes(() => obs.status().programScene, 'Lobby');
  obs.setDesired(desired({ Word: 'LOBBY', Figure: '4' }, 'Lobby'));
  await becomes(() => fake.model.text('Figure'), '4');
  expect(fake.model.text('Word')).toBe('KILLED');
  fake.model.endTransition();
  await becomes(() => fake.model.text('Word'), 'LOBBY');
});

test('a word comes through although OBS never tells that the fade is over', async () => {
  const { fake, obs } = await onDeathAtRest('5.5.2');
  obs.setDesired(desired({ Word: 'LOBBY', Figure: '2' }, 'Lobby', PRESS));
  await becomes(() => fake.model.onScreen, 'Lobby');
  fake.model.loseTransitionEnd();
  await becomes(() => fake.model.text('Word'), 'LOBBY');
});
