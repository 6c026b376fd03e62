import { expect, test } from 'vitest';
import type { DesiredState } from '../../src/obs/sync/desired-state.js';
import type { Obs } from '../../src/obs/obs.js';
import type { FakeObs } from '../support/fake-obs.js';
import { becomes, fakeObs, startedObs, desired } from './harness.js';

const PRESS = { cause: 'press' } as const;

async function onScene(scene: string, version?: string): Promise<{ fake: FakeObs; obs: Obs }> {
  const fake = await fakeObs(['Kills'], version);
  fake.model.programScene = scene;
  fake.model.onScreen = scene;
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '0' }, scene));
  await becomes(() => obs.status().acknowledged !== null, true);
  return { fake, obs };
}

/** Something that is sent after whatever the lane may have done. */
async function settled(fake: FakeObs, obs: Obs): Promise<void> {
  const mark = String(Math.random());
  obs.setDesired(desired({ Kills: mark }, null));
  await becomes(() => fake.model.text('Kills'), mark);
}

test('a press moves from one of our scenes to the next, texts first', async () => {
  const { fake, obs } = await onScene('Lobby');
  obs.setDesired(desired({ Kills: '1' }, 'Queue', PRESS));
  await becomes(() => fake.model.onScreen, 'Queue');
  const types = fake.messages.flatMap(({ requests }) => requests.map(({ type }) => type));
  expect(types.lastIndexOf('SetInputSettings')).toBeLessThan(types.indexOf('SetCurrentProgramScene'));
});

test('a scene that is live already is not sent again', async () => {
  const { fake, obs } = await onScene('Queue');
  obs.setDesired(desired({ Kills: '1' }, 'Queue', PRESS));
  await settled(fake, obs);
  expect(fake.requests('SetCurrentProgramScene')).toEqual([]);
});

test('a press leaves a foreign scene alone and says so; start leaves it', async () => {
  const { fake, obs } = await onScene('Chat');
  obs.setDesired(desired({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => obs.status().sceneLeftAlone?.scene, 'Chat');
  expect(fake.model.onScreen).toBe('Chat');
  obs.setDesired(desired({ Kills: '2' }, 'Queue', { cause: 'start' }));
  await becomes(() => fake.model.onScreen, 'Queue');
  await becomes(() => obs.status().sceneLeftAlone, null);
});

test('not even start leaves a protected scene', async () => {
  const { fake, obs } = await onScene('BRB');
  obs.setDesired(desired({ Kills: '1' }, 'Queue', { cause: 'start' }));
  await becomes(() => obs.status().sceneLeftAlone?.reason.includes('protected'), true);
  expect(fake.model.onScreen).toBe('BRB');
});

test('a scene of the show is left although its name is a protected one, the streamer’s own break is not', async () => {
  const fake = await fakeObs(['Kills']);
  const obs = startedObs(fake);
  const breaks = (scene: string): DesiredState => {
    const asked = desired({ Kills: scene }, scene, PRESS);
    const scenePolicy = { ...asked.overlay.scenePolicy, ourScenes: ['BRB', 'Lobby'] };
    return { ...asked, overlay: { ...asked.overlay, scenePolicy } };
  };
  fake.model.addScene('My BRB');
  obs.setDesired(breaks('BRB'));
  await becomes(() => fake.model.onScreen, 'BRB');
  obs.setDesired(breaks('Lobby'));
  await becomes(() => fake.model.onScreen, 'Lobby');
  fake.model.chooseScene('My BRB');
  await becomes(() => obs.status().programScene, 'My BRB');
  obs.setDesired(breaks('Lobby'));
  await becomes(() => obs.status().sceneLeftAlone?.reason.includes('protected'), true);
});

test('a break that was chosen a moment ago is not left, although OBS tells of it only after its transition', async () => {
  const { fake, obs } = await onScene('In Raid');
  fake.model.programScene = 'BRB';
  fake.model.onScreen = 'BRB';
  obs.setDesired(desired({ Kills: '1' }, 'Survived', PRESS));
  await becomes(() => obs.status().sceneLeftAlone?.scene, 'BRB');
  expect(fake.model.onScreen).toBe('BRB');
  expect(fake.requests('SetCurrentProgramScene')).toEqual([]);
});

test('time moves from its own outcome scene and from no other', async () => {
  const { fake, obs } = await onScene('Death');
  obs.setDesired(desired({ Kills: '1' }, 'Lobby', { cause: 'time', fromScene: 'Survived' }));
  await becomes(() => obs.status().sceneLeftAlone?.scene, 'Death');
  obs.setDesired(desired({ Kills: '2' }, 'Lobby', { cause: 'time', fromScene: 'Death' }));
  await becomes(() => fake.model.onScreen, 'Lobby');
});

test('a scene chosen by hand stays until the next phase change', async () => {
  const { fake, obs } = await onScene('In Raid');
  fake.model.chooseScene('Lobby');
  await becomes(() => obs.status().programScene, 'Lobby');
  obs.setDesired(desired({ Kills: '5' }, 'In Raid'));
  await settled(fake, obs);
  expect(fake.model.onScreen).toBe('Lobby');
  obs.setDesired(desired({ Kills: '6' }, 'Death', PRESS));
  await becomes(() => fake.model.onScreen, 'Death');
});

test('a scene chosen by hand stays across a short loss of the link', async () => {
  const { fake, obs } = await onScene('In Raid');
  fake.model.chooseScene('Lobby');
  obs.setDesired(desired({ Kills: '5' }, 'In Raid'));
  await becomes(() => obs.status().programScene, 'Lobby');
  fake.drop(1006);
  await becomes(() => fake.connections(), 2);
  obs.setDesired(desired({ Kills: '6' }, 'In Raid'));
  await becomes(() => fake.model.text('Kills'), '6');
  expect(fake.model.onScreen).toBe('Lobby');
});

test('an OBS that was started again goes to the scene of the phase, from one of ours alone', async () => {
  const { fake, obs } = await onScene('In Raid');
  await fake.stop();
  await becomes(() => obs.status().state, 'not_running');
  fake.model.programScene = 'Lobby';
  obs.setDesired(desired({ Kills: '7' }, 'In Raid'));
  await fake.listen();
  await becomes(() => fake.model.onScreen, 'In Raid');
  await fake.stop();
  await becomes(() => obs.status().state, 'not_running');
  fake.model.programScene = 'Chat';
  await fake.listen();
  await becomes(() => obs.status().sceneLeftAlone?.scene, 'Chat');
});

test('with switch_scenes off no scene is switched and none is missed', async () => {
  const { fake, obs } = await onScene('Lobby');
  obs.setDesired(desired({ Kills: '1' }, 'Not There', { cause: 'start' }, false));
  await settled(fake, obs);
  expect(fake.requests('SetCurrentProgramScene')).toEqual([]);
});

test('a missing scene is named, texts go on, and it is taken up when it appears', async () => {
  const { fake, obs } = await onScene('Lobby');
  obs.setDesired(desired({ Kills: '1' }, 'Bonus', PRESS));
  await becomes(() => obs.status().missingScenes, ['Bonus']);
  await becomes(() => fake.model.text('Kills'), '1');
  fake.model.addScene('Bonus');
  await becomes(() => fake.model.onScreen, 'Bonus');
});

test('a missing scene that appears takes nobody away who has chosen another meanwhile', async () => {
  const { fake, obs } = await onScene('Lobby');
  obs.setDesired(desired({ Kills: '1' }, 'Bonus', PRESS));
  await becomes(() => obs.status().sceneLeftAlone?.scene, 'Lobby');
  fake.model.chooseScene('Queue');
  await becomes(() => obs.status().programScene, 'Queue');
  fake.model.addScene('Bonus');
  await becomes(() => obs.status().missingScenes, []);
  obs.setDesired(desired({ Kills: '2' }, 'Bonus'));
  await becomes(() => fake.model.text('Kills'), '2');
  expect(fake.model.onScreen).toBe('Queue');
});

test.each(['5.1.0', '5.5.2'])('a renamed scene is switched to under its new name (%s)', async (version) => {
  const { fake, obs } = await onScene('Lobby', version);
  fake.model.renameScene('Queue', 'Waiting');
  await becomes(() => obs.status().renamed, [{ from: 'Queue', to: 'Waiting' }]);
  obs.setDesired(desired({ Kills: '1' }, 'Queue', PRESS));
  await becomes(() => fake.model.onScreen, 'Waiting');
});

test('in studio mode the last of many presses is on screen in the end', async () => {
  const { fake, obs } = await onScene('Lobby');
  fake.model.setStudioMode(true);
  fake.model.transitionMs = 80;
  await becomes(() => obs.status().studioMode, true);
  for (const scene of ['Queue', 'In Raid', 'Death', 'Lobby', 'Queue', 'Survived']) {
    obs.setDesired(desired({ Kills: scene }, scene, PRESS));
    await becomes(() => fake.model.text('Kills'), scene);
  }
  await becomes(() => fake.model.onScreen, 'Survived');
  await becomes(() => fake.model.isTransitioning(), false);
  expect(fake.model.onScreen).toBe('Survived');
});

test('a switch that OBS drops in studio mode is sent again after the transition', async () => {
  const fake = await fakeObs(['Kills']);
  fake.model.studioMode = true;
  fake.model.transitionMs = Infinity;
  // It runs since before the link: no event tells of it.
  fake.model.chooseScene('Queue');
  const obs = startedObs(fake);
  obs.setDesired(desired({ Kills: '0' }, 'Queue'));
  await becomes(() => obs.status().programScene, 'Queue');
  obs.setDesired(desired({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => fake.requests('SetCurrentProgramScene').length, 1);
  expect(fake.model.onScreen).toBe('Queue');
  await new Promise((resolve) => setTimeout(resolve, 200));
  fake.model.endTransition();
  await becomes(() => fake.model.onScreen, 'In Raid');
  expect(fake.requests('SetCurrentProgramScene')).toHaveLength(2);
});

test('a dropped switch is sent again even if the end of the transition is never told', async () => {
  const fake = await fakeObs(['Kills']);
  fake.model.studioMode = true;
  fake.model.transitionMs = Infinity;
  fake.model.chooseScene('Queue');
  const obs = startedObs(fake, { timings: { resendGapMs: 30, transitionStartTimeoutMs: 20 } });
  obs.setDesired(desired({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => fake.requests('SetCurrentProgramScene').length > 1, true);
  fake.model.loseTransitionEnd();
  await becomes(() => fake.model.onScreen, 'In Raid');
});

test('a switch that OBS never carries out is said so, and tried a bounded number of times', async () => {
  const fake = await fakeObs(['Kills']);
  fake.model.studioMode = true;
  fake.model.transitionMs = Infinity;
  fake.model.chooseScene('Queue');
  const obs = startedObs(fake, { timings: { resendGapMs: 5, transitionStartTimeoutMs: 5 } });
  obs.setDesired(desired({ Kills: '1' }, 'In Raid', PRESS));
  await becomes(() => obs.status().sceneLeftAlone?.reason, 'OBS did not carry out the switch to "In Raid"');
  expect(fake.requests('SetCurrentProgramScene')).toHaveLength(12);
});

test('texts go on while a switch takes its time', async () => {
  const { fake, obs } = await onScene('Lobby');
  fake.manners.delayMs = ({ requests }) => (requests[0]?.type === 'SetCurrentProgramScene' ? 600 : 0);
  obs.setDesired(desired({ Kills: '1' }, 'Queue', PRESS));
  await becomes(() => fake.requests('SetCurrentProgramScene').length, 1);
  for (const kills of ['2', '3', '4']) {
    obs.setDesired(desired({ Kills: kills }, 'Queue'));
    await becomes(() => fake.model.text('Kills'), kills);
  }
  expect(fake.model.onScreen).toBe('Lobby');
  await becomes(() => fake.model.onScreen, 'Queue');
});

test('a press on a link that dies is carried out over the next one', async () => {
  const { fake, obs } = await onScene('Chat');
  fake.manners.closeOn = ({ requests }) => (requests[0]?.type === 'SetCurrentProgramScene' ? 1006 : null);
  obs.setDesired(desired({ Kills: '1' }, 'Queue', { cause: 'start' }));
  await becomes(() => fake.requests('SetCurrentProgramScene').length > 0, true);
  fake.manners.closeOn = null;
  await becomes(() => fake.model.onScreen, 'Queue');
});
