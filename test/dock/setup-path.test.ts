import { describe, expect, it } from 'vitest';
import { pathOf, STEPS, type PathFacts, type StepName, type StepState } from '../../src/dock/setup/path.js';

const NOTHING: PathFacts = {
  ...{ isConnected: false, isConnectionFaulty: true, hasScenes: null, hasGame: null, isOnShow: null },
  ...{ hasPlayed: false, seen: new Set(), skipped: new Set() },
};
const CONNECTED = { isConnected: true, isConnectionFaulty: false } as const;
const IN_OBS = { ...CONNECTED, hasScenes: true, hasGame: true, isOnShow: true } as const;

/** The states of all steps in their order, a letter each: Done, Next, Fault, open. */
function path(facts: Partial<PathFacts>): string {
  const states = pathOf({ ...NOTHING, ...facts });
  const letters: Readonly<Record<StepState, string>> = { done: 'D', next: 'N', fault: 'F', open: '.' };
  return STEPS.map((step) => letters[states[step]]).join('');
}
const steps = (...names: StepName[]): ReadonlySet<StepName> => new Set(names);

describe('the path to the first raid on air', () => {
  it.each([
    ['nothing is done and OBS is off', {}, 'F.......'],
    ['OBS is being looked for', { isConnectionFaulty: false }, 'N.......'],
    ['OBS is connected', { ...CONNECTED, hasScenes: false }, 'DN......'],
    ['the scenes are made', { ...CONNECTED, hasScenes: true, hasGame: false, isOnShow: false }, 'DDN.....'],
    ['the game is in its scene', { ...IN_OBS, isOnShow: false }, 'DDDN....'],
    ['a Tarkov scene is on program', IN_OBS, 'DDDDN...'],
    ['the test drive is over', { ...IN_OBS, seen: steps('drive') }, 'DDDDDN..'],
    ['a key has called', { ...IN_OBS, seen: steps('drive', 'keys') }, 'DDDDDDN.'],
    ['the dock is open in OBS', { ...IN_OBS, seen: steps('drive', 'keys', 'dock') }, 'DDDDDDD.'],
    ['a phone has called', { ...IN_OBS, seen: steps('drive', 'keys', 'dock', 'phone') }, 'DDDDDDDD'],
  ])('when %s', (_when, facts, expected) => {
    expect(path(facts)).toBe(expected);
  });

  it('goes on past what the streamer does without, and does not call that done', () => {
    expect(path({ ...IN_OBS, seen: steps('drive'), skipped: steps('keys') })).toBe('DDDDD.N.');
    expect(path({ ...IN_OBS, seen: steps('drive'), skipped: steps('keys', 'dock') })).toBe('DDDDD...');
    expect(path({ ...IN_OBS, hasGame: false, skipped: steps('game') })).toBe('DD.DN...');
  });

  it('asks whoever has played for nothing but what is broken', () => {
    expect(path({ ...IN_OBS, hasPlayed: true })).toBe('DDDD....');
    expect(path({ ...IN_OBS, isOnShow: false, hasPlayed: true })).toBe('DDD.....');
    expect(path({ ...IN_OBS, hasScenes: false, hasPlayed: true })).toBe('DFDD....');
    expect(path({ hasPlayed: true, seen: steps('dock') })).toBe('F.....D.');
  });
});
