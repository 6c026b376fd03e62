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

function get(path: string): Promise<Answer> {
  return call(service.port, 'GET', path);
}

const CUSTOMS = { map_name: 'bigmap', character_type: 'PMC' };

describe('every press has a twin by GET', () => {
  it.each([
    ['/deck/raid/start?map_name=customs&character_type=scav', 201],
    ['/deck/raid/matched', 200],
    ['/deck/raid/kill?enemy_type=BOSS&weapon_used=', 201],
    ['/deck/raid/update?map_name=Woods', 200],
    ['/deck/undo', 200],
    ['/deck/redo', 200],
    ['/deck/obs/resync', 200],
    ['/deck/raid/cancel', 200],
  ])('GET %s answers %d', async (path, status) => {
    await post('/raid/start', { map_name: 'Factory', character_type: 'pmc' });
    if (path.includes('start')) await post('/raid/cancel');
    if (path.includes('redo')) await post('/undo');
    expect(await get(path)).toMatchObject({ status, json: { ok: true } });
  });

  it('GET /deck/raid/end ends the raid', async () => {
    await post('/raid/start', CUSTOMS);
    expect(await get('/deck/raid/end?status=mia')).toMatchObject({
      status: 200,
      json: { raid: { status: 'mia' } },
    });
  });

  it('the twin of a press answers 405 to anything but GET', async () => {
    const answer = await post('/deck/raid/kill?enemy_type=scav');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, OPTIONS');
  });
});

describe('?format=text', () => {
  it('answers a press with the sentence alone', async () => {
    const answer = await get('/deck/raid/start?map_name=Customs&character_type=pmc&format=text');
    expect(answer).toMatchObject({ status: 201, text: 'In the queue for Customs as PMC.' });
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it.each([
    ['/deck/raid/matched?format=text', 409, 'No raid is open. Press Queue first.'],
    ['/deck/raid/kill?format=TEXT', 400, 'enemy_type is missing: give one of scav, pmc, boss, raider.'],
    ['/raid/kil?format=text', 404, 'There is no /raid/kil here. Did you mean /raid/kill?'],
    [
      '/raid/end?format=text',
      405,
      'GET is not possible here: use POST /raid/end, or GET /deck/raid/end where a key can do no more.',
    ],
  ])('answers an error the same way: %s', async (path, status, text) => {
    const answer = await get(path);
    expect(answer).toMatchObject({ status, text });
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('and a wrong format is refused', async () => {
    expect(await get('/raid?format=xml')).toMatchObject({
      status: 400,
      json: { errors: { format: 'must be text or json' } },
    });
  });
});
