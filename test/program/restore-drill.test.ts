import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createArchive } from '../../src/service/archive.js';
import { createDailyBackup } from '../../src/service/daily-backup.js';
import { lookAtCopy } from '../../src/store/copies/copies.js';
import { runHere } from '../support/command-here.js';
import { makeFolder, openTestDatabase, withSqlite, type TestDatabase } from '../support/database.js';
import { KILL, press, START_CUSTOMS } from '../support/presses.js';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type ServiceProcess,
} from '../support/service-process.js';
import { STACK_TRACE } from '../support/storage-checks.js';
import { until } from '../support/until.js';

let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.kill();
  service = undefined;
});

const RAIDS_A_DAY = 3;
const DAY_SECONDS = 86_400;
const BACKUP = 'backup';

const raidsIn = (file: string): unknown[] =>
  withSqlite(file, (database) => database.prepare('SELECT * FROM raids ORDER BY raid_id').all());

/** The program's daily copy, as at a start on that day. */
async function startOfDay(db: TestDatabase): Promise<void> {
  const folder = path.join(path.dirname(db.file), BACKUP);
  const archive = createArchive({ store: db.store(), database: db.file, now: db.now });
  const told: string[] = [];
  const daily = createDailyBackup({
    folder,
    backup: async (target) => {
      await archive.backup(target);
    },
    raidsIn: (copy) => lookAtCopy(copy)?.raids ?? -1,
    examine: () => Promise.resolve(),
    now: db.now,
    log: { info: (_fields, message) => told.push(message), warn: (_fields, message) => told.push(message) },
    firstLookMs: 0,
  });
  daily.start();
  await until(() => expect(told).toEqual(["Today's copy of the raids is made."]));
  await daily.stop();
}

let built: Promise<{ readonly folder: string; readonly now: Date }> | undefined;

/** Seven days of raids with a copy each; they are played once, and each test gets a copy. */
async function sevenDays(): Promise<TestDatabase> {
  built ??= playSevenDays();
  const { folder, now } = await built;
  const own = makeFolder();
  fs.cpSync(folder, own, { recursive: true, preserveTimestamps: true });
  const db = await openTestDatabase(path.join(own, 'raids.db'));
  db.setNow(now);
  await db.store().close();
  return db;
}

async function playSevenDays(): Promise<{ folder: string; now: Date }> {
  const db = await openTestDatabase();
  for (let day = 0; day < 7; day += 1) {
    for (let raid = 0; raid < RAIDS_A_DAY; raid += 1) {
      await press(db, START_CUSTOMS, { type: 'matched' }, KILL, { type: 'end', status: 'survived' });
      db.pass(600);
    }
    await startOfDay(db);
    await db.reopen();
    db.pass(DAY_SECONDS);
  }
  await db.store().close();
  const folder = temporaryFolder();
  fs.cpSync(path.dirname(db.file), folder, { recursive: true, preserveTimestamps: true });
  return { folder, now: db.now() };
}

describe('seven days of raids, and the database is emptied', () => {
  it(
    'the window, the doctor and every command say so, and one command brings all raids back',
    { timeout: 120_000 },
    async () => {
      const db = await sevenDays();
      const folder = path.dirname(db.file);
      const before = raidsIn(db.file);
      expect(before).toHaveLength(7 * RAIDS_A_DAY);
      fs.writeFileSync(db.file, '');
      for (const end of ['-wal', '-shm']) fs.rmSync(`${db.file}${end}`, { force: true });

      const table = path.join(folder, 'one.csv');
      fs.writeFileSync(
        table,
        'started_at,map_name,status,character_type\n2026-11-20T10:00:00Z,Woods,died,pmc\n',
      );
      for (const args of [[], ['import', table], ['backup']]) {
        const { code, output } = await (args.length === 0 ? runToExit : runHere)({ folder, args });
        expect(output).toContain('is empty, and it held 21 raids. The newest copy,');
        expect(output).toContain('run: npm start restore');
        expect(output).not.toMatch(STACK_TRACE);
        expect(code).toBe(4);
      }
      const { output: diagnosis } = await runHere({ folder, args: ['doctor'] });
      expect(diagnosis).toMatch(/^FAULT +Database .*\n +→ .*is empty, and it held 21 raids/m);
      expect(fs.statSync(db.file).size).toBe(0);

      const { code, output } = await runToExit({ folder, args: ['restore'] });
      // Copies are named after the day of the PC, in whatever zone that is.
      const lastDay = new Date(db.now().getTime() - DAY_SECONDS * 1000).toLocaleDateString('sv');
      expect(output).toMatch(new RegExp(`^Restored 21 raids from .*raids-${lastDay}\\.db`, 'm'));
      expect(code).toBe(0);
      expect(raidsIn(db.file)).toEqual(before);

      service = await startServiceProcess({ folder });
      expect((await service.get('/stats/all-time')).json).toMatchObject({ total_raids: 21, total_kills: 21 });
      const refused = await runHere({ folder, args: ['restore'] });
      expect(refused.output).toContain('This program runs with the database');
      expect(refused.code).toBe(4);
      const { json } = await service.get('/doctor');
      expect(json['checks']).toContainEqual(expect.objectContaining({ check: 'database', state: 'ok' }));
      expect(service.output()).not.toContain('copy');
    },
  );

  it(
    'eight days of an empty history push none of the seven copies out, and all raids still come back',
    { timeout: 120_000 },
    async () => {
      const db = await sevenDays();
      const folder = path.dirname(db.file);
      fs.rmSync(db.file);
      expect(await runHere({ folder, args: ['new-database'] })).toMatchObject({ code: 0 });
      await db.reopen();
      for (let day = 0; day < 8; day += 1) {
        await startOfDay(db);
        db.pass(DAY_SECONDS);
      }
      await db.store().close();
      const copies = fs.readdirSync(path.join(folder, BACKUP));
      const raids = copies.map((name) => raidsIn(path.join(folder, BACKUP, name)).length);
      expect(raids.sort((one, other) => one - other)).toEqual([
        ...Array.from({ length: 7 }, () => 0),
        ...Array.from({ length: 7 }, (_, day) => (day + 1) * RAIDS_A_DAY),
      ]);
      const { output } = await runHere({ folder, args: ['restore'] });
      expect(output).toContain('Restored 21 raids');
      expect(raidsIn(db.file)).toHaveLength(21);
    },
  );
});

describe('a service whose database went back', () => {
  it('says so in the window, in the doctor and so on the set-up page', { timeout: 60_000 }, async () => {
    const db = await openTestDatabase();
    const folder = path.dirname(db.file);
    await press(db, START_CUSTOMS, { type: 'matched' }, KILL, { type: 'end', status: 'died' });
    await db.store().close();
    const older = path.join(folder, 'older.db');
    fs.copyFileSync(db.file, older);
    await db.reopen();
    await press(db, START_CUSTOMS, { type: 'matched' }, { type: 'end', status: 'died' });
    await db.store().close();
    fs.copyFileSync(older, db.file);
    service = await startServiceProcess({ folder });
    const on = service;
    const finding = 'it held 2 raids and now holds 1 of them; the last 3 changes are missing.';
    await until(() => expect(on.output()).toContain(finding));
    const { json } = await on.get('/doctor');
    expect(json['checks']).toContainEqual(
      expect.objectContaining({
        check: 'database',
        state: 'warning',
        finding: expect.stringContaining(finding) as string,
      }),
    );
  });
});
