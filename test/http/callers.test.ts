import { afterEach, beforeEach, expect, test } from 'vitest';
import { networkAddresses } from '../../src/http/server/listen-plan.js';
import { call, startService, type Service } from './service.js';

const TOKEN = 'correct-horse-battery';
const NOBODY = { deck_key: null, obs_dock: null, other_device: null };
const NOW = '2026-11-22T19:00:00.250Z';
const START = '/raid/start?map_name=Customs&character_type=pmc';

let service: Service;
beforeEach(async () => {
  service = await startService({ host: '0.0.0.0', token: TOKEN });
});
afterEach(() => service.stop());

async function seen(): Promise<Record<string, unknown>> {
  const { json } = await call(service.port, 'GET', '/callers');
  return { deck_key: json['deck_key'], obs_dock: json['obs_dock'], other_device: json['other_device'] };
}

test.each([
  ['a key that opens an address', 'GET', `/deck${START}`, {}],
  ['a key that posts', 'POST', START, {}],
  ['a key of deck software that is a web view', 'POST', START, { Origin: 'file://' }],
  ['a key that is refused', 'POST', '/raid/matched', {}],
])('%s is seen as a deck key', async (_who, method, target, headers) => {
  expect(await seen()).toEqual(NOBODY);
  await call(service.port, method, target, { headers });
  expect(await seen()).toEqual({ ...NOBODY, deck_key: NOW });
  service.waitSeconds(60);
  await call(service.port, method, target, { headers });
  expect(await seen()).toEqual({ ...NOBODY, deck_key: NOW });
});

test('a press of our own page, a command of the program and a caller who was refused are no deck key', async () => {
  const Origin = `http://localhost:${service.port}`;
  await call(service.port, 'POST', START, { headers: { Origin } });
  await call(service.port, 'POST', '/obs/setup');
  await call(service.port, 'POST', START, { headers: { Origin: 'http://evil.example' } });
  await call(service.port, 'GET', `/deck${START}`, { headers: { Host: '192.168.1.5' } });
  expect(await seen()).toEqual(NOBODY);
});

test('the dock in OBS is told by the name that OBS adds to its browser', async () => {
  const browser =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/127.0.0.0 Safari/537.36';
  await call(service.port, 'GET', '/events-worker', { headers: { 'User-Agent': browser } });
  expect(await seen()).toEqual(NOBODY);
  await call(service.port, 'GET', '/', { headers: { 'User-Agent': `${browser} OBS/31.0.2` } });
  expect(await seen()).toEqual({ ...NOBODY, obs_dock: NOW });
});

test.runIf(networkAddresses(4).length > 0)('another device counts once it has shown the token', async () => {
  const [host = ''] = networkAddresses(4);
  await call(service.port, 'GET', '/raid', { host });
  expect(await seen()).toEqual(NOBODY);
  await call(service.port, 'GET', '/raid', { host, headers: { Authorization: `Bearer ${TOKEN}` } });
  expect(await seen()).toEqual({ ...NOBODY, other_device: NOW });
});
