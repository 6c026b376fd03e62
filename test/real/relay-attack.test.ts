import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ObsBuild } from '../support/real-obs-builds.js';
import { describeEachObs } from '../support/real-obs-describe.js';
import { startRealObs, type RealObs, SMALL_CANVAS } from '../support/real-obs.js';
import { startRelay, type Relay } from '../support/relay.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const PASSWORD = 'correct horse battery';
const TOKEN = 'correct-horse-battery';

describeEachObs('a stand-in for OBS that relays to the real one', (build: ObsBuild) => {
  let obs: RealObs;
  let relay: Relay;
  let service: ServiceProcess | undefined;
  let settings: string;
  beforeEach(async () => {
    obs = await startRealObs({ build, canvas: SMALL_CANVAS, password: PASSWORD });
    relay = await startRelay(obs.url);
  });
  afterEach(async () => {
    await service?.kill();
    service = undefined;
    await relay.close();
    await obs.dispose();
  });

  /** The streamer's own settings: address and password of the real OBS. */
  async function startWith(more: object, obsUrl = ''): Promise<ServiceProcess> {
    const folder = temporaryFolder();
    settings = path.join(folder, 'settings.json');
    fs.writeFileSync(settings, JSON.stringify({ obs_url: obs.url, obs_password: PASSWORD, ...more }));
    service = await startServiceProcess({ folder, obsUrl, env: { XDG_CONFIG_HOME: folder, HOME: folder } });
    return service;
  }

  async function becomes(on: ServiceProcess, state: string, url: string): Promise<void> {
    await until(async () => expect((await on.get('/obs')).json).toMatchObject({ state, url }));
  }

  test('cannot be named by another device, whatever token it shows', async () => {
    const on = await startWith({ host: '0.0.0.0', token: TOKEN });
    await becomes(on, 'ready', obs.url);
    const target = `/deck/obs/connect?key=${TOKEN}&url=${encodeURIComponent(relay.url)}`;
    // Called by an address of the network, as another device does.
    const status = await new Promise((resolve, reject) => {
      const request = http.get(on.url + target, { headers: { Host: '192.168.1.5' } }, (res) => {
        res.resume();
        resolve(res.statusCode);
      });
      request.on('error', reject);
    });
    expect(status).toBe(403);
    expect((await on.get('/obs')).json).toMatchObject({ state: 'ready', url: obs.url });
    expect(relay.callers()).toBe(0);
  });

  test('is never let in when its address is stored, and the real one is again when it is put back', async () => {
    const on = await startWith({});
    await becomes(on, 'ready', obs.url);
    const { json } = await on.post('/obs/connect', { url: relay.url });
    expect(json).toMatchObject({ ok: true, obs: 'wrong_password' });
    expect(json['message']).toContain('the stored one belongs to another address, so it was not sent');
    expect([relay.callers() > 0, relay.wasIdentified()]).toEqual([true, false]);
    expect((await on.post('/obs/connect', { url: obs.url })).json).toMatchObject({ obs: 'ready' });
    expect(relay.wasIdentified()).toBe(false);
  });

  test('is never let in when settings.json is edited, once the program has stored the password', async () => {
    const on = await startWith({ obs_password: 'wrong' });
    await becomes(on, 'wrong_password', obs.url);
    expect((await on.post('/obs/connect', { password: PASSWORD })).json).toMatchObject({ obs: 'ready' });
    const stored = JSON.parse(fs.readFileSync(settings, 'utf8')) as Record<string, unknown>;
    expect(stored).toMatchObject({ obs_url: obs.url, obs_password: PASSWORD });
    fs.writeFileSync(settings, JSON.stringify({ ...stored, obs_url: relay.url }));
    await becomes(on, 'wrong_password', relay.url);
    expect([relay.callers() > 0, relay.wasIdentified()]).toEqual([true, false]);
  });

  test('is never let in when the environment names it and the file has the password', async () => {
    const on = await startWith({}, relay.url);
    await becomes(on, 'wrong_password', relay.url);
    expect([relay.callers() > 0, relay.wasIdentified()]).toEqual([true, false]);
  });
});
