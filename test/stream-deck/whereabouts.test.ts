import fs from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startProxy, type Proxy } from '../support/proxy.js';
import { startServiceHere, type ServiceHere } from '../support/service-here.js';
import { temporaryFolder } from '../support/service-process.js';
import { startStandIn, type StandIn } from './stand-in.js';

const services: ServiceHere[] = [];
let app: StandIn | undefined;
let proxy: Proxy | undefined;

afterEach(async () => {
  await app?.stop();
  await proxy?.close();
  for (const service of services.splice(0)) await service.stop();
  [app, proxy] = [undefined, undefined];
});

async function startService(): Promise<ServiceHere> {
  const service = await startServiceHere();
  services.push(service);
  return service;
}

const seen = (look: () => unknown) => expect.poll(look, { timeout: 15_000 });

describe('the service on this PC', () => {
  it('is found at the port of its settings, also where it has moved since', async () => {
    const settings = path.join(temporaryFolder(), 'settings.json');
    const first = await startService();
    const writePort = (service: ServiceHere): void => {
      fs.writeFileSync(
        settings,
        `// mine\n{ "port": ${new URL(service.url).port}, "token": "correct-horse" }`,
      );
    };
    writePort(first);
    app = await startStandIn({}, { TSP_SETTINGS: settings });
    const kill = app.appear('kill');
    await seen(kill.words).toBe('No raid PMC kill');
    const second = await startService();
    await second.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    writePort(second);
    await first.stop();
    await seen(kill.words).toBe('0 PMC kill');
    kill.press();
    await seen(kill.words).toBe('1 PMC kill');
    // What other devices need is said to nobody.
    expect(JSON.stringify(app.said)).not.toContain('correct-horse');
  });
});

describe('another address', () => {
  it('is taken after one that was none, also where it is the one from before', async () => {
    const { url } = await startService();
    app = await startStandIn({ address: url });
    const key = app.appear('next-step');
    await seen(key.words).toBe('Queue Choose map');
    app.setGlobalSettings({ address: 'not an address' });
    await seen(key.words).toBe('No address Next step');
    key.press();
    await seen(() => key.count('showAlert')).toBe(1);
    app.setGlobalSettings({ address: url, token: 'schlüssel' });
    await seen(() => app?.of('logMessage').length).toBeGreaterThan(1);
    expect(key.words()).toBe('No address Next step');
    app.setGlobalSettings({ address: url });
    await seen(key.words).toBe('Queue Choose map');
  });

  it('gets nothing that was chosen for the service before', async () => {
    const [first, second] = [await startService(), await startService()];
    proxy = await startProxy(first.url);
    app = await startStandIn({ address: proxy.url });
    const character = app.appear('character', { settings: { character_type: 'scav' } });
    const map = app.appear('map', { settings: { map_name: 'Woods' } });
    await seen(map.words).toBe('Woods');
    // The second choice waits for the answer to the first.
    proxy.presses = 'hold';
    character.press();
    map.press();
    await seen(map.words).toBe('Next raid Woods');
    app.setGlobalSettings({ address: second.url });
    await seen(map.words).toBe('Woods');
    proxy.release();
    await seen(() => map.count('showOk') + map.count('showAlert')).toBe(1);
    // No map is chosen there, and none was played.
    expect((await second.post('/raid/start')).status).toBe(400);
    expect(map.words()).toBe('Woods');
  });
});

describe('a dial that was turned', () => {
  it('says itself that its choice was not stored, whatever other dials there are', async () => {
    const service = await startService();
    proxy = await startProxy(service.url);
    app = await startStandIn({ address: proxy.url });
    const kills = app.appear('kill-dial', { controller: 'Encoder' });
    const map = app.appear('map-dial', { controller: 'Encoder' });
    await seen(map.words).toBe('Next raid Choose map');
    proxy.presses = 'lose';
    map.rotate(1);
    await seen(() => map.count('showAlert')).toBe(1);
    await seen(map.words).toMatch(/^No answer\. Look at the dock/);
    expect(kills.count('showAlert')).toBe(0);
    await seen(map.words).toBe('Next raid Choose map');
  });
});

describe('a press that is on its way when the service goes', () => {
  it('is said to be lost, and is sent once', async () => {
    const service = await startService();
    proxy = await startProxy(service.url);
    app = await startStandIn({ address: proxy.url });
    const kill = app.appear('kill');
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await seen(kill.words).toBe('0 PMC kill');
    // It arrives, and its answer does not.
    proxy.presses = 'no-reply';
    kill.press();
    await seen(() => kill.count('showAlert')).toBe(1);
    expect(kill.count('showOk')).toBe(0);
    // Neither more nor less than what is stored.
    await seen(kill.words).toBe('1 PMC kill');
    expect((await service.get('/raid')).json).toMatchObject({ kill_count: 1 });
    // Thrown away on its way.
    proxy.presses = 'lose';
    kill.press();
    await seen(() => kill.count('showAlert')).toBe(2);
    proxy.presses = 'pass';
    kill.press();
    await seen(kill.words).toBe('2 PMC kill');
  });
});

describe('what nobody should send', () => {
  it('breaks nothing: settings of any shape, unknown keys, no JSON', async () => {
    const service = await startService();
    app = await startStandIn({ address: service.url });
    const key = app.appear('kill');
    await seen(key.words).toBe('No raid PMC kill');
    const about = { action: key.action, device: 'DECK' };
    const odd = [null, 7, 'text', [1, 2], { enemy_type: { a: 1 }, weapon_used: 5 }, { enemy_type: 'bear' }];
    odd.forEach((settings, index) => {
      const context = `ODD-${index}`;
      app?.send({ event: 'willAppear', ...about, context, payload: { settings, controller: 'Keypad' } });
      app?.send({ event: 'keyDown', ...about, context, payload: { settings, controller: 'Keypad' } });
    });
    for (const action of ['com.tarkov-stream-producer.deck.gone', 'com.other.kill']) {
      const about = { action, context: 'OTHER', device: 'DECK' };
      app.send({ event: 'willAppear', ...about, payload: { settings: {}, controller: 'Keypad' } });
      app.send({ event: 'keyDown', ...about, payload: { settings: {}, controller: 'Keypad' } });
    }
    for (const message of [7, null, 'text', [], {}, { event: 'somethingNew' }]) app.send(message as object);
    for (const [index] of odd.entries()) {
      await seen(() => app?.of('showAlert', `ODD-${index}`).length).toBe(1);
    }
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await seen(key.words).toBe('0 PMC kill');
    expect(app.output()).toBe('');
  });
});
