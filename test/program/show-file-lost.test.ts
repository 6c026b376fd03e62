import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type ServiceProcess,
} from '../support/service-process.js';
import { until } from '../support/until.js';

let obs: FakeObs | undefined;
let service: ServiceProcess | undefined;
afterEach(async () => {
  await service?.kill();
  await obs?.stop();
  [service, obs] = [undefined, undefined];
});

const OWN = JSON.stringify({ texts: { 'Tarkov Status': 'MY OWN WORDS' } });
const BROKEN = OWN.slice(0, -1);

async function startIn(folder: string): Promise<{ on: ServiceProcess; fake: FakeObs }> {
  if (obs === undefined) {
    obs = await startFakeObs();
    obs.model.addScene('Tarkov Lobby');
    for (const name of ['Tarkov Status', 'Tarkov Map']) obs.model.addInput(name);
  }
  service = await startServiceProcess({ folder, obsUrl: obs.url });
  return { on: service, fake: obs };
}

const writes = (fake: FakeObs): string =>
  JSON.stringify([...fake.requests('SetInputSettings'), ...fake.requests('SetCurrentProgramScene')]);

describe('a show file that is broken at the start', () => {
  it('without a good copy leaves OBS alone until it is mended, stores presses, and is told everywhere', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'show.json');
    fs.writeFileSync(file, BROKEN);
    const { on, fake } = await startIn(folder);
    await until(async () => expect((await on.get('/obs')).json.state).toBe('ready'));
    const press = await on.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    expect(press.status).toBe(201);
    await on.post('/obs/resync');
    const { json } = await on.get('/obs');
    expect(json['show_problem']).toMatch(/^show\.json has a fault, so OBS is left alone: line 1/);
    expect(json['message']).toContain('show.json has a fault');
    expect(JSON.stringify((await on.get('/doctor')).json)).toContain('Until then OBS is left alone');
    expect(on.output()).toContain('OBS is left alone until it is mended; presses are stored');
    expect(writes(fake)).toBe('[]');
    fs.writeFileSync(file, OWN);
    await until(() => expect(writes(fake)).toContain('MY OWN WORDS'));
    expect((await on.get('/obs')).json['show_problem']).toBe(null);
  });

  it('serves its last good copy, which the program has kept by itself', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'show.json');
    fs.writeFileSync(file, OWN);
    const first = await startIn(folder);
    await until(() => expect(writes(first.fake)).toContain('MY OWN WORDS'));
    await first.on.kill();
    const before = first.fake.messages.length;
    fs.writeFileSync(file, BROKEN);
    const { on, fake } = await startIn(folder);
    await until(async () => expect((await on.get('/obs')).json.state).toBe('ready'));
    expect((await on.get('/obs')).json['show_problem']).toContain('show.json.bak');
    await on.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await until(() => expect(JSON.stringify(fake.messages.slice(before))).toContain('Customs'));
    expect(JSON.stringify(fake.messages.slice(before))).not.toMatch(/IN THE LOBBY|QUEUE/);
  });
});

describe('a settings file that is empty', () => {
  it('at the start serves its last good copy, with the port, the token and the address of OBS', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'settings.json');
    fs.writeFileSync(`${file}.bak`, JSON.stringify({ host: '127.0.0.1', obs_url: 'ws://127.0.0.1:9' }));
    fs.writeFileSync(file, '');
    service = await startServiceProcess({ folder, obsUrl: '' });
    const on = service;
    // It answers a moment before it looks for OBS.
    await until(async () => expect((await on.get('/obs')).json.url).toBe('ws://127.0.0.1:9'));
    await until(() => expect(on.output()).toContain('its last good copy settings.json.bak counts meanwhile'));
  });

  it('without a good copy does not start, and says so', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'settings.json'), '');
    const { code, output } = await runToExit({ folder });
    expect(output).toContain('settings.json cannot be used. the file is empty');
    expect(code).toBe(2);
  });

  it('while the program runs changes nothing', async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'settings.json');
    fs.writeFileSync(file, JSON.stringify({ obs_url: 'ws://127.0.0.1:9' }));
    fs.writeFileSync(`${file}.99999999.tmp`, 'secret');
    service = await startServiceProcess({ folder, obsUrl: '' });
    expect(fs.existsSync(`${file}.99999999.tmp`)).toBe(false);
    const on = service;
    const isAtOldAddress = (): Promise<void> =>
      until(async () => expect((await on.get('/obs')).json.url).toBe('ws://127.0.0.1:9'));
    await isAtOldAddress();
    fs.writeFileSync(file, '');
    await until(() => expect(on.output()).toContain('has a fault; the last good one stays'));
    await isAtOldAddress();
  });
});
