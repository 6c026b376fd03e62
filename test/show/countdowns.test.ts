import { describe, expect, it } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { EMPTY_SNAPSHOT } from '../../src/show/empty-snapshot.js';
import { project } from '../../src/show/project.js';
import type { Snapshot } from '../../src/raid/snapshot.js';
import { openTestDatabase } from '../support/database.js';
import { endedAgo, IN_RAID, NOW, secondsAgo } from './snapshots.js';

function reads(
  variable: string,
  snapshot: Partial<Snapshot>,
  show: Partial<typeof DEFAULT_SHOW> = {},
): string {
  const texts = { Text: `{{${variable}}}` };
  const { texts: shown } = project(
    { ...EMPTY_SNAPSHOT, ...snapshot },
    { ...DEFAULT_SHOW, ...show, texts },
    NOW,
  );
  return shown['Text'] ?? '';
}

describe('raid.run_through_left', () => {
  it.each([
    ['counts down from 7 minutes in raid', { ...IN_RAID, matched_at: secondsAgo(228) }, '3:12'],
    ['stays at 0:00', { ...IN_RAID, matched_at: secondsAgo(900) }, '0:00'],
    ['is unknown in the queue', { ...IN_RAID, status: 'queuing', matched_at: null } as const, '–'],
    ['is unknown where Matched was not pressed', { ...IN_RAID, matched_at: null }, '–'],
    ['is unknown after the raid', endedAgo(3), '–'],
  ])('%s', (_what, raid, expected) => {
    expect(reads('raid.run_through_left', { raid })).toBe(expected);
  });

  it('goes by the minutes of the show', () => {
    const raid = { ...IN_RAID, matched_at: secondsAgo(60) };
    expect(reads('raid.run_through_left', { raid }, { run_through_minutes: 10 })).toBe('9:00');
  });
});

describe('scav.cooldown', () => {
  it.each([
    ['counts from the end of the last scav raid', secondsAgo(60), '24:00'],
    ['is 0:00 when it is over', secondsAgo(7200), '0:00'],
    ['is 0:00 without a scav raid', null, '0:00'],
  ])('%s', (_what, scav_ended_at, expected) => {
    expect(reads('scav.cooldown', { scav_ended_at })).toBe(expected);
  });

  it('goes on over PMC raids, and undo takes the scav raid back', async () => {
    const db = await openTestDatabase();
    const play = async (character_type: 'pmc' | 'scav'): Promise<Date> => {
      await db.execute({ type: 'start', map_name: 'Customs', character_type });
      await db.execute({ type: 'matched' });
      db.pass(120);
      await db.execute({ type: 'end', status: 'survived' });
      return db.now();
    };
    expect((await db.snapshot()).scav_ended_at).toBeNull();
    const ended = await play('scav');
    db.pass(60);
    await play('pmc');
    expect((await db.snapshot()).scav_ended_at).toEqual(ended);
    for (let step = 0; step < 6; step += 1) await db.execute({ type: 'undo' });
    expect((await db.snapshot()).scav_ended_at).toBeNull();
  });
});
