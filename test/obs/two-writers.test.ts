import { expect, onTestFinished, test } from 'vitest';
import type { Obs } from '../../src/obs/obs.js';
import type { FakeObs } from '../support/fake-obs.js';
import { becomes, fakeObs, startedObs, desired } from './harness.js';

const VERSIONS = ['5.1.0', '5.5.2'];
/** Short rests: the first tries come quickly, the later ones are out of the way. */
const RESTS = { rewriteGapMs: 20, contestGapMs: 600, contestRestMs: 300, contestRestCeilingMs: 60_000 };

/** Another program that takes a text for its own, and sets it again whenever it is changed. */
function rival(fake: FakeObs, name: string, text: string): { leave(): void } {
  const timer = setInterval(() => {
    if (fake.model.text(name) !== text) fake.model.editText(name, text);
  }, 10);
  onTestFinished(() => clearInterval(timer));
  return { leave: () => clearInterval(timer) };
}

const codes = (obs: Obs): readonly string[] => obs.status().problems.map(({ code }) => code);
const writes = (fake: FakeObs): number => fake.requests('SetInputSettings').length;

test.each(VERSIONS)(
  'a text that another program keeps changing is named, and left alone (%s)',
  async (version) => {
    const fake = await fakeObs(['Kills', 'Map'], version);
    const obs = startedObs(fake, { timings: { ...RESTS, contestRestMs: 60_000 } });
    obs.setDesired(desired({ Kills: '1', Map: 'Woods' }));
    await becomes(() => fake.model.text('Kills'), '1');
    rival(fake, 'Kills', 'old bot');
    await becomes(() => codes(obs), ['fought_over']);
    expect(obs.status()).toMatchObject({
      lamp: { look: 'warn', word: 'Something else writes Kills' },
      problems: [{ names: ['Kills'], severity: 'attention' }],
    });
    expect(obs.status().message).toContain('"Kills"');
    const before = writes(fake);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(writes(fake)).toBe(before);
    expect(before).toBeLessThan(12);
  },
);

test('a press still sets a text that is fought over, and what time alone changes does not', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake, { timings: { ...RESTS, contestRestMs: 60_000 } });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  const other = rival(fake, 'Kills', 'old bot');
  await becomes(() => codes(obs), ['fought_over']);
  await becomes(() => fake.model.text('Kills'), 'old bot');
  other.leave();
  const pressed = desired({ Kills: '2' });
  obs.setDesired(pressed);
  await becomes(() => fake.model.text('Kills'), '2');
  await becomes(() => obs.status().acknowledged?.revision, pressed.revision);
  fake.model.editText('Kills', 'old bot');
  await new Promise((resolve) => setTimeout(resolve, 200));
  obs.setDesired({ ...pressed, overlay: { ...pressed.overlay, texts: { Kills: '2, one second later' } } });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(fake.model.text('Kills')).toBe('old bot');
});

test('when the other program stops, the text is right again by itself, and no longer named', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake, { timings: RESTS });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  const other = rival(fake, 'Kills', 'old bot');
  await becomes(() => codes(obs), ['fought_over']);
  other.leave();
  await becomes(() => fake.model.text('Kills'), '1');
  await becomes(() => codes(obs), []);
});

test('resync tries at once', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake, { timings: { ...RESTS, contestRestMs: 60_000 } });
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => fake.model.text('Kills'), '1');
  const other = rival(fake, 'Kills', 'old bot');
  await becomes(() => codes(obs), ['fought_over']);
  await becomes(() => fake.model.text('Kills'), 'old bot');
  other.leave();
  obs.resync();
  await becomes(() => fake.model.text('Kills'), '1');
  expect(codes(obs)).toEqual([]);
});

test('a text that somebody edits now and then is put right each time', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake, { timings: { ...RESTS, contestGapMs: 100 } });
  obs.setDesired(desired({ Kills: '1' }));
  for (let i = 0; i < 8; i += 1) {
    await becomes(() => fake.model.text('Kills'), '1');
    await new Promise((resolve) => setTimeout(resolve, 150));
    fake.model.editText('Kills', 'a typo');
  }
  await becomes(() => fake.model.text('Kills'), '1');
  expect(codes(obs)).toEqual([]);
});

test('another program that switches scenes is not answered: one switch for one press', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }, 'Lobby'));
  await becomes(() => obs.status().state, 'ready');
  const timer = setInterval(() => fake.model.chooseScene('Chat'), 15);
  onTestFinished(() => clearInterval(timer));
  obs.setDesired(desired({ Kills: '2' }, 'Queue', { cause: 'start' }));
  await becomes(() => fake.requests('SetCurrentProgramScene').length, 1);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(fake.requests('SetCurrentProgramScene')).toHaveLength(1);
  expect(obs.status().programScene).toBe('Chat');
});
