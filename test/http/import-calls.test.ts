import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raidJson, SESSION } from '../exchange/read-exchange.js';
import { call, startService, type Service } from './service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(() => service.stop());

const post = (path: string, body: object) => call(service.port, 'POST', path, { body: JSON.stringify(body) });

describe('POST /import', () => {
  it.each([
    [{ status: 'survived', ended_at: null }, 'raids[1]: A raid that is over needs its end.'],
    [{ started_at: '2099-01-01T00:00:00Z' }, 'raids[1]: A raid cannot start in the future.'],
    [{ started_at: '9999-12-31T23:59:59-05:00' }, 'raids[1].started_at must be a time with its zone'],
    [{ raid_id: Number.MAX_SAFE_INTEGER }, 'raids[1]: raid_id must be a whole number from 1 to'],
    [{ kills: 7 }, 'raids[1].kills must be a list of kills in [ ].'],
  ])('takes no raid that cannot have been, and then none at all: %j', async (changes, part) => {
    const answer = await post('/import', { raids: [raidJson(), { ...raidJson(), ...changes }] });
    expect(answer.status).toBe(400);
    expect(answer.json['message']).toContain(part);
    expect(await service.rowCount()).toBe(0);
  });

  it('takes no session of a time to come, which would keep streams from opening one', async () => {
    const answer = await post('/import', { sessions: [{ ...SESSION, ended_at: '2099-01-01T00:00:00Z' }] });
    expect(answer.json['message']).toContain('sessions[0]: ended_at must not be in the future.');
    expect(answer.status).toBe(400);
  });

  it('says plainly what is no list', async () => {
    const answer = await post('/import', { raids: 'pmc' });
    expect(answer.json['message']).toBe('raids must be a list of raids in [ ].');
  });

  it('takes an export as it is, and none of a version to come', async () => {
    await post('/raids', { map_name: 'Woods', character_type: 'pmc', status: 'died', kills: 'pmc' });
    const { text } = await call(service.port, 'GET', '/export/raids.json');
    const file = JSON.parse(text) as object;
    expect((await post('/import', file)).json).toMatchObject({ imported: 0, skipped: 1 });
    const later = await post('/import', { ...file, version: 2 });
    expect(later.json['message']).toContain('version is that of another version of this program');
  });

  it('stores a map under the name that filters find', async () => {
    expect((await post('/import', { raids: [raidJson({ map_name: 'bigmap' })] })).status).toBe(200);
    const { json } = await call(service.port, 'GET', '/raids?map_name=Customs');
    expect(json['raids']).toHaveLength(1);
  });
});

describe('kills of POST /raids', () => {
  const raid = { map_name: 'Customs', character_type: 'pmc', status: 'died' };

  it.each([
    ['501 scav', 'kills must be at most 500 kills.'],
    [
      `pmc:${'x'.repeat(65)}`,
      'kills must name weapons as short texts: a weapon must be at most 64 characters.',
    ],
    ['2 scaw', '"2 scaw" is none of those: it must be one of scav, pmc, boss, raider (did you mean scav?).'],
  ])('as a text say what is wrong: %s', async (kills, part) => {
    const { status, json } = await post('/raids', { ...raid, kills });
    expect(status).toBe(400);
    expect(json['message']).toContain(part);
  });

  it('are counted together with count', async () => {
    await post('/raids', raid);
    const fields = { enemy_type: 'pmc', count: 500, kills: '1 scav' };
    const { status, json } = await post('/raids/last/kills', fields);
    expect(status).toBe(400);
    expect(json['message']).toBe('kills must be at most 500 kills, together with count.');
    expect((await post('/raids/last/kills', { ...fields, count: 499 })).status).toBe(201);
  });

  it('go with a start that the database can hold', async () => {
    const answer = await post('/raids', { ...raid, started_at: '0000-01-01T00:00:00+05:00' });
    expect(answer.status).toBe(400);
    expect(answer.json['message']).toContain('started_at must be a time with its zone');
  });
});

describe('long work', () => {
  it('beside it, an export of many raids, a press is answered before it ends', async () => {
    const raids = Array.from({ length: 100 }, (_, index) =>
      raidJson({ started_at: `2025-03-${10 + (index % 20)}T${10 + (index % 7)}:${10 + (index % 50)}:00Z` }),
    ).map((raid, index) => ({
      ...raid,
      raid_id: index + 1,
      matched_at: null,
      ended_at: '2025-04-30T00:00:00Z',
      queue_time_seconds: null,
      kills: [],
    }));
    expect((await post('/import', { raids })).json['imported']).toBe(100);
    const order: string[] = [];
    await Promise.all([
      call(service.port, 'GET', '/export/raids.json').then(() => order.push('export')),
      post('/raid/start', { map_name: 'Customs', character_type: 'pmc' }).then(() => order.push('press')),
    ]);
    expect(order).toEqual(['press', 'export']);
  });

  it('is not made of a body with a hundred thousand unknown names: eight of them are told', async () => {
    const names = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`name${index}`, 1]));
    const { status, json } = await post('/import', names);
    expect(status).toBe(400);
    expect(Object.keys(json['errors'] as object)).toHaveLength(8);
  });

  it.each([
    [{ raids: Array.from({ length: 101 }, () => ({})) }, 'raids must be at most 100 raids.'],
    [
      { raids: [{ ...raidJson(), kills: Array.from({ length: 10_001 }, () => 1) }] },
      'raids[0].kills must be at most 10000 kills.',
    ],
  ])('is not made of a list that is too long: its length alone is told', async (body, message) => {
    const { status, json } = await post('/import', body);
    expect(status).toBe(400);
    expect(json['message']).toBe(message);
  });

  it.each([
    ['names', () => ({ raids: [Object.fromEntries(manyOf(100_000, (index) => [`name${index}`, 1]))] })],
    ['values', () => ({ raids: [{ ...raidJson(), map_name: manyOf(300_000, () => 1) }] })],
    ['levels', () => ({ raids: JSON.parse('['.repeat(100) + ']'.repeat(100)) as unknown })],
  ])('is not made of a large body with more %s than any raid has', async (what, body) => {
    const text = JSON.stringify(body()).padEnd(70_000);
    const { status, json } = await call(service.port, 'POST', '/import', { body: text });
    expect(status).toBe(400);
    expect(json['message']).toMatch(new RegExp(`^The body .* more than .* ${what}`));
  });

  it('takes in a large body whose texts look like the ends of names and lists', async () => {
    const weapon_used = 'a"},{\\"[,'.slice(0, 9);
    const kills = manyOf(2_000, () => ({
      killed_at: '2026-11-22T12:00:00Z',
      enemy_type: 'pmc',
      weapon_used,
    }));
    const raid = {
      ...raidJson(),
      started_at: '2026-11-22T11:58:00Z',
      ended_at: '2026-11-22T12:10:00Z',
      kills,
    };
    const { json } = await post('/import', {
      raids: [{ ...raid, matched_at: null, queue_time_seconds: null }],
    });
    expect(json).toMatchObject({ imported: 1 });
  });
});

function manyOf<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}
