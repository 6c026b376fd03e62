import fs from 'node:fs';
import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type Answer,
  type ServiceProcess,
} from './support/service-process.js';
import { canMount, mountBreakable, mountInMemory, type SmallDisk } from './support/small-disk.js';
import { until } from './support/until.js';

const REQUIRED = process.env['TSP_REQUIRE_REAL'] === '1';
const STACK_TRACE = /\n\s+at .+:\d+/;
/** Enough for a disk of a few megabytes. */
const MOST_PRESSES = 3_000;

let service: ServiceProcess | undefined;
let disk: SmallDisk | undefined;
let other: BetterSqlite3.Database | undefined;
afterEach(async () => {
  await service?.kill();
  other?.close();
  disk?.unmount();
  [service, disk, other] = [undefined, undefined, undefined];
});

const databaseIn = (folder: string): string => path.join(folder, 'raids.db');
const press = (on: ServiceProcess): Promise<Answer> => on.post('/raid/kill', { enemy_type: 'scav' });

async function startRaid(folder: string): Promise<ServiceProcess> {
  service = await startServiceProcess({ folder });
  await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
  await service.post('/raid/matched');
  return service;
}

/** The refusal of a press, after as many that were stored as it takes; `confirmed` gets their ids. */
async function pressUntilRefused(on: ServiceProcess, confirmed: number[]): Promise<Answer> {
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    const answer = await press(on);
    if (answer.status !== 201) return answer;
    confirmed.push((answer.json['kill'] as { kill_id: number }).kill_id);
  }
  throw new Error(`None of ${MOST_PRESSES} presses was refused.`);
}

/** Just what was confirmed is stored, with its steps and totals, as another program sees it. */
function holdsExactly(folder: string, confirmed: readonly number[]): void {
  const database = new BetterSqlite3(databaseIn(folder), { readonly: true });
  const value = (sql: string): unknown => database.prepare(sql).pluck().get();
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.prepare('SELECT kill_id FROM kills ORDER BY kill_id').pluck().all()).toEqual(confirmed);
    expect(value("SELECT COUNT(*) FROM journal WHERE command = 'kill'")).toBe(confirmed.length);
    expect(value('SELECT SUM(scav_kills) FROM totals')).toBe(confirmed.length);
  } finally {
    database.close();
  }
}

async function stillReads(on: ServiceProcess, kills: number): Promise<void> {
  expect(await on.get('/raid')).toMatchObject({ status: 200, json: { kill_count: kills } });
  expect(await on.get('/stats/session')).toMatchObject({ status: 200, json: { total_kills: kills } });
  expect((await on.get('/health')).status).toBe(200);
}

/** What the streamer gets on the key, and reads in the window. */
async function isRefused(answer: Answer, code: string, message: string): Promise<void> {
  expect(answer).toMatchObject({ status: 503, json: { ok: false, code, message } });
  await until(() => expect(service?.output()).toContain(`ERROR: ${message}`));
  expect(service?.output()).toContain('press refused');
  expect(service?.output()).not.toMatch(STACK_TRACE);
}

describe.skipIf(!REQUIRED && !canMount(mountInMemory))('a disk', () => {
  it('that is full refuses a press in a sentence, loses and halves nothing, and takes presses once there is room', async () => {
    disk = mountInMemory();
    const { folder } = disk;
    const on = await startRaid(folder);
    const confirmed: number[] = [];
    disk.fill();
    const refused = await pressUntilRefused(on, confirmed);
    const sentence = `The disk that holds ${databaseIn(folder)} is full. Free some space, then press again.`;
    await isRefused(refused, 'storage-full', sentence);
    await stillReads(on, confirmed.length);
    expect(await on.post('/undo')).toMatchObject({ status: 503, json: { code: 'storage-full' } });
    expect((await on.post('/backup')).json['message']).toMatch(
      /is full\. Free some space, then try again\.$/,
    );
    const edit = {
      method: 'PATCH',
      body: '{"post_raid_seconds":5}',
      headers: { 'content-type': 'application/json' },
    };
    expect(await (await fetch(`${on.url}/show`, edit)).text()).toContain('the disk is full');
    holdsExactly(folder, confirmed);

    disk.free();
    const stored = await press(on);
    expect(stored.status).toBe(201);
    confirmed.push((stored.json['kill'] as { kill_id: number }).kill_id);
    disk.fill();
    await pressUntilRefused(on, confirmed);
    await on.kill();
    disk.free();
    service = await startServiceProcess({ folder });
    await stillReads(service, confirmed.length);
    holdsExactly(folder, confirmed);
    expect((await service.post('/undo')).status).toBe(200);
    expect(await service.stop()).toBe(0);
  });

  it('that is full does not end the log: it goes on once there is room', async () => {
    disk = mountInMemory();
    const on = await startRaid(disk.folder);
    disk.fill();
    for (let call = 0; call < 30; call += 1) await on.post('/raid/cancel?no=field');
    disk.free();
    const log = path.join(disk.folder, 'log', 'tarkov-stream-producer.log');
    await until(async () => {
      await on.post('/raid/matched');
      expect(fs.readFileSync(log, 'utf8')).toContain('"path":"/raid/matched","status":200');
    });
  });

  it('that is full at the start has the program serve what it can, and refuse presses in a sentence', async () => {
    disk = mountInMemory();
    await (await startRaid(disk.folder)).kill();
    disk.fill();
    service = await startServiceProcess({ folder: disk.folder });
    const sentence = `The disk that holds ${databaseIn(disk.folder)} is full. Free some space, then press again.`;
    await isRefused(await press(service), 'storage-full', sentence);
    await stillReads(service, 0);
    disk.free();
    expect((await press(service)).status).toBe(201);
  });

  it('that is read-only at the start is named, with what to do', async () => {
    disk = mountInMemory();
    await (await startRaid(disk.folder)).stop();
    disk.setReadOnly(true);
    const { code, output } = await runToExit({ folder: disk.folder });
    expect(output).toMatch(
      /is read-only\. Allow writing to the file and its folder, then start the program again\./,
    );
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(4);
    disk.setReadOnly(false);
    service = await startServiceProcess({ folder: disk.folder });
    expect((await press(service)).status).toBe(201);
  });
});

describe.skipIf(!REQUIRED && !canMount(mountBreakable))('a disk that fails', () => {
  it('while the program runs refuses presses in a sentence, and has all that was confirmed', async () => {
    disk = mountBreakable();
    const { folder } = disk;
    const on = await startRaid(folder);
    const confirmed: number[] = [];
    for (let kill = 0; kill < 5; kill += 1) {
      confirmed.push(((await press(on)).json['kill'] as { kill_id: number }).kill_id);
    }
    disk.fail();
    const refused = await pressUntilRefused(on, confirmed);
    const sentence = `The disk refused to read or write ${databaseIn(folder)}: it may be full, failing or gone. Check it, then press again.`;
    await isRefused(refused, 'storage-failed', sentence);
    await stillReads(on, confirmed.length);
    await on.kill();
    disk.mountAgain();
    service = await startServiceProcess({ folder });
    await stillReads(service, confirmed.length);
    holdsExactly(folder, confirmed);
  });
});

describe('a database', () => {
  it('that another program locks while this one runs refuses presses in a sentence, reads on, and takes presses after it', async () => {
    const folder = temporaryFolder();
    const on = await startRaid(folder);
    other = new BetterSqlite3(databaseIn(folder));
    other.exec('BEGIN IMMEDIATE');
    const sentence = `Another program holds the database ${databaseIn(folder)}. Close it (a database viewer?), then press again.`;
    await isRefused(await press(on), 'storage-locked', sentence);
    await stillReads(on, 0);
    other.exec('ROLLBACK');
    const stored = await press(on);
    expect(stored.status).toBe(201);
    holdsExactly(folder, [(stored.json['kill'] as { kill_id: number }).kill_id]);
  });

  it('that another program locks wholly at the start is named, with what to do', async () => {
    const folder = temporaryFolder();
    await (await startRaid(folder)).stop();
    other = new BetterSqlite3(databaseIn(folder));
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    const { code, output } = await runToExit({ folder });
    expect(output).toMatch(/Another program holds the database .+, then start the program again\./);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(4);
  });

  it('that is damaged is named at the start, with how to take the backup, and is not touched', async () => {
    const folder = temporaryFolder();
    const file = databaseIn(folder);
    fs.writeFileSync(file, 'this is no database, only some text of more than one hundred bytes. '.repeat(20));
    const before = fs.readFileSync(file);
    const { code, output } = await runToExit({ folder });
    expect(output).toContain('is not a database or is damaged. Stop this program, move raids.db away');
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(4);
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });
});
