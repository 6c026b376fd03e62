import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inZone } from '../support/zone.js';
import { call, startService, type Answer, type Service } from './service.js';

inZone('Europe/Berlin');

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

const press = async (...paths: string[]): Promise<void> => {
  for (const path of paths) expect((await call(service.port, 'POST', path)).status, path).toBeLessThan(300);
};
const get = (path: string): Promise<Answer> => call(service.port, 'GET', path);

/** A PMC raid that is survived with two kills, and a Scav raid that is not. */
async function playTwoRaids(): Promise<void> {
  await press('/raid/start?map_name=Customs&character_type=pmc', '/raid/matched');
  await press('/raid/kill?enemy_type=pmc&headshot=true', '/raid/kill?enemy_type=scav&headshot=false');
  service.waitSeconds(600);
  await press('/raid/end?status=survived');
  service.waitSeconds(60);
  await press('/raid/start?map_name=Woods&character_type=scav&game_mode=pve', '/raid/matched');
  service.waitSeconds(300);
  await press('/raid/end?status=died');
}

describe('a session', () => {
  it('has its own figures, by its id also afterwards', async () => {
    await playTwoRaids();
    service.waitSeconds(60);
    const started = await call(service.port, 'POST', '/session/start?name=Late');
    expect(started).toMatchObject({
      status: 201,
      json: {
        message: 'A new session "Late" has begun.',
        session: { session_id: 1, ended_at: null, opened_by: 'press' },
      },
    });
    expect((await get('/stats/session')).json).toMatchObject({ session_id: 1, name: 'Late', total_raids: 0 });
    await press('/raid/start', '/raid/end?status=mia');
    service.waitSeconds(30);
    expect((await call(service.port, 'POST', '/session/end')).json).toMatchObject({
      session: { session_id: 1 },
    });
    expect((await get('/stats/session')).json).toMatchObject({ session_id: null, total_raids: 3 });
    expect((await get('/stats/session?session_id=1')).json).toMatchObject({
      name: 'Late',
      total_raids: 1,
      deaths: 1,
    });
    expect((await get('/sessions')).json).toMatchObject({
      sessions: [{ session_id: 1, name: 'Late', stats: { total_raids: 1 } }],
      next: null,
    });
    expect((await get('/raids?session_id=1')).json).toMatchObject({ raids: [{ raid_id: 3 }], next: null });
  });

  it('started twice goes on, ended twice is a conflict, and both can be undone', async () => {
    await press('/session/start');
    expect(await get('/deck/session/start')).toMatchObject({ status: 200, json: { changed: false } });
    await press('/session/end');
    expect(await get('/deck/session/end')).toMatchObject({ status: 409, json: { code: 'no-open-session' } });
    await press('/undo');
    expect((await get('/stats/session')).json).toMatchObject({ session_id: 1 });
    await press('/undo');
    expect((await get('/sessions')).json).toEqual({ sessions: [], next: null });
  });

  it.each(['/stats/session?session_id=9', '/raids?session_id=9'])(
    'that is not there makes %s a 404',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});

describe('figures', () => {
  beforeEach(playTwoRaids);

  it.each([
    [
      '/stats/session?character_type=pmc',
      { total_raids: 1, total_kills: 2, survival_rate: 100, headshot_rate: 50 },
    ],
    ['/stats/session?game_mode=pve', { total_raids: 1, deaths: 1, average_raid_time_seconds: 300 }],
    [
      '/stats/all-time?character_type=scav',
      { total_raids: 1, favorite_map: { map_name: 'Woods', raids: 1 } },
    ],
    [
      '/stats/all-time',
      { average_raid_time_seconds: 450, kills_by_enemy_type: { pmc: 1, scav: 1, boss: 0, raider: 0 } },
    ],
  ])('are narrowed by the fields of %s', async (path, figures) => {
    expect((await get(path)).json).toMatchObject(figures);
  });

  it('come by map', async () => {
    expect((await get('/stats/maps')).json).toMatchObject({
      maps: [
        { map_name: 'Customs', total_raids: 1, survival_rate: 100, kills_per_raid: 2 },
        { map_name: 'Woods', total_raids: 1, survival_rate: 0, kills_per_raid: 0 },
      ],
    });
    expect((await get('/stats/maps?character_type=scav&format=text')).text).toBe(
      'Woods · 1 raid · 0 kills · K/D 0.00 · 0.0% survived',
    );
  });

  it('come by day', async () => {
    expect((await get('/stats/timeline?by=day')).json).toMatchObject({
      by: 'day',
      days: [{ day: '2026-11-22', total_raids: 2, total_kills: 2, deaths: 1 }],
    });
    expect((await get('/stats/timeline?to=2026-11-20')).json).toEqual({ by: 'day', days: [] });
    expect((await get('/stats/timeline?from=2020-01-01')).status).toBe(400);
    expect(await get('/raids?from=2026-11-22&to=2026-11-21')).toMatchObject({
      status: 400,
      json: { errors: { to: 'must be later than from' } },
    });
    expect((await get('/raids?from=someday')).json).toMatchObject({
      message: 'from must be a day such as 2026-11-22, or a time such as 2026-11-22T19:03:11Z.',
    });
  });

  it('come by hour of the day', async () => {
    const { hours } = (await get('/stats/timeline?by=hour')).json as { hours: { total_raids: number }[] };
    expect(hours.reduce((sum, { total_raids }) => sum + total_raids, 0)).toBe(2);
    expect(hours[0]).toMatchObject({ hour: 20 });
    expect((await get('/stats/timeline?by=hour&to=2026-11-20')).json).toEqual({ by: 'hour', hours: [] });
    expect((await get('/stats/timeline?by=hour&game_mode=pve&format=text')).text).toMatch(
      /^\d\d:00 · 1 raid · /,
    );
  });
});
