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
const add = (map_name: string, started_at: string, fields: object = {}): Promise<Answer> =>
  send('POST', '/raids', { map_name, character_type: 'pmc', status: 'died', started_at, ...fields });
const mapsOf = async (): Promise<unknown> =>
  ((await get('/stats/maps')).json['maps'] as { map_name: string; total_raids: number }[]).map(
    ({ map_name, total_raids }) => [map_name, total_raids],
  );

describe('a map that the program does not know', () => {
  it('is told of as new once, with the map that was meant', async () => {
    const queued = await send('POST', '/raid/start', { map_name: 'custms', character_type: 'pmc' });
    expect(queued.json['message']).toBe(
      'In the queue for custms as PMC. custms is a new map; did you mean Customs?',
    );
    await send('POST', '/raid/end', { status: 'died' });
    const again = await send('POST', '/raid/start', { map_name: 'Custms' });
    expect(again.json).toMatchObject({ message: 'In the queue for custms as PMC.' });
  });

  it('is told of where it is chosen for the next raid, corrected and added', async () => {
    const chosen = await send('POST', '/raid/update', { map_name: '"Town"', character_type: 'scav' });
    expect(chosen.json['message']).toBe('Next raid: Town as Scav. Town is a new map.');
    const added = await add('shoreln', '2026-11-22T10:00:00Z');
    expect(added.json['message']).toContain('shoreln is a new map; did you mean Shoreline?');
    const corrected = await send('PATCH', '/raids/1', { map_name: 'wods' });
    expect(corrected.json['message']).toContain('wods is a new map; did you mean Woods?');
    const same = await send('PATCH', '/raids/1', { map_name: 'WODS' });
    expect(same.json).toMatchObject({ changed: false });
  });

  it('keeps the spelling in which it was played first, and is found in any', async () => {
    await add('Terminal 2', '2026-11-22T10:00:00Z');
    const raid = { map_name: 'terminal-2' };
    expect((await add('TERMINAL_2', '2026-11-22T11:00:00Z')).json).toMatchObject({
      raid: { map_name: 'Terminal 2' },
    });
    expect((await send('POST', '/raid/start', { ...raid, character_type: 'pmc' })).json).toMatchObject({
      raid: { map_name: 'Terminal 2' },
    });
    expect((await get('/raids?map_name=terminal2')).json['raids']).toHaveLength(3);
    const imported = {
      ...{ map_name: 'terminal-2', status: 'died', character_type: 'pmc' },
      ...{ started_at: '2026-11-21T10:00:00.000Z', ended_at: '2026-11-21T10:30:00.000Z' },
    };
    await send('POST', '/import', { raids: [imported] });
    expect((await get('/raids?map_name=Terminal%202')).json['raids']).toHaveLength(4);
  });
});

describe('merging two maps', () => {
  beforeEach(async () => {
    await add('custms', '2026-11-22T10:00:00Z', { kills: 'pmc; scav' });
    await add('custms', '2026-11-22T11:00:00Z', { status: 'survived' });
    await add('Customs', '2026-11-22T12:00:00Z');
  });

  it('moves all raids of one to the other, with their figures, and one undo takes it back', async () => {
    await send('POST', '/raid/start', { map_name: 'custms', character_type: 'scav' });
    await send('POST', '/raid/matched');
    const merged = await send('POST', '/maps/merge', { map_name: 'custms', into: 'customs' });
    expect(merged).toMatchObject({
      status: 200,
      json: { changed: true, message: 'Merged: 3 raids on custms are on Customs now.' },
    });
    expect(await mapsOf()).toEqual([['Customs', 4]]);
    expect((await get('/raid')).json).toMatchObject({ map_name: 'Customs', status: 'in_progress' });
    expect((await get('/stats/all-time')).json).toMatchObject({
      favorite_map: { map_name: 'Customs', raids: 4 },
      total_kills: 2,
    });
    const undone = await send('POST', '/undo');
    expect(undone.json).toMatchObject({ message: 'Undone: 3 raids moved from custms to Customs.' });
    expect(await mapsOf()).toEqual([
      ['custms', 3],
      ['Customs', 1],
    ]);
    await send('POST', '/redo');
    expect(await mapsOf()).toEqual([['Customs', 4]]);
  });

  it('takes the choice for the next raid along', async () => {
    await send('POST', '/raid/update', { map_name: 'custms' });
    await get('/deck/maps/merge?map_name=custms&into=Customs');
    expect((await send('POST', '/raid/start')).json).toMatchObject({ raid: { map_name: 'Customs' } });
  });

  it('moves what an older version stored under a name that is known today', async () => {
    await service.store.transact((writer) =>
      writer.updateTable('raids').set({ map_name: 'streets-of-tarkov' }).where('raid_id', '=', 1).execute(),
    );
    const merged = { map_name: 'streets-of-tarkov', into: 'streets' };
    expect((await send('POST', '/maps/merge', merged)).json['message']).toBe(
      'Merged: 1 raid on streets-of-tarkov is on Streets of Tarkov now.',
    );
  });

  it('gives a map another name', async () => {
    expect((await send('POST', '/maps/merge', { map_name: 'CUSTMS', into: 'The Town' })).json).toMatchObject({
      message: 'Merged: 2 raids on custms are on The Town now. The Town is a new map.',
    });
  });

  it.each([
    [{ map_name: 'custmz', into: 'Woods' }, 404, 'No raid is on custmz. Did you mean custms?'],
    [{ map_name: 'Reserve', into: 'Woods' }, 404, 'No raid is on Reserve.'],
    [{ map_name: 'Customs', into: 'bigmap' }, 200, 'Both are Customs already.'],
  ])('%j changes nothing', async (fields, status, message) => {
    const rows = await service.rowCount();
    expect(await send('POST', '/maps/merge', fields)).toMatchObject({ status, json: { message } });
    expect(await service.rowCount()).toBe(rows);
  });
});
