import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type ServiceProcess,
} from '../support/service-process.js';

let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.kill();
  service = undefined;
});

const RAID = { map_name: 'Customs', character_type: 'pmc', status: 'died', kills: 'pmc; scav' };

describe('the commands beside the service', () => {
  it(
    'export and import through the one that runs, and by themselves when none does',
    { timeout: 90_000 },
    async () => {
      service = await startServiceProcess();
      const { folder } = service;
      const env = { TSP_PORT: new URL(service.url).port };
      await service.post('/raids', RAID);
      const file = path.join(folder, 'out.json');
      const exported = await runToExit({ folder, env, args: ['export', '--out', file] });
      expect(exported).toMatchObject({ code: 0 });
      await service.get('/deck/raids/last/delete');

      const imported = await runToExit({ folder, env, args: ['import', file] });
      expect(imported).toMatchObject({ code: 0 });
      expect(imported.output).toContain('1 taken in, 0 left out');
      // The service has told everybody, because it was the one to store it.
      expect((await service.get('/raid')).json).toMatchObject({ map_name: 'Customs', kill_count: 2 });
      await service.kill();
      service = undefined;

      const other = temporaryFolder();
      expect((await runToExit({ folder: other, args: ['import', file] })).output).toContain('1 taken in');
      expect((await runToExit({ folder: other, args: ['import', file] })).output).toContain(
        '0 taken in, 1 left out',
      );
      const table = await runToExit({ folder: other, args: ['export', '--format', 'csv'] });
      expect(table.output).toContain(
        ',died,pmc,pvp,Customs,,2,0,pmc; scav'.replace('pmc; scav', '"pmc; scav"'),
      );
      const copied = await runToExit({ folder: other, args: ['backup', path.join(other, 'copy.db')] });
      expect(copied.code).toBe(0);
      expect(fs.existsSync(path.join(other, 'copy.db'))).toBe(true);
    },
  );

  it('refuse a wrong file in a sentence, and store nothing', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'wrong.csv');
    fs.writeFileSync(
      file,
      'started_at,map_name,status,character_type\n2026-11-20T10:00:00Z,Woods,died,pmc\n,,,\n',
    );
    const { code, output } = await runToExit({ folder, args: ['import', file] });
    expect(code).toBe(5);
    expect(output).toContain('nothing was stored. Row 3: map_name is missing.');
    expect((await runToExit({ folder, args: ['export'] })).output).not.toContain('Woods');
  });
});
