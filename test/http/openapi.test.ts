import { createConfig, lintFromString } from '@redocly/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../../src/http/call/route.js';
import { createReplyCheck } from './reply-check.js';
import { call, startService, type Service } from './service.js';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name?: string;
    readonly example?: unknown;
    readonly schema?: object;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly example: object }> };
}

let service: Service;
let source: string;
let operations: Operation[];
beforeAll(async () => {
  service = await startService();
  source = (await call(service.port, 'GET', '/openapi.json')).text;
  const { paths } = JSON.parse(source) as { paths: Record<string, Record<string, Operation>> };
  operations = Object.values(paths).flatMap((path) => Object.values(path));
});
afterAll(async () => {
  await service.stop();
});

async function complaints(text: string): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
  return problems.map(
    ({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer ?? ''})`,
  );
}

describe('/openapi.json', () => {
  it('passes the linter, examples and all', async () => {
    expect(await complaints(source)).toEqual([]);
  });

  it('would not pass it with a wrong example or without a summary', async () => {
    expect(await complaints(source.replaceAll('"changed":true', '"changed":"yes"'))).not.toEqual([]);
    expect(await complaints(source.replaceAll('"summary"', '"x-summary"'))).not.toEqual([]);
  });

  it('has every call of the table, and no page', () => {
    const calls = service.server.routes.filter(({ kind }) => kind !== 'page');
    expect(operations).toHaveLength(calls.length);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(calls.length);
  });

  it('says of every call what it answers', () => {
    const silent = service.server.routes.filter(({ kind, reply }) => kind !== 'page' && reply === null);
    expect(silent.map(nameOf)).toEqual([]);
  });

  it('gives every field a kind and an example', () => {
    for (const { parameters } of operations) {
      for (const parameter of parameters.filter(({ name }) => name !== undefined)) {
        expect(parameter).toHaveProperty('example');
        expect(parameter.schema).not.toEqual({});
      }
    }
  });

  it('says where null takes a field away: in the body of a correction, and nowhere in an address', () => {
    const nulls = (method: Route['method'], path: string): number =>
      JSON.stringify(operationOf({ method, path } as Route)).match(/"null"/g)?.length ?? 0;
    // Five fields, as JSON and as a form.
    expect(nulls('PATCH', '/raids/:raid_id')).toBe(2 * 5);
    expect(nulls('PATCH', '/kills/:kill_id')).toBe(2 * 2);
    for (const path of ['/deck/raids/last/update', '/deck/kills/last/update']) {
      expect(nulls('GET', path)).toBe(0);
    }
  });

  it('names the address of this very service', () => {
    expect(JSON.parse(source)).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: `http://127.0.0.1:${service.port}` }, { url: `http://[::1]:${service.port}` }],
    });
  });

  it('has examples that the calls take', async () => {
    for (const route of service.server.routes.filter(({ method }) => method === 'POST')) {
      const { requestBody } = operationOf(route);
      const body = JSON.stringify(requestBody?.content['application/json']?.example ?? {});
      const answer = await call(service.port, 'POST', route.path.replace(/:\w+/g, 'last'), { body });
      expect(`${nameOf(route)} ${answer.status} ${answer.text}`).not.toMatch(/ 400 /);
    }
  });
});

/** An evening in which every command is pressed once that stores something, in the words of the examples. */
const EVENING: readonly (readonly [method: Route['method'], path: string, fields?: object, wait?: number])[] =
  [
    ['POST', '/raid/start', { map_name: 'Customs', character_type: 'pmc' }],
    ['POST', '/raid/matched', {}, 94],
    ['POST', '/raid/kill', { enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true }],
    ['POST', '/undo'],
    ['POST', '/redo'],
    ['POST', '/raid/update', { map_name: 'Woods' }],
    ['POST', '/raid/update', { map_name: 'Customs' }],
    ['POST', '/raid/cancel'],
    ['POST', '/undo'],
    ['POST', '/raid/end', { status: 'survived', extract_location: 'ZB-1011' }, 1200],
    [
      ...(['POST', '/raids'] as const),
      {
        ...{ map_name: 'Customs', character_type: 'pmc', status: 'died', started_at: '2026-11-22T12:03:11Z' },
        kills: [{ enemy_type: 'pmc' }],
      },
    ],
    ['PATCH', '/raids/:raid_id', { map_name: 'Customs', queue_time_seconds: 90 }],
    ['POST', '/raids/:raid_id/kills', { enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true }],
    ['PATCH', '/kills/:kill_id', { weapon_used: 'AKM' }],
    ['PATCH', '/kills/:kill_id', { weapon_used: 'M4A1' }],
    ['DELETE', '/kills/:kill_id'],
    ['DELETE', '/raids/:raid_id'],
    ['POST', '/session/start', { name: 'Friday' }],
    ['POST', '/session/end'],
    [
      ...(['POST', '/raids'] as const),
      { map_name: 'custms', character_type: 'pmc', status: 'died', started_at: '2026-11-22T11:03:11Z' },
    ],
    ['POST', '/maps/merge', { map_name: 'custms', into: 'Customs' }],
    ['POST', '/backup'],
  ];

describe('the examples of replies', () => {
  it('say what the service says', async () => {
    const evening = await startService();
    try {
      const said = new Map<string, string[]>();
      for (const [method, path, fields = {}, wait = 0] of EVENING) {
        evening.waitSeconds(wait);
        const target = path.replace(':raid_id', '1').replace(':kill_id', 'last');
        const { json } = await call(evening.port, method, target, { body: JSON.stringify(fields) });
        const name = `${method} ${path}`;
        said.set(name, [...(said.get(name) ?? []), String(json['message'])]);
      }
      for (const [name, messages] of said) {
        const route = evening.server.routes.find((each) => nameOf(each) === name);
        const example = route?.reply !== null && route?.reply !== undefined && 'example' in route.reply;
        expect(example && route.reply.example, name).toHaveProperty('message');
        expect(messages).toContain(
          (route as { reply: { example: { message: string } } }).reply.example.message,
        );
      }
    } finally {
      await evening.stop();
    }
  });
});

describe('the check of replies', () => {
  const headers = { 'content-type': 'application/json; charset=utf-8' };

  it('refuses a field too many, one too few and a status that is not described', () => {
    const check = createReplyCheck(service.server.routes);
    const health = { ok: true, message: 'x', version: '1', revision: 1, obs: 'ready', database_id: 'x' };
    const reply = (json: object, status = 200) => ({ status, headers, text: JSON.stringify(json) });
    expect(() => check('GET', '/health', reply(health))).not.toThrow();
    expect(() => check('GET', '/health', reply({ ...health, more: 1 }))).toThrow('more');
    expect(() => check('GET', '/health', reply({ ...health, obs: undefined }))).toThrow('required');
    expect(() => check('GET', '/health', reply({ ...health, obs: 'asleep' }))).toThrow('allowed values');
    expect(() => check('GET', '/health', reply(health, 202))).toThrow('does not describe');
    expect(() => check('POST', '/undo', reply({ code: 'x' }, 400))).not.toThrow();
  });
});

function operationOf(route: Route): Operation {
  const { paths } = JSON.parse(source) as { paths: Record<string, Record<string, Operation>> };
  const operation = paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()];
  if (operation === undefined) throw new Error(`${nameOf(route)} is not described`);
  return operation;
}

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}
