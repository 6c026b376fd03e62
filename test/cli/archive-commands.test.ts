import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lockDatabase } from '../../src/store/file/lock.js';
import { runHere } from '../support/command-here.js';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type ServiceProcess,
} from '../support/service-process.js';
import { withSqlite } from '../support/database.js';
import { until } from '../support/until.js';

let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.kill();
  service = undefined;
});

const COLUMNS = 'started_at,map_name,status,character_type';
/** Takes some tenths of a second to store, on any machine. */
const MANY = 6_000;
const RAID_TO_START = { map_name: 'Customs', character_type: 'pmc' };
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
      const table = path.join(folder, 'out.csv');
      expect(await runHere({ folder, env, args: ['export', '--out', table] })).toMatchObject({ code: 0 });
      // The mark by which a spreadsheet takes it for UTF-8.
      expect(fs.readFileSync(table, 'utf8')).toMatch(/^\uFEFFraid_id,.*Customs/s);
      await service.get('/deck/raids/last/delete');

      const imported = await runToExit({ folder, env, args: ['import', file] });
      expect(imported).toMatchObject({ code: 0 });
      expect(imported.output).toContain('1 imported, 0 skipped');
      // The service has told everybody, because it was the one to store it.
      expect((await service.get('/raid')).json).toMatchObject({ map_name: 'Customs', kill_count: 2 });
      await service.kill();
      service = undefined;

      const other = temporaryFolder();
      expect((await runHere({ folder: other, args: ['import', file] })).output).toContain('1 imported');
      expect((await runHere({ folder: other, args: ['import', file] })).output).toContain(
        '0 imported, 1 skipped',
      );
      const shown = await runHere({ folder: other, args: ['export', '--format', 'csv'] });
      expect(shown.output).toContain(
        ',died,pmc,pvp,Customs,,2,0,pmc; scav'.replace('pmc; scav', '"pmc; scav"'),
      );
      const copied = await runToExit({ folder: other, args: ['backup', path.join(other, 'copy.db')] });
      expect(copied.code).toBe(0);
      expect(fs.existsSync(path.join(other, 'copy.db'))).toBe(true);
      const again = await runHere({ folder: other, args: ['backup', path.join(other, 'copy.db')] });
      expect(again.code).toBe(1);
      expect(again.output).toContain('is there already: choose another name, or add --force');
      const own = await runHere({
        folder: other,
        args: ['backup', '--force', path.join(other, 'show.json')],
      });
      expect(own.output).toContain('is a file that this program itself needs');
    },
  );

  it(
    'do not write beside a service that they cannot find, but read beside it',
    { timeout: 60_000 },
    async () => {
      service = await startServiceProcess();
      const { folder } = service;
      await service.post('/raids', RAID);
      const file = path.join(folder, 'one.csv');
      fs.writeFileSync(file, `${COLUMNS}\n2026-11-20T10:00:00Z,Woods,died,pmc\n`);
      // Of its port the settings say nothing.
      const refused = await runHere({ folder, args: ['import', file] });
      expect(refused.code).toBe(4);
      expect(refused.output).toContain('Nothing was stored: close that window, or set TSP_PORT');
      const { code, output } = await runHere({ folder, args: ['export', '--format', 'csv'] });
      expect(code).toBe(0);
      expect(output).toContain('Customs');
      expect(output).not.toContain('Woods');
      // And it still can be written to.
      expect((await service.post('/raid/start', RAID_TO_START)).status).toBe(201);
    },
  );

  it(
    'keep a service from starting while an import goes on, and only so long',
    { timeout: 90_000 },
    async () => {
      const folder = temporaryFolder();
      const database = path.join(folder, 'raids.db');
      const file = path.join(folder, 'many.csv');
      const first = Date.parse('2026-01-01T00:00:00Z');
      const rows = Array.from({ length: MANY }, (_, index) => {
        return `${new Date(first + index * 1000).toISOString()},Woods,died,pmc`;
      });
      fs.writeFileSync(file, [COLUMNS, ...rows, ''].join('\n'));
      const importing = runToExit({ folder, args: ['import', file] });
      let isOver = false;
      void importing.then(() => (isOver = true));
      // The copy before it is made when the database is its own.
      await until(() => expect(fs.readdirSync(path.join(folder, 'backup'))).toHaveLength(1), 60_000);
      expect(() => lockDatabase(database)).toThrow('or an import into it does');
      expect(isOver).toBe(false);
      expect(await importing).toMatchObject({ code: 0 });
      lockDatabase(database)();
    },
  );

  it('refuse a wrong file in a sentence, and store nothing', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'wrong.csv');
    fs.writeFileSync(file, `${COLUMNS}\n2026-11-20T10:00:00Z,Woods,died,pmc\n,,died,\n`);
    const { code, output } = await runHere({ folder, args: ['import', file] });
    expect(code).toBe(5);
    expect(output).toContain('nothing was stored. Row 3: map_name is missing.');
    expect((await runHere({ folder, args: ['export'] })).output).not.toContain('Woods');
  });

  it(
    'store nothing through the service when the last row is wrong, and much in batches that it takes',
    { timeout: 90_000 },
    async () => {
      service = await startServiceProcess();
      const { folder } = service;
      const env = { TSP_PORT: new URL(service.url).port };
      await service.call('PATCH', '/show', { game_mode: 'pve' });
      const first = Date.parse('2026-01-01T00:00:00Z');
      // Larger than the service takes in one call, though no more than a batch's count.
      const kills = `500 pmc:${'弾'.repeat(60)}:headshot`;
      const rows = Array.from({ length: 60 }, (_, index) => {
        return `${new Date(first + index * 1000).toISOString()},Woods,died,pmc,${kills}`;
      });
      const file = path.join(folder, 'many.csv');
      fs.writeFileSync(
        file,
        [`${COLUMNS},kills`, ...rows, '2026-02-30T00:00:00Z,Woods,died,pmc,'].join('\n'),
      );
      const refused = await runHere({ folder, env, args: ['import', file] });
      expect(refused).toMatchObject({ code: 5 });
      expect(refused.output).toContain('nothing was stored. Row 62: started_at must be a time');
      expect((await service.get('/raids')).json['raids']).toEqual([]);

      fs.writeFileSync(file, [`${COLUMNS},kills`, ...rows].join('\n'));
      const taken = await runHere({ folder, env, args: ['import', file] });
      expect(taken.output).toContain('60 imported, 0 skipped');
      const { raids } = (await service.get('/raids')).json as { raids: { game_mode: string }[] };
      expect(raids[0]).toMatchObject({ game_mode: 'pve', kill_count: 500 });
    },
  );

  it('give raids of a table the mode of the show file, and say what a file is that cannot be read', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'one.csv');
    fs.writeFileSync(file, `${COLUMNS}\n2026-11-20T10:00:00Z,Woods,died,pmc\n`);
    fs.writeFileSync(path.join(folder, 'show.json'), '{ "game_mode": "pve" }');
    expect((await runHere({ folder, args: ['import', file] })).output).toContain('1 imported');
    expect((await runHere({ folder, args: ['export', '--format', 'csv'] })).output).toContain(',pve,Woods,');
    const missing = await runHere({ folder, args: ['import', path.join(folder, 'raid.csv')] });
    expect(missing).toMatchObject({ code: 5 });
    expect(missing.output).toContain('There is no file');
    const notFile = await runHere({ folder, args: ['import', folder] });
    expect(notFile.output).toContain('is a folder: name a file in it.');
  });

  it(
    'say beside an export what it leaves out, through the service and by themselves',
    { timeout: 90_000 },
    async () => {
      service = await startServiceProcess();
      const { folder } = service;
      const env = { TSP_PORT: new URL(service.url).port };
      await service.post('/raids', RAID);
      await service.post('/session/start', { name: 'Night' });
      await service.post('/session/end');
      const file = path.join(folder, 'out.csv');
      const whole = await runHere({ folder, env, args: ['export', file] });
      expect(whole.output).toBe(`Written: ${file}\n`);
      withSqlite(path.join(folder, 'raids.db'), (database) => {
        database.exec("UPDATE raids SET ended_at = '202v-11-22'");
        database.exec("UPDATE sessions SET started_at = '202v-11-22'");
      });
      const leftOut =
        'Raid 1 (ended_at) holds a value that cannot be read. Session 1 (started_at) holds a value that cannot be read. ' +
        'Mend or delete raid 1, and delete session 1 on the history page. ' +
        'Until then what cannot be read is left out of the figures and of exports.\n';
      const exported = await runHere({ folder, env, args: ['export', '--force', file] });
      expect(exported).toMatchObject({ code: 0 });
      expect(exported.output).toContain(leftOut);
      await service.kill();
      service = undefined;
      const alone = await runHere({ folder, args: ['export', '--format', 'csv'] });
      expect(alone).toMatchObject({ code: 0 });
      expect(alone.output).toContain(leftOut);
      expect(alone.output).not.toContain('Customs');
    },
  );
});
