import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, sendRaw, startService, type Call, type Service } from './service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

interface Client {
  readonly method: 'GET' | 'POST';
  readonly headers: Record<string, string>;
  /** How it puts fields into the call. */
  readonly how: 'json' | 'form' | 'query';
  /** What it sends where there are no fields. */
  readonly emptyBody: string;
}

const QT_AGENT =
  'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 QtWebEngine/6.5.3 Chrome/108 Safari/537.36';
const FILE_PAGE = { Origin: 'file://', 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' };
const FORM = 'application/x-www-form-urlencoded';

const CLIENTS: Readonly<Record<string, Client>> = {
  'Stream Deck Website in the background': { method: 'GET', headers: {}, how: 'query', emptyBody: '' },
  'Web Requests with its empty content type': {
    method: 'POST',
    headers: { ...FILE_PAGE, 'User-Agent': QT_AGENT, 'Content-Type': 'text/plain;charset=UTF-8' },
    how: 'json',
    emptyBody: '',
  },
  'Web Requests with JSON': {
    method: 'POST',
    headers: { ...FILE_PAGE, 'User-Agent': QT_AGENT, 'Content-Type': 'application/json' },
    how: 'json',
    emptyBody: '{}',
  },
  'a deck app with web security off': {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors', 'User-Agent': QT_AGENT },
    how: 'json',
    emptyBody: '',
  },
  'API Ninja': { method: 'GET', headers: { 'User-Agent': 'API Ninja' }, how: 'query', emptyBody: '' },
  'Companion with JSON': {
    method: 'POST',
    headers: { 'User-Agent': 'got', 'Content-Type': 'application/json' },
    how: 'json',
    emptyBody: '{}',
  },
  'Companion with text and no body': {
    method: 'POST',
    headers: { 'User-Agent': 'got', 'Content-Type': 'text/plain' },
    how: 'query',
    emptyBody: '[object Object]',
  },
  'a Node plugin': {
    method: 'POST',
    headers: { 'Sec-Fetch-Mode': 'cors', 'User-Agent': 'node', 'Content-Type': 'text/plain;charset=UTF-8' },
    how: 'json',
    emptyBody: '',
  },
  'Touch Portal': { method: 'POST', headers: { 'User-Agent': 'TouchPortal' }, how: 'json', emptyBody: '' },
  'Streamer.bot': { method: 'GET', headers: {}, how: 'query', emptyBody: '' },
  'Macro Deck': {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    how: 'json',
    emptyBody: '',
  },
  'curl -d with JSON': {
    method: 'POST',
    headers: { 'User-Agent': 'curl/8.5.0', 'Content-Type': FORM },
    how: 'json',
    emptyBody: '',
  },
  'AutoHotkey with a form': { method: 'POST', headers: { 'Content-Type': FORM }, how: 'form', emptyBody: '' },
};

function request(client: Client, path: string, fields: Record<string, string>): [string, Call] {
  const form = new URLSearchParams(fields).toString();
  const target = client.method === 'GET' ? `/deck${path}` : path;
  if (client.how === 'query')
    return [`${target}?${form}`, { headers: client.headers, body: client.emptyBody }];
  const noFields = Object.keys(fields).length === 0;
  const body = noFields ? client.emptyBody : client.how === 'form' ? form : JSON.stringify(fields);
  return [target, { headers: client.headers, body }];
}

describe.each(Object.entries(CLIENTS))('%s', (_name, client) => {
  it('presses keys, sees a conflict as 409 and a bad value as 400', async () => {
    const send = (path: string, fields: Record<string, string>) =>
      call(service.port, client.method, ...request(client, path, fields));
    const start = { map_name: 'Streets of Tarkov', character_type: 'PMC' };
    const answers = [
      await send('/raid/matched', {}),
      await send('/raid/start', start),
      await send('/raid/matched', {}),
      await send('/raid/kill', { enemy_type: 'Raider', headshot: 'true' }),
      await send('/raid/kill', { enemy_type: 'cultist' }),
      await send('/raid/end', { status: 'survived', extract_location: '' }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([409, 201, 200, 201, 400, 200]);
    expect(answers[3]?.json['kill']).toMatchObject({ enemy_type: 'raider', headshot: true });
    for (const { headers } of answers) {
      expect(headers['access-control-allow-origin']).toBe(client.headers['Origin']);
    }
  });
});

describe('a bare POST', () => {
  it('with neither content type nor length presses a key', async () => {
    const reply = await sendRaw(
      service.port,
      `POST /raid/start?map_name=Customs&character_type=pmc HTTP/1.1\r\nHost: localhost:${service.port}\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toContain('HTTP/1.1 201 Created');
  });

  it('in chunks presses a key', async () => {
    const reply = await sendRaw(
      service.port,
      `POST /raid/start HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n` +
        '17\r\n{"map_name":"Customs", \r\n18\r\n"character_type":"scav"}\r\n0\r\n\r\n',
    );
    expect(reply).toContain('HTTP/1.1 201 Created');
  });

  it('that expects 100-continue is told to go on', async () => {
    const body = '{"map_name":"Customs","character_type":"scav"}';
    const reply = await sendRaw(
      service.port,
      `POST /raid/start HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    expect(reply).toContain('HTTP/1.1 100 Continue');
    expect(reply).toContain('HTTP/1.1 201 Created');
  });
});

describe('a body that is no fields', () => {
  it('is ignored where no field is required', async () => {
    const answer = await call(service.port, 'POST', '/undo', { body: '[object Object]' });
    expect(answer.json['code']).toBe('nothing-to-undo');
  });

  it('is named as the reason where one is missing', async () => {
    const answer = await call(service.port, 'POST', '/raid/kill', { body: 'enemy_type: pmc' });
    expect(answer.status).toBe(400);
    expect(answer.json['message']).toContain('The body was not understood');
  });
});
