import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, startService, type Answer, type Service } from './service.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.stop();
});

async function refused(answer: Promise<Answer>): Promise<Answer> {
  const settled = await answer;
  expect(settled.json['ok']).toBe(false);
  expect(settled.text).not.toMatch(/\n\s+at |node_modules|\.ts:|\.js:/);
  expect(await service.rowCount()).toBe(0);
  return settled;
}

describe('a bad request', () => {
  it.each([
    ['an unknown path', 'GET', '/raid/starts', 404, 'Did you mean /raid/start?'],
    ['a misspelt deck path', 'GET', '/deck/raid/kil', 404, 'Did you mean /deck/raid/kill?'],
    ['a read under /deck', 'GET', '/deck/stats/session', 404, 'Did you mean /stats/session?'],
    [
      'another spelling of a path',
      'GET',
      '/DECK/raid/kill?enemy_type=pmc',
      404,
      'Did you mean /deck/raid/kill?',
    ],
    ['an encoded path', 'GET', '/%64eck/raid/matched', 404, '/deck/raid/matched'],
    ['a path far from any', 'GET', '/wp-admin/install.php', 404, 'GET /calls lists every call'],
    ['broken encoding in the path', 'GET', '/raid/%zz', 400, '%25'],
    ['a letter in an old code', 'POST', '/raid/start?map_name=B%FCro', 400, 'letter ü: write %C3%BC there'],
    ['broken encoding in the query', 'POST', '/raid/start?map_name=100%', 400, '%25'],
    ['a parameter given twice', 'POST', '/raid/kill?enemy_type=pmc&enemy_type=scav', 400, 'is given twice'],
    ['an unknown field', 'POST', '/raid/matched?map=Customs', 400, 'map is not a field'],
    [
      'a GET on a press',
      'GET',
      '/raid/kill?enemy_type=pmc',
      405,
      'use POST /raid/kill, or GET /deck/raid/kill',
    ],
    ['a DELETE', 'DELETE', '/raid', 405, 'use GET /raid'],
    ['a PUT', 'PUT', '/raid/start', 405, 'use POST /raid/start'],
    ['a method from another world', 'PROPFIND', '/raid/start', 405, 'use POST /raid/start'],
    ['a TRACE', 'TRACE', '/raid', 405, 'use GET /raid'],
    ['a very long address', 'POST', `/raid/start?map_name=${'x'.repeat(5000)}`, 414, 'in a body'],
  ])('with %s is answered in a sentence', async (_case, method, target, status, part) => {
    const answer = await refused(call(service.port, method, target));
    expect(answer.status).toBe(status);
    expect(answer.json['message']).toContain(part);
  });

  it.each([
    ['broken JSON', '{"enemy_type":"pmc"', 400],
    ['JSON that is no object', '["pmc"]', 400],
    ['another kind of text', 'pmc', 400],
    ['a wrong type', '{"enemy_type":{"a":1}}', 400],
    ['a nested bomb', `{"enemy_type":${'['.repeat(8000)}`, 400],
    ['a prototype', '{"__proto__":{"enemy_type":"pmc"}}', 400],
    ['bytes', Buffer.from([0, 255, 254, 1]), 400],
    ['17 kB', JSON.stringify({ weapon_used: 'x'.repeat(17_000) }), 413],
    ['2 MB', 'x'.repeat(2_000_000), 413],
  ])('whose body is %s is answered in a sentence', async (_case, body, status) => {
    const answer = await refused(call(service.port, 'POST', '/raid/kill', { body }));
    expect(answer.status).toBe(status);
  });

  it('with a large chunked body is refused as soon as it is too large', async () => {
    const headers = { 'Transfer-Encoding': 'chunked', 'Content-Type': 'text/plain' };
    const answer = await refused(
      call(service.port, 'POST', '/raid/kill', { headers, body: 'x'.repeat(300_000) }),
    );
    expect(answer).toMatchObject({ status: 413, json: { code: 'body-too-large' } });
  });

  it('never is refused for its content type', async () => {
    for (const type of ['application/xml', 'multipart/form-data', 'image/png', 'x', ';;;']) {
      const answer = await refused(
        call(service.port, 'POST', '/raid/matched', { headers: { 'Content-Type': type }, body: '<a/>' }),
      );
      expect(answer.json['code']).toBe('no-open-raid');
    }
  });
});

describe('HEAD', () => {
  it('on a deck key is refused before the key is pressed', async () => {
    const answer = await call(service.port, 'HEAD', '/deck/raid/start?map_name=Customs&character_type=pmc');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, OPTIONS');
    expect(await service.rowCount()).toBe(0);
  });

  it('on the event stream is refused, since it would never end', async () => {
    expect((await call(service.port, 'HEAD', '/events')).status).toBe(405);
  });

  it('on a read answers the headers alone', async () => {
    const answer = await call(service.port, 'HEAD', '/raid');
    expect(answer).toMatchObject({ status: 200, text: '' });
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(100);
  });
});

describe('OPTIONS', () => {
  it.each([
    ['/raid', 'GET, HEAD, OPTIONS'],
    ['/raid/kill', 'POST, OPTIONS'],
    ['/deck/raid/kill', 'GET, OPTIONS'],
    ['*', 'GET, HEAD, POST, OPTIONS'],
  ])('on %s lists %s', async (target, allow) => {
    const answer = await call(service.port, 'OPTIONS', target);
    expect(answer).toMatchObject({ status: 204, headers: { allow } });
  });

  it('on an unknown path is 404', async () => {
    expect((await call(service.port, 'OPTIONS', '/nothing')).status).toBe(404);
  });
});
