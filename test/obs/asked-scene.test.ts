import { expect, test } from 'vitest';
import type { Obs } from '../../src/obs/obs.js';
import type { FakeObs } from '../support/fake-obs.js';
import { becomes, fakeObs, startedObs, desired } from './harness.js';

const WAIT_MS = 5_000;

async function onScene(scene: string, shown = 'Lobby'): Promise<{ fake: FakeObs; obs: Obs }> {
  const fake = await fakeObs(['Kills']);
  fake.model.programScene = scene;
  fake.model.onScreen = scene;
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '0' }, shown));
  await becomes(() => obs.status().acknowledged !== null, true);
  return { fake, obs };
}

test('a person who asks for the scene leaves a foreign one by it', async () => {
  const { fake, obs } = await onScene('Chat');
  expect(await obs.showScene(false, WAIT_MS)).toEqual({ kind: 'shown', scene: 'Lobby' });
  expect(fake.model.onScreen).toBe('Lobby');
  expect(await obs.showScene(false, WAIT_MS)).toEqual({ kind: 'shown', scene: 'Lobby' });
});

test('a protected scene is left only by a person who knows it', async () => {
  const { fake, obs } = await onScene('BRB');
  expect(await obs.showScene(false, WAIT_MS)).toEqual({ kind: 'protected', scene: 'BRB' });
  expect(fake.model.onScreen).toBe('BRB');
  expect(await obs.showScene(true, WAIT_MS)).toEqual({ kind: 'shown', scene: 'Lobby' });
  expect(fake.model.onScreen).toBe('Lobby');
});

test('in studio mode, too, the scene that was asked for really comes', async () => {
  const { fake, obs } = await onScene('Chat');
  fake.model.studioMode = true;
  obs.resync();
  expect(await obs.showScene(false, WAIT_MS)).toEqual({ kind: 'shown', scene: 'Lobby' });
  await becomes(() => fake.model.onScreen, 'Lobby');
});

test('a scene that OBS does not have is named, and does not come by itself later', async () => {
  const { fake, obs } = await onScene('Chat', 'Loby');
  expect(await obs.showScene(false, WAIT_MS)).toEqual({ kind: 'missing', scene: 'Loby' });
  fake.model.addScene('Loby');
  await becomes(() => obs.status().scenes.includes('Loby'), true);
  expect(fake.model.onScreen).toBe('Chat');
});

test('the status names what OBS has, and for what is missing the nearest name', async () => {
  const fake = await fakeObs(['Kills', 'tarkov  map']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '0', 'Tarkov Map': 'Woods' }, 'Lobby'));
  await becomes(() => obs.status().nearest, [{ name: 'Tarkov Map', nearest: 'tarkov  map' }]);
  expect(obs.status()).toMatchObject({ missingInputs: ['Tarkov Map'], textInputs: ['Kills', 'tarkov  map'] });
  expect(obs.status().scenes).toContain('BRB');
  expect(obs.status().message).toContain('"Tarkov Map" (OBS has "tarkov  map")');
});
