import Database from 'better-sqlite3';
import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../src/raid/press/command.js';
import { EVERYTHING } from '../../src/raid/figures/tally.js';
import { createHistory } from '../../src/store/query/history.js';
import { createStreamSessions } from '../../src/service/stream-sessions.js';
import { openTestDatabase, readingHere, withSqlite, type TestDatabase } from '../support/database.js';

/** Every kind of press, each with something to do. */
const PRESSES: readonly Command[] = [
  { type: 'start', map_name: 'Customs', character_type: 'pmc' },
  { type: 'matched' },
  { type: 'kill', enemy_type: 'pmc' },
  { type: 'update', map_name: 'Woods' },
  { type: 'end', status: 'died' },
  { type: 'kill', enemy_type: 'scav' },
  { type: 'update', game_mode: 'pve' },
  { type: 'start' },
  { type: 'cancel' },
  { type: 'undo' },
  { type: 'redo' },
  { type: 'undo', force: true },
];

/** Every correction of one raid or kill, by id and of the last, and both keys of a session. */
const CORRECTIONS: readonly Command[] = [
  { type: 'start_session', name: 'Raid night' },
  {
    type: 'add_raid',
    raid: { map_name: 'Woods', character_type: 'scav', status: 'survived', extract_location: 'Outskirts' },
    kills: [{ enemy_type: 'boss' }],
  },
  { type: 'edit_raid', raid_id: 'last', set: { status: 'died', game_mode: 'pve' } },
  { type: 'edit_raid', raid_id: 1, set: { matched_at: null } },
  { type: 'add_kills', raid_id: 1, kills: [{ enemy_type: 'scav' }, { enemy_type: 'pmc' }] },
  { type: 'edit_kill', kill_id: 'last', set: { headshot: true } },
  { type: 'edit_kill', kill_id: 1, set: { weapon_used: 'M4A1' } },
  { type: 'delete_kill', kill_id: 'last' },
  { type: 'delete_kill', kill_id: 1 },
  { type: 'delete_raid', raid_id: 'last' },
  { type: 'undo' },
  { type: 'redo' },
  { type: 'end_session' },
];

/** What is pressed after a key was forgotten: a queue, a raid, a session. */
const LATER: readonly (readonly [afterSeconds: number, Command])[] = [
  [0, { type: 'start', map_name: 'Customs', character_type: 'pmc' }],
  [2 * 3600, { type: 'start' }],
  [60, { type: 'matched' }],
  [2 * 3600, { type: 'start' }],
  [0, { type: 'undo' }],
  [0, { type: 'start_session' }],
  [13 * 3600, { type: 'start', map_name: 'Woods' }],
];

interface Step {
  readonly sql: string;
  readonly detail: string;
}

function plansOf(file: string, statements: readonly string[]): Step[] {
  return withSqlite(file, (database) =>
    statements.flatMap((sql) => {
      const statement = database.prepare(`EXPLAIN QUERY PLAN ${sql}`);
      const values = Array.from(sql.matchAll(/\?/g), () => null);
      return (statement.all(...values) as { detail: string }[]).map(({ detail }) => ({ sql, detail }));
    }),
  );
}

/**
 * A walk along an index, or along the ids, is no scan when the statement stops at the first rows; it does not stop when
 * the rows must be sorted first.
 */
function growsWithTheRaids({ sql, detail }: Step, _index: number, all: readonly Step[]): boolean {
  const isSorted = all.some((other) => other.sql === sql && /TEMP B-TREE FOR .*ORDER BY/.test(other.detail));
  const stopsAtOnce = /limit (\?|1)\)?\s*$/i.test(sql) || /LIMIT 1\)/.test(sql);
  if (/SCAN (raids|kills)\b/.test(detail)) return !stopsAtOnce || isSorted;
  // By time nothing is sorted again: a range that only bounds the list would be read whole.
  if (/SEARCH raids USING .*started_at/.test(detail) && stopsAtOnce && isSorted) return true;
  // Through the status index every finished raid would be looked at.
  return detail.includes('idx_raids_status') && !/in \(\?, \?\)|'in_progress'/i.test(sql);
}

/** Whatever statements `act` runs on a fresh database, with SQLite's plans for them. */
async function plansWithin(act: (db: TestDatabase) => Promise<void>): Promise<Step[]> {
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  const db = await openTestDatabase();
  prepare.mockClear();
  await act(db);
  const statements = [...new Set(prepare.mock.calls.map(([sql]) => sql))];
  prepare.mockRestore();
  return plansOf(
    db.file,
    statements.filter((sql) => /^(select|insert|update|delete|with)/i.test(sql.trim())),
  );
}

describe('the cost of a press', () => {
  it.each([
    ['a key', PRESSES.map((press) => [10, press] as const)],
    ['a correction and of a session key', [...PRESSES, ...CORRECTIONS].map((press) => [10, press] as const)],
    ['a key after a forgotten one', LATER],
  ])('of %s does not grow with the raids: no statement on its way scans them', async (_what, presses) => {
    const plans = await plansWithin(async (db) => {
      for (const [afterSeconds, press] of presses) {
        db.pass(afterSeconds);
        expect(await db.execute(press)).toMatchObject({ changed: true });
        await db.snapshot();
      }
    });
    expect(plans.length).toBeGreaterThan(20);
    expect(plans.filter(growsWithTheRaids)).toEqual([]);
  });

  it('of any kind runs no trigger that scans the raids', async () => {
    const db = await openTestDatabase();
    const triggers = db.rows<{ sql: string }>("SELECT sql FROM sqlite_master WHERE type = 'trigger'");
    const statements = triggers.flatMap(({ sql }) =>
      sql
        .slice(sql.indexOf('BEGIN') + 'BEGIN'.length, sql.lastIndexOf('END'))
        .replaceAll(/\b(NEW|OLD)\.\w+/g, '?')
        .split(';')
        .map((statement) => statement.trim())
        .filter((statement) => statement !== '' && !statement.includes('RAISE')),
    );
    expect(statements.length).toBeGreaterThan(10);
    expect(plansOf(db.file, statements).filter(growsWithTheRaids)).toEqual([]);
  });
});

describe('the cost of a look', () => {
  it('by the clock does not grow with the raids: a tick, a day that ends, a session that was forgotten', async () => {
    const plans = await plansWithin(async (db) => {
      await db.execute({ type: 'start_session' });
      const sessions = createStreamSessions({
        ...{ store: db.store(), now: db.now, rules: () => ({ follow_stream: true, grace_seconds: 120 }) },
        onError: (error) => {
          throw error;
        },
      });
      await sessions.start();
      await db.snapshot();
      sessions.onStream({ active: true, reconnecting: false, outputDurationMs: 1000 });
      db.pass(13 * 3600);
      sessions.refresh();
      await sessions.stop();
      await db.snapshot();
    });
    expect(plans.length).toBeGreaterThan(10);
    expect(plans.filter(growsWithTheRaids)).toEqual([]);
  });

  it('at the figures, the first page of the list and a deep one does not either', async () => {
    const plans = await plansWithin(async (db) => {
      for (const press of PRESSES) {
        db.pass(10);
        await db.execute(press);
      }
      const history = createHistory(readingHere(db.store()), { now: db.now, dayStartsAt: () => '05:00' });
      await history.sessionStats(undefined, EVERYTHING);
      await history.allTimeStats(EVERYTHING);
      await history.readRaid('last');
      await history.readRaid(1);
      const { next } = await history.listRaids({ limit: 1 });
      if (next === null) throw new Error('There is no second page.');
      await history.listRaids({ limit: 1, cursor: next });
      await history.listRaids({ limit: 1, from: new Date(0), to: db.now(), cursor: next });
      for (const type of ['start_session', 'end_session', 'start_session', 'end_session'] as const) {
        db.pass(10);
        await db.execute({ type });
      }
      const { next: session } = await history.listSessions(undefined, 1);
      if (session === null) throw new Error('There is no second page of sessions.');
      await history.listSessions(session, 1);
    });
    const sessions = plans.filter(({ sql }) => sql.includes('(started_at, session_id) <'));
    expect(sessions.map(({ detail }) => detail)).toEqual([
      expect.stringMatching(/^SEARCH sessions USING INDEX idx_sessions_started_at \(started_at</),
    ]);
    // A deep page begins where the one before ended, and does not walk there.
    const deep = plans.filter(
      ({ sql, detail }) => sql.includes('(started_at, raid_id) <') && /raids/.test(detail),
    );
    expect(deep.length).toBeGreaterThan(1);
    for (const { detail } of deep)
      expect(detail).toMatch(/SEARCH raids USING INDEX idx_raids_started_at \(started_at/);
    expect(plans.filter(growsWithTheRaids)).toEqual([]);
  });
});
