import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startService, type Answer, type Service } from './service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

function get(path: string): Promise<Answer> {
  return call(service.port, 'GET', path);
}

async function press(...paths: string[]): Promise<void> {
  for (const path of paths) await get(`/deck${path}`);
}

describe('GET /raid', () => {
  it('is all null before the first raid, as is /stats/current', async () => {
    const raid = await get('/raid');
    expect(raid.json).toEqual({
      raid_id: null,
      status: null,
      outcome: null,
      active: false,
      stale: false,
      character_type: null,
      game_mode: null,
      map_name: null,
      started_at: null,
      matched_at: null,
      over_at: null,
      ended_at: null,
      queue_time_seconds: null,
      raid_duration_seconds: null,
      time_in_raid_seconds: null,
      kill_count: 0,
      headshot_count: null,
      extract_location: null,
    });
    expect((await get('/stats/current')).json).toEqual(raid.json);
    expect((await get('/raid?format=text')).text).toBe('NO RAID YET');
  });

  it('is the last raid when none is open', async () => {
    await press('/raid/start?map_name=Customs&character_type=pmc', '/raid/end?status=died');
    expect((await get('/stats/current')).json).toMatchObject({ raid_id: 1, status: 'died', active: false });
  });

  it('as text is one line for a key', async () => {
    await press('/raid/start?map_name=Customs&character_type=pmc');
    service.waitSeconds(94);
    expect((await get('/raid?format=text')).text).toBe('QUEUE · Customs · 1:34');
    await press('/raid/matched', '/raid/kill?enemy_type=pmc', '/raid/kill?enemy_type=scav');
    service.waitSeconds(17 * 60 + 42);
    expect((await get('/raid?format=text')).text).toBe('IN RAID · Customs · 2 kills · 17:42');
    await press('/raid/end?status=mia');
    service.waitSeconds(60);
    expect((await get('/raid?format=text')).text).toBe('MISSING IN ACTION · Customs · 2 kills · 17:42');
  });

  it('is never stored by anybody in between', async () => {
    const { headers } = await get('/raid');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });
});

describe('the figures', () => {
  it('of the session have exactly the promised fields', async () => {
    await press(
      '/raid/start?map_name=Customs&character_type=pmc',
      '/raid/matched',
      '/raid/kill?enemy_type=pmc',
    );
    await press('/raid/end?status=survived');
    const { json, text } = await get('/stats/session');
    expect(Object.keys(json).join(', ')).toBe(
      'session_id, name, since, total_raids, total_kills, survived, deaths, survival_rate, kd_ratio, average_queue_time_seconds, average_raid_time_seconds, pmc_raids, scav_raids, kills_by_enemy_type, headshot_rate, current_streak, best_streak',
    );
    expect(json).toMatchObject({ total_raids: 1, total_kills: 1, survival_rate: 100, kd_ratio: 1 });
    expect(json['since']).toMatch(/Z$/);
    expect(text).not.toContain('\n');
    expect((await get('/stats/session?format=text')).text).toBe(
      '1 raid · 1 kill · K/D 1.00 · 100.0% survived',
    );
  });

  it('of all time have exactly the promised fields', async () => {
    const { json } = await get('/stats/all-time');
    expect(json).toEqual({
      total_raids: 0,
      total_kills: 0,
      survived: 0,
      deaths: 0,
      survival_rate: null,
      kd_ratio: 0,
      average_queue_time_seconds: null,
      average_raid_time_seconds: null,
      favorite_map: null,
      pmc_raids: 0,
      scav_raids: 0,
      pmc_scav_ratio: null,
      kills_by_enemy_type: { scav: 0, pmc: 0, boss: 0, raider: 0 },
      headshot_rate: null,
    });
    expect((await get('/stats/all-time?format=text')).text).toBe('0 raids · 0 kills · K/D 0.00');
  });
});

describe('the rest', () => {
  it('GET /obs tells how OBS stands, in the words of the wire', async () => {
    const { json } = await get('/obs');
    expect(json).toMatchObject({
      state: 'not_running',
      obs_version: null,
      missing_inputs: [],
      scene_left_alone: null,
    });
    expect((await get('/obs?format=text')).text).toBe('OBS is not running: start it.');
  });

  it('POST /obs/resync tries OBS again and stores nothing', async () => {
    const answer = await call(service.port, 'POST', '/obs/resync');
    expect(answer).toMatchObject({
      status: 200,
      json: { ok: true, changed: false, raid: null, obs: 'not_running' },
    });
    expect(service.resyncs()).toBe(1);
  });

  it('GET /health names the version and the state of OBS', async () => {
    expect(await get('/health')).toMatchObject({
      status: 200,
      json: { ok: true, version: '1.2.3', obs: 'not_running' },
    });
  });

  it('GET / is a page that lists the addresses and every call, and loads nothing', async () => {
    const answer = await get('/?utm_source=x&utm_source=y');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.text).toContain(`http://127.0.0.1:${service.port}`);
    for (const path of [
      'POST /raid/kill',
      'enemy_type, weapon_used?, headshot?',
      'GET /events',
      'POST /undo',
    ]) {
      expect(answer.text).toContain(path);
    }
    expect(answer.text).not.toContain('<script');
  });

  it('a read takes no fields, so that a misspelt ?format is noticed', async () => {
    expect(await get('/raid?fromat=text')).toMatchObject({ status: 400, json: { code: 'bad-input' } });
  });

  it('a read is not logged, a press is logged once with how it went, without its query', async () => {
    await get('/raid?key=hunter2');
    await get('/deck/raid/matched?key=hunter2');
    expect(service.log).toHaveLength(1);
    expect(service.log[0]).toMatchObject({
      level: 'info',
      message: 'Refused: No raid is open. Press Queue first.',
      fields: { method: 'GET', path: '/deck/raid/matched', status: 409, ms: expect.any(Number) as number },
    });
    expect(JSON.stringify(service.log)).not.toContain('hunter2');
  });
});
