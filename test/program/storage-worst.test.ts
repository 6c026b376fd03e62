import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inspectDatabase } from '../../src/store/file/inspect.js';
import { runToExit, startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { canMount, mountBreakable, mountInMemory, type SmallDisk } from '../support/small-disk.js';
import {
  databaseIn,
  holdsExactly,
  isRefused,
  press,
  pressUntilRefused,
  STACK_TRACE,
  startRaid,
  stillReads,
} from '../support/storage-checks.js';
import { until } from '../support/until.js';

let service: ServiceProcess | undefined;
let disk: SmallDisk | undefined;
afterEach(async () => {
  await service?.kill();
  disk?.unmount();
  [service, disk] = [undefined, undefined];
});

// A right of the machine that no installation gives: skipped where there is none, also with TSP_REQUIRE_REAL.
describe.skipIf(!canMount(mountInMemory))('a disk', () => {
  it('that is full refuses a press in a sentence, loses and halves nothing, and takes presses once there is room', async () => {
    disk = mountInMemory();
    const { folder } = disk;
    const on = (service = await startRaid(folder));
    const confirmed: number[] = [];
    disk.fill();
    const refused = await pressUntilRefused(on, confirmed);
    const sentence = `The disk that holds ${databaseIn(folder)} is full. Free some space, then press again.`;
    await isRefused(on, refused, 'storage-full', sentence);
    await stillReads(on, confirmed.length);
    expect((await on.get('/doctor')).json['checks']).toContainEqual(
      expect.objectContaining({ check: 'database', state: 'fault', remedy: sentence }),
    );
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
    expect((await on.get('/doctor')).json['checks']).toContainEqual(
      expect.objectContaining({ check: 'database', state: 'ok' }),
    );
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
    const on = (service = await startRaid(disk.folder));
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
    expect((await inspectDatabase(databaseIn(disk.folder))).fault).toMatch(
      /The disk that holds .+ is full\. Free some space, then try again\./,
    );
    service = await startServiceProcess({ folder: disk.folder });
    const sentence = `The disk that holds ${databaseIn(disk.folder)} is full. Free some space, then press again.`;
    await isRefused(service, await press(service), 'storage-full', sentence);
    await stillReads(service, 0);
    disk.free();
    expect((await press(service)).status).toBe(201);
  });

  it('that has no room to open the database at the start is named, with what to do', async () => {
    disk = mountInMemory();
    await (await startRaid(disk.folder)).stop();
    disk.fill();
    const { code, output } = await runToExit({ folder: disk.folder });
    expect(output).toMatch(
      /The disk that holds .+ is full\. Free some space, then start the program again\./,
    );
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(4);
    expect((await inspectDatabase(databaseIn(disk.folder))).fault).toMatch(
      /The disk that holds .+ is full\. Free some space, then try again\./,
    );
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
    expect((await inspectDatabase(databaseIn(disk.folder))).fault).toMatch(
      /is read-only\. Allow writing to the file and its folder, then try again\./,
    );
    disk.setReadOnly(false);
    service = await startServiceProcess({ folder: disk.folder });
    expect((await press(service)).status).toBe(201);
  });
});

describe.skipIf(!canMount(mountBreakable))('a disk that fails', () => {
  it('while the program runs refuses presses in a sentence, and has all that was confirmed', async () => {
    disk = mountBreakable();
    const { folder } = disk;
    const on = (service = await startRaid(folder));
    const confirmed: number[] = [];
    for (let kill = 0; kill < 5; kill += 1) {
      confirmed.push(((await press(on)).json['kill'] as { kill_id: number }).kill_id);
    }
    disk.fail();
    const refused = await pressUntilRefused(on, confirmed);
    const sentence = `The disk refused to read or write ${databaseIn(folder)}: it may be full, failing or gone. Check it, then press again.`;
    await isRefused(on, refused, 'storage-failed', sentence);
    await stillReads(on, confirmed.length);
    await on.kill();
    disk.mountAgain();
    service = await startServiceProcess({ folder });
    await stillReads(service, confirmed.length);
    holdsExactly(folder, confirmed);
  });
});
