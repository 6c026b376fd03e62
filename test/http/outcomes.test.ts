import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startService, type Answer, type Service } from './service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

const send = (method: string, path: string, fields?: object): Promise<Answer> =>
  call(service.port, method, path, fields === undefined ? {} : { body: JSON.stringify(fields) });
const get = (path: string): Promise<Answer> => send('GET', path);
const post = (path: string, fields?: object): Promise<Answer> => send('POST', path, fields);

async function begin(): Promise<void> {
  await post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
  await post('/raid/matched');
}

/** A word of a key, with the two words that the raid has afterwards. */
const ENDS = [
  ['survived', 'survived', 'survived'],
  ['Killed', 'died', 'died'],
  ['mia', 'mia', 'mia'],
  ['RUN_THROUGH', 'survived', 'run_through'],
  ['runthrough', 'survived', 'run_through'],
  ['Run-Through', 'survived', 'run_through'],
  ['Runner', 'survived', 'run_through'],
  ['Transit', 'survived', 'transit'],
  ['LEFT', 'mia', 'left'],
] as const;

describe('the end of a raid', () => {
  it.each(ENDS)('as %s has the status %s and the outcome %s', async (word, status, outcome) => {
    await begin();
    expect((await post('/raid/end', { status: word })).json['raid']).toMatchObject({
      status,
      outcome,
      active: false,
    });
    // Doubled; and another outcome of the same status is another outcome.
    expect((await post('/raid/end', { status: word })).json).toMatchObject({ ok: true, changed: false });
    const other = outcome === 'survived' ? 'transit' : 'survived';
    expect(await post('/raid/end', { status: other })).toMatchObject({
      status: 409,
      json: { code: 'no-open-raid' },
    });
    expect((await get('/raid')).json).toMatchObject({ status, outcome });
  });

  it('is counted as the game counts it', async () => {
    for (const status of [
      'survived',
      'run_through',
      'survived',
      'transit',
      'survived',
      'left',
      'died',
      'survived',
    ]) {
      await begin();
      await post('/raid/end', { status });
      service.waitSeconds(40);
    }
    const figures = { total_raids: 8, survived: 4, deaths: 2, survival_rate: 50 };
    expect((await get('/stats/session')).json).toMatchObject({
      ...figures,
      current_streak: 1,
      best_streak: 3,
    });
    expect((await get('/stats/all-time')).json).toMatchObject(figures);
  });

  it('takes an extract with survived alone', async () => {
    await begin();
    const refused = await post('/raid/end', { status: 'transit', extract_location: 'ZB-1011' });
    expect(refused).toMatchObject({
      status: 400,
      json: { message: 'An extract goes with survived only. Leave extract_location out.' },
    });
  });
});

describe('a raid that is over', () => {
  it('stops its clock by a key, by either address, and ends at that time', async () => {
    await begin();
    service.waitSeconds(120);
    const over = await get('/deck/raid/over');
    expect(over).toMatchObject({ status: 200, json: { changed: true } });
    const { over_at, status, outcome, active } = over.json['raid'] as Record<string, unknown>;
    expect([status, outcome, active]).toEqual(['in_progress', null, true]);
    service.waitSeconds(45);
    expect((await post('/raid/over')).json).toMatchObject({ changed: false, raid: { over_at } });
    expect((await get('/stats/current')).json).toMatchObject({
      over_at,
      time_in_raid_seconds: 120,
      stale: false,
    });
    expect((await get('/raid?format=text')).text).toBe('RAID OVER · Customs · 0 kills · 2:00');
    const ended = await post('/raid/end', { status: 'survived', extract_location: 'ZB-1011' });
    expect(ended.json['raid']).toMatchObject({
      outcome: 'survived',
      ended_at: over_at,
      time_in_raid_seconds: 120,
    });
  });

  it('is refused in the queue and with none open, with the key to press', async () => {
    expect(await post('/raid/over')).toMatchObject({ status: 409, json: { code: 'no-open-raid' } });
    await post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    const queuing = await post('/raid/over');
    expect(queuing).toMatchObject({ status: 409, json: { code: 'not-in-raid' } });
    expect(queuing.json['message']).toContain('Press Matched');
  });
});

describe('the outcome of a stored raid', () => {
  it('is listed by its own word, and the status lists all that is stored as it', async () => {
    for (const status of ['survived', 'transit', 'left', 'unknown', 'mia']) {
      await post('/raids', { map_name: 'Customs', character_type: 'pmc', status, game_mode: 'season' });
    }
    const listed = async (query: string): Promise<unknown[]> =>
      ((await get(`/raids?${query}`)).json['raids'] as { outcome: unknown }[])
        .map(({ outcome }) => outcome)
        .sort();
    expect(await listed('status=survived')).toEqual(['survived', 'transit']);
    expect(await listed('outcome=survived')).toEqual(['survived']);
    expect(await listed('status=mia')).toEqual(['left', 'mia', 'unknown']);
    expect(await listed('status=LEFT')).toEqual(['left']);
    expect(await listed('status=mia&outcome=left&game_mode=season')).toEqual(['left']);
    expect((await get('/raids?status=left&outcome=mia')).status).toBe(400);
  });

  it('is corrected by either word, and both must agree', async () => {
    await post('/raids', {
      map_name: 'Customs',
      character_type: 'pmc',
      status: 'survived',
      extract_location: 'ZB-1011',
    });
    const patch = async (fields: object) => (await send('PATCH', '/raids/last', fields)).json;
    expect(await patch({ outcome: 'run_through' })).toMatchObject({
      raid: { status: 'survived', outcome: 'run_through', extract_location: null },
    });
    expect(await patch({ status: 'survived', outcome: 'run_through' })).toMatchObject({ changed: false });
    expect(await patch({ status: 'survived' })).toMatchObject({ raid: { outcome: 'survived' } });
    expect(await patch({ status: 'left' })).toMatchObject({ raid: { status: 'mia', outcome: 'left' } });
    expect(await patch({ status: 'died', outcome: 'left' })).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await patch({ status: 'in_progress', ended_at: null })).toMatchObject({ raid: { outcome: null } });
    expect((await post('/undo')).json).toMatchObject({ raid: { status: 'mia', outcome: 'left' } });
  });

  it('comes back out of an export, with the raid that is over', async () => {
    for (const status of ['survived', 'run_through', 'transit', 'left', 'unknown', 'died', 'mia']) {
      await post('/raids', { map_name: `On ${status}`, character_type: 'pmc', status, game_mode: 'season' });
    }
    await begin();
    await post('/raid/over');
    const before = (await get('/raids')).json;
    const { text } = await get('/export/raids.json');
    const other = await startService();
    try {
      expect((await call(other.port, 'POST', '/import', { body: text })).json).toMatchObject({ imported: 8 });
      expect((await call(other.port, 'GET', '/raids')).json).toEqual(before);
    } finally {
      await other.stop();
    }
  });
});
