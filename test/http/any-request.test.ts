import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectInvariants } from './invariants.js';
import { call, startService, type Service } from './service.js';

let service: Service;
beforeAll(async () => {
  service = await startService({ token: 'correct-horse-battery' });
});
afterAll(async () => {
  await service.stop();
});

const VERBS = [
  'GET',
  'GET',
  'GET',
  'POST',
  'POST',
  'POST',
  'HEAD',
  'OPTIONS',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
] as const;

/** One path of the table, with any id in it. */
const known = fc
  .tuple(fc.nat(), fc.constantFrom('1', 'last', '0', '-1', 'x', '999999999999999999999', '%00'))
  .map(([index, id]) => {
    const { routes } = service.server;
    return (routes[index % routes.length]?.path ?? '/').replace(/:\w+/g, id);
  })
  // An event stream goes on; it has tests of its own.
  .filter((path) => path !== '/events');
const paths = fc.oneof(
  { arbitrary: known, weight: 6 },
  {
    arbitrary: fc.constantFrom('/deck', '//', '/%', '/raid/../undo', '/a#b', '/\\x', '/.', '/raid/'),
    weight: 1,
  },
  { arbitrary: fc.webPath(), weight: 1 },
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
    'weapon_used',
    'extract_location',
    'software',
    'name',
    'limit',
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
    '{"enemy_type":"scav","headshot":true}',
    '{"status":"survived","extract_location":"ZB-1011"}',
    '{"status":"mia"}',
    '{"force":true}',
    '{"map_name":"Woods","character_type":"pmc"}',
  ),
  fc.json({ maxDepth: 3 }),
  queries,
);
const headers = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom(
        'Content-Type',
        'Origin',
        'Sec-Fetch-Site',
        'Sec-Fetch-Mode',
        'Accept',
        'Expect',
        'X-Any',
      ),
      fc.constantFrom(
        'text/plain',
        'application/json',
        'application/x-www-form-urlencoded',
        'text/html',
        'file://',
        'null',
        'cors',
        'none',
        'navigate',
        'x',
      ),
      { maxKeys: 2 },
    ),
    fc.dictionary(
      fc.constantFrom(
        'Host',
        'Authorization',
        'Cookie',
        'Upgrade-Insecure-Requests',
        'User-Agent',
        'X-Forwarded-For',
      ),
      fc.constantFrom(
        '192.168.1.5',
        'evil.example',
        '[::1]:4777',
        'Bearer x',
        'tsp_key=x',
        '1',
        '127.0.0.1',
        'QtWebEngine/6',
      ),
      { maxKeys: 1 },
    ),
  )
  .map(([common, rare]) => ({ ...common, ...rare }));

interface AnyRequest {
  readonly verb: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** What nobody would send. */
const wild: fc.Arbitrary<AnyRequest> = fc
  .tuple(fc.constantFrom(...VERBS), paths, queries, headers, bodies)
  .map(([verb, path, query, given, body]) => ({ verb, target: `${path}?${query}`, headers: given, body }));

/** What a key sends, so that the wild ones meet a database in every state. */
const sensible: fc.Arbitrary<AnyRequest> = fc
  .constantFrom(
    ...[
      'start?map_name=Customs&character_type=pmc',
      'start',
      'matched',
      'kill?enemy_type=pmc',
      'kill?enemy_type=boss',
    ],
    ...['end?status=survived&extract_location=ZB-1011', 'end?status=died', 'update?map_name=Woods', 'cancel'],
    ...['../undo', '../redo', '../undo?force=true'],
  )
  .map((press) => ({
    verb: 'POST',
    target: `/raid/${press}`.replace('/raid/..', ''),
    headers: {},
    body: '',
  }));

/** Ten thousand by `TSP_FUZZ_RUNS=10000`; a test run on every change takes fewer. */
const RUNS = Number(process.env['TSP_FUZZ_RUNS'] ?? 1000);

describe('any request at all', () => {
  it(
    'is answered below 500, and an error always with code and sentence',
    async () => {
      const anything = fc.oneof({ arbitrary: wild, weight: 3 }, { arbitrary: sensible, weight: 1 });
      let requests = 0;
      await fc.assert(
        fc.asyncProperty(anything, async ({ verb, target, headers: given, body }) => {
          const answer = await call(service.port, verb, target, { headers: given, body });
          requests += 1;
          if (requests % 200 === 0) {
            service.waitSeconds(30);
            expectInvariants(service.databaseFile);
          }
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
        { numRuns: RUNS },
      );
      expect(service.log.filter((line) => line.level === 'error')).toEqual([]);
      expectInvariants(service.databaseFile);
      // Had all been refused, nothing would have been tried.
      expect(await service.rowCount()).toBeGreaterThan(RUNS / 50);
    },
    RUNS * 60,
  );
});

/** Without throwing on half characters. */
function encoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
