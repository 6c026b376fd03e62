import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { createArchive, type Archive } from '../../src/service/archive.js';
import { createDailyBackup } from '../../src/service/daily-backup.js';
import { parseCsv } from '../../src/exchange/csv.js';
import type { Portable } from '../../src/exchange/parse-item.js';
import { parseJson } from '../../src/exchange/parse-json.js';
import type { Taken } from '../../src/raid/history/portable.js';
import { RAID_DEFAULTS } from '../../src/raid/press/raid-defaults.js';
import { backupDatabase } from '../../src/store/copies/backup.js';
import { openStore } from '../../src/store/store.js';
import { damage } from '../support/damage.js';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';

const archiveOf = (db: TestDatabase): Archive =>
  createArchive({ store: db.store(), database: db.file, now: db.now });

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

const textOf = async (pieces: AsyncIterable<string>): Promise<string> => (await collect(pieces)).join('');

/** When all that is exported here is over. */
const LATER = new Date('2026-11-30T12:00:00Z');

const piecesOf = (text: string) => Readable.from([text]) as AsyncIterable<string>;

async function readJson(text: string): Promise<Portable[]> {
  return collect(parseJson(() => piecesOf(text), LATER));
}

async function takeJson(archive: Archive, text: string): Promise<Taken> {
  const items = await readJson(text);
  const { raids, sessions } = await archive.take(
    items.flatMap((item) => (item.type === 'raid' ? [item.raid] : [])),
    items.flatMap((item) => (item.type === 'session' ? [item.session] : [])),
  );
  return {
    imported: raids.imported + sessions.imported,
    skipped: raids.skipped + sessions.skipped,
  };
}

async function databaseWithPlay(): Promise<TestDatabase> {
  const db = await openTestDatabase();
  await db.execute({ type: 'start_session', name: 'Raid night' });
  for (const [map_name, status] of [
    ['Customs', 'survived'],
    ['A "new", map; of theirs', 'died'],
  ] as const) {
    await db.execute({ type: 'start', map_name, character_type: 'pmc' });
    db.pass(60);
    await db.execute({ type: 'matched' });
    await db.execute({ type: 'kill', enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true });
    await db.execute({ type: 'kill', enemy_type: 'scav' });
    db.pass(600);
    await db.execute({ type: 'end', status });
  }
  await db.execute({ type: 'end_session' });
  // As SQLite itself writes a time, without a fraction.
  db.byHand(
    "INSERT INTO raids (started_at, map_name, character_type, status) VALUES ('2026-11-20 10:00:00', 'Woods', 'scav', 'mia')",
  );
  return db;
}

const RAIDS = 'SELECT * FROM raids ORDER BY raid_id';
const KILLS = 'SELECT kill_id, raid_id, enemy_type, weapon_used, headshot FROM kills ORDER BY kill_id';

describe('an export as JSON', () => {
  it('comes back whole into an empty database, and a second time changes nothing', async () => {
    const from = await databaseWithPlay();
    const text = await textOf(archiveOf(from).json());
    const to = await openTestDatabase();
    to.setNow(LATER);
    expect(await takeJson(archiveOf(to), text)).toEqual({ imported: 4, skipped: 0 });
    expect(to.rows(KILLS)).toHaveLength(4);
    expect(await textOf(archiveOf(to).json())).toBe(text);
    expect(await takeJson(archiveOf(to), text)).toEqual({ imported: 0, skipped: 4 });
    expect(await takeJson(archiveOf(from), text)).toEqual({ imported: 0, skipped: 4 });
    const { all_time } = await to.snapshot();
    from.setNow(LATER);
    expect(all_time).toEqual((await from.snapshot()).all_time);
  });

  it('formatted anew by another program is taken all the same', async () => {
    const from = await databaseWithPlay();
    const text = JSON.stringify(JSON.parse(await textOf(archiveOf(from).json())), null, 2);
    expect(await readJson(text)).toHaveLength(4);
  });

  it('goes beside other raids of the same ids', async () => {
    const text = await textOf(archiveOf(await databaseWithPlay()).json());
    const to = await openTestDatabase();
    await to.execute({ type: 'start', map_name: 'Reserve', character_type: 'scav' });
    to.byHand("UPDATE raids SET started_at = '2026-11-01 10:00:00'");
    expect(await takeJson(archiveOf(to), text)).toEqual({ imported: 4, skipped: 0 });
    expect(to.rows('SELECT map_name FROM raids WHERE raid_id = 1')).toEqual([{ map_name: 'Reserve' }]);
    expect(to.rows(RAIDS)).toHaveLength(4);
  });

  it.each([
    ['', 'empty'],
    ['what', 'not JSON'],
    ['{"raids":7}', 'is no export of this program'],
    ['{"format":"tarkov-stream-producer","version":1,"raids":7}', 'no list of raids'],
    ['{"format":"tarkov-stream-producer","version":1,"raids":[{"status":"eaten"}]}', 'Raid 1: '],
  ])('that is none is refused: %j', async (text, part) => {
    await expect(readJson(text)).rejects.toThrow(part);
  });
});

describe('an export as CSV', () => {
  it('comes back with its kills', async () => {
    const from = await databaseWithPlay();
    from.byHand('DELETE FROM raids WHERE ended_at IS NULL');
    const text = await textOf(archiveOf(from).csv());
    const raids = await collect(parseCsv(piecesOf(text), RAID_DEFAULTS, from.now()));
    const to = await openTestDatabase();
    expect(await archiveOf(to).take(raids, [])).toMatchObject({ raids: { imported: 2, skipped: 0 } });
    expect(to.rows(RAIDS)).toEqual(from.rows(RAIDS));
    expect(to.rows(KILLS)).toEqual(from.rows(KILLS));
  });

  it.each([
    [
      'started_at,map_name,status,character_type\n2026-11-20T10:00:00Z,Customs,died,',
      'Row 2: character_type is missing.',
    ],
    [
      'started_at,map_name,status,character_type\nyesterday,Customs,died,pmc',
      'Row 2: started_at must be a time',
    ],
    [
      'started_at,ended_at,map_name,status,character_type\n2026-11-20T10:00:00Z,2026-11-20T09:00:00Z,Customs,died,pmc',
      'Row 2: A raid cannot end before it starts.',
    ],
  ])('with a wrong row names it', async (text, message) => {
    const now = new Date('2026-11-22T12:00:00Z');
    await expect(collect(parseCsv(piecesOf(text), RAID_DEFAULTS, now))).rejects.toThrow(message);
  });
});

describe('a backup', () => {
  it('is a whole database of its moment, made while presses go on', async () => {
    const db = await databaseWithPlay();
    const target = path.join(makeFolder(), 'copy.db');
    const copying = archiveOf(db).backup(target);
    await db.execute({ type: 'start', map_name: 'Woods', character_type: 'pmc' });
    await copying;
    expect(fs.existsSync(`${target}.part`)).toBe(false);
    withSqlite(target, (copy) => {
      expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
      expect([3, 4]).toContain(copy.prepare('SELECT COUNT(*) FROM raids').pluck().get());
    });
    await (await openStore(target)).close();
  });

  it('has a name of its own, also where two are asked for at once', async () => {
    const db = await databaseWithPlay();
    const archive = archiveOf(db);
    const both = await Promise.all([archive.backup(), archive.backup()]);
    const names = [...both, await archive.backup()].map((file) => path.basename(file));
    expect(names.map((name) => name.replace(/^raids-at-.*Z/, ''))).toEqual(['.db', '-2.db', '-3.db']);
    expect(fs.readdirSync(path.join(path.dirname(db.file), 'backup')).sort()).toEqual([...names].sort());
  });

  it('that cannot be written says so and leaves nothing', async () => {
    const db = await openTestDatabase();
    const inTheWay = path.join(makeFolder(), 'file');
    fs.writeFileSync(inTheWay, '');
    await expect(archiveOf(db).backup(path.join(inTheWay, 'copy.db'))).rejects.toThrow(
      'could not be written',
    );
  });
});

describe('the daily copy', () => {
  const NOON = new Date(2026, 10, 22, 12);
  const EVERY_COPY_ALIKE = { raidsIn: () => 0, examine: () => Promise.resolve() };
  const nameOf = (date: string): string => `raids-${date}.db`;
  const LATER = ['01', '02', '03', '04', '05', '06', '07', '08'].map((day) => nameOf(`2031-01-${day}`));

  it('is never removed for copies of a clock that was wrong, which go before those of the days before', async () => {
    const folder = makeFolder();
    const earlier = ['18', '19', '20'].map((day) => nameOf(`2026-11-${day}`));
    for (const name of [...LATER, ...earlier]) fs.writeFileSync(path.join(folder, name), '');
    const daily = createDailyBackup({
      folder,
      backup: async (target) => fs.promises.writeFile(target, ''),
      ...EVERY_COPY_ALIKE,
      now: () => NOON,
      log: { info: () => undefined, warn: () => undefined },
      firstLookMs: 0,
    });
    daily.start();
    await vi.waitFor(() => expect(fs.readdirSync(folder)).toHaveLength(7));
    await daily.stop();
    expect(fs.readdirSync(folder).sort()).toEqual([...earlier, nameOf('2026-11-22'), ...LATER.slice(-3)]);
  });

  it('of a damaged database is none: no older one goes for it, and the log says why', async () => {
    const db = await databaseWithPlay();
    await db.store().close();
    damage(db.file, 'kills');
    const folder = makeFolder();
    for (const name of LATER) fs.writeFileSync(path.join(folder, name), '');
    const warnings: string[] = [];
    const daily = createDailyBackup({
      folder,
      backup: (target) => backupDatabase(db.file, target),
      ...EVERY_COPY_ALIKE,
      now: () => NOON,
      log: { info: () => undefined, warn: (_fields, message) => warnings.push(message) },
      firstLookMs: 0,
    });
    daily.start();
    await vi.waitFor(() => expect(warnings).toHaveLength(1), { timeout: 10_000 });
    await daily.stop();
    expect(warnings[0]).toContain(`The database ${db.file} is damaged, so no copy of it is made`);
    expect(fs.readdirSync(folder).sort()).toEqual(LATER);
  });

  it('is made once a day, and the last seven are kept', async () => {
    const folder = makeFolder();
    for (const day of ['01', '02', '03', '04', '05', '06', '07']) {
      fs.writeFileSync(path.join(folder, `raids-2026-11-${day}.db`), '');
    }
    fs.writeFileSync(path.join(folder, 'mine.db'), '');
    const made: string[] = [];
    const daily = createDailyBackup({
      folder,
      backup: (target) => {
        made.push(path.basename(target));
        fs.writeFileSync(target, '');
        return Promise.resolve();
      },
      ...EVERY_COPY_ALIKE,
      now: () => new Date(2026, 10, 22, 12),
      log: { info: () => undefined, warn: () => undefined },
      firstLookMs: 0,
    });
    daily.start();
    await vi.waitFor(() => expect(fs.existsSync(path.join(folder, 'raids-2026-11-01.db'))).toBe(false));
    await daily.stop();
    expect(made).toEqual(['raids-2026-11-22.db']);
    expect(fs.readdirSync(folder)).toHaveLength(8);
    expect(fs.existsSync(path.join(folder, 'mine.db'))).toBe(true);
  });
});
