import fs from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createProcessLook } from '../../src/obs/discovery/process.js';
import type { ObsBuild } from '../support/real-obs-builds.js';
import { describeEachObs } from '../support/real-obs-describe.js';
import { startRealObs, type RealObs } from '../support/real-obs.js';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type ServiceProcess,
} from '../support/service-process.js';
import { until } from '../support/until.js';

const PASSWORD = 'correct horse; "battery"';

describeEachObs('connecting to OBS', (build: ObsBuild) => {
  const open: RealObs[] = [];
  let service: ServiceProcess | undefined;
  afterEach(async () => {
    await service?.kill();
    service = undefined;
    await Promise.all(open.splice(0).map((obs) => obs.dispose()));
  });

  async function startObs(options: Parameters<typeof startRealObs>[0] = {}): Promise<RealObs> {
    const obs = await startRealObs({ build, fps: 5, ...options });
    open.push(obs);
    return obs;
  }

  /** A service that sees the settings of this OBS as those of its own PC. */
  async function startBeside(config: string, obsUrl: string, settings?: object): Promise<ServiceProcess> {
    const folder = temporaryFolder();
    if (settings !== undefined)
      fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
    service = await startServiceProcess({ folder, obsUrl, env: { XDG_CONFIG_HOME: config, HOME: folder } });
    return service;
  }

  async function becomes(on: ServiceProcess, state: string): Promise<void> {
    await until(async () => expect((await on.get('/obs')).json.state).toBe(state));
  }

  test('a wrong password is said, and the right one counts without a restart', async () => {
    const obs = await startObs({ password: PASSWORD });
    const on = await startBeside(temporaryFolder(), obs.url, { obs_password: 'wrong' });
    await becomes(on, 'wrong_password');
    const refused = await on.post('/obs/connect', { password: 'wrong too' });
    expect(refused).toMatchObject({ status: 200, json: { ok: true, changed: true, obs: 'wrong_password' } });
    const accepted = await on.post('/obs/connect', { password: PASSWORD });
    expect(accepted).toMatchObject({ status: 200, json: { ok: true, changed: true, obs: 'ready' } });
    expect(JSON.stringify([refused, accepted])).not.toMatch(/wrong too|correct horse/);
    expect((await on.get('/obs')).json.state).toBe('ready');
    const log = fs.readdirSync(path.join(on.folder, 'log'), { withFileTypes: true });
    const written = log
      .map(({ name }) => fs.readFileSync(path.join(on.folder, 'log', name), 'utf8'))
      .join('');
    expect(`${written}${on.output()}`).not.toMatch(/wrong too|correct horse/);
  });

  test("nothing has to be typed: address and password come from OBS's own settings", async () => {
    const first = await startObs({ password: PASSWORD });
    // What the service sees as OBS's settings; the second OBS takes the place of the first.
    const config = temporaryFolder();
    const seen = path.join(config, 'obs-studio');
    fs.symlinkSync(path.join(first.home, '.config', 'obs-studio'), seen);
    const on = await startBeside(config, '');
    await becomes(on, 'ready');
    expect((await on.get('/obs')).json.url).toBe(first.url);

    const second = await startObs({ password: 'another' });
    fs.rmSync(seen);
    fs.symlinkSync(path.join(second.home, '.config', 'obs-studio'), seen);
    await first.stop();
    await until(async () =>
      expect((await on.get('/obs')).json).toMatchObject({ state: 'ready', url: second.url }),
    );
  });

  test('the doctor finds what the settings of OBS say, and that the scenes are missing', async () => {
    const obs = await startObs({ password: PASSWORD });
    const config = path.join(obs.home, '.config');
    const folder = temporaryFolder();
    const env = { TSP_OBS_URL: '', XDG_CONFIG_HOME: config, HOME: folder };
    const sick = await runToExit({ folder, args: ['doctor'], env });
    expect(sick.output).toMatch(/^ok +OBS address +ws:.*password from OBS's own settings/m);
    expect(sick.output).toMatch(
      new RegExp(`^ok +OBS version +OBS ${build.name.replaceAll('.', '\\.')}`, 'm'),
    );
    expect(sick.output).toMatch(/^FAULT +Scenes .*"Tarkov Lobby"/m);
    expect(sick.output).toContain('setup-obs');
    expect(sick.output).not.toContain('correct horse');
    expect(sick.code).toBe(1);

    const setUp = await runToExit({ folder, args: ['setup-obs'], env });
    expect(setUp.output).toMatch(/Made 7 scenes and \d+ sources in the scene collection "Untitled"/);
    expect(setUp.code).toBe(0);
    const well = await runToExit({ folder, args: ['doctor'], env });
    expect(well.output).not.toMatch(/FAULT/);
    expect(well.code).toBe(0);
  });

  test('OBS is seen in the list of processes', async () => {
    await startObs({ isSeen: true });
    expect(await createProcessLook(process.platform, () => performance.now())()).toBe(true);
  });
});
