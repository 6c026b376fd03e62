import { describe, expect, it } from 'vitest';
import { createExecute } from '../../src/service/execute.js';
import { openTestDatabase, storedRows as stored } from '../support/database.js';
import { KILL, press, REDO, refusal, START_CUSTOMS, UNDO } from '../support/presses.js';

describe('a press', () => {
  it('is told with the raid as it is afterwards', async () => {
    const db = await openTestDatabase();
    expect(await db.execute(START_CUSTOMS)).toMatchObject({
      changed: true,
      message: 'In the queue for Customs as PMC.',
      raid: { raid_id: 1, status: 'queuing', started_at: db.now(), kill_count: 0 },
    });
    db.pass(94);
    expect(await db.execute({ type: 'matched' })).toMatchObject({
      message: 'Matched after 1:34: Customs as PMC.',
      raid: { status: 'in_progress', matched_at: db.now(), queue_time_seconds: 94 },
    });
    db.pass(60);
    expect(await db.execute(KILL)).toMatchObject({
      message: 'PMC headshot with M4A1 counted.',
      kill: { kill_id: 1, raid_id: 1, killed_at: db.now(), weapon_used: 'M4A1', headshot: true },
      raid: { kill_count: 1, headshot_count: 1 },
    });
    const end = await db.execute({ type: 'end', status: 'survived', extract_location: 'Crossroads' });
    expect(end).toMatchObject({
      message: 'Survived at Crossroads: Customs as PMC.',
      raid: { status: 'survived', ended_at: db.now(), extract_location: 'Crossroads' },
    });
  });

  it('that asks for what is so already stores nothing, and undo does not count it', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    const before = stored(db);
    expect(await db.execute({ type: 'matched' })).toMatchObject({ changed: false, raid: { raid_id: 1 } });
    expect(stored(db)).toEqual(before);
    expect(db.rows('SELECT * FROM journal')).toHaveLength(2);
  });

  it('that is refused stores nothing', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    const before = stored(db);
    await expect(db.execute(START_CUSTOMS)).rejects.toThrow(refusal('raid-already-open'));
    expect(stored(db)).toEqual(before);
  });

  it('finds the open raid after a restart', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    await db.reopen();
    expect(await db.execute(KILL)).toMatchObject({ raid: { raid_id: 1, kill_count: 1 } });
  });

  it('after a cancelled raid goes to the raid before it, whose outcome stays over', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'end', status: 'died' }, { type: 'start' });
    expect(await db.execute({ type: 'cancel' })).toMatchObject({ raid: null });
    expect(await db.snapshot()).toMatchObject({ raid: { raid_id: 1, status: 'died' }, outcome_over: true });
    expect(await db.execute(KILL)).toMatchObject({ raid: { raid_id: 1, kill_count: 1 } });
  });

  it('of Update in the lobby chooses for the next raid, which uses the choice up', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'end', status: 'died' }, { type: 'update', map_name: 'gz' });
    expect((await db.snapshot()).next_raid).toMatchObject({ map_name: 'Ground Zero', character_type: null });
    expect((await db.execute({ type: 'start' })).raid).toMatchObject({ map_name: 'Ground Zero' });
    expect((await db.snapshot()).next_raid).toMatchObject({ map_name: null, character_type: null });
  });
});

describe('undo', () => {
  it('takes back the newest step and says which', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    const before = stored(db);
    await db.execute(KILL);
    expect(await db.execute(UNDO)).toMatchObject({
      changed: true,
      undone: 'PMC headshot with M4A1 on Customs',
      message: 'Undone: PMC headshot with M4A1 on Customs.',
      raid: { kill_count: 0 },
    });
    expect(stored(db)).toEqual(before);
  });

  it('takes back what a press implied, together with it', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, KILL, UNDO);
    expect((await db.snapshot()).raid).toMatchObject({ status: 'queuing', kill_count: 0 });
  });

  it('brings a cancelled raid back whole, with its kills and the same ids', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, KILL);
    const before = stored(db);
    await press(db, { type: 'cancel' });
    expect(db.rows('SELECT * FROM kills')).toEqual([]);
    await press(db, UNDO);
    expect(stored(db)).toEqual(before);
    await press(db, REDO);
    expect(db.rows('SELECT * FROM raids')).toEqual([]);
    await press(db, UNDO);
    expect(stored(db)).toEqual(before);
  });

  it('shows an outcome again that the next start had put away', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'end', status: 'died' }, { type: 'start' }, UNDO);
    expect(await db.snapshot()).toMatchObject({ raid: { raid_id: 1 }, outcome_over: false });
  });

  it('goes on where it was after a restart, and so does redo', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, UNDO);
    await db.reopen();
    expect(await db.execute(UNDO)).toMatchObject({ undone: 'Matched on Customs' });
    await db.reopen();
    expect(await db.execute(REDO)).toMatchObject({ redone: 'Matched on Customs' });
    expect(await db.execute(REDO)).toMatchObject({ redone: 'PMC headshot with M4A1 on Customs' });
    await expect(db.execute(REDO)).rejects.toThrow(refusal('nothing-to-redo'));
  });

  it('ends at the first press', async () => {
    const db = await openTestDatabase();
    await expect(db.execute(UNDO)).rejects.toThrow(refusal('nothing-to-undo'));
    await press(db, START_CUSTOMS, UNDO);
    await expect(db.execute(UNDO)).rejects.toThrow(refusal('nothing-to-undo'));
  });

  it('takes back the step that the snapshot names', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' }, UNDO);
    expect(await db.snapshot()).toMatchObject({
      undo: { command: 'start', sentence: 'Queue for Customs as PMC' },
      redo: { command: 'matched', sentence: 'Matched on Customs' },
    });
  });
});

describe('redo', () => {
  it('ends with the next press that changes something', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' }, UNDO, START_CUSTOMS, REDO, UNDO, KILL);
    await expect(db.execute(REDO)).rejects.toThrow(refusal('nothing-to-redo'));
  });
});

describe('an old step', () => {
  it('of the open or the last raid is undone at any age', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS);
    db.pass(3 * 3600);
    await press(db, { type: 'end', status: 'mia' });
    db.pass(24 * 3600);
    expect(await db.execute(UNDO)).toMatchObject({ raid: { status: 'queuing' } });
    expect(await db.execute(UNDO)).toMatchObject({ raid: null });
  });

  it('of an earlier raid needs force once it is older than 15 minutes', async () => {
    const db = await openTestDatabase();
    await db.execute({ type: 'update', map_name: 'Woods' });
    db.pass(15 * 60);
    await press(db, UNDO, REDO);
    await expect(db.execute(UNDO)).rejects.toThrow(refusal('too-old-to-undo'));
    await expect(db.execute(UNDO)).rejects.toThrow('force=true');
    expect(await db.execute({ type: 'undo', force: true })).toMatchObject({ undone: 'Next raid: Woods' });
  });

  it('of a cancelled raid needs force too', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'cancel' });
    db.pass(16 * 60);
    await expect(db.execute(UNDO)).rejects.toThrow(refusal('too-old-to-undo'));
    expect(await db.execute({ type: 'undo', force: true })).toMatchObject({ raid: { status: 'queuing' } });
  });
});

describe('what reacts to presses', () => {
  it('hears of each command that changed something, after it is stored, and not of undo, redo or a refused one', async () => {
    const db = await openTestDatabase();
    const heard: unknown[] = [];
    const execute = createExecute({
      store: db.store(),
      now: db.now,
      onDone: ({ type }, { message }) => heard.push([type, message, db.rows('SELECT * FROM journal').length]),
    });
    await execute(START_CUSTOMS);
    await execute(START_CUSTOMS);
    await execute({ type: 'matched' });
    await execute(KILL);
    await execute(UNDO);
    await execute(REDO);
    await expect(execute({ type: 'start', map_name: 'Woods' })).rejects.toThrow();
    expect(heard).toEqual([
      ['start', 'In the queue for Customs as PMC.', 1],
      ['matched', 'Matched after 0:00: Customs as PMC.', 2],
      ['kill', 'PMC headshot with M4A1 counted.', 3],
    ]);
  });

  it('cannot undo a press by failing', async () => {
    const db = await openTestDatabase();
    const execute = createExecute({
      store: db.store(),
      now: db.now,
      onDone: () => {
        throw new Error('The lamp is broken.');
      },
    });
    expect(await execute(START_CUSTOMS)).toMatchObject({ changed: true });
    expect(db.rows('SELECT * FROM raids')).toHaveLength(1);
  });
});
