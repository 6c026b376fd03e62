import { expect, test } from 'vitest';
import type { FakeMessage } from '../support/fake-obs.js';
import { until } from '../support/until.js';
import { becomes, fakeObs, startedObs, desired } from './harness.js';

const VERSIONS = ['5.1.0', '5.5.2'];

test('a desired that came before OBS is on screen as soon as OBS answers', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  const wanted = desired({ Kills: '4' });
  obs.setDesired(wanted);
  await becomes(() => fake.model.text('Kills'), '4');
  await becomes(() => obs.status().acknowledged?.revision, wanted.revision);
});

test('a text whose words OBS has already is not sent', async () => {
  const fake = await fakeObs(['Kills', 'Map']);
  fake.model.editText('Map', 'Customs');
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1', Map: 'Customs' }));
  await becomes(() => fake.model.text('Kills'), '1');
  obs.setDesired(desired({ Kills: '2', Map: 'Customs' }));
  await becomes(() => fake.model.text('Kills'), '2');
  expect(fake.requests('SetInputSettings').map((data) => data['inputSettings'])).toEqual([
    { text: '1' },
    { text: '2' },
  ]);
});

test('texts are laid over the settings: font and colour stay', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.requests('SetInputSettings').length, 1);
  expect(fake.requests('SetInputSettings')[0]).toMatchObject({ overlay: true, inputSettings: { text: '1' } });
});

test('ten thousand desired states during one slow batch cost two batches, and the last one is shown', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake, { timings: { recheckWithEventsMs: 60_000, recheckMs: 60_000 } });
  obs.setDesired(desired({ Kills: 'first' }));
  await becomes(() => fake.model.text('Kills'), 'first');
  await becomes(() => obs.status().state, 'ready');
  const isWrite = (data: { requests: readonly { type: string }[] }): boolean =>
    data.requests.some(({ type }) => type === 'SetInputSettings');
  fake.manners.delayMs = (message) => (isWrite(message) ? 150 : 0);
  const before = fake.messages.length;
  for (let i = 1; i <= 10_000; i += 1) obs.setDesired(desired({ Kills: String(i) }));
  await becomes(() => fake.messages.filter(isWrite).length, 2);
  for (let i = 10_001; i <= 20_000; i += 1) obs.setDesired(desired({ Kills: String(i) }));
  await becomes(() => fake.model.text('Kills'), '20000');
  expect(fake.messages.length - before).toBeLessThanOrEqual(3);
});

test.each(['5.3.0', '5.5.2'])('a regular look at OBS is one message (%s)', async (websocketVersion) => {
  const fake = await fakeObs(['Kills', 'Deaths'], websocketVersion);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1', Deaths: '2' }));
  await becomes(() => fake.model.text('Kills'), '1');
  const looks = (): FakeMessage[] => fake.messages.filter(isLook);
  await until(() => expect(looks().length).toBeGreaterThan(5));
  const types = looks()
    .at(-1)
    ?.requests.map(({ type }) => type);
  expect(types).toContain('GetStreamStatus');
  expect(types?.filter((type) => type === 'GetInputSettings')).toHaveLength(2);
});

test('a source that OBS lacks is named, and the others go on', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1', Gone: 'x' }));
  await becomes(() => fake.model.text('Kills'), '1');
  await becomes(() => obs.status().missingInputs, ['Gone']);
  expect(obs.status().message).toContain('"Gone"');
});

test('a failure inside a batch keeps only its own text from the screen, and is not repeated', async () => {
  const fake = await fakeObs(['Kills', 'Odd', 'Map']);
  fake.manners.answer = (type, data) =>
    type === 'SetInputSettings' && JSON.stringify(data).includes('odd') ? { code: 602 } : null;
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1', Odd: 'odd', Map: 'Woods' }));
  await becomes(() => fake.model.text('Map'), 'Woods');
  await becomes(() => obs.status().missingInputs, ['Odd']);
  obs.setDesired(desired({ Kills: '2', Odd: 'odd, again', Map: 'Woods' }));
  await becomes(() => fake.model.text('Kills'), '2');
  const tries = fake.requests('SetInputSettings').filter((data) => JSON.stringify(data).includes('odd'));
  expect(tries).toHaveLength(1);
});

test('inputs of a kind that OBS cannot draw are named', async () => {
  const fake = await fakeObs();
  fake.model.addInput('Kills', 'text_gdiplus_v2');
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => obs.status().deadInputs, [{ name: 'Kills', kind: 'text_gdiplus_v2' }]);
});

test.each(VERSIONS)('a renamed source is driven on under its new name (%s)', async (version) => {
  const fake = await fakeObs(['Kills'], version);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  fake.model.renameInput('Kills', 'My Kills');
  await becomes(() => obs.status().renamed, [{ from: 'Kills', to: 'My Kills' }]);
  obs.setDesired(desired({ Kills: '2' }));
  await becomes(() => fake.model.text('My Kills'), '2');
});

test('a source renamed while the link was down is found by its uuid', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  await fake.stop();
  fake.model.renameInput('Kills', 'My Kills');
  obs.setDesired(desired({ Kills: '2' }));
  await fake.listen();
  await becomes(() => fake.model.text('My Kills'), '2');
});

test.each(VERSIONS)('a source that was removed and made again gets its text (%s)', async (version) => {
  const fake = await fakeObs(['Kills', 'Map'], version);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1', Map: 'Woods' }));
  await becomes(() => fake.model.text('Kills'), '1');
  fake.model.removeInput('Kills');
  await becomes(() => obs.status().missingInputs, ['Kills']);
  fake.model.addInput('Kills');
  await becomes(() => fake.model.text('Kills'), '1');
  await becomes(() => obs.status().missingInputs, []);
});

test.each(VERSIONS)('a text that somebody edits in OBS is put right (%s)', async (version) => {
  const fake = await fakeObs(['Kills'], version);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  fake.model.editText('Kills', 'a typo');
  await becomes(() => fake.model.text('Kills'), '1');
});

test('an edit that happens to be the next desired is taken as done', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  const writes = fake.requests('SetInputSettings').length;
  const reads = fake.requests('GetInputSettings').length;
  fake.model.editText('Kills', '2');
  await becomes(() => fake.requests('GetInputSettings').length > reads, true);
  const wanted = desired({ Kills: '2' });
  obs.setDesired(wanted);
  await becomes(() => obs.status().acknowledged?.revision, wanted.revision);
  expect(fake.requests('SetInputSettings')).toHaveLength(writes);
});

test('an edit at every keystroke is not answered at every keystroke', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake, { timings: { rewriteGapMs: 150 } });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  const before = fake.requests('SetInputSettings').length;
  for (let i = 0; i < 50; i += 1) {
    fake.model.editText('Kills', 'a typo'.slice(0, 1 + (i % 6)));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await becomes(() => fake.model.text('Kills'), '1');
  expect(fake.requests('SetInputSettings').length - before).toBeLessThan(10);
});

test('nothing is sent while OBS switches its collection; afterwards the new one is filled', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  fake.emit('CurrentSceneCollectionChanging', { sceneCollectionName: 'Untitled' });
  await becomes(() => obs.status().state, 'connecting');
  const before = fake.messages.length;
  obs.setDesired(desired({ Kills: '2' }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(fake.messages.length).toBe(before);
  fake.model.switchCollection('Other', () => {
    fake.model.addScene('Lobby');
    fake.model.addInput('Kills');
  });
  await becomes(() => fake.model.text('Kills'), '2');
  await becomes(() => obs.status().sceneCollection, 'Other');
});

test('who comes back to a collection finds there what was renamed before', async () => {
  const fake = await fakeObs(['Kills'], '5.1.0');
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  fake.model.renameInput('Kills', 'My Kills');
  await becomes(() => obs.status().renamed, [{ from: 'Kills', to: 'My Kills' }]);
  for (const collection of ['Other', 'Untitled']) {
    fake.model.switchCollection(collection, () => {
      fake.model.addScene('Lobby');
      fake.model.addInput('My Kills');
    });
    await becomes(() => obs.status().sceneCollection, collection);
    // In the other collection a source of that name is somebody else's.
    await becomes(() => obs.status().missingInputs, collection === 'Other' ? ['Kills'] : []);
  }
  obs.setDesired(desired({ Kills: '2' }));
  await becomes(() => fake.model.text('My Kills'), '2');
});

test('a source that shows no words is never written, and named', async () => {
  const fake = await fakeObs(['Kills']);
  fake.model.addInput('Mic/Aux', 'pulse_input_capture');
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1', 'Mic/Aux': 'hi' }));
  await becomes(() => fake.model.text('Kills'), '1');
  await becomes(() => obs.status().notTextInputs, [{ name: 'Mic/Aux', kind: 'pulse_input_capture' }]);
  expect(obs.status().message).toContain('"Mic/Aux"');
  expect(fake.model.text('Mic/Aux')).toBeUndefined();
});

test('NotReady is waited out', async () => {
  const fake = await fakeObs(['Kills']);
  fake.manners.notReady = true;
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(
    () => obs.status().message,
    'OBS is loading its scenes; everything is sent as soon as it is done.',
  );
  await becomes(() => fake.messages.length > 5, true);
  expect(fake.connections()).toBe(1);
  fake.manners.notReady = false;
  await becomes(() => fake.model.text('Kills'), '1');
});

test('answers that overtake each other change nothing', async () => {
  const fake = await fakeObs(['Kills', 'Map']);
  fake.manners.delayMs = (message) => (message.requests.length % 3) * 15;
  const obs = startedObs(fake);
  for (let i = 1; i <= 30; i += 1) {
    obs.setDesired(
      desired(i % 2 === 0 ? { Kills: String(i) } : { Kills: String(i), Map: String(i) }, 'Queue', {
        cause: 'press',
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 7));
  }
  await becomes(() => fake.model.text('Kills'), '30');
  await becomes(() => fake.model.onScreen, 'Queue');
});

test('resync writes every text again', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  const wanted = desired({ Kills: '1' });
  obs.setDesired(wanted);
  await becomes(() => obs.status().acknowledged?.revision, wanted.revision);
  obs.resync();
  expect(obs.status().acknowledged).toBeNull();
  await becomes(() => fake.requests('SetInputSettings').length, 2);
  await becomes(() => obs.status().acknowledged?.revision, wanted.revision);
});

test('resync writes every text again, also when a look at the texts is under way', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  const wanted = desired({ Kills: '1' });
  obs.setDesired(wanted);
  await becomes(() => obs.status().acknowledged?.revision, wanted.revision);
  const looks = (): number => fake.messages.filter(isLook).length;
  // Each look takes longer than the pause between two readings.
  fake.manners.delayMs = (message) => (isLook(message) ? 50 : 0);
  const before = looks();
  await until(() => expect(looks()).toBeGreaterThan(before));
  obs.resync();
  await becomes(() => fake.requests('SetInputSettings').length, 2);
});

/** The look that comes by itself now and then. */
function isLook({ requests }: FakeMessage): boolean {
  const types = requests.map(({ type }) => type);
  return types.includes('GetInputList') && !types.includes('GetVersion');
}
