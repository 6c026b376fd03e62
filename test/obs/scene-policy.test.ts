import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageChange, decideScene, mergeChanges, type SceneChange } from '../../src/obs/sync/scene-policy.js';

const OURS = ['Lobby', 'Queue', 'Death'];
const SCENES = [...OURS, 'Chat', 'BRB soon'].map((name) => ({ name, uuid: null }));
const POLICY = { switchScenes: true, ourScenes: OURS, protectedScenes: ['brb'] };

function change(cause: SceneChange['cause'], fromScene: string | null = null): SceneChange {
  return { cause, fromScene, atMs: 0, generation: 1 };
}

function decide(wanted: SceneChange, programScene: string | null, target: string | null = 'Queue'): string {
  return decideScene(wanted, target, POLICY, { programScene, scenes: SCENES }, new Map()).kind;
}

test.each([
  ['start', 'Lobby', 'switch'],
  ['start', 'Chat', 'switch'],
  ['start', 'BRB soon', 'leave'],
  ['press', 'Lobby', 'switch'],
  ['press', 'Chat', 'leave'],
  ['connect', 'Lobby', 'switch'],
  ['connect', 'Chat', 'leave'],
  ['press', 'Queue', 'live'],
  ['press', null, 'wait'],
] as const)('%s on "%s": %s', (cause, program, expected) => {
  expect(decide(change(cause), program)).toBe(expected);
});

test('time leaves the outcome scene of its own raid and no other', () => {
  expect(decide(change('time', 'Death'), 'Death')).toBe('switch');
  expect(decide(change('time', 'Death'), 'Lobby')).toBe('leave');
  expect(decide(change('time', null), 'Death')).toBe('leave');
});

test('a scene that OBS lacks is missing, unless it would be left alone anyway', () => {
  expect(decide(change('start'), 'Lobby', 'Bonus')).toBe('missing');
  expect(decide(change('start'), 'BRB soon', 'Bonus')).toBe('leave');
});

test('a phase without a scene wants nothing', () => {
  expect(decide(change('start'), 'Lobby', null)).toBe('none');
});

test('a protected scene is never left, whatever is wanted', () => {
  const causes = fc.constantFrom('start', 'press', 'time', 'connect');
  const names = fc.constantFrom(...SCENES.map(({ name }) => name));
  fc.assert(
    fc.property(causes, names, names, (cause, target, from) => {
      expect(decide(change(cause, from), 'BRB soon', target)).not.toBe('switch');
    }),
  );
});

test('of two waiting changes the greater right stays', () => {
  expect(mergeChanges(change('start'), change('press')).cause).toBe('start');
  expect(mergeChanges(change('press'), change('time', 'Death')).cause).toBe('press');
  expect(mergeChanges(change('time', 'Death'), change('press')).cause).toBe('press');
  expect(mergeChanges(null, change('time', 'Death'))).toEqual(change('time', 'Death'));
});

test('start loses its right when it has waited for long', () => {
  expect(ageChange(change('start'), 5_000, 10_000).cause).toBe('start');
  expect(ageChange(change('start'), 10_001, 10_000).cause).toBe('press');
});
