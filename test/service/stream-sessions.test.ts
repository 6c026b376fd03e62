import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStreamSessions, type StreamSessions } from '../../src/service/stream-sessions.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { startFakeObs } from '../support/fake-obs.js';
import { startServiceProcess, temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

const RULES = { follow_stream: true, grace_seconds: 120 };
const START_TEXT = '2026-11-22 12:00:00.000';
const OFF = { active: false, reconnecting: false, outputDurationMs: null };
const on = (seconds: number) => ({ active: true, reconnecting: false, outputDurationMs: seconds * 1000 });

let running: StreamSessions[] = [];
afterEach(async () => {
  await Promise.all(running.map((sessions) => sessions.stop()));
  running = [];
});

async function startSessions(db: TestDatabase, rules = () => RULES): Promise<StreamSessions> {
  const sessions = createStreamSessions({
    store: db.store(),
    rules,
    now: db.now,
    onError: (error) => {
      throw error;
    },
  });
  running.push(sessions);
  await sessions.start();
  return sessions;
}

interface Row {
  readonly started_at: string;
  readonly ended_at: string | null;
}
const rowsOf = (db: TestDatabase): Row[] => db.rows<Row>('SELECT started_at, ended_at FROM sessions');
const shows = (db: TestDatabase, rows: readonly Row[]): Promise<void> =>
  vi.waitFor(() => expect(rowsOf(db)).toEqual(rows));

/** A stream whose session a key closes after ten minutes, and which reconnects ten minutes later. */
async function endByKeyAndReconnect(db: TestDatabase, sessions: StreamSessions): Promise<void> {
  sessions.onStream(on(0));
  await shows(db, [{ started_at: START_TEXT, ended_at: null }]);
  db.pass(600);
  await db.execute({ type: 'end_session' });
  db.pass(600);
  sessions.onStream({ active: true, reconnecting: true, outputDurationMs: 1_200_000 });
  db.pass(10);
  sessions.onStream(on(0));
  await sessions.start();
}

describe('sessions that follow the stream', () => {
  it('open with it, outlive a drop, and end where it ended', async () => {
    const db = await openTestDatabase();
    const sessions = await startSessions(db);
    sessions.onStream(on(30));
    const started_at = '2026-11-22 11:59:30.000';
    await shows(db, [{ started_at, ended_at: null }]);
    db.pass(1000);
    sessions.onStream({ active: true, reconnecting: true, outputDurationMs: 1_030_000 });
    sessions.onStream(OFF);
    db.pass(60);
    sessions.onStream(on(3));
    await vi.waitFor(() =>
      expect(db.rows('SELECT 1 FROM sessions WHERE stream_lost_at IS NULL')).toHaveLength(1),
    );
    db.pass(1000);
    sessions.onStream(OFF);
    await vi.waitFor(() =>
      expect(db.rows('SELECT 1 FROM sessions WHERE stream_lost_at > 0')).toHaveLength(1),
    );
    db.pass(121);
    sessions.refresh();
    await shows(db, [{ started_at, ended_at: '2026-11-22 12:34:20.000' }]);
  });

  it('go on over a restart in the middle of a drop', async () => {
    const db = await openTestDatabase();
    const before = await startSessions(db);
    before.onStream(on(0));
    before.onStream(OFF);
    await vi.waitFor(() =>
      expect(db.rows('SELECT 1 FROM sessions WHERE stream_lost_at > 0')).toHaveLength(1),
    );
    await before.stop();
    await db.reopen();
    db.pass(90);
    const after = await startSessions(db);
    after.onStream(on(10));
    await vi.waitFor(() =>
      expect(db.rows('SELECT 1 FROM sessions WHERE stream_lost_at IS NULL')).toHaveLength(1),
    );
    expect(rowsOf(db)).toEqual([{ started_at: '2026-11-22 12:00:00.000', ended_at: null }]);
  });

  it('go on over a restart after a reconnect, although OBS counts from there and nothing was pressed', async () => {
    const db = await openTestDatabase();
    const before = await startSessions(db);
    before.onStream(on(0));
    db.pass(3000);
    before.onStream({ active: true, reconnecting: true, outputDurationMs: 3_000_000 });
    db.pass(30);
    before.onStream(on(0));
    await before.start();
    await before.stop();
    await db.reopen();
    db.pass(900);
    const after = await startSessions(db);
    after.onStream(on(898));
    // Each look waits for the one before it.
    await after.start();
    expect(rowsOf(db)).toEqual([{ started_at: START_TEXT, ended_at: null }]);
  });

  it('end when OBS went away with its stream, and the next stream opens another one', async () => {
    const db = await openTestDatabase();
    const sessions = await startSessions(db);
    sessions.onStream(on(0));
    await shows(db, [{ started_at: START_TEXT, ended_at: null }]);
    db.pass(600);
    sessions.onObsAway();
    db.pass(3600);
    // On its way back it is away in another way.
    sessions.onObsAway();
    sessions.onStream(OFF);
    const ended = { started_at: START_TEXT, ended_at: '2026-11-22 12:10:00.000' };
    await shows(db, [ended]);
    db.pass(10);
    sessions.onStream(on(5));
    await shows(db, [ended, { started_at: '2026-11-22 13:10:05.000', ended_at: null }]);
  });

  it('are the same when OBS was away and streamed on', async () => {
    const db = await openTestDatabase();
    const sessions = await startSessions(db);
    sessions.onStream(on(0));
    db.pass(600);
    sessions.onObsAway();
    db.pass(3600);
    sessions.onStream(on(4200));
    await sessions.start();
    expect(rowsOf(db)).toEqual([{ started_at: START_TEXT, ended_at: null }]);
  });

  it('ended by a key stay ended when the stream reconnects', async () => {
    const db = await openTestDatabase();
    const sessions = await startSessions(db);
    await endByKeyAndReconnect(db, sessions);
    expect(rowsOf(db)).toEqual([{ started_at: START_TEXT, ended_at: '2026-11-22 12:10:00.000' }]);
  });

  it('ended by a key stay ended when the stream reconnects and then the program is started again', async () => {
    const db = await openTestDatabase();
    const before = await startSessions(db);
    await endByKeyAndReconnect(db, before);
    await before.stop();
    await db.reopen();
    db.pass(900);
    const after = await startSessions(db);
    after.onStream(on(898));
    await after.start();
    const ended = { started_at: START_TEXT, ended_at: '2026-11-22 12:10:00.000' };
    expect(rowsOf(db)).toEqual([ended]);
    await db.execute({ type: 'undo', force: true });
    await db.execute({ type: 'redo' });
    expect(rowsOf(db)).toEqual([ended]);
    // Another stream is another one.
    db.pass(600);
    after.onStream(OFF);
    db.pass(600);
    after.onStream(on(0));
    await after.start();
    expect(rowsOf(db)).toEqual([ended, { started_at: '2026-11-22 12:55:10.000', ended_at: null }]);
  });

  it('follow the stream that runs from the moment on at which the show file says so', async () => {
    const db = await openTestDatabase();
    let rules = { ...RULES, follow_stream: false };
    const sessions = await startSessions(db, () => rules);
    sessions.onStream(on(30));
    db.pass(600);
    await sessions.start();
    expect(rowsOf(db)).toEqual([]);
    rules = RULES;
    sessions.refresh();
    await shows(db, [{ started_at: '2026-11-22 11:59:30.000', ended_at: null }]);
  });

  it('are not taken back by undo', async () => {
    const db = await openTestDatabase();
    const sessions = await startSessions(db);
    sessions.onStream(on(0));
    await vi.waitFor(() => expect(rowsOf(db)).toHaveLength(1));
    await expect(db.execute({ type: 'undo' })).rejects.toThrow('nothing to undo');
  });

  it('forgotten for twelve hours end at the last press, and the next press cannot revive them', async () => {
    const db = await openTestDatabase();
    await db.execute({ type: 'start_session' });
    db.pass(600);
    await db.execute({ type: 'update', map_name: 'Woods' });
    db.pass(12 * 3600);
    expect((await db.snapshot()).session.session_id).toBeNull();
    await db.execute({ type: 'update', map_name: 'Customs' });
    expect(rowsOf(db)).toEqual([
      { started_at: '2026-11-22 12:00:00.000', ended_at: '2026-11-22 12:10:00.000' },
    ]);
  });
});

it('a stream that ends with OBS ends the session in the running program', async () => {
  const fake = await startFakeObs();
  fake.model.addScene('Game');
  fake.model.setStream(true, false, 'OBS_WEBSOCKET_OUTPUT_STARTED');
  const folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'show.json'), '{ "sessions": { "grace_seconds": 0.2 } }');
  const service = await startServiceProcess({ folder, obsUrl: fake.url });
  const sessions = async () => (await service.get('/sessions')).json['sessions'];
  await until(async () => expect(await sessions()).toMatchObject([{ ended_at: null, opened_by: 'stream' }]));
  fake.emit('ExitStarted', {});
  await fake.stop();
  await until(async () =>
    expect(await sessions()).toMatchObject([{ ended_at: expect.any(String) as string }]),
  );
  await service.kill();
});
