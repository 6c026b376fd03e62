import { describe, expect, it } from 'vitest';
import { storedRows as stored } from '../support/database.js';
import { end, kill, MATCHED, playEvening, start, type Line } from '../support/evening.js';
import { inZone } from '../support/zone.js';

inZone('Europe/Berlin');

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

  it('has timers that stand still then, and a matched key begins the raid, its queue time unknown', async () => {
    await playEvening([
      ...QUEUE,
      ['2026-11-22T14:00:00Z', { current: { ...open('queuing'), stale: true, raid_duration_seconds: 7200 } }],
      ['2026-11-22T18:00:00Z', { current: { stale: true, raid_duration_seconds: 7200 } }],
      ['2026-11-22T18:00:00Z', MATCHED],
      [
        '2026-11-22T18:00:10Z',
        {
          session: { session_id: null, total_raids: 1, pmc_raids: 1, average_queue_time_seconds: null },
          current: {
            ...open('in_progress'),
            stale: false,
            queue_time_seconds: null,
            time_in_raid_seconds: 10,
          },
        },
      ],
      // Nor does a correction of something else bring it in.
      ['2026-11-22T18:00:20Z', { type: 'edit_raid', raid_id: 1, set: { character_type: 'scav' } }],
      ['2026-11-22T18:00:30Z', { current: { character_type: 'scav', queue_time_seconds: null } }],
    ]);
  });

  it('says so when its keys are pressed: then it is a raid, and Queue would not begin another', async () => {
    const words =
      'This raid (Customs as PMC, queued 8 hours ago) seems to be forgotten. If you are in another one, press Undo, then Queue.';
    const db = await playEvening(QUEUE);
    db.setNow('2026-11-22T20:50:52Z');
    expect(await db.execute(MATCHED)).toMatchObject({
      message: `Matched: Customs as PMC. Its queue time stays unknown. ${words}`,
    });
    await db.execute({ type: 'undo' });
    expect(await db.execute(end('died'))).toMatchObject({
      raid: { ended_at: new Date('2026-11-22T14:55:00Z'), matched_at: null, queue_time_seconds: null },
    });
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
      // At the end of its limit, as the next start would have it.
      [
        '2026-11-24T12:00:00Z',
        { current: { status: 'survived', ...still, stale: false, ended_at: '2026-11-22T12:56:00.000Z' } },
      ],
    ]);
  });

  it('has a kill that is added afterwards when it can have lasted longest', async () => {
    const db = await playEvening([
      ['2026-11-22T12:00:00Z', start('Factory')],
      ['2026-11-22T12:01:00Z', MATCHED],
    ]);
    db.setNow('2026-11-23T12:00:00Z');
    await db.execute({ type: 'add_kills', raid_id: 'last', kills: [{ enemy_type: 'scav' }] });
    expect(db.rows('SELECT killed_at FROM kills')).toEqual([{ killed_at: '2026-11-22 12:41:00.000' }]);
    expect(await db.execute(end('died'))).toMatchObject({
      raid: { matched_at: new Date('2026-11-22T12:01:00Z'), ended_at: new Date('2026-11-22T12:41:00Z') },
    });
  });

  it('says so when its keys are pressed, and what they do', async () => {
    const db = await playEvening([
      ['2026-11-22T12:00:00Z', start('Factory')],
      ['2026-11-22T12:01:00Z', MATCHED],
    ]);
    db.setNow('2026-11-23T12:00:00Z');
    const words =
      'This raid (Factory as PMC, queued 24 hours ago) seems to be forgotten. Press Queue to begin a new one.';
    expect(await db.execute(MATCHED)).toMatchObject({ message: `Already in raid: Factory as PMC. ${words}` });
    expect(await db.execute(kill('pmc'))).toMatchObject({ message: `PMC kill counted. ${words}` });
    expect(await db.execute({ type: 'update', character_type: 'scav' })).toMatchObject({
      message: `Corrected: Factory as Scav. ${words}`,
    });
    expect(await db.execute(end('died'))).toMatchObject({
      message:
        'Died: Factory as Scav. It was queued 24 hours ago, so its end was set to its last kill; its time in raid stays unknown.',
      raid: { matched_at: null },
    });
    db.pass(2);
    expect(await db.execute(end('died'))).toMatchObject({ changed: false });
    db.pass(60);
    await expect(db.execute(end('died'))).rejects.toThrow(refusal('no-open-raid'));
  });

  it.each([
    ['the next start', start('Woods')],
    ['its own end', end('died')],
    ['a correction', { type: 'edit_raid', raid_id: 1, set: { status: 'died' } }],
  ] as const)('is never over before its last kill: %s', async (_what, command) => {
    const db = await playEvening([
      ['2026-11-22T08:00:00Z', start('Factory')],
      ['2026-11-22T08:01:00Z', MATCHED],
      ['2026-11-22T09:50:00Z', kill('pmc')],
      ['2026-11-22T12:00:00Z', command],
    ]);
    expect(db.rows('SELECT ended_at FROM raids WHERE raid_id = 1')).toEqual([
      { ended_at: '2026-11-22 09:50:00.000' },
    ]);
  });
});

describe('a raid that is told afterwards without its end', () => {
  const NOW = new Date('2026-11-22T12:00:00Z');
  const LONG_AGO = new Date('2026-01-02T12:00:00Z');
  const fields = {
    map_name: 'Customs',
    character_type: 'pmc',
    status: 'died',
    started_at: LONG_AGO,
  } as const;
  const kills = [{ enemy_type: 'pmc' }, { enemy_type: 'scav' }] as const;

  it('ended when it can have lasted longest, counts in no average time, and has its kills inside', async () => {
    const db = await playEvening([
      [NOW.toISOString(), { type: 'add_raid', raid: { ...fields, queue_time_seconds: 90 }, kills }],
    ]);
    const endedAt = '2026-01-02 12:56:30.000';
    expect(db.rows('SELECT ended_at, matched_at, queue_time_seconds FROM raids')).toEqual([
      { ended_at: endedAt, matched_at: null, queue_time_seconds: 90 },
    ]);
    expect(db.rows('SELECT DISTINCT killed_at FROM kills')).toEqual([{ killed_at: endedAt }]);
    expect((await db.snapshot()).all_time).toMatchObject({
      average_queue_time_seconds: 90,
      average_raid_time_seconds: null,
    });
    // With its end everything is known.
    const ended_at = new Date('2026-01-02T12:54:30Z');
    await db.execute({ type: 'edit_raid', raid_id: 1, set: { ended_at } });
    expect((await db.snapshot()).all_time).toMatchObject({ average_raid_time_seconds: 53 * 60 });
  });

  it('ended no earlier than its last kill, and no later than now', async () => {
    const killed_at = new Date('2026-01-02T16:00:00Z');
    const db = await playEvening([
      [NOW.toISOString(), { type: 'add_raid', raid: fields, kills: [{ enemy_type: 'pmc', killed_at }] }],
      [
        NOW.toISOString(),
        { type: 'add_raid', raid: { ...fields, started_at: new Date('2026-11-22T11:30:00Z') }, kills: [] },
      ],
    ]);
    expect(db.rows('SELECT ended_at FROM raids ORDER BY raid_id')).toEqual([
      { ended_at: '2026-01-02 16:00:00.000' },
      { ended_at: '2026-11-22 12:00:00.000' },
    ]);
  });
});
