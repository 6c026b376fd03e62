import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startService, type Answer, type Service } from './service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

const send = (method: string, path: string, fields: object = {}): Promise<Answer> =>
  call(service.port, method, path, method === 'GET' ? {} : { body: JSON.stringify(fields) });
const get = (path: string): Promise<Answer> => send('GET', path);

const FORGOTTEN = {
  map_name: 'bigmap',
  character_type: 'pmc',
  status: 'survived',
  started_at: '2026-11-22T17:00:00Z',
  queue_time_seconds: 90,
  ended_at: '2026-11-22T18:32:00+01:00',
  extract_location: 'ZB-1011',
};

describe('a forgotten raid', () => {
  it('is added whole, with its kills', async () => {
    const kills = [
      { enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true, killed_at: '2026-11-22T17:10:00Z' },
      { enemy_type: 'Scav' },
    ];
    const added = await send('POST', '/raids', { ...FORGOTTEN, kills });
    expect(added).toMatchObject({
      status: 201,
      json: {
        message: 'Added: Customs as PMC, survived with 2 kills.',
        raid: { matched_at: '2026-11-22T17:01:30.000Z', ended_at: '2026-11-22T17:32:00.000Z', kill_count: 2 },
        kills: [{ killed_at: '2026-11-22T17:10:00.000Z' }, { killed_at: '2026-11-22T17:32:00.000Z' }],
      },
    });
    expect((await get('/raids/1')).json).toMatchObject({
      raid_id: 1,
      kills: [{ kill_id: 1 }, { kill_id: 2 }],
    });
    expect((await get('/stats/all-time')).json).toMatchObject({
      total_raids: 1,
      total_kills: 2,
      survived: 1,
    });
  });

  it('can be told by a key, with the kills as a text', async () => {
    const path =
      '/deck/raids?map_name=woods&character_type=scav&status=died&kills=pmc:M4A1:headshot;2%20scav';
    expect(await get(path)).toMatchObject({
      status: 201,
      json: { raid: { map_name: 'Woods', status: 'died', kill_count: 3, headshot_count: 1 } },
    });
  });

  it.each([
    [
      { ended_at: '2026-11-22T16:00:00Z' },
      'ended_at',
      'A raid cannot end before it starts. Give started_at and ended_at that fit.',
    ],
    [{ started_at: '2026-11-23T16:00:00Z' }, 'started_at', 'A raid cannot start in the future.'],
    [
      { status: 'died' },
      'extract_location',
      'An extract goes with survived only. Leave extract_location out.',
    ],
    [{ started_at: 'yesterday' }, 'started_at', undefined],
    [{ kills: [{ enemy_type: 'bird' }] }, 'kills[0].enemy_type', undefined],
    [{ kills: [{ enemy_type: 'pmc', killed_at: '2026-11-22T12:00:00Z' }] }, 'kills[0].killed_at', undefined],
    [{ kills: 'three of them' }, 'kills', undefined],
    [{ queue_time_seconds: -3 }, 'queue_time_seconds', undefined],
  ])('that cannot have been is refused: %j', async (wrong, field, message) => {
    const answer = await send('POST', '/raids', { ...FORGOTTEN, ...wrong });
    expect(answer).toMatchObject({ status: 400, json: { code: 'bad-input' } });
    expect(Object.keys(answer.json['errors'] as object)).toEqual([field]);
    if (message !== undefined) expect(answer.json['message']).toBe(message);
    expect(await service.rowCount()).toBe(0);
  });
});

describe('a correction', () => {
  beforeEach(async () => {
    await send('POST', '/raids', { ...FORGOTTEN, kills: 'pmc; scav' });
  });

  it('changes what is named and what follows from it', async () => {
    const fields = { status: 'died', started_at: '2026-11-22T16:59:00Z', game_mode: 'pve' };
    expect(await send('PATCH', '/raids/last', fields)).toMatchObject({
      status: 200,
      json: {
        changed: true,
        message: 'Corrected: Customs as PMC in PvE, died.',
        raid: { status: 'died', queue_time_seconds: 150, extract_location: null, game_mode: 'pve' },
      },
    });
    expect((await send('POST', '/undo')).json).toMatchObject({ raid: { extract_location: 'ZB-1011' } });
  });

  it('to what is stored already changes nothing', async () => {
    expect(await send('PATCH', '/raids/1', { map_name: 'customs' })).toMatchObject({
      status: 200,
      json: { changed: false },
    });
  });

  it('takes away what is null, and undo brings it back', async () => {
    const before = (await get('/raids/1')).json;
    const cleared = { extract_location: null, matched_at: null };
    expect(await send('PATCH', '/raids/1', cleared)).toMatchObject({
      status: 200,
      json: {
        changed: true,
        raid: {
          ...{ status: 'survived', extract_location: null, matched_at: null },
          ...{ queue_time_seconds: null, time_in_raid_seconds: null, ended_at: before['ended_at'] },
        },
      },
    });
    expect((await get('/stats/all-time')).json).toMatchObject({
      average_queue_time_seconds: null,
      average_raid_time_seconds: null,
    });
    expect(await send('PATCH', '/raids/1', cleared)).toMatchObject({ json: { changed: false } });
    await send('POST', '/undo');
    expect((await get('/raids/1')).json).toEqual(before);
    expect(await send('PATCH', '/raids/1', { queue_time_seconds: null })).toMatchObject({
      json: { raid: { matched_at: null, queue_time_seconds: null, extract_location: 'ZB-1011' } },
    });

    await send('PATCH', '/kills/1', { weapon_used: 'M4A1', headshot: true });
    expect(await send('PATCH', '/kills/1', { weapon_used: null, headshot: null })).toMatchObject({
      json: { kill: { weapon_used: null, headshot: null, enemy_type: 'pmc' }, raid: { headshot_count: 0 } },
    });
    expect((await get('/stats/all-time')).json).toMatchObject({ headshot_rate: null });
    await send('POST', '/undo');
    expect((await get('/raids/1')).json).toMatchObject({
      kills: [{ weapon_used: 'M4A1', headshot: true }, {}],
    });
  });

  it.each([
    ['/raids/1', { map_name: null }, 'map_name'],
    ['/raids/1', { status: null }, 'status'],
    ['/raids/1', { character_type: null }, 'character_type'],
    ['/raids/1', { game_mode: null }, 'game_mode'],
    ['/raids/1', { started_at: null }, 'started_at'],
    ['/raids/1', { ended_at: null }, 'ended_at'],
    ['/raids/1', { matched_at: null, queue_time_seconds: 90 }, 'queue_time_seconds'],
    ['/raids/1', { matched_at: '2026-11-22T17:01:00Z', queue_time_seconds: null }, 'queue_time_seconds'],
    ['/kills/1', { enemy_type: null }, 'enemy_type'],
    ['/kills/1', { killed_at: null }, 'killed_at'],
  ])('of %s cannot take away what is always known: %j', async (path, fields, field) => {
    const rows = await service.rowCount();
    const answer = await send('PATCH', path, fields);
    expect(answer).toMatchObject({ status: 400, json: { code: 'bad-input' } });
    expect(Object.keys(answer.json['errors'] as object)).toEqual([field]);
    expect(await service.rowCount()).toBe(rows);
  });

  it.each([
    ['GET', '/deck/raids/last/delete?raid_id=1', {}, 'raid_id'],
    ['DELETE', '/raids/last', { raid_id: 1 }, 'raid_id'],
    ['DELETE', '/raids/1?raid_id=2', {}, 'raid_id'],
    ['PATCH', '/raids/1', { raid_id: 2, status: 'died' }, 'raid_id'],
    ['PATCH', '/raids/1', { raid_id: null, status: 'died' }, 'raid_id'],
    ['GET', '/deck/kills/last/update?kill_id=1&headshot=true', {}, 'kill_id'],
  ])('by %s %s %j is refused: its path and body name different ids', async (method, path, fields, field) => {
    const rows = await service.rowCount();
    const answer = await send(method, path, fields);
    expect(answer).toMatchObject({ status: 400, json: { code: 'bad-input' } });
    expect(Object.keys(answer.json['errors'] as object)).toEqual([field]);
    expect(answer.json['message']).toMatch(
      /so nothing was done: leave it out, or use \/(raids|kills)\/\w+\.$/,
    );
    expect(await service.rowCount()).toBe(rows);
  });

  it.each([
    ['/raids/0', 'raid_id must be more than 0.'],
    ['/raids/first', 'raid_id must be a number, or last.'],
  ])('of %s says what an id is', async (path, message) => {
    expect(await send('PATCH', path, { status: 'died' })).toMatchObject({ status: 400, json: { message } });
  });

  it('by the same id twice is no contradiction', async () => {
    expect(await send('PATCH', '/raids/1', { raid_id: 1, status: 'died' })).toMatchObject({ status: 200 });
    expect(await get('/deck/raids/last/delete?raid_id=Last')).toMatchObject({ status: 200 });
  });

  it('takes a blank text for nothing, and so does an added raid null', async () => {
    expect(await send('PATCH', '/raids/1', { extract_location: '', map_name: 'Woods' })).toMatchObject({
      json: { raid: { extract_location: 'ZB-1011' } },
    });
    const added = { ...FORGOTTEN, started_at: '2026-11-22T15:00:00Z', extract_location: null, kills: null };
    expect(await send('POST', '/raids', added)).toMatchObject({
      status: 201,
      json: { raid: { extract_location: null, kill_count: 0 } },
    });
  });

  it('that opens a raid again may say that it has no end', async () => {
    const fields = { status: 'in_progress', ended_at: null };
    expect(await send('PATCH', '/raids/1', fields)).toMatchObject({
      status: 200,
      json: { raid: { active: true, ended_at: null, extract_location: null } },
    });
  });

  it('opens a raid again, but never a second one', async () => {
    expect(await send('PATCH', '/raids/1', { status: 'in_progress' })).toMatchObject({
      status: 200,
      json: { raid: { active: true, ended_at: null } },
    });
    const second = await send('POST', '/raids', { ...FORGOTTEN, extract_location: '' });
    expect(second.status).toBe(201);
    expect(await send('PATCH', '/raids/2', { status: 'queuing' })).toMatchObject({
      status: 409,
      json: { code: 'raid-already-open' },
    });
  });

  it('of the times keeps the kills within the raid', async () => {
    expect(await send('PATCH', '/raids/1', { ended_at: '2026-11-22T17:05:00Z' })).toMatchObject({
      status: 400,
      json: {
        message:
          'A kill would be after this raid (Customs) is over: move its start first, then its kills, then its end.',
      },
    });
    await send('PATCH', '/kills/1', { killed_at: '2026-11-22T17:10:00Z' });
    expect(
      await send('PATCH', '/raids/1', { started_at: '2026-11-22T17:29:00Z', queue_time_seconds: 0 }),
    ).toMatchObject({
      status: 400,
      json: {
        message:
          'A kill would be before this raid (Customs) starts: move its end first, then its kills, then its start.',
        errors: { started_at: 'does not fit the raid' },
      },
    });
    expect(await send('PATCH', '/kills/1', { killed_at: '2026-11-23T17:29:00Z' })).toMatchObject({
      json: {
        message:
          'A kill cannot be after its raid (Customs) is over: give an earlier killed_at, or correct ended_at of the raid first.',
      },
    });
  });

  it('of the queue time cannot make it longer than the raid, and names that field', async () => {
    expect(await send('PATCH', '/raids/1', { queue_time_seconds: 86_000 })).toMatchObject({
      status: 400,
      json: {
        message: 'The queue cannot last longer than the raid as a whole: give fewer seconds.',
        errors: { queue_time_seconds: 'does not fit the raid' },
      },
    });
  });

  it('of kills adds several, corrects and deletes one', async () => {
    expect(await send('POST', '/raids/1/kills', { enemy_type: 'boss', count: 3 })).toMatchObject({
      status: 201,
      json: { raid: { kill_count: 5 }, message: 'Added: 3 kills on Customs.' },
    });
    expect(await send('PATCH', '/kills/last', { headshot: true })).toMatchObject({
      status: 200,
      json: { kill: { kill_id: 5, headshot: true } },
    });
    expect(await send('DELETE', '/kills/1')).toMatchObject({
      status: 200,
      json: { raid: { kill_count: 4 } },
    });
    expect((await send('POST', '/undo')).json).toMatchObject({ raid: { kill_count: 5 } });
  });

  it('of the last raid and kill has twins for keys', async () => {
    expect((await get('/deck/raids/last/update?status=mia')).json).toMatchObject({ raid: { status: 'mia' } });
    expect((await get('/deck/raids/last/kills?enemy_type=scav&count=2')).status).toBe(201);
    expect((await get('/deck/kills/last/update?weapon_used=AK')).json).toMatchObject({
      kill: { weapon_used: 'AK' },
    });
    expect((await get('/deck/kills/last/delete')).json).toMatchObject({ raid: { kill_count: 3 } });
    expect((await get('/deck/raids/last/delete')).json).toMatchObject({ changed: true, raid: null });
    expect((await get('/deck/undo')).json).toMatchObject({ raid: { kill_count: 3 } });
  });

  it.each([
    ['GET', '/raids/99', 404],
    ['PATCH', '/raids/99?status=died', 404],
    ['DELETE', '/kills/99', 404],
    ['POST', '/raids/99/kills?enemy_type=pmc', 404],
    ['PATCH', '/raids/last', 400],
    ['PATCH', '/kills/one?headshot=true', 400],
    ['POST', '/raids/1/kills', 400],
    ['POST', '/raids/1/kills?weapon_used=M4A1', 400],
    ['PUT', '/raids/1', 405],
  ])('%s %s answers %d and stores nothing', async (method, path, status) => {
    const rows = await service.rowCount();
    expect((await send(method, path)).status).toBe(status);
    expect(await service.rowCount()).toBe(rows);
  });
});

describe('the list of raids', () => {
  beforeEach(async () => {
    for (const hour of [10, 11, 12, 13, 14]) {
      await send('POST', '/raids', {
        map_name: hour % 2 === 0 ? 'Woods' : 'Customs',
        character_type: 'pmc',
        status: 'died',
        started_at: `2026-11-22T${hour}:00:00Z`,
        ended_at: `2026-11-22T${hour}:20:00Z`,
      });
    }
  });
  const idsOf = ({ json }: Answer): number[] =>
    (json['raids'] as { raid_id: number }[]).map((raid) => raid.raid_id);

  it('comes newest first, page by page, to its end', async () => {
    const first = await get('/raids?limit=2');
    expect(idsOf(first)).toEqual([5, 4]);
    const second = await get(`/raids?limit=2&cursor=${String(first.json['next'])}`);
    expect(idsOf(second)).toEqual([3, 2]);
    const third = await get(`/raids?limit=2&cursor=${String(second.json['next'])}`);
    expect(idsOf(third)).toEqual([1]);
    expect(third.json['next']).toBeNull();
  });

  it.each([
    ['map_name=customs', [4, 2]],
    ['status=survived', []],
    ['from=2026-11-22T12:00:00Z&to=2026-11-22T14:00:00Z', [4, 3]],
    ['character_type=PMC&game_mode=pvp&map_name=Woods', [5, 3, 1]],
  ])('is narrowed by %s', async (filter, ids) => {
    expect(idsOf(await get(`/raids?${filter}`))).toEqual(ids);
  });

  it.each(['cursor=what', 'limit=0', 'limit=501', 'from=yesterday', 'sort=asc'])(
    'refuses %s',
    async (filter) => {
      expect((await get(`/raids?${filter}`)).status).toBe(400);
    },
  );
});
