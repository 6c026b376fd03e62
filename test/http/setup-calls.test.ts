import { afterEach, expect, test } from 'vitest';
import type { HttpObs, HttpPorts } from '../../src/http/ports.js';
import { call, OBS_AWAY, startService, type Service } from './service.js';

let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

async function serve(obs: Partial<HttpObs>, ports: Partial<HttpPorts> = {}): Promise<Service> {
  service = await startService({}, (given) => ({ ...given, ...ports, obs: { ...given.obs, ...obs } }));
  return service;
}

const MADE: Awaited<ReturnType<HttpObs['setUp']>> = {
  ok: true,
  message: 'Made 1 scene and 2 sources.',
  sceneCollection: 'Mine',
  madeScenes: ['Tarkov Queue'],
  madeSources: ['Tarkov Map', 'Tarkov Character'],
  presentScenes: ['Tarkov Lobby'],
  presentSources: [],
  replacedItems: 0,
  notMade: [{ name: 'Tarkov KD', reason: 'The name "Tarkov KD" is taken by a scene.' }],
};

test('setting up says what was made, what was there, and what could not be made', async () => {
  const { port } = await serve({ setUp: () => Promise.resolve(MADE) });
  const reply = await call(port, 'POST', '/obs/setup');
  expect(reply.status).toBe(200);
  expect(reply.json).toEqual({
    ok: true,
    changed: true,
    message: MADE.message,
    raid: null,
    obs: 'not_running',
    scene_collection: 'Mine',
    made: { scenes: ['Tarkov Queue'], sources: ['Tarkov Map', 'Tarkov Character'] },
    already_there: { scenes: ['Tarkov Lobby'], sources: [] },
    not_made: [{ name: 'Tarkov KD', reason: 'The name "Tarkov KD" is taken by a scene.' }],
  });
  expect((await call(port, 'GET', '/deck/obs/setup?format=text')).text).toBe(MADE.message);
});

test('setting up without OBS is refused with what to do', async () => {
  const { port } = await serve({});
  const reply = await call(port, 'POST', '/obs/setup');
  expect(reply.status).toBe(409);
  expect(reply.json).toMatchObject({ ok: false, code: 'obs-not-ready', message: OBS_AWAY.message });
});

test('fitting the scenes names the canvas and the scenes that did not fit it', async () => {
  const fitted = {
    ...{ ok: true, message: 'Done: 1 scene fits.', canvas: { width: 1280, height: 720 } },
    scenes: ['Tarkov Lobby'],
  } as const;
  const { port } = await serve({ fitScenes: () => Promise.resolve(fitted) });
  expect((await call(port, 'POST', '/obs/fit')).json).toMatchObject({ changed: true, ...fitted });
  expect((await call(port, 'GET', '/deck/obs/fit?format=text')).text).toBe(fitted.message);
});

test('fitting the scenes without OBS is refused with what to do', async () => {
  const { port } = await serve({});
  expect(await call(port, 'POST', '/obs/fit')).toMatchObject({
    status: 409,
    json: { code: 'obs-not-ready', message: OBS_AWAY.message },
  });
});

test('connecting stores what is given and says how OBS stands', async () => {
  const given: unknown[] = [];
  const connect = (change: object): ReturnType<HttpObs['connect']> => {
    given.push(change);
    return Promise.resolve({ ok: true, changed: true, obs: OBS_AWAY });
  };
  const { port, log } = await serve({ connect });
  const body = JSON.stringify({ url: 'ws://10.0.0.2:4455', password: ' s3cret "ü" ' });
  const reply = await call(port, 'POST', '/obs/connect', { body });
  expect(reply.status).toBe(200);
  expect(reply.json).toMatchObject({
    ok: true,
    changed: true,
    obs: 'not_running',
    message: `Stored. ${OBS_AWAY.message}`,
  });
  await call(port, 'GET', '/deck/obs/connect?password=s3cret');
  expect(given).toEqual([{ url: 'ws://10.0.0.2:4455', password: ' s3cret "ü" ' }, { password: 's3cret' }]);
  expect(reply.text + JSON.stringify(log)).not.toContain('s3cret');
});

test.each([
  ['nothing', {}, /Give url, password or both/],
  ['no address', { url: 'obs on my pc' }, /url must be an address such as 192/],
  ['both ways at once', { url: '10.0.0.2', use_obs_settings: true }, /use_obs_settings alone/],
  ['an address of another kind', { url: 'http://10.0.0.2' }, /url must be an address/],
  ['an address with a name in it', { url: 'ws://me:s3cret@10.0.0.2:4455' }, /url must be an address/],
  ['a password that is none', { password: ['s3cret'] }, /password must be text/],
  ['a password without end', { password: 's3cret'.repeat(50) }, /password must be at most 256 characters/],
  ['an unknown field', { pasword: 's3cret' }, /pasword .*Did you mean password/],
])('connecting with %s is refused, and does not repeat what was given', async (_what, fields, message) => {
  const { port, log } = await serve({
    connect: () => {
      throw new Error('must not be called');
    },
  });
  const reply = await call(port, 'POST', '/obs/connect', { body: JSON.stringify(fields) });
  expect(reply.status).toBe(400);
  expect(reply.json.message).toMatch(message);
  expect(reply.text + JSON.stringify(log)).not.toContain('s3cret');
});

test.each([
  [{ url: '192.168.1.20:4460' }, { url: 'ws://192.168.1.20:4460' }],
  [{ url: ' 192.168.1.20 ' }, { url: 'ws://192.168.1.20:4455' }],
  [{ url: 'obsws://192.168.1.20:4455/p%23ss' }, { url: 'ws://192.168.1.20:4455', password: 'p#ss' }],
  [
    { url: 'obsws://192.168.1.20:4455/p%23ss', password: 'other' },
    { url: 'ws://192.168.1.20:4455', password: 'other' },
  ],
  [{ use_obs_settings: true }, { useObsSettings: true }],
])('connecting with %j hands on %j', async (fields, expected) => {
  const given: unknown[] = [];
  const { port } = await serve({
    connect: (change) => {
      given.push(change);
      return Promise.resolve({ ok: true, changed: true, obs: OBS_AWAY });
    },
  });
  const reply = await call(port, 'POST', '/obs/connect', { body: JSON.stringify(fields) });
  expect(reply.status).toBe(200);
  expect(given).toEqual([expected]);
});

test('connecting that could not be stored is refused with the reason', async () => {
  const refused: Awaited<ReturnType<HttpObs['connect']>> = {
    ok: false,
    message: 'The settings file cannot be written.',
  };
  const { port } = await serve({ connect: () => Promise.resolve(refused) });
  const reply = await call(port, 'POST', '/obs/connect', { body: '{"password":"x"}' });
  expect(reply.status).toBe(409);
  expect(reply.json).toMatchObject({ code: 'settings-refused', message: refused.message });
});

test('the diagnosis is there as data and as a table', async () => {
  const check = { check: 'show', title: 'Show file', state: 'ok', finding: 'Good.', remedy: null } as const;
  const doctor = () =>
    Promise.resolve({ ok: true, message: 'Fine.', checks: [check], table: 'ok  Show file' });
  const { port } = await serve({}, { doctor });
  expect((await call(port, 'GET', '/doctor')).json).toEqual({ ok: true, message: 'Fine.', checks: [check] });
  expect((await call(port, 'GET', '/doctor?format=text')).text).toBe('ok  Show file');
});

test('a test drive that nobody would see is refused, and one that OBS shows begins', async () => {
  const { port } = await serve({});
  expect(await call(port, 'POST', '/rehearsal/start')).toMatchObject({
    status: 409,
    json: {
      code: 'obs-not-ready',
      message: expect.stringMatching(/not connected\. OBS is not running/) as string,
    },
  });
  await service?.stop();
  const ready = await serve({ state: () => 'ready' });
  expect(await call(ready.port, 'POST', '/rehearsal/start')).toMatchObject({
    status: 200,
    json: { changed: true },
  });
});
