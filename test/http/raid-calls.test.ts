import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startService, type Answer, type Service } from './service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

function post(path: string, fields: object = {}): Promise<Answer> {
  return call(service.port, 'POST', path, { body: JSON.stringify(fields) });
}

const CUSTOMS = { map_name: 'bigmap', character_type: 'PMC' };

describe('a raid by HTTP', () => {
  it('goes from the queue over matched and kills to its end', async () => {
    const started = await post('/raid/start', CUSTOMS);
    expect(started.status).toBe(201);
    expect(started.json).toEqual({
      ok: true,
      changed: true,
      message: 'In the queue for Customs as PMC.',
      raid: {
        raid_id: 1,
        status: 'queuing',
        outcome: null,
        active: true,
        stale: false,
        character_type: 'pmc',
        game_mode: 'pvp',
        map_name: 'Customs',
        started_at: '2026-11-22T19:00:00.250Z',
        matched_at: null,
        over_at: null,
        ended_at: null,
        queue_time_seconds: null,
        raid_duration_seconds: 0,
        time_in_raid_seconds: null,
        kill_count: 0,
        headshot_count: 0,
        extract_location: null,
      },
      obs: 'not_running',
      obs_note: null,
    });

    service.waitSeconds(94);
    const matched = await post('/raid/matched');
    expect(matched.status).toBe(200);
    expect(matched.json['raid']).toMatchObject({ status: 'in_progress', queue_time_seconds: 94 });

    service.waitSeconds(218);
    const kill = await post('/raid/kill', { enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true });
    expect(kill.status).toBe(201);
    expect(kill.json['kill']).toEqual({
      kill_id: 1,
      raid_id: 1,
      killed_at: '2026-11-22T19:05:12.250Z',
      enemy_type: 'pmc',
      weapon_used: 'M4A1',
      headshot: true,
    });

    const ended = await post('/raid/end', { status: 'Survived', extract_location: 'ZB-1011' });
    expect(ended.status).toBe(200);
    expect(ended.json['raid']).toMatchObject({
      status: 'survived',
      active: false,
      ended_at: '2026-11-22T19:05:12.250Z',
      raid_duration_seconds: 312,
      time_in_raid_seconds: 218,
      kill_count: 1,
      headshot_count: 1,
      extract_location: 'ZB-1011',
    });
  });

  it('is corrected by update and removed by cancel', async () => {
    await post('/raid/start', CUSTOMS);
    const updated = await post('/raid/update', { map_name: 'woods' });
    expect(updated).toMatchObject({ status: 200, json: { changed: true, raid: { map_name: 'Woods' } } });
    expect(await post('/raid/cancel')).toMatchObject({ status: 200, json: { changed: true, raid: null } });
  });

  it('is undone and done again, with the step as a sentence', async () => {
    await post('/raid/start', CUSTOMS);
    const undone = await post('/undo');
    expect(undone).toMatchObject({ status: 200, json: { ok: true, changed: true, raid: null } });
    expect(undone.json['undone']).toContain('Customs');
    const redone = await post('/redo', { force: 'true' });
    expect(redone).toMatchObject({ status: 200, json: { raid: { status: 'queuing' } } });
    expect(redone.json['redone']).toContain('Customs');
  });

  it('started twice answers 200 and changes nothing', async () => {
    await post('/raid/start', CUSTOMS);
    const rows = await service.rowCount();
    expect(await post('/raid/start', CUSTOMS)).toMatchObject({
      status: 200,
      json: { ok: true, changed: false },
    });
    expect(await service.rowCount()).toBe(rows);
  });

  it.each([
    ['/raid/matched', {}, 'no-open-raid'],
    ['/raid/kill', { enemy_type: 'pmc' }, 'no-open-raid'],
    ['/raid/end', { status: 'died' }, 'no-open-raid'],
    ['/raid/cancel', {}, 'no-open-raid'],
    ['/undo', {}, 'nothing-to-undo'],
    ['/redo', {}, 'nothing-to-redo'],
  ])('that is not there makes %s a conflict', async (path, fields, code) => {
    const answer = await post(path, fields);
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json).toMatchObject({ ok: false, status: 409, code, errors: {} });
    expect(answer.json['type']).toBe(`urn:tarkov-stream-producer:problem:${code}`);
    expect(answer.json['message']).toBe(answer.json['detail']);
  });

  it('that is open makes another start a conflict', async () => {
    await post('/raid/start', CUSTOMS);
    await post('/raid/matched');
    expect(await post('/raid/start', CUSTOMS)).toMatchObject({
      status: 409,
      json: { code: 'raid-already-open' },
    });
  });

  it.each([
    ['/raid/start', { character_type: 'bear' }, ['character_type']],
    ['/raid/start', {}, ['map_name', 'character_type']],
    ['/raid/matched', { map_name: 'Customs' }, ['map_name']],
    ['/raid/kill', {}, ['enemy_type']],
    ['/raid/kill', { enemy_type: 'pmc', headshot: 'maybe' }, ['headshot']],
    ['/raid/end', { status: 'queuing' }, ['status']],
    ['/raid/end', { status: 'died', extract_location: 'Smugglers Boat' }, ['extract_location']],
    ['/raid/update', { map_name: 7 }, ['map_name']],
    ['/raid/cancel', { force: true }, ['force']],
    ['/undo', { force: 'perhaps' }, ['force']],
    ['/redo', { force: [] }, ['force']],
    ['/obs/resync', { all: true }, ['all']],
  ])('refuses %s with %j by field and stores nothing', async (path, fields, names) => {
    const answer = await post(path, fields);
    expect(answer).toMatchObject({ status: 400, json: { ok: false, code: 'bad-input' } });
    expect(Object.keys(answer.json['errors'] as object)).toEqual(names);
    expect(await service.rowCount()).toBe(0);
  });
});
