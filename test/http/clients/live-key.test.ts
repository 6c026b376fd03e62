import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, startService, type Service } from '../service.js';

let service: Service;
beforeEach(async () => {
  service = await startService();
});
afterEach(async () => {
  await service.stop();
});

/** What a key asks every few seconds (API Request, Companion, API Ninja). */
async function poll(): Promise<{ json: Record<string, unknown>; text: string }> {
  const json = (await call(service.port, 'GET', '/raid')).json;
  const { text } = await call(service.port, 'GET', '/raid?format=text');
  return { json, text };
}

const press = (path: string) => call(service.port, 'POST', path);

describe('a key that shows live state', () => {
  it('tells every state by one field, and by one word of the text', async () => {
    const seen: [unknown, string | undefined][] = [];
    const look = async (): Promise<void> => {
      const { json, text } = await poll();
      seen.push([json['status'], text.split(' · ')[0]]);
    };
    await look();
    for (const path of [
      '/raid/start?map_name=Customs&character_type=pmc',
      '/raid/matched',
      '/raid/end?status=died',
    ]) {
      await press(path);
      await look();
    }
    expect(seen).toEqual([
      [null, 'NO RAID YET'],
      ['queuing', 'QUEUE'],
      ['in_progress', 'IN RAID'],
      ['died', 'KILLED IN ACTION'],
    ]);
  });

  it('has map, kills and running time as flat fields and in one line', async () => {
    await press('/raid/start?map_name=Customs&character_type=scav');
    await press('/raid/matched');
    await press('/raid/kill?enemy_type=pmc');
    service.waitSeconds(62);
    const { json, text } = await poll();
    expect(json).toMatchObject({
      map_name: 'Customs',
      kill_count: 1,
      time_in_raid_seconds: 62,
      active: true,
    });
    expect(text).toBe('IN RAID · Customs · 1 kill · 1:02');
    expect(Object.values(json).every((value) => typeof value !== 'object' || value === null)).toBe(true);
  });

  it('is never given an old reply', async () => {
    for (const path of ['/raid', '/raid?format=text']) {
      expect((await call(service.port, 'GET', path)).headers['cache-control']).toBe('no-store');
    }
  });

  it('that polls leaves no line in the log', async () => {
    for (let index = 0; index < 20; index += 1) await poll();
    expect(service.log).toEqual([]);
  });
});
