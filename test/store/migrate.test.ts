import fs from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { describe, expect, it } from 'vitest';
import { FIRST_SCHEMA } from '../../migrations/0001-raids-and-kills.js';
import { MIGRATIONS } from '../../migrations/migrations.js';
import { checkSoundness } from '../../src/store/copies/check-soundness.js';
import { listRaids } from '../../src/store/query/list-raids.js';
import { openStore } from '../../src/store/store.js';
import { makeFolder, openTestDatabase, withSqlite } from '../support/database.js';

/** The user's own data plan, to the letter. */
const SEED_SCHEMA = `
-- Raids table
CREATE TABLE raids (
    raid_id INTEGER PRIMARY KEY AUTOINCREMENT,
    started_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ended_at TIMESTAMP,
    map_name TEXT NOT NULL,
    character_type TEXT NOT NULL CHECK(character_type IN ('pmc', 'scav')),
    queue_time_seconds INTEGER,
    status TEXT NOT NULL CHECK(status IN ('queuing', 'in_progress', 'survived', 'died', 'mia')),
    extract_location TEXT
);

-- Kills table
CREATE TABLE kills (
    kill_id INTEGER PRIMARY KEY AUTOINCREMENT,
    raid_id INTEGER NOT NULL,
    killed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    enemy_type TEXT NOT NULL CHECK(enemy_type IN ('scav', 'pmc', 'boss', 'raider')),
    weapon_used TEXT,
    headshot BOOLEAN,
    FOREIGN KEY (raid_id) REFERENCES raids(raid_id) ON DELETE CASCADE
);

-- Indexes for common queries
CREATE INDEX idx_raids_status ON raids(status);
CREATE INDEX idx_raids_started_at ON raids(started_at);
CREATE INDEX idx_kills_raid_id ON kills(raid_id);
`;

const NAMES = Object.keys(MIGRATIONS);

/** A file as the user's own scripts would have left it. */
function seedFile(...statements: readonly string[]): string {
  const file = path.join(makeFolder(), 'raids.db');
  withSqlite(file, (database) => database.exec([SEED_SCHEMA, ...statements].join('\n')));
  return file;
}

const backupsOf = (file: string): string[] => {
  const folder = path.join(path.dirname(file), 'backup');
  return fs.existsSync(folder) ? fs.readdirSync(folder) : [];
};
const refusal = (code: string): Error => expect.objectContaining({ name: 'StorageError', code }) as Error;
const bytesOf = (file: string): string => fs.readFileSync(file).toString('base64');

describe('the first migration', () => {
  it('is the schema of the user, to the letter', () => {
    const statementsOf = (sql: readonly string[]): unknown[] =>
      withSqlite(':memory:', (database) => {
        database.exec(sql.join(';\n'));
        return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name').all();
      });
    expect(statementsOf(FIRST_SCHEMA)).toEqual(statementsOf([SEED_SCHEMA]));
  });
});

describe('a new file', () => {
  it('gets every table, a folder to lie in, and no copy', async () => {
    const file = path.join(makeFolder(), 'of', 'my own', 'Raids Ü.db');
    const db = await openTestDatabase(file);
    expect(db.rows('SELECT name FROM kysely_migration ORDER BY name')).toEqual(
      NAMES.map((name) => ({ name })),
    );
    expect(backupsOf(file)).toEqual([]);
  });

  it('is not migrated again when it is opened again', async () => {
    const db = await openTestDatabase();
    await db.reopen();
    expect(db.rows('SELECT name FROM kysely_migration')).toHaveLength(NAMES.length);
    expect(backupsOf(db.file)).toEqual([]);
  });
});

describe("the user's own database", () => {
  it('is taken over with its rows, and a copy of it is made before', async () => {
    const file = seedFile(
      `INSERT INTO raids (raid_id, started_at, ended_at, map_name, character_type, queue_time_seconds, status)
         VALUES (41, '2026-11-20 18:00:00', '2026-11-20 18:30:00', 'Customs', 'pmc', 90, 'survived');`,
      `INSERT INTO kills (kill_id, raid_id, killed_at, enemy_type, headshot)
         VALUES (5, 41, '2026-11-20 18:10:00', 'boss', 1);`,
    );
    const db = await openTestDatabase(file);
    expect((await db.snapshot()).raid).toMatchObject({
      raid_id: 41,
      status: 'survived',
      started_at: new Date('2026-11-20T18:00:00Z'),
      matched_at: new Date('2026-11-20T18:01:30Z'),
      queue_time_seconds: 90,
      kill_count: 1,
      headshot_count: 1,
    });
    const [copy] = backupsOf(file);
    expect(copy).toMatch(/^raids-before-update-.*\.db$/);
    const copied = withSqlite(path.join(path.dirname(file), 'backup', copy ?? ''), (database) => ({
      raids: database.prepare('SELECT * FROM raids').all(),
      tables: database.prepare("SELECT name FROM sqlite_master WHERE name = 'journal'").all(),
    }));
    expect(copied).toMatchObject({ raids: [{ raid_id: 41 }], tables: [] });
  });

  it('is known whatever its white space and case', async () => {
    const file = path.join(makeFolder(), 'raids.db');
    withSqlite(file, (database) =>
      database.exec(
        SEED_SCHEMA.replaceAll(/\n +/g, '\n').replaceAll('CHECK(', 'check (').replaceAll(' (', '('),
      ),
    );
    await expect(openTestDatabase(file)).resolves.toBeDefined();
  });

  it('may write times in other ways; each is the same moment afterwards', async () => {
    const file = seedFile(
      `INSERT INTO raids (started_at, ended_at, map_name, character_type, status) VALUES
        ('2026-11-20T18:00:00Z', '2026-11-20T18:30:00.250Z', 'a', 'pmc', 'died'),
        ('2026-11-20T20:00:00+02:00', '2026-11-20 20:30:00.250+02:00', 'b', 'pmc', 'died'),
        ('2026-11-20 18:00:00', '2026-11-20 18:30:00.250', 'c', 'pmc', 'died'),
        (1795197600, 1795199400.25, 'd', 'pmc', 'died');`,
    );
    const db = await openTestDatabase(file);
    const rows = db.rows<{ started_at: string; ended_at: string }>('SELECT started_at, ended_at FROM raids');
    expect(rows.map((row) => row.started_at.slice(0, 19))).toEqual(Array(4).fill('2026-11-20 18:00:00'));
    expect(rows.map((row) => row.ended_at)).toEqual(Array(4).fill('2026-11-20 18:30:00.250'));
  });

  it('with several raids left open keeps the newest open; the others are missing in action', async () => {
    const file = seedFile(
      `INSERT INTO raids (raid_id, started_at, map_name, character_type, queue_time_seconds, status) VALUES
        (1, '2026-11-20 18:00:00', 'a', 'pmc', 90, 'in_progress'),
        (2, '2026-11-20 19:00:00', 'b', 'pmc', NULL, 'queuing'),
        (3, '2026-11-20 21:00:00', 'd', 'pmc', NULL, 'queuing'),
        (4, '2026-11-20 20:00:00', 'c', 'pmc', 600, 'in_progress');`,
      `INSERT INTO kills (raid_id, killed_at, enemy_type) VALUES
        (1, '2026-11-20 18:20:00', 'pmc'), (4, '2026-11-20 20:05:00', 'pmc');`,
    );
    const db = await openTestDatabase(file);
    expect(db.rows('SELECT raid_id, status, ended_at FROM raids ORDER BY raid_id')).toEqual([
      { raid_id: 1, status: 'mia', ended_at: '2026-11-20 18:20:00' },
      { raid_id: 2, status: 'mia', ended_at: '2026-11-20 19:00:00' },
      { raid_id: 3, status: 'queuing', ended_at: null },
      // Its kill came before its match, and no raid ends before it began.
      { raid_id: 4, status: 'mia', ended_at: '2026-11-20 20:10:00.000' },
    ]);
    expect((await db.execute({ type: 'matched' })).raid).toMatchObject({ raid_id: 3, status: 'in_progress' });
  });

  it('may hold outcomes without an end; the last thing known of the raid stands for it', async () => {
    const file = seedFile(
      `INSERT INTO raids (raid_id, started_at, map_name, character_type, queue_time_seconds, status) VALUES
        (1, '2026-11-20 18:00:00', 'a', 'pmc', NULL, 'died'),
        (2, '2026-11-20 19:00:00', 'b', 'pmc', 60, 'survived');`,
      `INSERT INTO kills (raid_id, killed_at, enemy_type) VALUES (1, '2026-11-20 18:20:00', 'pmc');`,
    );
    const db = await openTestDatabase(file);
    expect(db.rows('SELECT status, ended_at FROM raids ORDER BY raid_id')).toEqual([
      { status: 'died', ended_at: '2026-11-20 18:20:00' },
      { status: 'survived', ended_at: '2026-11-20 19:01:00.000' },
    ]);
  });

  it('is opened all the same when the PC died before a finished migration was noted', async () => {
    const db = await openTestDatabase();
    await db.execute({ type: 'start', map_name: 'Customs', character_type: 'pmc' });
    await db.store().close();
    db.byHand('DELETE FROM kysely_migration WHERE name > ?', NAMES[0]);
    await db.reopen();
    expect((await db.snapshot()).raid).toMatchObject({ map_name: 'Customs', status: 'queuing' });
    expect(db.rows('SELECT name FROM kysely_migration')).toHaveLength(NAMES.length);
  });
});

describe('a database that is not ours', () => {
  it.each([
    ['of another program', 'CREATE TABLE notes (id INTEGER)'],
    ['with a table more than ours', `${SEED_SCHEMA}; CREATE TABLE notes (id INTEGER)`],
    ['that lacks an index', SEED_SCHEMA.replace(/CREATE INDEX idx_kills.*/, '')],
    ['with another check', SEED_SCHEMA.replace("'boss', ", '')],
    [
      'of another program with Kysely',
      'CREATE TABLE kysely_migration (name TEXT); INSERT INTO kysely_migration VALUES (1)',
    ],
  ])('%s is refused and left as it is', async (_which, sql) => {
    const file = path.join(makeFolder(), 'raids.db');
    withSqlite(file, (database) => database.exec(sql));
    const before = bytesOf(file);
    await expect(openStore(file)).rejects.toThrow(refusal('storage-foreign'));
    expect(bytesOf(file)).toBe(before);
    expect(fs.readdirSync(path.dirname(file))).toEqual(['raids.db']);
  });

  it('but of a newer version of this program is refused and left as it is', async () => {
    const db = await openTestDatabase();
    await db.store().close();
    db.byHand("INSERT INTO kysely_migration VALUES ('9999-of-the-future', '2030-01-01T00:00:00.000Z')");
    const before = bytesOf(db.file);
    await expect(openStore(db.file)).rejects.toThrow(refusal('storage-newer'));
    expect(bytesOf(db.file)).toBe(before);
  });
});

describe('a copy that cannot be made', () => {
  it('stops the update, and the file stays as it is', async () => {
    const file = seedFile();
    fs.writeFileSync(path.join(path.dirname(file), 'backup'), 'a file where the folder should be');
    await expect(openStore(file)).rejects.toThrow(refusal('storage-unreachable'));
    expect(
      withSqlite(file, (database) => database.prepare('SELECT name FROM sqlite_master').all()),
    ).not.toContainEqual({
      name: 'journal',
    });
  });
});

/** What an evening leaves behind, with what only a hand would write. */
const EVENING = [
  `INSERT INTO raids (raid_id, started_at, ended_at, map_name, character_type, queue_time_seconds, status) VALUES
     (1, '2026-11-20 18:00:00', '2026-11-20 18:30:00', 'Customs', 'pmc', 90, 'survived'),
     (2, '2026-11-20 19:00:00', '2026-11-20 19:10:00', 'Customs', 'scav', NULL, 'died'),
     (3, '2026-11-20 20:00:00', '2026-11-20 20:30:00', 'Woods', 'pmc', 60, 'mia'),
     (5, '2026-11-20 21:00:00', '2026-11-20 21:30:00', 'Woods', 'pmc', 30, 'survived'),
     (8, '2026-11-20 22:00:00', NULL, 'Customs', 'pmc', 60, 'in_progress')`,
  `INSERT INTO kills (kill_id, raid_id, killed_at, enemy_type, headshot) VALUES
     (1, 1, '2026-11-20 18:10:00', 'boss', 1), (4, 2, '2026-11-20 19:05:00', 'pmc', 0),
     (7, 8, '2026-11-20 22:05:00', 'scav', NULL)`,
];
/** A streamer's own, which an update must leave alone. */
const OWN = [
  'CREATE VIEW my_raids AS SELECT map_name, COUNT(*) AS raids FROM raids GROUP BY map_name',
  'CREATE INDEX my_index ON raids(extract_location)',
  'CREATE TABLE my_log (at TEXT)',
  `CREATE TRIGGER my_trigger AFTER INSERT ON kills BEGIN INSERT INTO my_log VALUES (NEW.killed_at); END`,
];

/** The file as the version with so many migrations left it. */
async function fileOfVersion(count: number, ...statements: readonly string[]): Promise<string> {
  const file = path.join(makeFolder(), 'raids.db');
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new SqliteDatabase(file) }) });
  const done = NAMES.slice(0, count);
  for (const name of done) await MIGRATIONS[name]?.up(db);
  await db.destroy();
  withSqlite(file, (database) => {
    database.exec(
      'CREATE TABLE kysely_migration (name VARCHAR(255) PRIMARY KEY, timestamp VARCHAR(255) NOT NULL)',
    );
    database.exec(
      'CREATE TABLE kysely_migration_lock (id VARCHAR(255) PRIMARY KEY, is_locked INTEGER DEFAULT 0 NOT NULL)',
    );
    database.exec("INSERT INTO kysely_migration_lock (id) VALUES ('migration_lock')");
    for (const name of done) database.prepare('INSERT INTO kysely_migration VALUES (?, ?)').run(name, '');
    for (const statement of statements) database.exec(statement);
  });
  return file;
}

const FIGURES_OF_EVENING = {
  ...{ total_raids: 5, total_kills: 3, survived: 2, deaths: 2, survival_rate: 50, kd_ratio: 1.5 },
  ...{ average_queue_time_seconds: 60, pmc_raids: 4, scav_raids: 1, headshot_rate: 50 },
  favorite_map: { map_name: 'Customs', raids: 3 },
};

/** What makes the database, whatever stands where. */
const schemaOf = (file: string): unknown =>
  withSqlite(file, (database) =>
    database
      .prepare(
        "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'kysely%' ORDER BY type, name",
      )
      .all(),
  );

describe('a database of an earlier version', () => {
  it.each(NAMES.slice(0, -1).map((name, index) => [name, index + 1] as const))(
    'up to %s has the same rows and figures after the update, and nothing of its schema is missing',
    async (_name, count) => {
      const file = await fileOfVersion(count, ...EVENING);
      const rowsOf = (columns: string): unknown =>
        withSqlite(file, (database) => [
          database.prepare(`SELECT ${columns} FROM raids ORDER BY raid_id`).all(),
          database.prepare('SELECT * FROM kills ORDER BY kill_id').all(),
        ]);
      const columns = 'raid_id, started_at, ended_at, map_name, character_type, queue_time_seconds, status';
      const before = rowsOf(columns);
      // A copy of that version is sound, too: it is brought back as it is.
      expect(await checkSoundness(file)).toBe('sound');
      const db = await openTestDatabase(file);
      expect(rowsOf(columns)).toEqual(before);
      expect((await db.snapshot()).all_time).toMatchObject(FIGURES_OF_EVENING);
      expect(db.rows('SELECT DISTINCT outcome_detail, over_at, game_mode FROM raids')).toEqual([
        { outcome_detail: null, over_at: null, game_mode: 'pvp' },
      ]);
      expect(schemaOf(file)).toEqual(schemaOf((await openTestDatabase()).file));
      expect(backupsOf(file)).toHaveLength(1);
      // And goes on as any other: what is open is ended, and what is new can be stored.
      await db.execute({ type: 'end', status: 'transit' });
      await db.execute({
        type: 'edit_raid',
        raid_id: 5,
        set: { game_mode: 'season', outcome: 'run_through' },
      });
      expect((await db.snapshot()).all_time).toMatchObject({ survived: 1, deaths: 2, survival_rate: 20 });
      expect((await db.snapshot()).all_time_by.season).toMatchObject({ total_raids: 1, survived: 0 });
    },
  );

  it('keeps its modes, choices and journal, and steps of that time are undone and done again', async () => {
    const file = await fileOfVersion(8, ...EVENING);
    const before = await openTestDatabase(file);
    // Steps as that version has written them: without the columns that came later.
    await before.execute({ type: 'edit_raid', raid_id: 5, set: { game_mode: 'pve', status: 'died' } });
    await before.execute({ type: 'edit_raid', raid_id: 5, set: { outcome: 'left' } });
    before.byHand(`UPDATE journal SET row_changes = (
      SELECT json_group_array(json_remove(value, '$.before.outcome_detail', '$.before.over_at',
                                                 '$.after.outcome_detail', '$.after.over_at'))
      FROM json_each(row_changes)) WHERE step_id = 1`);
    await before.execute({ type: 'undo' });
    await before.execute({ type: 'undo' });
    expect(before.rows('SELECT status, outcome_detail, game_mode FROM raids WHERE raid_id = 5')).toEqual([
      { status: 'survived', outcome_detail: null, game_mode: 'pvp' },
    ]);
    await before.execute({ type: 'redo' });
    expect((await before.snapshot()).all_time).toMatchObject({ survived: 1, deaths: 3 });
  });

  it('keeps what its owner has made in it', async () => {
    const file = await fileOfVersion(8, ...EVENING, ...OWN);
    const db = await openTestDatabase(file);
    expect(db.rows('SELECT * FROM my_raids ORDER BY map_name')).toEqual([
      { map_name: 'Customs', raids: 3 },
      { map_name: 'Woods', raids: 2 },
    ]);
    await db.execute({ type: 'kill', enemy_type: 'pmc' });
    expect(db.rows('SELECT COUNT(*) AS n FROM my_log')).toEqual([{ n: 1 }]);
    expect(db.rows("SELECT name FROM sqlite_master WHERE name = 'my_index'")).toHaveLength(1);
  });

  it('with values that a damaged disk has left is updated, and shows them as such', async () => {
    const file = await fileOfVersion(8, ...EVENING);
    withSqlite(file, (database) => {
      database.pragma('ignore_check_constraints = ON');
      database.exec("UPDATE raids SET game_mode = 'pvq' WHERE raid_id = 1");
      database.exec("UPDATE raids SET status = 'surviwed' WHERE raid_id = 5");
    });
    const db = await openTestDatabase(file);
    const { raids } = await db.store().read((reader) => listRaids(reader, { limit: 9 }));
    expect(
      raids.flatMap(({ raid_id, unreadable = [] }) => unreadable.map(({ field }) => [raid_id, field])),
    ).toEqual([
      [5, 'status'],
      [1, 'game_mode'],
    ]);
    expect(() => db.byHand("UPDATE raids SET game_mode = 'pvq' WHERE raid_id = 2")).toThrow(/CHECK/);
  });

  it('cannot be told a detail that does not go with its status', async () => {
    const db = await openTestDatabase(await fileOfVersion(8, ...EVENING));
    for (const detail of ['left', 'unknown', 'survived', '']) {
      expect(() => db.byHand('UPDATE raids SET outcome_detail = ? WHERE raid_id = 1', detail)).toThrow(
        /CHECK/,
      );
    }
  });
});
