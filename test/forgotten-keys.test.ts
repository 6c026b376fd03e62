import { describe, expect, it } from 'vitest';
import { storedRows as stored } from './support/database.js';
import { end, kill, MATCHED, playEvening, start, type Line } from './support/evening.js';

const open = (status: 'queuing' | 'in_progress') => ({ status, active: true }) as const;
const refusal = (code: string): Error => expect.objectContaining({ name: 'RuleError', code }) as Error;

describe('a queue that was never left', () => {
  const QUEUE: readonly Line[] = [['2026-11-22T12:00:00Z', start('Customs')]];

  it('holds until two hours have passed', async () => {
    const db = await playEvening(QUEUE);
    db.setNow('2026-11-22T13:59:59.999Z');
    expect(await db.execute(start('Customs'))).toMatchObject({ changed: false, raid: { raid_id: 1 } });
    await expect(db.execute(start('Woods'))).rejects.toThrow(refusal('raid-already-open'));
  });

  it('has timers that stand still then, and a matched key still counts', async () => {
    await playEvening([
      ...QUEUE,
      ['2026-11-22T14:00:00Z', { current: { ...open('queuing'), stale: true, raid_duration_seconds: 7200 } }],
      ['2026-11-22T18:00:00Z', { current: { stale: true, raid_duration_seconds: 7200 } }],
      ['2026-11-22T18:00:00Z', MATCHED],
      // Six hours.
      [
        '2026-11-22T18:00:10Z',
        {
          current: {
            ...open('in_progress'),
            stale: false,
            queue_time_seconds: 21_600,
            time_in_raid_seconds: 10,
          },
        },
      ],
    ]);
  });

  it('is removed by the next start, and one undo and redo go over both', async () => {
    const db = await playEvening(QUEUE);
    db.setNow('2026-11-22T14:00:00Z');
    const before = stored(db);
    expect(await db.execute({ type: 'start' })).toMatchObject({
      changed: true,
      message:
        'The queue for Customs as PMC was never left by a key: it is removed. In the queue for Customs as PMC.',
      raid: { raid_id: 2, status: 'queuing', started_at: db.now() },
    });
    const after = stored(db);
    expect(db.rows('SELECT raid_id FROM raids')).toEqual([{ raid_id: 2 }]);
    expect(await db.execute({ type: 'undo' })).toMatchObject({
      undone: 'Queue for Customs as PMC, which closed the forgotten raid (Customs as PMC)',
    });
    expect(stored(db)).toEqual(before);
    await db.execute({ type: 'redo' });
    expect(stored(db)).toEqual(after);
  });
});

describe('a raid that was never ended', () => {
  it.each([
    // 35 and 20 minutes, 20 and 20, 50 and 20.
    ['Customs', '2026-11-22T12:56:00Z'],
    ['Factory', '2026-11-22T12:41:00Z'],
    ['Terminal', '2026-11-22T13:11:00Z'],
    // Nobody knows how long a raid takes there: 90 minutes.
    ['A new map', '2026-11-22T13:31:00Z'],
  ])('on %s is over at %s for the next start, and counts as missing in action from then', async (map, at) => {
    const db = await playEvening([
      ['2026-11-22T12:00:00Z', start(map)],
      ['2026-11-22T12:01:00Z', MATCHED],
      ['2026-11-22T12:02:00Z', kill('pmc')],
    ]);
    db.setNow(new Date(Date.parse(at) - 1));
    await expect(db.execute({ type: 'start' })).rejects.toThrow(refusal('raid-already-open'));
    // Half an hour in which nobody pressed.
    db.setNow(new Date(Date.parse(at) + 1_800_000));
    const before = stored(db);
    expect(await db.execute({ type: 'start' })).toMatchObject({
      message: `The raid on ${map} was never ended by a key: it counts as missing in action. In the queue for ${map} as PMC.`,
      raid: { raid_id: 2, started_at: db.now() },
    });
    const after = stored(db);
    const inRaid = (Date.parse(at) - Date.parse('2026-11-22T12:01:00Z')) / 1000;
    const { session, last_finished } = await db.snapshot();
    expect(last_finished).toMatchObject({ raid_id: 1, status: 'mia', ended_at: new Date(at) });
    expect(session).toMatchObject({
      ...{ total_raids: 1, deaths: 1, survival_rate: 0, total_kills: 1, kd_ratio: 1 },
      ...{ average_queue_time_seconds: 60, average_raid_time_seconds: inRaid },
    });
    await db.execute({ type: 'undo' });
    expect(stored(db)).toEqual(before);
    expect((await db.snapshot()).session).toMatchObject({ total_raids: 1, deaths: 0 });
    await db.execute({ type: 'redo' });
    expect(stored(db)).toEqual(after);
  });

  it('may have queued for two hours before, when the matched key was forgotten too', async () => {
    const db = await playEvening([
      ['2026-11-22T12:00:00Z', start('Customs')],
      ['2026-11-22T12:30:00Z', kill('scav')],
    ]);
    // 2:00 and 0:55.
    db.setNow('2026-11-22T14:54:59.999Z');
    await expect(db.execute({ type: 'start' })).rejects.toThrow(refusal('raid-already-open'));
    db.setNow('2026-11-22T14:55:00Z');
    await db.execute({ type: 'start' });
    expect((await db.snapshot()).last_finished).toMatchObject({ status: 'mia', ended_at: db.now() });
  });

  it('has timers that stand still, is ended by its own key all the same, and does not hold the day', async () => {
    const still = { stale: true, raid_duration_seconds: 3360, time_in_raid_seconds: 3300 };
    await playEvening([
      ['2026-11-22T12:00:00Z', start('Customs')],
      ['2026-11-22T12:01:00Z', MATCHED],
      [
        '2026-11-22T12:55:59Z',
        { current: { stale: false, raid_duration_seconds: 3359, time_in_raid_seconds: 3299 } },
      ],
      ['2026-11-22T12:56:00Z', { current: { ...open('in_progress'), ...still } }],
      // The next day, by any zone: the raid is still open, and today is empty.
      ['2026-11-24T12:00:00Z', { current: { ...open('in_progress'), ...still }, session: {} }],
      ['2026-11-24T12:00:00Z', end('survived')],
      ['2026-11-24T12:00:00Z', { current: { status: 'survived', stale: false } }],
    ]);
  });
});
