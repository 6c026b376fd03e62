import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startService, type Answer, type Service } from './service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
  await post('/raid/start', { map_name: 'Customs', character_type: 'pmc', game_mode: 'pvp' });
  await post('/raid/end', { status: 'died' });
});
afterEach(async () => {
  await service.stop();
});

const post = (path: string, fields: object = {}): Promise<Answer> =>
  call(service.port, 'POST', path, { body: JSON.stringify(fields) });
const CHOICE = { map_name: 'Woods', character_type: 'scav', game_mode: 'pve' };
const startsAs = async (choice: object): Promise<void> => {
  expect((await post('/raid/start')).json).toMatchObject({ raid: choice });
};

describe('leaving the queue', () => {
  it.each([
    ['chosen before', async () => [await post('/raid/update', CHOICE), await post('/raid/start')]],
    ['named by the queue key', async () => [await post('/raid/start', CHOICE)]],
    ['changed in the queue', async () => [await post('/raid/start'), await post('/raid/update', CHOICE)]],
  ])('keeps map, character and mode for the next raid, when they were %s', async (_how, enter) => {
    await enter();
    await post('/raid/cancel');
    await startsAs(CHOICE);
  });

  it('keeps them over undo and redo', async () => {
    await post('/raid/start', CHOICE);
    await post('/raid/cancel');
    await post('/undo');
    expect((await call(service.port, 'GET', '/raid')).json).toMatchObject({ ...CHOICE, status: 'queuing' });
    await post('/redo');
    await startsAs(CHOICE);
  });

  it('keeps them when the queued raid is deleted instead', async () => {
    await post('/raid/start', CHOICE);
    await call(service.port, 'DELETE', '/raids/last');
    await startsAs(CHOICE);
  });
});

describe('a match that is told afterwards', () => {
  const inQueue = async (seconds: number): Promise<void> => {
    await post('/raid/start', CHOICE);
    service.waitSeconds(seconds);
  };

  it('gives a raid whose Matched key was never pressed its queue time and its timer', async () => {
    await inQueue(120);
    service.waitSeconds(300);
    const kill = await post('/raid/kill', { enemy_type: 'scav' });
    expect(kill.json['message']).toContain('You skipped Matched, so this raid has no timer.');
    expect((await post('/raid/matched', { minutes_ago: 5 })).json).toMatchObject({
      changed: true,
      message: 'Matched 5 minutes ago: Woods as Scav in PvE.',
      raid: { status: 'in_progress', queue_time_seconds: 120, time_in_raid_seconds: 300 },
    });
    expect((await post('/raid/matched', { minutes_ago: 5 })).json).toMatchObject({ changed: false });
    expect((await post('/undo')).json).toMatchObject({
      message: 'Undone: Matched on Woods.',
      raid: { matched_at: null, queue_time_seconds: null },
    });
  });

  it('ends the queue, by a key too, and can be corrected while the raid runs', async () => {
    await inQueue(600);
    expect((await call(service.port, 'GET', '/deck/raid/matched?minutes_ago=4')).json).toMatchObject({
      raid: { status: 'in_progress', queue_time_seconds: 360, time_in_raid_seconds: 240 },
    });
    expect((await post('/raid/matched', { minutes_ago: 0 })).json).toMatchObject({
      message: 'Matched just now: Woods as Scav in PvE.',
      raid: { queue_time_seconds: 600 },
    });
    expect((await post('/undo')).json).toMatchObject({ raid: { queue_time_seconds: 360 } });
  });

  it('cannot have been before the queue', async () => {
    await inQueue(120);
    expect(await post('/raid/matched', { minutes_ago: 10 })).toMatchObject({
      status: 400,
      json: {
        errors: { minutes_ago: 'does not fit the raid' },
        message:
          'This raid was queued 2 minutes ago, so its match was later than that. Give fewer minutes, or correct when it started in History.',
      },
    });
  });

  it('needs an open raid', async () => {
    expect(await post('/raid/matched', { minutes_ago: 1 })).toMatchObject({ status: 409 });
  });
});
