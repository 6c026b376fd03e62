import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { databaseFiles, findTarget, isForced, ownFiles, writeTarget } from '../../src/cli/target-file.js';
import { openStore } from '../../src/store/store.js';
import { withSqlite } from '../support/database.js';
import { runHere } from '../support/command-here.js';
import { temporaryFolder } from '../support/service-process.js';

const ON_WINDOWS = process.platform === 'win32';

let folder: string;
beforeAll(async () => {
  folder = temporaryFolder();
  await (await openStore(path.join(folder, 'raids.db'))).close();
});

/** With `--force`, so that what is refused is refused all the same. */
const find = (...name: string[]) =>
  findTarget(path.join(...name), databaseFiles(path.join(folder, 'raids.db')), true);

async function* pieces(...texts: string[]): AsyncGenerator<string> {
  for (const text of texts) yield await Promise.resolve(text);
}

describe('the file that a command may write', () => {
  it.each(['raids.db', 'RAIDS.DB-wal', 'raids.db-shm', 'raids.db.lock', 'raids.db-journal'])(
    'is not %s, which this program itself needs',
    (name) => {
      expect(() => find(folder, name)).toThrow('is a file that this program itself needs: choose another');
    },
  );

  it('is not the log, an older log, the settings, the show file, or the last good one of them', () => {
    const own = temporaryFolder();
    const logFolder = path.join(own, 'log');
    fs.mkdirSync(logFolder);
    fs.writeFileSync(path.join(logFolder, '20261122-1900-01-tarkov-stream-producer.log'), 'old');
    const places = {
      database: path.join(own, 'raids.db'),
      logFolder,
      settingsFile: path.join(own, 'settings.json'),
      showFile: path.join(own, 'show.json'),
    };
    for (const name of [
      'log/tarkov-stream-producer.log',
      'log/20261122-1900-01-tarkov-stream-producer.log',
      ...['settings.json', 'settings.json.bak', 'show.json', 'show.json.bak', 'raids.db.revision'],
    ]) {
      expect(() => findTarget(path.join(own, name), ownFiles(places), true), name).toThrow(
        'this program itself needs',
      );
    }
    expect(findTarget(path.join(logFolder, 'mine.json'), ownFiles(places), false)).toMatchObject({
      isDirect: false,
    });
  });

  it('is left without what an export has left there that was broken off', async () => {
    const target = path.join(temporaryFolder(), 'raids.json');
    const left = `${target}.6f1c1c4e-6d1a-4d0e-9d7e-0a1b2c3d4e5f.part`;
    fs.writeFileSync(left, 'half');
    // Another export may be at it.
    await writeTarget({ path: target, isDirect: false, mayReplace: false }, pieces('all'));
    expect(fs.existsSync(left)).toBe(true);
    const before = new Date(Date.now() - 3_600_000);
    fs.utimesSync(left, before, before);
    await writeTarget({ path: target, isDirect: false, mayReplace: true }, pieces('all'));
    expect(fs.readdirSync(path.dirname(target))).toEqual(['raids.json']);
  });

  it.skipIf(ON_WINDOWS)('is not the database by a link, a hard link or a linked folder', () => {
    const other = temporaryFolder();
    const database = path.join(folder, 'raids.db');
    fs.symlinkSync(database, path.join(other, 'link.json'));
    fs.linkSync(database, path.join(other, 'hard.json'));
    fs.symlinkSync(folder, path.join(other, 'folder'));
    for (const name of ['link.json', 'hard.json', 'folder/raids.db', 'folder/raids.db-wal']) {
      expect(() => find(other, name)).toThrow('this program itself needs');
    }
  });

  it('is no folder, and in no folder that is not there', () => {
    expect(() => find(folder)).toThrow('is a folder: name a file in it');
    expect(() => find(folder, 'nowhere', 'raids.json')).toThrow(
      `There is no folder ${path.join(folder, 'nowhere')}. Make it first`,
    );
  });

  it.each(['-wal', '-shm', '-journal', '.revision', '.lock', '-WAL'])(
    'is nothing that lies beside a database, whose ever: other.db%s',
    (end) => {
      const other = temporaryFolder();
      withSqlite(path.join(other, 'other.db'), (database) => database.exec('CREATE TABLE raids (name)'));
      expect(() => find(other, `other.db${end}`)).toThrow('belongs to a database: choose another name');
      expect(find(other, `mine.json${end}`)).toMatchObject({ isDirect: false });
    },
  );

  it('is none that is there, or has come to be there meanwhile, without --force', async () => {
    const target = path.join(temporaryFolder(), 'raids.json');
    const found = findTarget(target, [], false);
    const slow = async function* () {
      yield await Promise.resolve('new');
      fs.writeFileSync(target, 'of somebody else');
    };
    const refused = `${target} is there already: choose another name, or add --force to write over it.`;
    await expect(writeTarget(found, slow())).rejects.toThrow(refused);
    expect(() => findTarget(target, [], false)).toThrow(refused);
    expect(fs.readFileSync(target, 'utf8')).toBe('of somebody else');
    expect(fs.readdirSync(path.dirname(target))).toEqual(['raids.json']);
  });

  it('is written over by --force, also where npm takes that for its own', () => {
    expect(isForced({ force: true }, {})).toBe(true);
    expect(isForced({}, { npm_lifecycle_event: 'start', npm_config_force: 'true' })).toBe(true);
    expect(isForced({}, { npm_config_force: 'true' })).toBe(false);
    expect(isForced({}, { npm_lifecycle_event: 'start' })).toBe(false);
  });

  it('is replaced as a whole, and stays when what is written breaks off', async () => {
    const out = path.join(folder, 'mine.json');
    fs.writeFileSync(out, 'old');
    fs.writeFileSync(`${out}.part`, 'of the user');
    const broken = async function* () {
      yield await Promise.resolve('half');
      throw new Error('broken off');
    };
    // Often at the very moment at which its file is being made.
    for (let time = 0; time < 50; time += 1) {
      await expect(writeTarget(find(out), broken())).rejects.toThrow('broken off');
    }
    expect(fs.readFileSync(out, 'utf8')).toBe('old');
    await writeTarget(find(out), pieces('n', 'ew'));
    expect(fs.readFileSync(out, 'utf8')).toBe('new');
    expect(fs.readFileSync(`${out}.part`, 'utf8')).toBe('of the user');
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('mine'))).toHaveLength(2);
  });

  it.skipIf(ON_WINDOWS)('is what a link leads to; neither link nor device is replaced', async () => {
    const [device, link, target] = ['device', 'link.json', 'target.json'].map((name) =>
      path.join(folder, name),
    ) as [string, string, string];
    fs.symlinkSync('/dev/null', device);
    fs.writeFileSync(target, 'old');
    fs.symlinkSync(target, link);
    await writeTarget(find(device), pieces('new'));
    await writeTarget(find(link), pieces('new'));
    expect(fs.statSync('/dev/null').isCharacterDevice()).toBe(true);
    expect([device, link].map((name) => fs.lstatSync(name).isSymbolicLink())).toEqual([true, true]);
    expect(fs.readFileSync(target, 'utf8')).toBe('new');
  });
});

describe('export', () => {
  const exportTo = (home: string, ...args: string[]) => runHere({ folder: home, args: ['export', ...args] });

  it('does not write over the database, and takes the format from the name', async () => {
    const refused = await exportTo(folder, '--force', '--out', path.join(folder, 'raids.db'));
    expect(refused).toMatchObject({ code: 1 });
    expect(fs.readFileSync(path.join(folder, 'raids.db')).subarray(0, 15).toString()).toBe('SQLite format 3');
    const out = path.join(folder, 'table.CSV');
    expect((await exportTo(folder, '--out', out)).code).toBe(0);
    expect(fs.readFileSync(out, 'utf8')).toContain('raid_id,started_at');
    const again = await exportTo(folder, '--format', 'json', out);
    expect(again).toMatchObject({ code: 1 });
    expect(again.output).toBe(
      `${out} is there already: choose another name, or add --force to write over it.\n`,
    );
    expect(fs.readFileSync(out, 'utf8')).toContain('raid_id,started_at');
    expect((await exportTo(folder, '--format', 'json', '--force', out)).code).toBe(0);
    expect(fs.readFileSync(out, 'utf8')).toContain('"raids":[');
  });

  it('without a database says so and makes none', async () => {
    const empty = temporaryFolder();
    const { code, output } = await exportTo(empty, '--out', path.join(empty, 'raids.json'));
    expect(code).toBe(4);
    expect(output).toContain('There is no database');
    expect(fs.readdirSync(empty)).toEqual([]);
  });

  it('of a damaged database says that, and not to choose another place', async () => {
    const damaged = temporaryFolder();
    const file = path.join(damaged, 'raids.db');
    await (await openStore(file)).close();
    withSqlite(file, (database) => {
      database.exec(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
         INSERT INTO raids (started_at, ended_at, map_name, character_type, status)
         SELECT datetime('2026-01-01', i || ' minutes'), datetime('2026-01-01', i || ' minutes'), 'Woods', 'pmc', 'died' FROM n`,
      );
    });
    // It opens, and is found out while it is read.
    const bytes = fs.readFileSync(file);
    fs.writeFileSync(file, bytes.fill(0x55, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2)));
    const { code, output } = await exportTo(damaged, '--out', path.join(damaged, 'raids.json'));
    expect(code).toBe(4);
    expect(output).toContain('is damaged');
    expect(output).not.toContain('another place');
    expect(fs.existsSync(path.join(damaged, 'raids.json'))).toBe(false);
  });
});
