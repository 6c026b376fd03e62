import { describe, expect, it } from 'vitest';
import { whyPhaseChanged } from '../../src/service/director.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { project } from '../../src/show/project.js';
import { storedRows as stored, type TestDatabase } from '../support/database.js';
import { end, kill, MATCHED, playEvening, start } from '../support/evening.js';

const refusal = (code: string): Error => expect.objectContaining({ name: 'RuleError', code }) as Error;

/** Two survived raids, the second ended at 12:50:00. */
const twoSurvived = (): Promise<TestDatabase> =>
  playEvening([
    ['2026-11-22T12:00:00Z', start('Customs')],
    ['2026-11-22T12:30:00Z', end('survived')],
    ['2026-11-22T12:40:00Z', start('Woods')],
    ['2026-11-22T12:41:00Z', MATCHED],
    ['2026-11-22T12:45:00Z', kill('pmc')],
    ['2026-11-22T12:50:00Z', { type: 'end', status: 'survived', extract_location: 'Outskirts' }],
  ]);

async function onScreen(db: TestDatabase) {
  const { phase, scene, texts } = project(await db.snapshot(), DEFAULT_SHOW, db.now());
  const of = (name: string): string | undefined => texts[`Tarkov ${name}`];
  const streak = of('Streak');
  return { phase, scene, status: of('Status'), last: of('Last Raid'), streak, deaths: of('Session Deaths') };
}

const SURVIVED = {
  ...{ phase: 'survived', scene: 'Tarkov Survived', status: 'SURVIVED', streak: '2', deaths: '0' },
  last: 'Woods · survived · 1 kill',
};
const DIED = {
  ...{ phase: 'died', scene: 'Tarkov Death', status: 'KILLED IN ACTION', streak: '0', deaths: '1' },
  last: 'Woods · died · 1 kill',
};
const LOBBY = { phase: 'lobby', scene: 'Tarkov Lobby', status: 'IN THE LOBBY' };

describe('an outcome that is corrected while it is shown', () => {
  it('changes scene, texts and streak, for the rest of the ten seconds, and so does its undo', async () => {
    const db = await twoSurvived();
    db.setNow('2026-11-22T12:50:02Z');
    expect(await onScreen(db)).toEqual(SURVIVED);
    const before = stored(db);

    db.setNow('2026-11-22T12:50:04Z');
    const correction = { type: 'edit_raid', raid_id: 'last', set: { status: 'died' } } as const;
    expect(await db.execute(correction)).toMatchObject({
      raid: { status: 'died', extract_location: null, ended_at: new Date('2026-11-22T12:50:00Z') },
    });
    expect(await onScreen(db)).toEqual(DIED);
    // A person did it, so the scene is switched.
    const previous = { phase: 'survived', at: new Date('2026-11-22T12:50:02Z'), newestRaidId: 2 } as const;
    expect(whyPhaseChanged(previous, await db.snapshot(), DEFAULT_SHOW, db.now())).toEqual({
      cause: 'press',
    });

    db.setNow('2026-11-22T12:50:06Z');
    await db.execute({ type: 'undo' });
    expect(stored(db)).toEqual(before);
    expect(await onScreen(db)).toEqual(SURVIVED);
    await db.execute({ type: 'redo' });

    db.setNow('2026-11-22T12:50:09.999Z');
    expect(await onScreen(db)).toEqual(DIED);
    db.setNow('2026-11-22T12:50:10Z');
    expect(await onScreen(db)).toEqual({ ...DIED, ...LOBBY });
  });

  it('changes the figures alone when it is no longer shown', async () => {
    const db = await twoSurvived();
    db.setNow('2026-11-22T12:50:10Z');
    expect(await onScreen(db)).toEqual({ ...SURVIVED, ...LOBBY });
    await db.execute({ type: 'edit_raid', raid_id: 'last', set: { status: 'mia' } });
    expect(await onScreen(db)).toEqual({ ...DIED, ...LOBBY, last: 'Woods · MIA · 1 kill' });
  });
});

describe('after the end', () => {
  it('a kill goes onto that raid for five minutes', async () => {
    const db = await twoSurvived();
    db.setNow('2026-11-22T12:55:00Z');
    expect(await db.execute(kill('boss', true))).toMatchObject({
      message: 'Boss headshot added to the last raid (Woods), which has ended.',
      raid: { raid_id: 2, kill_count: 2, headshot_count: 1 },
    });
    const before = stored(db);
    db.setNow('2026-11-22T12:55:00.001Z');
    await expect(db.execute(kill('boss'))).rejects.toThrow(refusal('no-open-raid'));
    expect(stored(db)).toEqual(before);
  });

  it('the same outcome holds for thirty seconds, another one never does', async () => {
    const db = await twoSurvived();
    const before = stored(db);
    db.setNow('2026-11-22T12:50:30Z');
    expect(await db.execute(end('survived'))).toMatchObject({ changed: false, raid: { raid_id: 2 } });
    await expect(db.execute(end('died'))).rejects.toThrow(refusal('no-open-raid'));
    db.setNow('2026-11-22T12:50:30.001Z');
    await expect(db.execute(end('survived'))).rejects.toThrow(refusal('no-open-raid'));
    expect(stored(db)).toEqual(before);
  });
});
