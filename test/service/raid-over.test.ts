import { describe, expect, it } from 'vitest';
import { phaseOf } from '../../src/show/phase.js';
import { openTestDatabase, storedRows, type TestDatabase } from '../support/database.js';
import { KILL, press, REDO, refusal, START_CUSTOMS, UNDO } from '../support/presses.js';

const MATCHED = { type: 'matched' } as const;
const OVER = { type: 'over' } as const;
const SURVIVED = { type: 'end', status: 'survived' } as const;

/** Matched at the tenth second, over at the 70th; the clock stands at the 100th. */
async function over(): Promise<TestDatabase> {
  const db = await openTestDatabase();
  await press(db, START_CUSTOMS, MATCHED);
  db.pass(50);
  await db.execute(OVER);
  db.pass(30);
  return db;
}

const phase = async (db: TestDatabase) => phaseOf(await db.snapshot(), 10, db.now());
const seconds = (time: Date | null | undefined): number | null =>
  time == null ? null : (time.getTime() - Date.parse('2026-11-22T12:00:00Z')) / 1000;

describe('a raid that is over', () => {
  it('stays open, stands still, and is asked how it ended', async () => {
    const db = await over();
    const { raid } = await db.snapshot();
    expect(raid).toMatchObject({ status: 'in_progress', outcome: null, ended_at: null });
    expect(seconds(raid?.over_at)).toBe(70);
    expect(await phase(db)).toBe('over');
  });

  it('ends when it was over, and its outcome is shown from the press on', async () => {
    const db = await over();
    const { raid } = await db.execute({ type: 'end', status: 'run_through' });
    expect(raid).toMatchObject({ status: 'survived', outcome: 'run_through' });
    expect([seconds(raid?.over_at), seconds(raid?.ended_at)]).toEqual([70, 70]);
    expect(await phase(db)).toBe('run_through');
    db.pass(10);
    expect(await phase(db)).toBe('lobby');
  });

  it('is not over a second time', async () => {
    const db = await over();
    const before = storedRows(db);
    expect(await db.execute(OVER)).toMatchObject({ changed: false, raid: { status: 'in_progress' } });
    expect(await db.execute(MATCHED)).toMatchObject({ changed: false });
    expect(storedRows(db)).toEqual(before);
  });

  it('takes kills until its outcome is said, at the time at which it was over', async () => {
    const db = await over();
    const { kill } = await db.execute(KILL);
    expect(seconds(kill?.killed_at)).toBe(70);
  });

  it('is closed by the next start with its outcome unknown; one undo takes back both', async () => {
    const db = await over();
    const before = storedRows(db);
    const started = await db.execute({ type: 'start', map_name: 'Woods' });
    expect(started.message).toBe(
      'The raid on Customs is closed with its outcome unknown; you can still correct it in History. In the queue for Woods as PMC.',
    );
    expect(db.rows('SELECT status, outcome_detail, ended_at = over_at AS at_its_end FROM raids')).toEqual([
      { status: 'mia', outcome_detail: 'unknown', at_its_end: 1 },
      { status: 'queuing', outcome_detail: null, at_its_end: null },
    ]);
    const { session } = await db.snapshot();
    expect(session).toMatchObject({ total_raids: 1, survived: 0, deaths: 0, survival_rate: null });
    await db.execute(UNDO);
    expect(storedRows(db)).toEqual(before);
    await db.execute(REDO);
    expect((await db.snapshot()).raid).toMatchObject({ map_name: 'Woods', status: 'queuing' });
  });

  it('is on again after undo, with the clock of the raid as if nothing had been pressed', async () => {
    const db = await over();
    await db.execute(UNDO);
    expect(await phase(db)).toBe('in_progress');
    const { raid } = await db.execute(SURVIVED);
    expect(raid).toMatchObject({ outcome: 'survived', over_at: null });
    expect(seconds(raid?.ended_at)).toBe(100);
  });

  it('is never a forgotten one, however long nobody says how it ended', async () => {
    const db = await over();
    db.pass(9 * 3600);
    const { raid, message } = await db.execute({ type: 'end', status: 'left' });
    expect(message).toBe('Left: Customs as PMC.');
    expect(raid).toMatchObject({ status: 'mia', outcome: 'left' });
    expect(seconds(raid?.ended_at)).toBe(70);
  });

  it('does not keep the figures of yesterday when a new day begins', async () => {
    const db = await over();
    expect((await db.snapshot()).session.total_raids).toBe(1);
    db.pass(24 * 3600);
    expect((await db.snapshot()).session.total_raids).toBe(0);
  });

  it('can be cancelled, which undo brings back as it was', async () => {
    const db = await over();
    const before = storedRows(db);
    await db.execute({ type: 'cancel' });
    expect((await db.snapshot()).raid).toBeNull();
    await db.execute(UNDO);
    expect(storedRows(db)).toEqual(before);
  });

  it('can be corrected to one that is still on, and to one with an outcome', async () => {
    const db = await over();
    await db.execute({ type: 'edit_raid', raid_id: 'last', set: { over_at: null } });
    expect(await phase(db)).toBe('in_progress');
    await db.execute(UNDO);
    const { raid } = await db.execute({ type: 'edit_raid', raid_id: 'last', set: { status: 'died' } });
    expect(raid).toMatchObject({ status: 'died', outcome: 'died' });
    expect(seconds(raid?.ended_at)).toBe(70);
    expect(
      await db.execute({
        type: 'edit_raid',
        raid_id: 'last',
        set: { status: 'in_progress', ended_at: null },
      }),
    ).toMatchObject({
      raid: { status: 'in_progress', outcome: null, over_at: null },
    });
  });

  it('was matched before it was over, if that is told afterwards', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, KILL);
    db.pass(600);
    await db.execute(OVER);
    db.pass(300);
    await expect(db.execute({ type: 'matched', minutes_ago: 2 })).rejects.toThrow('Give more minutes');
    expect(await db.execute({ type: 'matched', minutes_ago: 10 })).toMatchObject({ changed: true });
    expect(await phase(db)).toBe('over');
  });
});

describe('over', () => {
  it('is refused in the queue, and with no raid open', async () => {
    const db = await openTestDatabase();
    await expect(db.execute(OVER)).rejects.toThrow(refusal('no-open-raid'));
    await db.execute(START_CUSTOMS);
    await expect(db.execute(OVER)).rejects.toThrow(refusal('not-in-raid'));
  });

  it('sets a raid that was forgotten to when it can have lasted longest', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, MATCHED);
    db.pass(10 * 3600);
    const { raid, message } = await db.execute(OVER);
    expect(message).toContain('its end was set to the longest that a raid on this map can last');
    expect(seconds(raid?.over_at)).toBe(10 + 55 * 60);
  });
});
