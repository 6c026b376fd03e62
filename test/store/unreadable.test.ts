import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createHistory } from '../../src/store/query/history.js';
import { backupDatabase } from '../../src/store/copies/backup.js';
import { checkSoundness } from '../../src/store/copies/check-soundness.js';
import { createConditionCheck } from '../../src/store/file/condition.js';
import { inspectDatabase } from '../../src/store/file/inspect.js';
import { READABLE_RAID_SQL } from '../../src/store/readable.js';
import { readTime } from '../../src/store/rows.js';
import { settleEras } from '../../src/store/figures/settle-eras.js';
import { settleSums } from '../../src/store/figures/sums.js';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';
import { KILL, press, REDO, START_CUSTOMS, UNDO } from '../support/presses.js';

const END = { type: 'end', status: 'survived' } as const;

async function databaseWithPlay(raids = 3): Promise<TestDatabase> {
  const db = await openTestDatabase();
  for (let raid = 0; raid < raids; raid += 1) {
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, { type: 'kill', enemy_type: 'scav' }, END);
    db.pass(60);
  }
  return db;
}

/** Behind the back of the checks and the triggers, as a failing disk does it. */
function damage(db: TestDatabase, statement: string): void {
  withSqlite(db.file, (database) => {
    database.pragma('ignore_check_constraints = ON');
    const triggers = database
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
      )
      .all();
    for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
    database.unsafeMode(true);
    database.pragma('writable_schema = ON');
    database.exec(statement);
    database.pragma('writable_schema = OFF');
    for (const { sql } of triggers) database.exec(sql);
  });
}

/** What the tables would have refused in the first place. */
function allowNulls(db: TestDatabase, table: string): void {
  damage(db, `UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE name = '${table}'`);
}
function demandValues(db: TestDatabase, table: string, before: string): void {
  withSqlite(db.file, (database) => {
    database.unsafeMode(true);
    database.pragma('writable_schema = ON');
    database.prepare('UPDATE sqlite_master SET sql = ? WHERE name = ?').run(before, table);
    database.pragma('writable_schema = RESET');
  });
}

/** Puts NULL where the table allows none. */
async function damageWithNull(db: TestDatabase, statement: string): Promise<void> {
  const [{ sql } = { sql: '' }] = db.rows<{ sql: string }>(
    "SELECT sql FROM sqlite_master WHERE name = 'raids'",
  );
  await db.store().close();
  allowNulls(db, 'raids');
  damage(db, statement);
  demandValues(db, 'raids', sql);
  await db.reopen();
}

/** The good raids and their kills by plain SQL, and the totals beside them. */
function figures(db: TestDatabase, good: readonly number[]): { totals: unknown; rows: unknown } {
  const ids = good.join(', ') || 'NULL';
  const [totals] = db.rows(
    `SELECT COALESCE(SUM(raids), 0) AS raids, COALESCE(SUM(pmc_kills), 0) AS pmc, COALESCE(SUM(scav_kills), 0) AS scav,
            COALESCE(SUM(raid_ms), 0) AS ms, COALESCE(SUM(queue_seconds), 0) AS queue FROM totals`,
  );
  const [rows] = db.rows(
    `SELECT COUNT(*) AS raids,
            (SELECT COUNT(*) FROM kills WHERE enemy_type = 'pmc' AND raid_id IN (${ids})) AS pmc,
            (SELECT COUNT(*) FROM kills WHERE enemy_type = 'scav' AND raid_id IN (${ids})) AS scav,
            COALESCE(SUM(CAST(ROUND((julianday(ended_at) - julianday(matched_at)) * 86400000) AS INTEGER)), 0) AS ms,
            COALESCE(SUM(queue_time_seconds), 0) AS queue
     FROM raids WHERE raid_id IN (${ids})`,
  );
  return { totals, rows };
}
function agree(db: TestDatabase, good: readonly number[]): void {
  const { totals, rows } = figures(db, good);
  expect(totals).toEqual(rows);
}

const VALUES: readonly (readonly [field: string, sql: string, mended: object])[] = [
  ['status', "'survivee'", { status: 'died' }],
  ['character_type', "'pmb'", { character_type: 'scav' }],
  ['game_mode', "x'70'", { game_mode: 'pve' }],
  ['map_name', "x'ff57'", { map_name: 'Woods' }],
  ['queue_time_seconds', '9223372036854775807', { matched_at: null }],
  ['queue_time_seconds', '9e300', { matched_at: null }],
  ['started_at', "'r026-11-22 12:00:00.250'", { started_at: new Date('2026-11-22T12:00:00Z') }],
  ['started_at', "'0026-11-22 12:00:00.250'", { started_at: new Date('2026-11-22T12:00:00Z') }],
  ['ended_at', "'6026-11-22 12:00:30.250'", { ended_at: new Date('2026-11-22T12:02:30Z') }],
  ['matched_at', "'202'", { matched_at: null }],
];

describe.each(VALUES)('a raid of which %s became %s', (field, sql, mended) => {
  it('leaves the totals those of the raids that can be read, when it is deleted, and when that is undone and redone', async () => {
    const db = await databaseWithPlay();
    damage(db, `UPDATE raids SET ${field} = ${sql} WHERE raid_id = 2`);
    await settleSums(db.store());
    agree(db, [1, 3]);
    await db.execute({ type: 'delete_raid', raid_id: 2 });
    agree(db, [1, 3]);
    expect(await db.execute(UNDO)).toMatchObject({ changed: true });
    expect(db.rows('SELECT raid_id FROM raids')).toHaveLength(3);
    expect(db.rows('SELECT kill_id FROM kills')).toHaveLength(6);
    agree(db, [1, 3]);
    await db.execute(REDO);
    agree(db, [1, 3]);
    expect(await checkSoundness(db.file)).toBe('sound');
  });

  it('counts again once it is mended, and not when that is undone', async () => {
    const db = await databaseWithPlay();
    damage(db, `UPDATE raids SET ${field} = ${sql} WHERE raid_id = 2`);
    await db.execute({ type: 'edit_raid', raid_id: 2, set: mended });
    agree(db, [1, 2, 3]);
    await db.execute({ type: 'add_kills', raid_id: 2, kills: [{ enemy_type: 'scav' }] });
    agree(db, [1, 2, 3]);
    await db.execute(UNDO);
    await db.execute(UNDO);
    agree(db, [1, 3]);
    await db.execute({ type: 'add_kills', raid_id: 2, kills: [{ enemy_type: 'scav' }] });
    agree(db, [1, 3]);
  });

  it('stops no copy, and is named by the doctor with what to do', async () => {
    const db = await databaseWithPlay();
    damage(db, `UPDATE raids SET ${field} = ${sql} WHERE raid_id = 2`);
    const { check } = createConditionCheck(db.store(), db.file, 0);
    const unreadable = { count: 1, raids: [{ raid_id: 2, fields: [field] }] };
    expect(await check()).toMatchObject({ fault: null, unreadable });
    // What looked at it has taken it out of the figures.
    agree(db, [1, 3]);
    expect(await inspectDatabase(db.file)).toMatchObject({ fault: null, unreadable });
    await backupDatabase(db.file, path.join(makeFolder(), 'copy.db'));
    const history = createHistory(db.store(), { now: db.now, dayStartsAt: () => '05:00' });
    expect((await history.listRaids({ limit: 10 })).raids.map(({ raid_id }) => raid_id).sort()).toEqual([
      1, 2, 3,
    ]);
  });
});

describe('a value that is missing where there must be one', () => {
  it.each([
    ['status', { status: 'died' }],
    ['character_type', { character_type: 'pmc' }],
    ['map_name', { map_name: 'Woods' }],
    ['started_at', { started_at: new Date('2026-11-22T12:00:00Z') }],
  ] as const)(
    'in %s is named, mended or deleted, and an undo that cannot bring it back says so',
    async (field, set) => {
      const db = await databaseWithPlay();
      await damageWithNull(db, `UPDATE raids SET ${field} = NULL WHERE raid_id = 2`);
      const { check } = createConditionCheck(db.store(), db.file, 0);
      expect(await check()).toMatchObject({
        fault: null,
        unreadable: { raids: [{ raid_id: 2, fields: [field] }] },
      });
      agree(db, [1, 3]);
      await db.execute({ type: 'delete_raid', raid_id: 2 });
      await expect(db.execute(UNDO)).rejects.toThrow('could not be read, so it cannot be put back as it was');
      agree(db, [1, 3]);

      const other = await databaseWithPlay();
      await damageWithNull(other, `UPDATE raids SET ${field} = NULL WHERE raid_id = 2`);
      await other.execute({ type: 'edit_raid', raid_id: 2, set });
      agree(other, [1, 2, 3]);
    },
  );
});

/** What a press never leaves, and can be read all the same: it stays in figures and exports as it is. */
describe.each([
  ['map_name', "UPDATE raids SET map_name = '' WHERE raid_id = 2", { map_name: 'Woods' }],
  ['map_name', "UPDATE raids SET map_name = '  ' WHERE raid_id = 2", { map_name: 'Woods' }],
  ['queue_time_seconds', 'UPDATE raids SET queue_time_seconds = -90 WHERE raid_id = 2', { matched_at: null }],
  ['kills', 'UPDATE kills SET headshot = 7 WHERE kill_id = 3', null],
] as const)('a raid of which %s became odd (%s)', (field, statement, mended) => {
  const mend = (db: TestDatabase) =>
    mended === null
      ? db.execute({ type: 'edit_kill', kill_id: 3, set: { headshot: true } })
      : db.execute({ type: 'edit_raid', raid_id: 2, set: mended });

  it('stops no copy, is named, and is counted as it is', async () => {
    const db = await databaseWithPlay();
    damage(db, statement);
    const unreadable = { count: 1, raids: [{ raid_id: 2, fields: [field] }] };
    expect(await inspectDatabase(db.file)).toMatchObject({ fault: null, unreadable });
    const { check } = createConditionCheck(db.store(), db.file, 0);
    expect(await check()).toMatchObject({ fault: null, unreadable });
    agree(db, [1, 2, 3]);
    expect(await checkSoundness(db.file)).toBe('sound');
    await backupDatabase(db.file, path.join(makeFolder(), 'copy.db'));
    await mend(db);
    expect(await check()).toMatchObject({ fault: null, unreadable: { count: 0 } });
    agree(db, [1, 2, 3]);
  });

  it('is mended, deleted and brought back before anybody has looked', async () => {
    const db = await databaseWithPlay();
    damage(db, statement);
    await mend(db);
    agree(db, [1, 2, 3]);
    expect(await checkSoundness(db.file)).toBe('sound');
    await db.execute(UNDO);
    agree(db, [1, 2, 3]);
    await db.execute({ type: 'delete_raid', raid_id: 2 });
    agree(db, [1, 3]);
    await db.execute(UNDO);
    agree(db, [1, 2, 3]);
    expect(await checkSoundness(db.file)).toBe('sound');
  });
});

it('a correction of one field of a kill stores nothing in place of another that cannot be read', async () => {
  const db = await databaseWithPlay();
  damage(db, "UPDATE kills SET killed_at = 'r026' WHERE kill_id = 3");
  await press(db, { type: 'edit_kill', kill_id: 3, set: { weapon_used: 'M4A1' } });
  expect(db.rows('SELECT killed_at, weapon_used FROM kills WHERE kill_id = 3')).toEqual([
    { killed_at: 'r026', weapon_used: 'M4A1' },
  ]);
});

it.each([
  ['its end', { ended_at: new Date('2026-11-22T12:02:10Z') }],
  ['itself', { over_at: null }],
])('the time at which a raid was over is mended by %s', async (_by, set) => {
  const db = await databaseWithPlay();
  damage(db, "UPDATE raids SET over_at = 'r026' WHERE raid_id = 2");
  await press(db, { type: 'edit_raid', raid_id: 2, set });
  expect(db.rows('SELECT over_at FROM raids WHERE raid_id = 2')).toEqual([{ over_at: null }]);
  agree(db, [1, 2, 3]);
});

it('a name with bytes that are no UTF-8 is named, and mended', async () => {
  const db = await databaseWithPlay();
  damage(db, "UPDATE raids SET map_name = CAST(x'576fff6473' AS TEXT) WHERE raid_id = 2");
  damage(db, "UPDATE kills SET weapon_used = CAST(x'4d3481' AS TEXT) WHERE raid_id = 3");
  db.byHand("UPDATE raids SET map_name = 'Küstenwald 🌲' WHERE raid_id = 1");
  const { check } = createConditionCheck(db.store(), db.file, 0);
  expect((await check()).unreadable).toEqual({
    count: 2,
    raids: [
      { raid_id: 2, fields: ['map_name'] },
      { raid_id: 3, fields: ['kills'] },
    ],
    ...{ session_count: 0, sessions: [] },
  });
  await db.execute({ type: 'edit_raid', raid_id: 2, set: { map_name: 'Woods' } });
  expect((await check()).unreadable.count).toBe(1);
});

it('a raid without a time that can be read is on one of the pages of the list, however many there are', async () => {
  const db = await databaseWithPlay(12);
  damage(db, 'UPDATE raids SET started_at = 7 WHERE raid_id = 4');
  damage(db, "UPDATE raids SET started_at = x'00ff' WHERE raid_id IN (5, 6)");
  damage(db, "UPDATE raids SET started_at = 'r026-11-22' WHERE raid_id = 8");
  await damageWithNull(db, 'UPDATE raids SET started_at = NULL WHERE raid_id = 9');
  const history = createHistory(db.store(), { now: db.now, dayStartsAt: () => '05:00' });
  const seen: number[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await history.listRaids({
      limit: 2,
      ...(cursor !== undefined && cursor !== null && { cursor }),
    });
    seen.push(...page.raids.map(({ raid_id }) => raid_id));
    cursor = page.next;
  } while (cursor !== null && seen.length < 50);
  expect(seen.sort((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
});

it('SQL and the program take the same texts for times', async () => {
  const db = await databaseWithPlay(1);
  const good = [
    '2026-11-22 19:03:11.250',
    '2026-11-22 19:03:11',
    '2026-11-22T19:03Z',
    '2024-02-29 00:00:00.000',
  ];
  const texts = new Set(good);
  for (const text of good) {
    for (let at = 0; at < text.length; at += 1) {
      for (let bit = 0; bit < 7; bit += 1) {
        const letter = String.fromCharCode(text.charCodeAt(at) ^ (1 << bit));
        texts.add(text.slice(0, at) + letter + text.slice(at + 1));
      }
      texts.add(text.slice(0, at));
    }
  }
  const readable = withSqlite(db.file, (database) => {
    const look = database.prepare<[string], number>(
      `SELECT ${READABLE_RAID_SQL} FROM (SELECT ? AS started_at, NULL AS matched_at, NULL AS over_at, NULL AS ended_at, 'x' AS map_name,
       'pmc' AS character_type, 'pvp' AS game_mode, 'mia' AS status, NULL AS outcome_detail, 1 AS queue_time_seconds) AS raids`,
    );
    return [...texts].filter((text) => look.pluck().get(text) === 1);
  });
  expect(readable).toEqual([...texts].filter((text) => readTime(text, '', []) !== null));
  expect(readable.length).toBeGreaterThan(good.length);
});

it('a bit that flips in the file itself, in a word that an index knows too, is mended or deleted', async () => {
  for (const how of ['delete_raid', 'edit_raid'] as const) {
    const db = await databaseWithPlay();
    await db.store().close();
    withSqlite(db.file, (database) => database.pragma('wal_checkpoint(TRUNCATE)'));
    const [pageSize, root] = withSqlite(db.file, (database) => [
      Number(database.pragma('page_size', { simple: true })),
      Number(database.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'raids'").pluck().get()),
    ]);
    const bytes = fs.readFileSync(db.file);
    const at = bytes.indexOf('survived', (root - 1) * pageSize);
    expect(at).toBeLessThan(root * pageSize);
    bytes[at + 7] = (bytes[at + 7] ?? 0) ^ 1;
    fs.writeFileSync(db.file, bytes);
    await db.reopen();
    const [bad] = db.rows<{ raid_id: number }>(
      "SELECT raid_id FROM raids NOT INDEXED WHERE status = 'survivee'",
    );
    const raid_id = bad?.raid_id ?? NaN;
    expect(await checkSoundness(db.file)).toBe('damaged');
    await db.execute(
      how === 'delete_raid' ? { type: how, raid_id } : { type: how, raid_id, set: { status: 'died' } },
    );
    agree(db, how === 'delete_raid' ? [1, 2, 3].filter((id) => id !== raid_id) : [1, 2, 3]);
    expect(await checkSoundness(db.file)).toBe('sound');
  }
});

describe('what this program has counted and sorted itself', () => {
  const readSums = (db: TestDatabase) => db.snapshot();

  it.each([
    ['totals', "x'ff'"],
    ['totals', "'many'"],
    ['raid_kills', "x'ff'"],
  ])('is no number of %s while it is %s, and is counted anew', async (table, value) => {
    const db = await databaseWithPlay();
    const before = await readSums(db);
    damage(db, `UPDATE ${table} SET scav_kills = ${value}`);
    const { session, all_time } = await readSums(db);
    for (const { kd_ratio, total_kills } of [session, all_time])
      expect([Number.isFinite(kd_ratio), Number.isFinite(total_kills)]).toEqual([true, true]);
    expect(await checkSoundness(db.file)).toBe('contradicts_itself');
    // As soon as somebody looks, and not only at the next start.
    expect((await createConditionCheck(db.store(), db.file, 0).check()).fault).toBeNull();
    agree(db, [1, 2, 3]);
    expect(await readSums(db)).toMatchObject({ session: before.session, all_time: before.all_time });
  });

  it.each(["x''", "'x'", 'NULL'])('is the place of a raid again when it was %s', async (value) => {
    const db = await databaseWithPlay();
    damage(db, `UPDATE raids SET clock_era = ${value} WHERE raid_id = 2`);
    await settleEras(db.store());
    expect(db.rows('SELECT raid_id, clock_era FROM raids')).toEqual(
      [1, 2, 3].map((raid_id) => ({ raid_id, clock_era: 0 })),
    );
    expect((await db.snapshot()).last_finished?.raid_id).toBe(3);
  });
});
