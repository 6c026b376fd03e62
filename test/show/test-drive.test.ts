import { describe, expect, it } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { project } from '../../src/show/project.js';
import { REHEARSAL_MAP, testDriveTimes, playedRaid } from '../../src/show/test-drive.js';
import { endedAgo, NOW, snapshotOf } from './snapshots.js';

const TRUTH = snapshotOf(endedAgo(600));
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const overlayAfter = (seconds: number) =>
  project(playedRaid(TRUTH, NOW, after(seconds)), DEFAULT_SHOW, after(seconds));

describe('a rehearsal', () => {
  it('goes through queue, raid and outcome, and is marked as one', () => {
    expect([0, 5, 14].map((seconds) => overlayAfter(seconds).phase)).toEqual([
      'queuing',
      'in_progress',
      'survived',
    ]);
    expect(overlayAfter(12).texts).toMatchObject({
      'Tarkov Map': REHEARSAL_MAP,
      'Tarkov Raid Kills': '2',
      'Tarkov Raid Time': '0:07',
      'Tarkov Queue Time': '0:05',
    });
  });

  it('leaves the figures of session and all time as they are', () => {
    const truth = project(TRUTH, DEFAULT_SHOW, NOW).texts;
    for (const seconds of [0, 12, 20]) {
      const { texts } = overlayAfter(seconds);
      for (const source of [
        'Tarkov Session Raids',
        'Tarkov Session Kills',
        'Tarkov Total Raids',
        'Tarkov KD',
      ]) {
        expect(texts[source]).toBe(truth[source]);
      }
    }
  });

  it('is over when the show has held the outcome, within reason', () => {
    expect(testDriveTimes(10).at(-1)).toBe(24);
    expect(testDriveTimes(0).at(-1)).toBe(16);
    expect(testDriveTimes(3600).at(-1)).toBe(44);
  });
});
