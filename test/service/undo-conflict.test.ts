import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/raid/press/command.js';
import type { PortableRaid } from '../../src/raid/history/portable.js';
import { exportRaids } from '../../src/store/exchange/export-raids.js';
import { importRaids } from '../../src/store/exchange/import-raids.js';
import { formatTime } from '../../src/store/time.js';
import { openTestDatabase, storedRows as stored, type TestDatabase } from '../support/database.js';
import { KILL, press, REDO, refusal, START_CUSTOMS, UNDO } from '../support/presses.js';

describe('an imported raid', () => {
  it('leaves its id to the raid that undo or redo would bring back under it', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, { type: 'cancel' });
    const raid: PortableRaid = {
      ...{ raid_id: 1, status: 'died', character_type: 'scav', game_mode: 'pvp', map_name: 'Woods' },
      ...{ started_at: new Date('2026-11-01T12:00:00Z'), ended_at: new Date('2026-11-01T12:20:00Z') },
      ...{ outcome: 'died', matched_at: null, over_at: null, queue_time_seconds: null },
      ...{ extract_location: null, kills: [] },
    };
    const takeIn = () => db.store().transact((writer) => importRaids(writer, [raid]));
    expect(await takeIn()).toEqual({ imported: 1, skipped: 0 });
    expect(await db.execute(UNDO)).toMatchObject({
      raid: { raid_id: 1, map_name: 'Customs', kill_count: 1 },
    });
    expect(db.rows("SELECT raid_id FROM raids WHERE map_name = 'Woods'")).toEqual([{ raid_id: 2 }]);
    expect(await takeIn()).toEqual({ imported: 0, skipped: 1 });
  });
});

describe('a raid that an import has brought back', () => {
  /** Exports, lets the raid go, and imports. */
  async function takeBack(db: TestDatabase, removal: Command): Promise<void> {
    const raids: PortableRaid[] = [];
    for await (const raid of exportRaids(db.store())) raids.push(raid);
    await db.execute(removal);
    expect(db.rows('SELECT * FROM raids')).toHaveLength(0);
    const count = await db.store().transact((writer) => importRaids(writer, raids));
    expect(count).toEqual({ imported: 1, skipped: 0 });
  }

  it('is not brought back once more by undoing its deletion', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, { type: 'end', status: 'died' });
    await takeBack(db, { type: 'delete_raid', raid_id: 'last' });
    const before = stored(db);
    await expect(db.execute(UNDO)).rejects.toThrow(refusal('undo-conflict'));
    await expect(db.execute(UNDO)).rejects.toThrow('is there already, by an import');
    expect(stored(db)).toEqual(before);
    await db.execute({ type: 'undo', force: true });
    expect(db.rows('SELECT * FROM raids')).toHaveLength(2);
  });

  it('is not brought back once more by doing it again', async () => {
    const db = await openTestDatabase();
    const raid = { map_name: 'Woods', character_type: 'pmc', status: 'died' } as const;
    await db.execute({ type: 'add_raid', raid, kills: [] });
    await takeBack(db, UNDO);
    await expect(db.execute(REDO)).rejects.toThrow(refusal('undo-conflict'));
    expect(db.rows('SELECT * FROM raids')).toHaveLength(1);
  });
});

describe('a session that an import has brought back', () => {
  it('is not brought back once more by doing it again', async () => {
    const db = await openTestDatabase();
    await press(db, { type: 'start_session' });
    const [row] = db.rows('SELECT * FROM sessions');
    const { session_id: _id, ...session } = row as Record<string, unknown>;
    await press(db, UNDO);
    db.byHand(
      "INSERT INTO sessions (session_id, started_at, opened_by, ended_at) VALUES (9, ?, 'press', ?)",
      ...[session['started_at'] as string, session['started_at'] as string],
    );
    await expect(db.execute(REDO)).rejects.toThrow(
      'The session that this step would bring back is there already',
    );
    expect(db.rows('SELECT session_id FROM sessions')).toEqual([{ session_id: 9 }]);
  });
});

describe('a step that opens a session again', () => {
  const PRESSED: readonly Command[] = [
    { type: 'start_session', name: 'Raid night' },
    START_CUSTOMS,
    { type: 'end', status: 'died' },
    { type: 'end_session' },
  ];
  /** What the stream does is no step. */
  const openByStream = (db: TestDatabase): void => {
    db.byHand(
      "INSERT INTO sessions (started_at, opened_by, stream_began_at) VALUES (?, 'stream', ?)",
      ...[formatTime(db.now()), formatTime(db.now())],
    );
    db.pass(60);
  };

  it('takes in the one that the stream has opened since, and brings it again, to the bottom and back', async () => {
    const db = await openTestDatabase();
    const states: unknown[] = [stored(db)];
    for (const command of PRESSED) {
      await press(db, command);
      states.push(stored(db));
    }
    openByStream(db);
    states[4] = stored(db);
    expect(await db.execute(UNDO)).toMatchObject({
      undone: 'End of the session "Raid night"',
      message:
        'Undone: End of the session "Raid night". The session that the stream opened meanwhile was merged into it.',
    });
    expect(stored(db)).toEqual(states[3]);
    for (const below of [2, 1, 0]) {
      await db.execute(UNDO);
      expect(stored(db)).toEqual(states[below]);
    }
    for (const above of [1, 2, 3, 4]) {
      await db.execute(REDO);
      expect(stored(db)).toEqual(states[above]);
    }
    // The stream goes on meanwhile.
    db.byHand("UPDATE sessions SET stream_lost_at = '2026-11-22 13:00:00.000' WHERE session_id = 2");
    states[4] = stored(db);
    await db.execute(UNDO);
    expect(stored(db)).toEqual(states[3]);
    await db.execute(REDO);
    expect(stored(db)).toEqual(states[4]);
    // That one is over, and then there is another.
    db.byHand("UPDATE sessions SET ended_at = '2026-11-22 13:00:00.000' WHERE session_id = 2");
    states[4] = stored(db);
    await db.execute(UNDO);
    await db.execute(REDO);
    expect(stored(db)).toEqual(states[4]);
    openByStream(db);
    states[4] = stored(db);
    await db.execute(UNDO);
    expect(db.rows('SELECT session_id FROM sessions WHERE ended_at IS NULL')).toEqual([{ session_id: 1 }]);
    expect(db.rows('SELECT session_id FROM sessions')).toHaveLength(2);
    await db.execute(REDO);
    expect(stored(db)).toEqual(states[4]);
  });

  it('takes it in when its start is done again, too', async () => {
    const db = await openTestDatabase();
    await press(db, { type: 'start_session' });
    await db.execute(UNDO);
    openByStream(db);
    const before = stored(db);
    await db.execute(REDO);
    expect(db.rows('SELECT session_id, ended_at FROM sessions')).toEqual([{ session_id: 1, ended_at: null }]);
    await db.execute(UNDO);
    expect(stored(db)).toEqual(before);
  });

  it('says that the session changed by itself when it did', async () => {
    const db = await openTestDatabase();
    await press(db, { type: 'start_session' });
    db.byHand("UPDATE sessions SET ended_at = '2026-11-22 13:00:00.000'");
    await expect(db.execute(UNDO)).rejects.toThrow('has changed since, by itself or with the stream');
    await db.execute({ type: 'undo', force: true });
    expect(db.rows('SELECT * FROM sessions')).toEqual([]);
  });
});

describe('a step whose rows another program has changed', () => {
  it('is not undone over that', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    db.byHand("UPDATE raids SET map_name = 'Woods'");
    const before = stored(db);
    await expect(db.execute(UNDO)).rejects.toThrow(refusal('undo-conflict'));
    expect(stored(db)).toEqual(before);
  });

  it('is not undone when that would take a kill along', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS);
    db.byHand("INSERT INTO kills (raid_id, enemy_type) VALUES (1, 'boss')");
    const before = stored(db);
    await expect(db.execute(UNDO)).rejects.toThrow(refusal('undo-conflict'));
    expect(stored(db)).toEqual(before);
  });

  it('is not done again over that', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' }, UNDO);
    db.byHand("UPDATE raids SET map_name = 'Woods'");
    await expect(db.execute(REDO)).rejects.toThrow(refusal('undo-conflict'));
  });

  it('is overwritten by force alone, as the refusal says', async () => {
    const db = await openTestDatabase();
    await press(db, START_CUSTOMS, { type: 'matched' });
    db.byHand("UPDATE raids SET map_name = 'Woods'");
    await expect(db.execute(UNDO)).rejects.toThrow('force=true');
    expect(await db.execute({ type: 'undo', force: true })).toMatchObject({
      raid: { status: 'queuing', map_name: 'Customs' },
    });
  });

  it.each([
    [
      'kills that no step knows of',
      [START_CUSTOMS, { type: 'matched' }, UNDO],
      ["INSERT INTO kills (raid_id, enemy_type) VALUES (1, 'boss')"],
    ],
    [
      'a raid that has come to the id of the cancelled one',
      [START_CUSTOMS, { type: 'matched' }, KILL, { type: 'cancel' }],
      [
        "INSERT INTO raids (raid_id, map_name, character_type, status) VALUES (1, 'Woods', 'scav', 'died')",
        "INSERT INTO kills (raid_id, enemy_type) VALUES (1, 'boss')",
      ],
    ],
  ] as const)('is refused even by force when that would lose %s', async (_what, pressed, statements) => {
    const db = await openTestDatabase();
    await press(db, ...pressed);
    for (const sql of statements) db.byHand(sql);
    const before = stored(db);
    await expect(db.execute({ type: 'undo', force: true })).rejects.toThrow(refusal('undo-conflict'));
    expect(stored(db)).toEqual(before);
  });

  it.each([
    [
      'a second open raid',
      [START_CUSTOMS, { type: 'end', status: 'died' }],
      "INSERT INTO raids (map_name, character_type, status) VALUES ('Woods', 'pmc', 'queuing')",
    ],
    [
      'a kill without its raid',
      [START_CUSTOMS, KILL, { type: 'delete_kill', kill_id: 1 }],
      'DELETE FROM raids',
    ],
  ] as const)(
    'is refused even by force when the database has no place for %s',
    async (_what, pressed, sql) => {
      const db = await openTestDatabase();
      await press(db, ...pressed);
      db.byHand(sql);
      const before = stored(db);
      await expect(db.execute({ type: 'undo', force: true })).rejects.toThrow(refusal('undo-conflict'));
      expect(stored(db)).toEqual(before);
    },
  );
});
