import { expect, test } from 'vitest';
import { checkObs } from '../../src/doctor/diagnose-obs.js';
import type { Obs } from '../../src/obs/obs.js';
import { lampReady } from '../../src/obs/status/lamp.js';
import {
  formatWithoutChapters,
  inStudioMode,
  noSound,
  notThere,
  REPLAY_MISSING,
  REPLAY_OFF,
  tooOldForChapters,
} from '../../src/obs/react/fault.js';
import { NO_FACTS, PROBLEM_CODES, problemsOf, type ProblemCode } from '../../src/obs/status/problems.js';
import type { FakeObs } from '../support/fake-obs.js';
import { createFakeScenes } from '../support/fake-obs-scenes.js';
import { becomes, fakeObs, startedObs, desired } from './harness.js';

const IN_RAID = { phase: 'in_progress' } as const;
const PRESS = { cause: 'press' } as const;

/** A desired while a raid is on. */
function liveScene(...given: Parameters<typeof desired>): ReturnType<typeof desired> {
  const plain = desired(...given);
  return { ...plain, overlay: { ...plain.overlay, ...IN_RAID } };
}

const lamp = (obs: Obs) => obs.status().lamp;

async function onProgram(fake: FakeObs, obs: Obs, scene: string): Promise<void> {
  fake.model.chooseScene(scene);
  await becomes(() => obs.status().programScene, scene);
}

/** Puts the text into the scene Chat; the answer opens or closes its eye there, as the streamer does. */
function putIntoChat(fake: FakeObs, source: string): (isShown: boolean) => void {
  const scenes = createFakeScenes(fake.model);
  fake.manners.answer = scenes.answer;
  const item = { itemId: 1, source, transform: {}, isShown: true };
  scenes.items('Chat').push(item);
  return (isShown) => {
    item.isShown = isShown;
    fake.emit('SceneItemEnableStateChanged', {
      ...{ sceneName: 'Chat', sceneItemId: 1, sceneItemEnabled: isShown },
    });
  };
}

test('a raid begins while a protected scene is on: the lamp says that OBS stays there', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '0' }, 'Lobby'));
  await becomes(() => lamp(obs), { look: 'good', word: 'OBS is ready' });
  await onProgram(fake, obs, 'BRB');
  await becomes(() => lamp(obs), { look: 'note', word: 'OBS is ready, on BRB' });
  obs.setDesired(liveScene({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => lamp(obs), { look: 'warn', word: 'OBS stays on BRB' });
  expect(obs.status().message).toMatch(/Viewers do not see the raid, OBS stays on "BRB"/);
  expect(obs.status().message).toMatch(/Choose "In Raid" in OBS/);
  await onProgram(fake, obs, 'In Raid');
  await becomes(() => lamp(obs), { look: 'good', word: 'OBS is ready' });
});

test.each(['5.1.0', '5.5.2'])(
  'a scene of the streamer that holds the texts shows the raid, one without them does not (%s)',
  async (version) => {
    const fake = await fakeObs(['Kills'], version);
    const show = putIntoChat(fake, 'Kills');
    const obs = startedObs(fake);
    obs.setDesired(liveScene({ Kills: '1' }, 'In Raid', PRESS));
    await becomes(() => fake.model.onScreen, 'In Raid');
    await onProgram(fake, obs, 'Chat');
    await becomes(() => lamp(obs), { look: 'note', word: 'OBS is ready, on Chat' });
    show(false);
    await becomes(() => lamp(obs), { look: 'warn', word: 'OBS stays on Chat' });
    expect(obs.status().program).toMatchObject({ hidesRaid: true, leftByStart: true });
    fake.model.setStudioMode(true);
    show(true);
    await becomes(() => lamp(obs), { look: 'note', word: 'OBS is ready, on Chat' });
  },
);

test('with switching off, a scene counts by the texts that are in it', async () => {
  const fake = await fakeObs(['Kills']);
  const show = putIntoChat(fake, 'Kills');
  const obs = startedObs(fake);
  obs.setDesired(liveScene({ Kills: '1' }, 'In Raid', PRESS, false));
  await onProgram(fake, obs, 'Chat');
  await becomes(() => lamp(obs), { look: 'good', word: 'OBS is ready' });
  show(false);
  await becomes(() => lamp(obs), { look: 'warn', word: 'OBS stays on Chat' });
  expect(obs.status().message).toContain('none of the show\'s texts is in "Chat"');
  expect(obs.status().message).toMatch(/Choose a scene with the texts in OBS\.$/);
});

test('with switching off, nothing is said of a scene that OBS does not list', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(liveScene({ Kills: '1' }, 'In Raid', PRESS, false));
  await onProgram(fake, obs, 'Chat');
  await becomes(() => fake.requests('GetSceneItemList').length > 0, true);
  await becomes(() => lamp(obs), { look: 'good', word: 'OBS is ready' });
});

test('a scene of ours that was chosen by hand is said, and is no fault', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(liveScene({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => fake.model.onScreen, 'In Raid');
  await onProgram(fake, obs, 'Lobby');
  await becomes(() => lamp(obs), { look: 'note', word: 'OBS is ready, on Lobby' });
});

test('a scene that is missing is in the words of the lamp, the one of now first', async () => {
  const fake = await fakeObs(['Kills']);
  fake.model.renameScene('In Raid', 'Something else');
  const obs = startedObs(fake);
  obs.setDesired(liveScene({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => lamp(obs), { look: 'warn', word: 'OBS: In Raid is missing' });
});

test('in studio mode the remedy names the Transition button', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  await becomes(() => obs.status().state, 'ready');
  await onProgram(fake, obs, 'BRB');
  fake.model.setStudioMode(true);
  obs.setDesired(liveScene({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => lamp(obs).word, 'OBS stays on BRB');
  await becomes(() => obs.status().problems[0]?.remedy.includes('press Transition'), true);
});

test('with a forgotten raid nobody is told that viewers miss it', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  await becomes(() => obs.status().state, 'ready');
  await onProgram(fake, obs, 'BRB');
  const plain = liveScene({ Kills: '1' }, null);
  obs.setDesired({ ...plain, overlay: { ...plain.overlay, isForgotten: true } });
  await becomes(() => lamp(obs).look === 'warn', false);
});

test.each([
  ['from_file', '5.1.0'],
  ['from_file', '5.5.2'],
  ['read_from_file', '5.5.2'],
])(
  'a text source that reads from a file (%s) is named until that is switched off (%s)',
  async (setting, version) => {
    const fake = await fakeObs(['Kills', 'Map'], version);
    const input = fake.model.inputs[0];
    if (input !== undefined) input.settings[setting] = true;
    const obs = startedObs(fake);
    obs.setDesired(desired({ Kills: '1', Map: 'Woods' }));
    await becomes(() => lamp(obs), { look: 'warn', word: 'Kills shows a file' });
    expect(obs.status().message).toMatch(/"Kills".*untick "Read from file"/);
    if (input !== undefined) input.settings[setting] = false;
    fake.model.editText('Kills', '1');
    await becomes(() => lamp(obs), { look: 'good', word: 'OBS is ready' });
  },
);

test('a long name of a scene fits the lamp', async () => {
  const fake = await fakeObs(['Kills']);
  const name = 'BRB – back in a few minutes, stay tuned and hydrated';
  fake.model.addScene(name);
  const obs = startedObs(fake);
  await becomes(() => obs.status().state, 'ready');
  await onProgram(fake, obs, name);
  obs.setDesired(liveScene({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => lamp(obs).word, 'OBS stays on BRB – back in a few minutes…');
});

const program = {
  ...{ scene: 'BRB', hidesRaid: true, leftByStart: false, finding: 'It stays.', remedy: 'Choose another.' },
  word: (scene: string) => `OBS stays on ${scene}`,
};
const ONE = [{ name: 'Kills', kind: 'image_source' }];

/** What makes each kind. */
const EACH: Readonly<Record<ProblemCode, Partial<typeof NO_FACTS>>> = {
  scene_held: { program: { ...program, severity: 'attention' } },
  scene_missing: { missingScenes: ['In Raid'] },
  not_drawn: { deadInputs: ONE },
  text_missing: { missingTexts: ['Kills'] },
  text_refused: { refusedTexts: ['Kills'] },
  not_text: { notTextInputs: ONE },
  from_file: { fileInputs: ['Kills'] },
  fought_over: { foughtInputs: ['Kills'] },
  replay_missing: { reactionFaults: [REPLAY_MISSING] },
  replay_off: { reactionFaults: [REPLAY_OFF] },
  reaction_source: { reactionFaults: [notThere('source', 'Kill Pop', [])] },
  reaction_kind: { reactionFaults: [noSound('Kills')] },
  chapter_too_old: { reactionFaults: [tooOldForChapters('29.0.2')] },
  chapter_format: { reactionFaults: [formatWithoutChapters('mkv')] },
  reaction_studio: { reactionFaults: [inStudioMode('Kill Pop')] },
  renamed: { renamed: [{ from: 'Kills', to: 'My Kills' }] },
  other_scene: { program: { ...program, severity: 'note' } },
};

test.each(PROBLEM_CODES)('%s is in the list, the lamp and the doctor', async (code) => {
  const problems = problemsOf({ ...NO_FACTS, ...EACH[code] });
  expect(problems.map((problem) => problem.code)).toEqual([code]);
  const [problem] = problems;
  const isAttention = problem?.severity === 'attention';
  expect(lampReady(problems).look === 'warn').toBe(isAttention);
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '1' }));
  await becomes(() => obs.status().state, 'ready');
  const address = { url: fake.url, urlFrom: 'default', passwordFrom: null, unreadable: null } as const;
  const checks = checkObs(address, { ...obs.status(), problems }, null, 'page');
  expect(checks.some(({ finding }) => finding.includes(problem?.finding ?? '?'))).toBe(true);
  if (isAttention) expect(checks.some(({ state, remedy }) => state !== 'ok' && remedy !== null)).toBe(true);
});
