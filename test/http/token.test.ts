import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call, startService, type Answer, type Service } from './service.js';

const TOKEN = 'correct-horse-battery';
/** Called by an address of the network, as another device does. */
const LAN = { Host: '192.168.1.5:4777' };
const BROWSER = { ...LAN, 'Upgrade-Insecure-Requests': '1', Accept: 'text/html' };

let service: Service;
beforeEach(async () => {
  service = await startService({ token: TOKEN });
});
afterEach(async () => {
  await service.stop();
});

function ask(method: string, target: string, headers: Record<string, string> = {}): Promise<Answer> {
  return call(service.port, method, target, { headers: { ...LAN, ...headers } });
}

const START = '/raid/start?map_name=Customs&character_type=pmc';

describe('from another device', () => {
  it.each([
    ['a press', 'POST', START],
    ['a deck key', 'GET', `/deck${START}`],
    ['a read', 'GET', '/raid'],
    ['the event stream', 'GET', '/events'],
    ['a path that is not there', 'GET', '/nowhere'],
    ['a wrong method', 'DELETE', '/raid'],
  ])('%s without the token is refused and told what to do', async (_case, method, target) => {
    const answer = await ask(method, target);
    expect(answer).toMatchObject({ status: 401, json: { ok: false, code: 'token-needed' } });
    expect(answer.json['message']).toContain('?key=');
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(await service.rowCount()).toBe(0);
  });

  it('the token goes in the header', async () => {
    expect((await ask('POST', START, { Authorization: `Bearer ${TOKEN}` })).status).toBe(201);
    expect((await ask('GET', '/raid', { Authorization: `bearer  ${TOKEN} ` })).status).toBe(200);
  });

  it('a token that this program has made may be typed in capitals, with blanks or without its dashes', async () => {
    const made = await startService({ token: 'k7mx-93fp-tq2w-8hdn' });
    const status = async (key: string): Promise<number> =>
      (await call(made.port, 'GET', `/raid?key=${encodeURIComponent(key)}`, { headers: LAN })).status;
    for (const typed of [
      'k7mx-93fp-tq2w-8hdn',
      'K7MX-93FP-TQ2W-8HDN',
      'k7mx93fptq2w8hdn',
      ' K7mx 93fp tq2w 8hdn ',
    ])
      expect(await status(typed), typed).toBe(200);
    for (const wrong of ['k7mx-93fp-tq2w-8hdm', 'k7mx93fptq2w8hd', 'k7mx_93fp_tq2w_8hdn'])
      expect(await status(wrong), wrong).toBe(401);
    await made.stop();
    expect((await ask('GET', `/raid?key=${TOKEN.toUpperCase()}`)).status).toBe(401);
  });

  it('the token goes in the address', async () => {
    expect((await ask('GET', `/deck${START}&key=${TOKEN}`)).status).toBe(201);
    expect((await ask('POST', `/undo?key=${TOKEN}`)).status).toBe(200);
  });

  it.each([
    ['Bearer wrong-token', ''],
    [`Bearer ${TOKEN}x`, ''],
    ['', `key=${TOKEN.slice(0, -1)}`],
    ['', 'key=%zz'],
    ['', `key=&key=${TOKEN}`],
    [`Basic ${TOKEN}`, ''],
    ['Bearer', ''],
  ])('a wrong token is refused: "%s" "%s"', async (header, query) => {
    const answer = await ask('GET', `/raid?${query}`, header === '' ? {} : { Authorization: header });
    expect(answer).toMatchObject({ status: 401, json: { code: 'token-needed' } });
  });

  it('a preflight needs none, because a browser sends none', async () => {
    const answer = await ask('OPTIONS', '/raid/kill', {
      Origin: 'file://',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'authorization',
    });
    expect(answer).toMatchObject({
      status: 204,
      headers: { 'access-control-allow-headers': 'authorization' },
    });
  });

  it('a refusal can be read by deck software, as every reply', async () => {
    const answer = await ask('POST', START, { Origin: 'file://' });
    expect(answer).toMatchObject({ status: 401, headers: { 'access-control-allow-origin': 'file://' } });
  });

  it('the token opens nothing for another web page', async () => {
    const answer = await ask('POST', START, {
      Origin: 'https://evil.example',
      Authorization: `Bearer ${TOKEN}`,
    });
    expect(answer).toMatchObject({ status: 403, json: { code: 'caller-refused' } });
  });
});

describe('a browser on another device', () => {
  it('is asked for the token on a page', async () => {
    const answer = await ask('GET', '/keys', BROWSER);
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toContain("form-action 'self'");
    expect(answer.text).toContain('type="password" name="key"');
    expect(answer.text).not.toContain('role="alert"');
  });

  it('is told that the token was wrong, and may send a blank behind the right one', async () => {
    const answer = await ask('GET', '/keys?key=not-the-token', BROWSER);
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('<p class="wrong" role="alert">This token is wrong');
    expect((await ask('GET', `/keys?key=${TOKEN}+`, BROWSER)).status).toBe(303);
  });

  it('exchanges the token for a cookie once, and loses it from the address', async () => {
    const answer = await ask('GET', `/raid?format=text&key=${TOKEN}`, BROWSER);
    expect(answer).toMatchObject({ status: 303, headers: { location: '/raid?format=text' } });
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/; path=\//i);
    expect(cookie).toMatch(/; samesite=strict/i);
    expect(cookie).toMatch(/; httponly/i);
    expect(cookie).not.toContain(TOKEN);
  });

  it.each(['//evil.example/', '/\\evil.example/', '///evil.example'])(
    'is never led to another host: %s',
    async (path) => {
      const answer = await ask('GET', `${path}?key=${TOKEN}`, BROWSER);
      expect(answer.headers.location ?? '/').toMatch(/^\/(?![/\\])/);
    },
  );

  it('then lives on the cookie: pages, their presses and their event stream', async () => {
    const Cookie = await takeCookie();
    expect((await ask('GET', '/raid', { Cookie })).status).toBe(200);
    const origin = { Cookie, Origin: 'http://192.168.1.5:4777' };
    expect((await ask('POST', START, origin)).status).toBe(201);
  });

  it('presses no key by GET with the cookie alone: an <img> of another program’s page would carry it along', async () => {
    const Cookie = await takeCookie();
    expect(await ask('GET', `/deck${START}`, { Cookie })).toMatchObject({ status: 401 });
    expect(await service.rowCount()).toBe(0);
  });

  it('gets nowhere with a cookie that is made up', async () => {
    expect((await ask('GET', '/raid', { Cookie: `tsp_key=${TOKEN}` })).status).toBe(401);
    expect((await ask('GET', '/raid', { Cookie: 'tsp_key=' })).status).toBe(401);
  });

  it('that opens a deck key with the token presses nothing', async () => {
    const answer = await ask('GET', `/deck${START}&key=${TOKEN}`, BROWSER);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('GET request in background');
    expect(await service.rowCount()).toBe(0);
  });

  async function takeCookie(): Promise<string> {
    const answer = await ask('GET', `/keys?key=${TOKEN}`, BROWSER);
    return (answer.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  }
});

describe('many wrong tokens', () => {
  it('are answered 429 with the time to wait, while the right one is served', async () => {
    for (let index = 0; index < 10; index += 1) {
      expect((await ask('GET', `/raid?key=guess-${index}`)).status).toBe(401);
    }
    const answer = await ask('GET', '/raid?key=guess-10');
    expect(answer).toMatchObject({ status: 429, json: { code: 'too-many-wrong-tokens' } });
    expect(answer.headers['retry-after']).toBe('60');
    expect((await ask('GET', `/raid?key=${TOKEN}`)).status).toBe(200);
    service.waitSeconds(61);
    expect((await ask('GET', '/raid?key=guess-11')).status).toBe(401);
  });

  it('of a web page do not lock out the deck of the same device, however many come', async () => {
    const deck = { 'User-Agent': 'deck' };
    const browser = { 'User-Agent': 'Mozilla/5.0' };
    expect((await ask('GET', `/raid?key=${TOKEN}`, deck)).status).toBe(200);
    const images = Array.from({ length: 60 }, (_, index) => ask('GET', `/raid?key=wrong-${index}`, browser));
    const answer = await ask('GET', `/deck${START}&key=${TOKEN}`, deck);
    expect(answer.status).toBe(201);
    const statuses = new Set((await Promise.all(images)).map(({ status }) => status));
    expect(statuses).toEqual(new Set([401, 429]));
  });

  it('of a web page do not make a deck of the same device wait that has never been seen', async () => {
    const browser = { 'User-Agent': 'Mozilla/5.0' };
    const images = Array.from({ length: 60 }, (_, index) => ask('GET', `/raid?key=wrong-${index}`, browser));
    for (let index = 0; index < 12; index += 1) await ask('GET', `/raid?key=more-${index}`, browser);
    const answer = await ask('GET', `/deck${START}&key=${TOKEN}`, { 'User-Agent': 'deck' });
    expect(answer.status).toBe(201);
    await Promise.all(images);
  });

  it('of very many programs on one device share the pace', async () => {
    await service.stop();
    service = await startService({ token: TOKEN, limits: { tokenTurnMs: 60_000, maxTokenWaitMs: 0 } });
    for (let index = 0; index < 10; index += 1) await ask('GET', `/raid?key=guess-${index}`);
    const programs = Array.from({ length: 40 }, (_, index) => ({ 'User-Agent': `program ${index}` }));
    const answers = [];
    for (const program of programs) answers.push((await ask('GET', `/raid?key=${TOKEN}`, program)).status);
    // Four of their own, and one for the rest.
    expect(answers.filter((status) => status === 200)).toHaveLength(5);
  });

  it('of a stranger are compared slowly: most of a flood are turned away unseen, with the right one among them', async () => {
    await service.stop();
    service = await startService({ token: TOKEN, limits: { tokenTurnMs: 60_000, maxTokenWaitMs: 0 } });
    for (let index = 0; index < 10; index += 1) await ask('GET', `/raid?key=guess-${index}`);
    expect((await ask('GET', '/raid?key=guess-10')).status).toBe(429);
    expect((await ask('GET', `/deck${START}&key=${TOKEN}`)).status).toBe(429);
    expect(await service.rowCount()).toBe(0);
  });

  it('do not touch the keys on this PC', async () => {
    for (let index = 0; index < 12; index += 1) await ask('GET', '/raid?key=guess');
    expect((await call(service.port, 'GET', `/deck${START}`)).status).toBe(201);
  });

  it('do not touch pages that are open, and a stale cookie is no guess', async () => {
    for (let index = 0; index < 12; index += 1) await ask('GET', '/raid', { Cookie: 'tsp_key=stale' });
    expect((await ask('GET', '/raid', { Authorization: `Bearer ${TOKEN}` })).status).toBe(200);
  });
});

describe('calls that change the settings of this PC', () => {
  it.each([
    ['by POST', 'POST', '/obs/connect', '{"url":"ws://192.168.1.66:4455"}'],
    ['by a key', 'GET', '/deck/obs/connect?url=ws%3A%2F%2F192.168.1.66%3A4455', undefined],
    ['with a slash behind', 'GET', '/deck/obs/connect/?password=x', undefined],
  ])(
    'are refused from another device %s, although it shows the token',
    async (_how, method, target, body) => {
      await service.stop();
      const given: object[] = [];
      service = await startService({ token: TOKEN }, (ports) => ({
        ...ports,
        obs: {
          ...ports.obs,
          connect: (change) => {
            given.push(change);
            return Promise.resolve({ ok: true, changed: true, obs: ports.obs.status() });
          },
        },
      }));
      const headers = { ...LAN, Authorization: `Bearer ${TOKEN}`, 'X-Forwarded-For': '127.0.0.1' };
      const request = { headers, ...(body === undefined ? {} : { body }) };
      const answer = await call(service.port, method, target, request);
      expect(answer).toMatchObject({ status: 403, json: { code: 'caller-refused' } });
      expect(answer.json['message']).toContain(`http://localhost:${service.port}/setup`);
      expect(given).toEqual([]);
      const here = await call(service.port, method, target, body === undefined ? {} : { body });
      expect(here.status).toBe(200);
      expect(given).toHaveLength(1);
    },
  );

  it('are named in the description of the calls', async () => {
    const { json } = await call(service.port, 'GET', '/openapi.json');
    const paths = json['paths'] as Record<string, Record<string, { description?: string }>>;
    const local = Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).some(({ description }) => description?.includes('streaming PC alone') === true)
        ? [path]
        : [],
    );
    expect(local.sort()).toEqual([
      ...[
        '/autostart',
        '/deck/obs/connect',
        '/game-log',
        '/network',
        '/obs/connect',
        '/targets',
        '/targets/remove',
      ],
    ]);
  });

  it.each([
    ['GET', '/network'],
    ['HEAD', '/network'],
    ['GET', '/network/'],
    ['POST', '/network?enabled=true&new_token=true'],
    ['POST', '/network?enabled=false'],
    ['GET', '/autostart'],
    ['POST', '/autostart?enabled=true'],
    ['GET', '/targets'],
    ['POST', '/targets?name=bot&address=http://127.0.0.1:7474'],
    ['POST', '/targets/remove?name=bot'],
  ])('are refused to another device and to a web page of allowed_origins: %s %s', async (method, target) => {
    await service.stop();
    const set = vi.fn();
    service = await startService({ token: TOKEN, origins: ['http://my-page.example'] }, (ports) => ({
      ...ports,
      autostart: { ...ports.autostart, set },
      network: { ...ports.network, set },
      targets: { ...ports.targets, set, remove: set },
    }));
    const device = await ask(method, target, { Authorization: `Bearer ${TOKEN}` });
    expect(device.status).toBe(403);
    const guest = { Origin: 'http://my-page.example' };
    expect((await call(service.port, method, target, { headers: guest })).status).toBe(403);
    const older = { Referer: 'http://my-page.example/page' };
    expect((await call(service.port, method, target, { headers: older })).status).toBe(403);
    expect(set).not.toHaveBeenCalled();
    // It may press keys, as before.
    expect((await call(service.port, 'POST', START, { headers: guest })).status).toBe(201);
    const own = { Origin: `http://localhost:${service.port}` };
    if (method === 'GET') {
      expect((await call(service.port, method, target, { headers: own })).status).toBe(200);
    }
  });

  it('have no GET alias, so that no address alone flips a switch', async () => {
    for (const target of ['/deck/network?enabled=true', '/deck/autostart?enabled=true'])
      expect((await call(service.port, 'GET', target)).status).toBe(404);
  });
});

describe('where no token is set', () => {
  it('a call by any name but localhost is refused, since nothing tells a browser there', async () => {
    await service.stop();
    service = await startService({ names: ['Streaming-PC'] });
    for (const Host of ['192.168.1.5:4777', 'streaming-pc:4777']) {
      const answer = await ask('GET', `/deck${START}&key=anything`, { Host });
      expect(answer).toMatchObject({ status: 401, json: { code: 'token-needed' } });
    }
    expect((await ask('GET', '/raid', { Host: 'localhost' })).status).toBe(200);
  });
});

describe('the token', () => {
  it('is in no reply and in no line of the log, whatever is asked with it', async () => {
    const headers = { Authorization: `Bearer ${TOKEN}` };
    const paths = service.server.routes.map((route) => route.path.replace(/:\w+/g, '1'));
    const answers: Answer[] = [];
    for (const path of [...paths, '/nowhere', '/%', '/deck/raid/kil', `/${'x'.repeat(5000)}`]) {
      if (path === '/events') continue;
      for (const method of ['GET', 'POST', 'DELETE', 'HEAD']) {
        answers.push(
          await ask(method, `${path}?key=${TOKEN}&kee=1`, { ...headers, Cookie: `tsp_key=${TOKEN}` }),
        );
      }
    }
    const body = JSON.stringify({ key: TOKEN, force: [TOKEN] });
    answers.push(
      await call(service.port, 'POST', `/undo?key=${TOKEN}`, { headers: { ...LAN, ...headers }, body }),
    );
    expect(answers.length).toBeGreaterThan(50);
    for (const { text, headers: sent } of answers) {
      expect(text).not.toContain(TOKEN);
      expect(JSON.stringify(sent)).not.toContain(TOKEN);
    }
    expect(service.log.length).toBeGreaterThan(20);
    expect(JSON.stringify(service.log)).not.toContain(TOKEN);
  });
});
