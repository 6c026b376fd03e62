import { afterEach, describe, expect, it, vi } from 'vitest';
import { createStreamSessions, type StreamSessions } from '../src/stream-sessions.js';
import { openTestDatabase, type TestDatabase } from './support/database.js';

const RULES = { follow_stream: true, grace_seconds: 120 };
const OFF = { active: false, reconnecting: false, outputDurationMs: null };
const on = (seconds: number) => ({ active: true, reconnecting: false, outputDurationMs: seconds * 1000 });

let running: StreamSessions[] = [];
afterEach(async () => {
  await Promise.all(running.map((sessions) => sessions.stop()));
  running = [];
});

async function startSessions(db: TestDatabase): Promise<StreamSessions> {
  const sessions = createStreamSessions({
    store: db.store(),
    rules: () => RULES,
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

  it('are no steps of undo', async () => {
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
