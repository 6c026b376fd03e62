import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../support/proxy.js';
import type { ServiceOptions } from '../support/service-calls.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { PLUGIN_FOLDER, startStandIn, type StandIn, type StandInKey } from './stand-in.js';

let service: ServiceProcess | undefined;
let app: StandIn | undefined;
let proxy: Proxy | undefined;

afterEach(async () => {
  await app?.stop();
  await proxy?.close();
  await service?.stop();
  [app, proxy, service] = [undefined, undefined, undefined];
});

const seen = (look: () => unknown) => expect.poll(look, { timeout: 15_000 });

async function start({
  settings,
  ...options
}: ServiceOptions & { readonly settings?: object } = {}): Promise<{
  service: ServiceProcess;
  app: StandIn;
  proxy: Proxy;
}> {
  const folder = temporaryFolder();
  if (settings !== undefined) writeSettings(folder, settings);
  service = await startServiceProcess({ folder, ...options });
  proxy = await startProxy(service.url);
  app = await startStandIn({ address: proxy.url });
  return { service, app, proxy };
}

function writeSettings(folder: string, settings: object): void {
  fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
}

function appear(app: StandIn, count: number, device: string): StandInKey[] {
  const kinds = ['next-step', 'kill', 'outcome', 'map', 'undo', 'readout', 'obs-lamp', 'session'];
  return Array.from({ length: count }, (_, index) =>
    app.appear(kinds[index % kinds.length] ?? '', { device }),
  );
}

describe('the link to the service', () => {
  it('is one stream for 32 keys on two decks, and none is left behind when pages are turned', async () => {
    const { service, app, proxy } = await start();
    let keys = [...appear(app, 24, 'DECK'), ...appear(app, 8, 'PLUS')];
    for (const key of keys) await seen(key.words).not.toMatch(/Connecting|^undefined/);
    for (let turn = 0; turn < 20; turn += 1) {
      for (const key of keys) key.disappear();
      keys = [...appear(app, 24, 'DECK'), ...appear(app, 8, 'PLUS')];
    }
    await seen(() => keys.at(0)?.words()).toBe('Queue Choose map');
    expect(proxy.streams()).toBe(1);
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await seen(() => keys.at(-8)?.words()).toMatch(/^In queue/);
    // One that is gone is drawn no more.
    const contexts = new Set(keys.map(({ context }) => context));
    const drawn = app.of('setImage').slice(-keys.length / 4);
    expect(drawn.filter(({ context = '' }) => !contexts.has(context))).toEqual([]);
    expect(proxy.streams()).toBe(1);
    // Where nothing runs, nothing is drawn.
    await service.post('/raid/cancel');
    await seen(() => keys.at(-8)?.words()).toBe('Queue PMC Customs');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const said = app.said.length;
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(app.said.length - said).toBe(0);
  });

  it('says honestly that the service is gone, presses nothing, and is back by itself', async () => {
    const { service: first, app } = await start();
    const kill = app.appear('kill');
    await first.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await seen(kill.words).toBe('0 PMC kill');
    await first.kill();
    await seen(kill.words).toBe('No answer Kill');
    expect(kill.svg()).toContain('stroke-dasharray');
    kill.press();
    await seen(() => kill.count('showAlert')).toBe(1);
    service = await startServiceProcess({
      folder: first.folder,
      env: { TSP_PORT: new URL(first.url).port },
    });
    await seen(kill.words).toBe('0 PMC kill');
    expect((await service.get('/raid')).json).toMatchObject({ kill_count: 0 });
    kill.press();
    await seen(kill.words).toBe('1 PMC kill');
  });

  it.skipIf(process.platform === 'win32')(
    'notices a service that sleeps within 2 s, and looks again when the PC wakes',
    async () => {
      const { service, app } = await start();
      const key = app.appear('next-step');
      await seen(key.words).toBe('Queue Choose map');
      process.kill(service.pid, 'SIGSTOP');
      await seen(key.words).toBe('No answer Next step');
      key.press();
      await seen(() => key.count('showAlert')).toBe(1);
      process.kill(service.pid, 'SIGCONT');
      app.send({ event: 'systemDidWakeUp' });
      await seen(key.words).toBe('Queue Choose map');
    },
  );

  it('says that the token is another one now, and is back with that', async () => {
    const address = lanAddress();
    if (address === null) return;
    const { service, app } = await start({
      env: { TSP_HOST: '0.0.0.0' },
      settings: { token: 'first-token' },
    });
    const url = `http://${address}:${new URL(service.url).port}`;
    const key = app.appear('next-step');
    app.setGlobalSettings({ address: url, token: 'first-token' });
    await seen(key.words).toBe('Queue Choose map');
    writeSettings(service.folder, { token: 'second-token' });
    await seen(key.words).toBe('Wrong token Next step');
    key.press();
    await seen(() => key.count('showAlert')).toBe(1);
    app.setGlobalSettings({ address: url, token: 'second-token' });
    await seen(key.words).toBe('Queue Choose map');
  });

  it('says that a token is needed, or wrong, and takes the right one at once', async () => {
    // The gate asks for the token of who calls by a name or address that is not this PC's.
    const address = lanAddress();
    if (address === null) return;
    const { service, app } = await start({ env: { TSP_HOST: '0.0.0.0', TSP_TOKEN: 'right-token-1' } });
    const url = `http://${address}:${new URL(service.url).port}`;
    const key = app.appear('next-step');
    app.setGlobalSettings({ address: url });
    await seen(key.words).toBe('No token Next step');
    app.setGlobalSettings({ address: url, token: 'wrong' });
    await seen(key.words).toBe('Wrong token Next step');
    app.setGlobalSettings({ address: `${url}/?key=right-token-1` });
    await seen(key.words).toBe('Queue Choose map');
    app.setGlobalSettings({ address: 'not an address' });
    await seen(key.words).toBe('No address Next step');
  });
});

describe('the plugin', () => {
  it('ends with the app, though a stream is open', async () => {
    const { app } = await start();
    const key = app.appear('next-step');
    await seen(key.words).toBe('Queue Choose map');
    app.leave();
    expect(await app.ended()).toBe(0);
  });

  it('says what it is to who starts it by hand', () => {
    const started = spawnSync(process.execPath, [path.join(PLUGIN_FOLDER, 'bin', 'plugin.js')], {
      encoding: 'utf8',
    });
    expect([started.status, started.stderr]).toEqual([
      2,
      'This is a plugin of the Stream Deck app, which starts it by itself.\n',
    ]);
  });
});

function lanAddress(): string | null {
  const all = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}
