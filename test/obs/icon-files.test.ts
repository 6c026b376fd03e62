import { expect, test } from 'vitest';
import type { FakeObs } from '../support/fake-obs.js';
import { becomes, fakeObs, startedObs } from './harness.js';

const FOLDER = '/data/icons';

function fileOf(fake: FakeObs, source: string): unknown {
  return fake.model.inputs.find(({ name }) => name === source)?.settings['file'];
}

/** A fake OBS with three of our icons: one without a file, one with ours from elsewhere, one with the streamer's. */
async function withIcons(): Promise<FakeObs> {
  const fake = await fakeObs();
  const files = { Skull: undefined, Clock: 'C:\\Old folder\\clock.png', Map: '/home/me/my-map.png' };
  for (const [name, file] of Object.entries(files)) {
    fake.model.addInput(`Tarkov Icon ${name}`, 'image_source');
    if (file !== undefined) Object.assign(fake.model.inputs.at(-1)?.settings ?? {}, { file });
  }
  // A text of that name is none of ours.
  fake.model.addInput('Tarkov Icon Door');
  return fake;
}

test('icons get their files from our folder, wherever they were before; a picture of the streamer stays', async () => {
  const fake = await withIcons();
  const obs = startedObs(fake, { iconFolder: FOLDER });
  await becomes(() => fileOf(fake, 'Tarkov Icon Skull'), '/data/icons/skull.png');
  expect(fileOf(fake, 'Tarkov Icon Clock')).toBe('/data/icons/clock.png');
  expect(fileOf(fake, 'Tarkov Icon Map')).toBe('/home/me/my-map.png');
  expect(fileOf(fake, 'Tarkov Icon Door')).toBeUndefined();

  // Set-up makes one more.
  fake.model.addInput('Tarkov Icon Flag', 'image_source');
  await becomes(() => fileOf(fake, 'Tarkov Icon Flag'), '/data/icons/flag.png');
  // Nothing is asked or sent while nothing changes.
  const count = (): number =>
    fake.requests('GetInputSettings').length + fake.requests('SetInputSettings').length;
  const before = count();
  const looked = fake.requests('GetInputList').length;
  await becomes(() => fake.requests('GetInputList').length > looked + 2, true);
  expect(count()).toBe(before);

  // Another collection has been made when the program lay elsewhere.
  fake.model.switchCollection('Second', () => {
    fake.model.addScene('Lobby');
    fake.model.addInput('Tarkov Icon Skull', 'image_source');
    Object.assign(fake.model.inputs.at(-1)?.settings ?? {}, { file: '/gone/skull.png' });
  });
  await becomes(() => fileOf(fake, 'Tarkov Icon Skull'), '/data/icons/skull.png');
  expect(obs.state()).toBe('ready');
});

test('without a folder, as for an OBS on another PC, no icon is touched', async () => {
  const fake = await withIcons();
  const obs = startedObs(fake);
  await becomes(obs.state, 'ready');
  const looked = fake.requests('GetInputList').length;
  await becomes(() => fake.requests('GetInputList').length > looked + 1, true);
  expect(fileOf(fake, 'Tarkov Icon Skull')).toBeUndefined();
  expect(fake.requests('SetInputSettings')).toEqual([]);
});
