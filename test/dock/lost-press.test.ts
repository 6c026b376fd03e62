import { describe, expect, it } from 'vitest';
import { createLostPresses } from '../../src/dock/lib/lost-press.js';
import type { SnapshotJson } from '../../src/client/wire.js';

type Steps = Partial<Record<'undo' | 'redo', readonly [id: number, command: string, sentence: string]>>;

function snapshot(revision: number, steps: Steps): SnapshotJson {
  const step = (name: 'undo' | 'redo') => {
    const given = steps[name];
    if (given === undefined) return null;
    const [step_id, command, sentence] = given;
    return { step_id, command, sentence, pressed_at: '2026-11-22T19:00:00.000Z' };
  };
  return { revision, undo: step('undo'), redo: step('redo') } as unknown as SnapshotJson;
}

const START = [4, 'start', 'Queue for Woods'] as const;
const KILL = [5, 'kill', 'Scav kill on Woods'] as const;
const BEFORE = snapshot(7, { undo: START });

function settle(path: string, now: SnapshotJson, before: SnapshotJson | null = BEFORE): string | undefined {
  const lost = createLostPresses();
  lost.add({ path, before });
  return lost.settle(now)?.sentence;
}

describe('a press without an answer', () => {
  it('has not counted when nothing was stored', () => {
    expect(settle('/raid/kill', snapshot(7, { undo: START }))).toMatch(/^The press did not count/);
  });

  it('has counted when its own step is the one that was stored', () => {
    expect(settle('/raid/kill', snapshot(8, { undo: KILL }))).toBe(
      'The press counted after all. Scav kill on Woods.',
    );
  });

  it('of undo has counted when the step before can be done again', () => {
    expect(settle('/undo', snapshot(8, { redo: START }))).toMatch(/counted after all. Undone: Queue/);
  });

  it('of redo has counted when the step that was undone stands again', () => {
    const before = snapshot(7, { redo: START });
    expect(settle('/redo', snapshot(8, { undo: START }), before)).toMatch(/after all. Redone: Queue/);
  });

  it.each([
    ['others pressed, too', '/raid/kill', snapshot(9, { undo: KILL }), BEFORE],
    ['what was stored is of another key', '/raid/matched', snapshot(8, { undo: KILL }), BEFORE],
    ['it was the first thing that the page knew', '/raid/kill', snapshot(8, { undo: KILL }), null],
  ])('leaves it open when %s', (_why, path, now, before) => {
    expect(settle(path, now, before)).toMatch(/check whether it counted. Stored last: Scav kill/);
  });

  it('is not confused with one that was answered meanwhile', () => {
    const lost = createLostPresses();
    lost.add({ path: '/raid/kill', before: BEFORE });
    lost.overtaken();
    expect(lost.settle(snapshot(8, { undo: KILL }))?.sentence).toMatch(/check whether it counted/);
    expect(lost.settle(snapshot(9, { undo: KILL }))).toBe(null);
  });
});
