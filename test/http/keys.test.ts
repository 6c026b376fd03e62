import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPageFiles } from '../../src/http/pages/page-files.js';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { call, startService, type Answer, type Service } from './service.js';

interface KeyJson {
  readonly group: string;
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields: Record<string, unknown>;
  readonly url: string;
  readonly settings: Record<
    string,
    readonly { readonly field: string; readonly value: string; readonly by_hand: boolean }[]
  >;
}

const SOFTWARE = [
  'website',
  'web-requests',
  'api-ninja',
  'companion',
  'touch-portal',
  'streamer-bot',
  'curl',
];
const HTML = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let service: Service;
beforeAll(async () => {
  service = await startService({ token: 'correct-horse-battery', pageFiles: readPageFiles(PACKAGE_ROOT) });
});
afterAll(async () => {
  await service.stop();
});

const get = (target: string, headers: Record<string, string> = {}): Promise<Answer> =>
  call(service.port, 'GET', target, { headers });

async function keysOf(query = ''): Promise<KeyJson[]> {
  return (await get(`/keys${query}`)).json['keys'] as KeyJson[];
}

describe('GET /keys', () => {
  it('is a page for a browser and JSON for a program, unless the format is named', async () => {
    for (const target of ['/keys', '/keys/', '/keys?map_name=Woods']) {
      const { headers, text } = await get(target, HTML);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers.vary).toContain('Accept');
      expect(text).toContain('<div id="keys"></div>');
    }
    expect((await get('/keys?format=json', HTML)).headers['content-type']).toBe(
      'application/json; charset=utf-8',
    );
    expect((await get('/keys?format=text', HTML)).headers['content-type']).toBe('text/plain; charset=utf-8');
    for (const Accept of ['*/*', 'application/json', '']) {
      const { headers } = await get('/keys', { Accept });
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(headers.vary).toContain('Accept');
    }
  });

  it('has a key for every press that needs no more than a key can say', async () => {
    const paths = new Set((await keysOf()).map((key) => key.path));
    const keyless = service.server.routes.filter(
      ({ path, aliasOf, fields }) =>
        aliasOf !== undefined &&
        path === `/deck${aliasOf.path}` &&
        aliasOf.path !== '/obs/connect' &&
        !paths.has(aliasOf.path) &&
        fields.safeParse({}).success,
    );
    expect(keyless.map(({ path }) => path)).toEqual([]);
    for (const path of ['/raid/start', '/raid/kill', '/raid/end', '/undo', '/raid', '/stats/session']) {
      expect(paths).toContain(path);
    }
  });

  it('has settings for each deck software, and only for the one that is asked for', async () => {
    for (const key of await keysOf()) expect(Object.keys(key.settings)).toEqual(SOFTWARE);
    for (const key of await keysOf('?software=curl')) expect(Object.keys(key.settings)).toEqual(['curl']);
  });

  it('fills in the map, the character and the address by which it was called', async () => {
    const [queue] = await keysOf('?map_name=streets&character_type=scav');
    expect(queue?.fields).toEqual({ map_name: 'Streets of Tarkov', character_type: 'scav' });
    expect(queue?.url).toBe(
      `http://localhost:${service.port}/deck/raid/start?map_name=Streets%20of%20Tarkov&character_type=scav`,
    );
  });

  it('names the addresses to choose from: this PC alone, unless other devices may call', async () => {
    const local = `http://localhost:${service.port}`;
    expect((await get('/keys')).json['addresses']).toEqual([local]);
    const asDevice = { Host: `192.168.1.5:${service.port}`, Authorization: 'Bearer correct-horse-battery' };
    const { json } = await get(`/keys?address=${local}`, asDevice);
    expect(json['addresses']).toEqual([`http://192.168.1.5:${service.port}`, local]);
    expect(json).toMatchObject({ address: local, needs_token: false });
  });

  it('tells what is copied from what is set by hand in the deck software', async () => {
    const [queue] = await keysOf();
    expect(queue?.settings['website']).toEqual([
      { field: 'URL', value: queue?.url, by_hand: false },
      { field: 'GET request in background', value: 'ticked', by_hand: true },
    ]);
  });

  it('cannot be posted to, also from a browser', async () => {
    const answer = await call(service.port, 'POST', '/keys', { headers: HTML });
    expect(answer).toMatchObject({ status: 405, json: { code: 'method-not-allowed' } });
    expect(answer.json['message']).toContain('use GET /keys');
  });

  it('called from another device, gives keys their place for the token, and never the token', async () => {
    const headers = { Host: '192.168.1.5:4777', Authorization: 'Bearer correct-horse-battery' };
    const answer = await get('/keys', headers);
    expect(answer.json).toMatchObject({ address: 'http://192.168.1.5:4777', needs_token: true });
    for (const key of answer.json['keys'] as KeyJson[]) expect(key.url).toContain('key=YOUR_TOKEN');
    expect(answer.text).not.toContain('correct-horse-battery');
  });

  it.each([
    ['?software=elgato', 'software must be one of'],
    [
      '?address=http://evil.example',
      'This PC does not answer keys at http://evil.example: choose http://localhost',
    ],
    ['?character_type=bear', 'character_type must be one of'],
    ['?mapname=Woods', 'Did you mean map_name?'],
  ])('refuses %s with a sentence', async (query, part) => {
    const answer = await get(`/keys${query}`);
    expect(answer.status).toBe(400);
    expect(answer.json['message']).toContain(part);
  });
});

describe('the keys as they are pasted', () => {
  it('press what they say, from a whole raid on', async () => {
    const keys = new Map((await keysOf('?map_name=Woods')).map((key) => [key.name, key]));
    const order = [
      'Queue Woods',
      'Matched',
      'PMC kill',
      'PMC headshot',
      'Scav kill',
      'Boss kill',
      'Raider kill',
    ];
    const raid = [...order, 'Undo', 'Redo', 'Map Woods', 'Survived', 'Queue', 'Cancel'];
    const last = ['Last kill: Scav', 'Last kill: headshot', 'Delete last kill'];
    const corrected = ['Last raid: run-through', 'Last raid: MIA', 'Delete last raid'];
    for (const software of SOFTWARE) {
      for (const name of [
        ...[...raid, 'Queue', 'Died', 'PMC kill', ...last, 'Queue', 'MIA', ...corrected],
        'OBS: send all again',
      ]) {
        const key = keys.get(name);
        if (key === undefined) throw new Error(`There is no key ${name}.`);
        const answer = await pressAsPasted(key, software);
        const said = `${software}, ${name}: ${answer.status} ${answer.text}`;
        expect(said).toMatch(/: 20[01] /);
      }
    }
  });

  it('of the group "Show" answer one line', async () => {
    for (const key of (await keysOf()).filter(({ group }) => group === 'Show')) {
      const url = key.settings['api-ninja']?.find(({ field }) => field === 'API URL')?.value ?? '';
      const answer = await get(url.replace(/^http:\/\/[^/]+/, ''));
      expect(answer.status).toBe(200);
      expect(answer.text).toMatch(/^[^\n{]{5,80}$/);
    }
  });
});

/** Does what the software does with the values of its fields. */
function pressAsPasted(key: KeyJson, software: string): Promise<Answer> {
  const value = (field: string): string | undefined =>
    key.settings[software]?.find((setting) => setting.field === field)?.value;
  const [, method, command] = /^curl (?:-X (POST) )?"(.*)"$/.exec(value('Command') ?? '') ?? [];
  const url = value('URL') ?? value('API URL') ?? command ?? '';
  expect(url).toMatch(new RegExp(`^http://localhost:${service.port}/`));
  const body = value('Body')?.replace('leave empty', '');
  const target = url.replace(/^http:\/\/[^/]+/, '');
  return call(service.port, value('Method') ?? method ?? (body === undefined ? 'GET' : 'POST'), target, {
    headers: { 'Content-Type': value('Content Type') ?? 'text/plain;charset=UTF-8' },
    ...(body === undefined ? {} : { body }),
  });
}
