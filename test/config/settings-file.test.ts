import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { changeSettingsFile } from '../../src/config/settings-file.js';

async function temporaryFile(text?: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tsp-settings-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'settings.json');
  if (text !== undefined) await writeFile(file, text);
  return file;
}

test('comments, order and blanks of the user stay, and the old file is kept beside it', async () => {
  const before = `{\n    // the second PC\n    "obs_url": "ws://10.0.0.2:4455", // in the attic\n\n    "port": 4778,\n}\n`;
  const file = await temporaryFile(before);
  expect(await changeSettingsFile(file, { obs_url: 'ws://10.0.0.3:4455', obs_password: 'a "b" \\ ü' })).toBe(
    true,
  );
  const after = await readFile(file, 'utf8');
  expect(after).toContain(
    '// the second PC\n    "obs_url": "ws://10.0.0.3:4455", // in the attic\n\n    "port": 4778',
  );
  expect(after).toContain('\n    "obs_password": "a \\"b\\" \\\\ ü"');
  expect(await readFile(`${file}.bak`, 'utf8')).toBe(before);
});

test('a file of Windows keeps its byte order mark and its line ends', async () => {
  const file = await temporaryFile('\uFEFF{\r\n\t"port": 4778\r\n}\r\n');
  await changeSettingsFile(file, { obs_password: 'pw' });
  expect(await readFile(file, 'utf8')).toBe('\uFEFF{\r\n\t"port": 4778,\r\n\t"obs_password": "pw"\r\n}\r\n');
});

test.skipIf(process.platform === 'win32')(
  'a copy that more people may read than the file by now is closed to them, too',
  async () => {
    const file = await temporaryFile('{ "port": 4778 }');
    await writeFile(`${file}.bak`, '{}', { mode: 0o644 });
    await chmod(file, 0o600);
    await changeSettingsFile(file, { obs_password: 'pw' });
    expect((await stat(`${file}.bak`)).mode & 0o777).toBe(0o600);
  },
);

test('a file that is not there is made, with its folder, for its owner alone', async () => {
  const file = path.join(path.dirname(await temporaryFile()), 'config', 'settings.json');
  expect(await changeSettingsFile(file, { obs_password: 'pw' })).toBe(true);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ obs_password: 'pw' });
  expect(await readdir(path.dirname(file))).toEqual(['settings.json']);
  // Windows has no such bits.
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('what is stored already is not written again', async () => {
  const file = await temporaryFile('{ "obs_password": "pw" }');
  expect(await changeSettingsFile(file, { obs_password: 'pw' })).toBe(false);
  expect(await readdir(path.dirname(file))).toEqual(['settings.json']);
});

test('a file with a fault is left alone, and the fault is named', async () => {
  const broken = '{ "obs_url": "ws://10.0.0.2:4455" "port": 1 }';
  const file = await temporaryFile(broken);
  await expect(changeSettingsFile(file, { obs_password: 'secret' })).rejects.toThrow(
    /line 1: .*mend it first/,
  );
  expect(await readFile(file, 'utf8')).toBe(broken);
  expect(await readdir(path.dirname(file))).toEqual(['settings.json']);
});

test('a value that cannot be used is never stored', async () => {
  const file = await temporaryFile('{}');
  await expect(changeSettingsFile(file, { obs_url: 'http://10.0.0.2' })).rejects.toThrow(
    /nothing was changed/,
  );
  expect(await readFile(file, 'utf8')).toBe('{}');
});

test.skipIf(process.platform === 'win32')(
  'a link stays a link, and the rights of its file stay',
  async () => {
    const target = await temporaryFile('{}');
    await chmod(target, 0o640);
    const link = path.join(path.dirname(target), 'link.json');
    await symlink(target, link);
    await changeSettingsFile(link, { obs_password: 'pw' });
    expect(JSON.parse(await readFile(target, 'utf8'))).toEqual({ obs_password: 'pw' });
    expect((await stat(target)).mode & 0o777).toBe(0o640);
  },
);
