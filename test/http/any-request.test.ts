import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, startService, type Service } from './service.js';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(async () => {
  await service.stop();
});

const PATHS = [
  '/raid/start',
  '/raid/matched',
  '/raid/kill',
  '/raid/end',
  '/raid/update',
  '/raid/cancel',
  '/undo',
  '/redo',
];
const paths = fc.oneof(
  fc.constantFrom(...PATHS),
  fc.constantFrom(...PATHS.map((path) => `/deck${path}`)),
  fc.constantFrom(
    '/',
    '/raid',
    '/stats/session',
    '/health',
    '/obs',
    '/deck',
    '//',
    '/%',
    '/raid/../undo',
    '/a#b',
    '/\\x',
  ),
  fc.webPath(),
);
const values = fc.oneof(
  fc.constantFrom(
    'pmc',
    'SCAV',
    'survived',
    'died',
    'Customs',
    'true',
    '',
    'null',
    '%',
    '%00',
    '{',
    '[object%20Object]',
  ),
  fc.string({ maxLength: 80 }).map(encoded),
);
const names = fc.oneof(
  fc.constantFrom(
    'map_name',
    'character_type',
    'enemy_type',
    'status',
    'force',
    'headshot',
    'format',
    'key',
    '__proto__',
  ),
  fc.string({ maxLength: 10 }).map(encoded),
);
const queries = fc
  .array(fc.tuple(names, values), { maxLength: 4 })
  .map((pairs) => pairs.map(([name, value]) => `${name}=${value}`).join('&'));
const bodies = fc.oneof(
  fc.constantFrom(
    '',
    '{}',
    '{',
    'null',
    '[object%20Object]',
    '{"enemy_type":"pmc"}',
    '{"map_name":"Woods","character_type":"pmc"}',
  ),
  fc.json({ maxDepth: 3 }),
  queries,
);
const headers = fc.dictionary(
  fc.constantFrom('Content-Type', 'Origin', 'Sec-Fetch-Site', 'Sec-Fetch-Mode', 'Accept', 'Expect', 'X-Any'),
  fc.constantFrom(
    'text/plain',
    'application/json',
    'application/x-www-form-urlencoded',
    'file://',
    'null',
    'cors',
    'none',
    'x',
  ),
  { maxKeys: 3 },
);

describe('any request at all', () => {
  it('is answered below 500, and an error always with code and sentence', async () => {
    const method = fc.constantFrom('GET', 'POST', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE');
    await fc.assert(
      fc.asyncProperty(method, paths, queries, headers, bodies, async (verb, path, query, given, body) => {
        const answer = await call(service.port, verb, `${path}?${query}`, { headers: given, body });
        expect(answer.status).toBeLessThan(500);
        if (
          answer.status >= 400 &&
          answer.headers['content-type'] === 'application/problem+json' &&
          verb !== 'HEAD'
        ) {
          expect(answer.json).toMatchObject({ ok: false, status: answer.status });
          expect(answer.json['message']).toMatch(/[.?!)]$/);
        }
      }),
      { numRuns: 600 },
    );
    expect(service.log.filter((line) => line.level === 'error')).toEqual([]);
  });
});

/** Without throwing on half characters. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
