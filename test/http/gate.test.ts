import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, startService, type Service } from './service.js';

let service: Service;
beforeAll(async () => {
  service = await startService({ names: ['streaming-pc'], origins: ['http://tablet.lan'] });
});
afterAll(async () => {
  await service.stop();
});

const START = '{"map_name":"Customs","character_type":"pmc"}';
const DECK_START = '/deck/raid/start?map_name=Customs&character_type=pmc';

describe('what a web page can make a browser send', () => {
  const page = 'https://evil.example';
  it.each([
    ['fetch with text/plain', 'POST', '/raid/start', { Origin: page, 'Content-Type': 'text/plain' }, START],
    ['a form', 'POST', '/raid/start', { Origin: page }, 'map_name=Customs&character_type=pmc'],
    ['a sandboxed frame', 'POST', '/raid/start', { Origin: 'null', 'Sec-Fetch-Site': 'cross-site' }, START],
    ['a local .html file', 'GET', DECK_START, { Origin: 'null' }, ''],
    ['an <img>', 'GET', DECK_START, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' }, ''],
    ['a link', 'GET', DECK_START, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }, ''],
    ['a page of another port', 'GET', DECK_START, { Origin: 'http://localhost:5173' }, ''],
    ['a rebound name', 'GET', DECK_START, { Host: 'evil.example:4777' }, ''],
    [
      'a rebound name by POST',
      'POST',
      '/raid/start',
      { Host: 'evil.example', Origin: 'http://evil.example' },
      START,
    ],
    ['an <img> at 0.0.0.0', 'GET', DECK_START, { Host: '0.0.0.0:4777' }, ''],
    [
      'a WebSocket',
      'GET',
      DECK_START,
      { Origin: page, Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
      '',
    ],
    ['a typed address', 'GET', DECK_START, { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' }, ''],
    ['another spelling', 'GET', DECK_START.replace('start', 'start/'), { Origin: page }, ''],
  ])('%s stores nothing and may read nothing', async (_case, method, target, headers, body) => {
    const answer = await call(service.port, method, target, { headers, body });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers.vary).toBe('Origin');
    expect(await service.rowCount()).toBe(0);
  });

  it('a preflight is refused for it, too', async () => {
    const headers = { Origin: page, 'Access-Control-Request-Method': 'POST' };
    const answer = await call(service.port, 'OPTIONS', '/raid/start', { headers });
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-methods']).toBeUndefined();
  });

  it('reads are refused as well: the figures are the streamer’s', async () => {
    expect((await call(service.port, 'GET', '/raid', { headers: { Origin: page } })).status).toBe(403);
    expect((await call(service.port, 'GET', '/events', { headers: { Origin: page } })).status).toBe(403);
  });

  it('is logged as refused, but not without end', async () => {
    for (let index = 0; index < 80; index += 1) {
      await call(service.port, 'GET', DECK_START, { headers: { Origin: page } });
    }
    const refusals = service.log.filter((line) =>
      line.message.startsWith(`Refused GET ${DECK_START.split('?')[0] ?? ''}: `),
    );
    expect(refusals.length).toBeGreaterThan(10);
    expect(refusals.length).toBeLessThanOrEqual(60);
  });
});

describe('a browser that opens a deck key', () => {
  it('gets a page that says what to tick', async () => {
    const headers = { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate', Accept: 'text/html' };
    const answer = await call(service.port, 'GET', DECK_START, { headers });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).toContain('GET request in background');
    expect(answer.text).not.toContain('<script');
  });

  it('may open a read', async () => {
    const headers = { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' };
    expect((await call(service.port, 'GET', '/raid', { headers })).status).toBe(200);
  });
});

describe('CORS for deck software', () => {
  const deck = { Origin: 'file://', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' };

  it.each([
    ['GET', '/raid', '', 200],
    ['POST', '/raid/matched', '', 409],
    ['POST', '/raid/kill', '{', 400],
    ['POST', '/raid/kill', 'x'.repeat(20_000), 413],
    ['GET', '/nowhere', '', 404],
    ['GET', '/raid/kill', '', 405],
    ['HEAD', '/deck/undo', '', 405],
    ['GET', `/raid?${'x'.repeat(5000)}`, '', 414],
  ])('is on the answer to %s %s, whatever it is', async (method, target, body, status) => {
    const answer = await call(service.port, method, target, { headers: deck, body });
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBe('file://');
    expect(answer.headers.vary).toBe('Origin');
  });

  it('answers a preflight with what was asked for', async () => {
    const headers = {
      ...deck,
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'content-type, x-my-header',
      'Access-Control-Request-Private-Network': 'true',
    };
    const answer = await call(service.port, 'OPTIONS', '/raid/kill', { headers });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': 'file://',
      'access-control-allow-headers': 'content-type, x-my-header',
      'access-control-allow-private-network': 'true',
    });
    expect(answer.headers['access-control-allow-methods']).toContain('POST');
  });

  it('lets the preflight of an unknown path pass, so that the key sees the 404', async () => {
    const headers = { ...deck, 'Access-Control-Request-Method': 'POST' };
    expect((await call(service.port, 'OPTIONS', '/nowhere', { headers })).status).toBe(204);
  });

  it('is there for our own page and configured ones, under each of our names', async () => {
    for (const origin of [
      `http://localhost:${service.port}`,
      `http://127.0.0.1:${service.port}`,
      'http://tablet.lan',
    ]) {
      const answer = await call(service.port, 'GET', '/raid', { headers: { Origin: origin } });
      expect(answer).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': origin } });
    }
  });
});
