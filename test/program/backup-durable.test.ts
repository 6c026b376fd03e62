import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lookAtCopy } from '../../src/store/copies/copies.js';
import { temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { canMount, mountBreakable, type SmallDisk } from '../support/small-disk.js';
import { press, startRaid } from '../support/storage-checks.js';

let service: ServiceProcess | undefined;
let disk: SmallDisk | undefined;
afterEach(async () => {
  await service?.kill();
  disk?.unmount();
  [service, disk] = [undefined, undefined];
});

// A right of the machine that no installation gives: skipped where there is none, also with TSP_REQUIRE_REAL.
describe.skipIf(!canMount(mountBreakable))('a power cut', () => {
  it('right after a backup was confirmed leaves the whole copy, in a folder that was not there before', async () => {
    disk = mountBreakable();
    service = await startRaid(disk.folder);
    await press(service);
    expect((await service.post('/backup')).status).toBe(201);
    // What has reached the disk at this moment, and nothing else.
    const image = path.join(temporaryFolder(), 'cut.img');
    fs.copyFileSync(disk.image(), image);
    const folder = temporaryFolder();
    expect(spawnSync('mount', ['-o', 'loop', image, folder]).status).toBe(0);
    try {
      const backup = path.join(folder, 'backup');
      const [copy, ...others] = fs.readdirSync(backup).filter((name) => name.startsWith('raids-at-'));
      expect(others).toEqual([]);
      expect(lookAtCopy(path.join(backup, String(copy)))).toMatchObject({ raids: 1, revision: 3 });
    } finally {
      spawnSync('umount', [folder]);
    }
  });
});
