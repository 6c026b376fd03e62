import fs from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { damage } from '../support/damage.js';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type ServiceProcess,
} from '../support/service-process.js';
import {
  databaseIn,
  holdsExactly,
  isRefused,
  press,
  STACK_TRACE,
  startRaid,
  stillReads,
} from '../support/storage-checks.js';

let service: ServiceProcess | undefined;
let other: BetterSqlite3.Database | undefined;
afterEach(async () => {
  await service?.kill();
  other?.close();
  [service, other] = [undefined, undefined];
});

describe('a database', () => {
  it('that another program locks while this one runs refuses presses in a sentence, reads on, and takes presses after it', async () => {
    const folder = temporaryFolder();
    const on = (service = await startRaid(folder));
    other = new BetterSqlite3(databaseIn(folder));
    other.exec('BEGIN IMMEDIATE');
    const sentence = `Another program holds the database ${databaseIn(folder)}. Close it (a database viewer?), then press again.`;
    await isRefused(on, await press(on), 'storage-locked', sentence);
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

  it('of which a page is damaged refuses what needs that page in a sentence, and goes on with the rest', async () => {
    const folder = temporaryFolder();
    await (await startRaid(folder)).stop();
    damage(databaseIn(folder), 'raids');
    service = await startServiceProcess({ folder });
    const answer = await press(service);
    await isRefused(service, answer, 'storage-damaged', String(answer.json['message']));
    expect(answer.json['message']).toMatch(/is damaged\. Stop this program and run: .*restore/);
    // The doctor says what the window has said, and nothing there says that all is well.
    expect((await service.get('/doctor')).json['checks']).toContainEqual(
      expect.objectContaining({ check: 'database', state: 'fault', remedy: answer.json['message'] }),
    );
    expect(service.output()).not.toContain('nothing is lost');
    expect((await service.get('/sessions')).status).toBe(200);
  });

  it('that is damaged is named at the start, with how to take the backup, and is not touched', async () => {
    const folder = temporaryFolder();
    const file = databaseIn(folder);
    fs.writeFileSync(file, 'this is no database, only some text of more than one hundred bytes. '.repeat(20));
    const before = fs.readFileSync(file);
    const { code, output } = await runToExit({ folder });
    expect(output).toMatch(/is not a database or is damaged\. Stop this program and run: .*restore/);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(4);
    expect(fs.readFileSync(file).equals(before)).toBe(true);
  });
});
