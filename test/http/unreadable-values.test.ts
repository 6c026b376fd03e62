import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withSqlite } from '../support/database.js';
import { temporaryFolder } from '../support/service-process.js';
import { settleSums } from '../../src/store/figures/sums.js';
import { readSessionState } from '../../src/store/query/sessions.js';
import { call, startService, type Service } from './service.js';

let service: Service;
/** A database with two raids; each test begins with a copy of it. */
const played = path.join(temporaryFolder(), 'raids.db');
const PLAYED_SECONDS = 2 * (60 + 600 + 60);
beforeAll(async () => {
  service = await startService();
  for (const map_name of ['Woods', 'Customs']) {
    await press('/raid/start', { map_name, character_type: 'pmc' });
    service.waitSeconds(60);
    await press('/raid/matched');
    await press('/raid/kill', { enemy_type: 'pmc', headshot: true });
    service.waitSeconds(600);
    await press('/raid/end', { status: 'survived' });
    service.waitSeconds(60);
  }
  withSqlite(service.databaseFile, (database) => database.prepare('VACUUM INTO ?').run(played));
  await service.stop();
});
beforeEach(async () => {
  service = await startService({}, undefined, played);
  service.waitSeconds(PLAYED_SECONDS);
});
afterEach(() => service.stop());

const press = (path: string, body: object = {}, method = 'POST') =>
  call(service.port, method, path, { body: JSON.stringify(body) });
const get = (path: string) => call(service.port, 'GET', path);

/** Puts a value where neither SQLite's checks nor the triggers see it, as a failing disk does. */
function damage(statement: string): void {
  withSqlite(service.databaseFile, (database) => {
    database.pragma('ignore_check_constraints = ON');
    const triggers = database
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
      )
      .all();
    for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
    database.exec(statement);
    for (const { sql } of triggers) database.exec(sql);
  });
}

function rowsOf(query: string): unknown[] {
  return withSqlite(service.databaseFile, (database) => database.prepare(query).all());
}

const RAID_VALUES: readonly (readonly [field: string, sql: string, mended: unknown])[] = [
  ['started_at', "'r026-11-22 19:00:00.250'", '2026-11-22T19:00:00Z'],
  ['started_at', '7', '2026-11-22T19:00:00Z'],
  ['ended_at', "'202v-11-22 19:11:00.250'", '2026-11-22T19:23:00Z'],
  ['ended_at', "'6026-11-22 19:11:00.250'", '2026-11-22T19:23:00Z'],
  ['ended_at', "x'00ff'", '2026-11-22T19:23:00Z'],
  ['matched_at', "''", null],
  ['status', "'survivee'", 'died'],
  ['outcome', "'trqnsit'", 'survived'],
  ['outcome', "'left'", 'transit'],
  ['over_at', "'202v-11-22 19:11:00.250'", null],
  ['character_type', "'pmb'", 'pmc'],
  ['game_mode', "'pvq'", 'pvp'],
  ['queue_time_seconds', "'sixty'", 60],
  ['map_name', "x'ff57'", 'Woods'],
];

/** The outcome is stored as what the status does not say. */
const columnOf = (field: string): string => (field === 'outcome' ? 'outcome_detail' : field);

describe.each([1, 2])('an unreadable value in raid %i', (id) => {
  it.each(RAID_VALUES)(
    'in %s = %s stops nothing, is named, and can be mended',
    async (field, sql, mended) => {
      damage(`UPDATE raids SET ${columnOf(field)} = ${sql} WHERE raid_id = ${id}`);
      for (const path of [
        ...['/health', '/raid', '/raids', '/stats/session', '/stats/all-time', '/stats/maps', '/sessions'],
        ...[
          '/stats/timeline',
          '/stats/timeline?by=hour',
          '/raids/last',
          '/export/raids.json',
          '/export/raids.csv',
        ],
      ]) {
        expect([path, (await get(path)).status]).toEqual([path, 200]);
      }
      const { json } = await get(`/raids/${id}`);
      expect(json['unreadable']).toMatchObject([{ field }]);
      expect(json[field]).toBeNull();
      if (field === 'status') expect(json['outcome']).toBeNull();
      const listed = (await get('/raids')).json['raids'] as { raid_id: number }[];
      expect(listed.map(({ raid_id }) => raid_id).sort()).toEqual([1, 2]);
      expect((await get('/stats/session')).json['total_raids']).toBe(1);
      const patched = await press(`/raids/${id}`, { [field]: mended }, 'PATCH');
      expect(patched.json).toMatchObject({ ok: true, changed: true });
      expect((await get(`/raids/${id}`)).json['unreadable']).toBeUndefined();
      for (const path of ['/raid/start', '/raid/matched', '/raid/cancel']) {
        expect((await press(path, { map_name: 'Woods', character_type: 'pmc' })).status).not.toBe(500);
      }
    },
  );

  it.each(RAID_VALUES)(
    'in %s = %s keeps neither a press nor its deletion from working',
    async (field, sql) => {
      damage(`UPDATE raids SET ${columnOf(field)} = ${sql} WHERE raid_id = ${id}`);
      expect((await press('/raid/start')).status).toBe(201);
      expect((await press('/raid/kill', { enemy_type: 'pmc' })).status).toBe(201);
      expect((await press('/raid/end', { status: 'died' })).status).toBe(200);
      expect((await press(`/raids/${id}`, {}, 'DELETE')).json).toMatchObject({ ok: true, changed: true });
      expect((await get(`/raids/${id}`)).status).toBe(404);
    },
  );
});

const SESSION_VALUES: readonly (readonly [field: string, sql: string])[] = [
  ['started_at', "'202v-11-22 19:00:00.250'"],
  ['started_at', "'6026-11-22 19:00:00.250'"],
  ['started_at', "x'00ff'"],
  ['ended_at', "'202v-11-22'"],
  ['ended_at', '7'],
  ['opened_by', "'prest'"],
  ['name', "x'ff57'"],
];

describe.each([
  ['closed', 1],
  ['open', 2],
])('an unreadable value of a %s session', (_state, id) => {
  beforeEach(async () => {
    await press('/session/start', { name: 'Night' });
    service.waitSeconds(60);
    await press('/session/end');
    service.waitSeconds(60);
    await press('/session/start', { name: 'Day' });
  });

  const values = SESSION_VALUES.filter(([field]) => id === 1 || field !== 'ended_at');

  it.each(values)('in %s = %s is named, and left out of figures and exports', async (field, sql) => {
    damage(`UPDATE sessions SET ${field} = ${sql} WHERE session_id = ${id}`);
    const { json } = await get('/sessions');
    const sessions = json['sessions'] as Record<string, unknown>[];
    const named = sessions.find(({ session_id }) => session_id === id);
    expect(named).toMatchObject({ [field]: null, unreadable: [{ field }] });
    const isOfTimes = field.endsWith('_at');
    if (isOfTimes) expect(named?.['stats']).toMatchObject({ since: null, total_raids: 0 });
    const leftOut = (await get('/export/left-out')).json;
    expect(leftOut).toMatchObject({ raid_count: 0, session_count: 1, sessions: [{ session_id: id }] });
    expect(leftOut['message']).toContain(`Session ${id} (${field}) holds a value that cannot be read.`);
    const exported = JSON.parse((await get('/export/raids.json')).text) as {
      sessions: { session_id: number }[];
    };
    // Of a name alone the session is not left out.
    const expected = field === 'name' ? [1, 2] : [1, 2].filter((other) => other !== id);
    expect(exported.sessions.map(({ session_id }) => session_id)).toEqual(expected);
    for (const path of ['/stats/session', '/stats/session?session_id=2', '/raids?session_id=1', '/health'])
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    expect((await get('/stats/session')).text).not.toContain('1970');
  });

  it.each(values)('in %s = %s is deleted with it, and undo brings it back as it was', async (field, sql) => {
    damage(`UPDATE sessions SET ${field} = ${sql} WHERE session_id = ${id}`);
    const before = rowsOf(`SELECT hex(${field}) AS v FROM sessions`);
    const deleted = await press(`/sessions/${id}`, {}, 'DELETE');
    expect(deleted.json).toMatchObject({ ok: true, changed: true });
    expect((await get('/export/left-out')).json).toMatchObject({ session_count: 0 });
    expect((await get('/raids')).json['raids']).toHaveLength(2);
    expect((await press(`/sessions/${id}`, {}, 'DELETE')).status).toBe(404);
    expect((await press('/undo')).json['undone']).toContain('Session deleted');
    expect(rowsOf(`SELECT hex(${field}) AS v FROM sessions`)).toEqual(before);
  });
});

describe('an unreadable value elsewhere', () => {
  it('in the start of the open session makes its figures those of today, not of all time', async () => {
    service.waitSeconds(48 * 3600);
    await press('/session/start', { name: 'Night' });
    damage("UPDATE sessions SET started_at = '202v-11-22 19:00:00.250'");
    await press('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await press('/raid/matched');
    expect((await get('/stats/session')).json).toMatchObject({ total_raids: 1 });
    expect((await get('/stats/all-time')).json).toMatchObject({ total_raids: 3 });
  });

  it('in the end of an old session does not keep the newest end from being known', async () => {
    await press('/session/start', { name: 'Night' });
    await press('/session/end');
    await press('/session/start', { name: 'Day' });
    await press('/session/end');
    damage("UPDATE sessions SET ended_at = 'z026-11-22' WHERE session_id = 1");
    const state = await service.store.read(readSessionState);
    expect(state.newestEnd).not.toBeNull();
  });

  it.each(RAID_VALUES.filter(([field]) => !['status', 'ended_at'].includes(field)))(
    'in %s = %s of the open raid does not keep it from being ended',
    async (field, sql) => {
      await press('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
      await press('/raid/matched');
      damage(`UPDATE raids SET ${columnOf(field)} = ${sql} WHERE raid_id = 3`);
      expect((await get('/raid')).json['raid_id']).toBe(3);
      expect((await press('/raid/end', { status: 'died' })).json).toMatchObject({ ok: true, changed: true });
      expect((await press('/raid/start')).status).toBe(201);
    },
  );

  it.each([
    ['killed_at', "'202v-11-22'"],
    ['enemy_type', "'pmb'"],
    ['headshot', "'yes'"],
  ])('in %s = %s of a kill leaves that kill out and the raid in', async (field, sql) => {
    damage(`UPDATE kills SET ${field} = ${sql} WHERE kill_id = 2`);
    // As at a start, and by the doctor.
    await settleSums(service.store);
    const { json } = await get('/raids/2');
    expect(json['kills']).toMatchObject([{ kill_id: 2, [field]: null, unreadable: [{ field }] }]);
    expect((await get('/stats/session')).json).toMatchObject({ total_raids: 2, total_kills: 1 });
    expect((await get('/export/raids.json')).text).toContain('Customs');
    expect((await press('/kills/2', {}, 'DELETE')).status).toBe(200);
  });

  it.each(["row_changes = '[{'", 'row_changes = \'[{"table":"raidr"}]\''])(
    'in the journal (%s) costs one step of undo: it is said, and the steps before and after it work',
    async (set) => {
      damage(`PRAGMA ignore_check_constraints = ON; UPDATE journal SET ${set} WHERE command = 'end'`);
      expect((await press('/raid/start')).status).toBe(201);
      expect((await press('/undo')).json['undone']).toContain('Queue');
      const told = await press('/undo');
      expect(told.status).toBe(200);
      expect(told.json['message']).toContain('This step cannot be undone, because its record');
      expect((await press('/undo')).json['undone']).toContain('PMC headshot');
    },
  );

  it('in a time of the journal or of a session stops nothing', async () => {
    await press('/session/start', { name: 'Night' });
    damage("UPDATE journal SET pressed_at = '202v'; UPDATE sessions SET started_at = '202v-11-22'");
    for (const path of ['/health', '/sessions', '/raid', '/stats/session', '/export/raids.json']) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    // Nobody knows when it began, so it counts as forgotten and is closed by the next press.
    expect((await press('/session/end')).status).toBe(409);
    expect((await press('/session/start')).status).toBeLessThan(300);
    expect((await press('/raid/start')).status).toBe(201);
  });
});
