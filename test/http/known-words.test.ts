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
const begin = async (): Promise<void> => {
  await send('POST', '/raid/start', { map_name: 'Customs', character_type: 'pmc' });
  await send('POST', '/raid/matched');
};

/** What people and other tools say, and the kind of enemy that it is. */
const ENEMIES = [
  ['rogue', 'raider'],
  ['Guard', 'raider'],
  ['black_division', 'raider'],
  ['Black Division', 'raider'],
  ['AF', 'raider'],
  ['cultist', 'scav'],
  ['sniper-scav', 'scav'],
  ['usec', 'pmc'],
  ['BEAR', 'pmc'],
  ['player', 'pmc'],
  ['goons', 'boss'],
  ['Big Pipe', 'boss'],
  ['reshala', 'boss'],
  ['Partizan', 'boss'],
  ['player scav', 'scav'],
] as const;

describe('the word for an enemy', () => {
  it('may be what the game or other tools call it, by key, in JSON and in a list of kills', async () => {
    await begin();
    for (const [word, enemy_type] of ENEMIES) {
      const encoded = encodeURIComponent(word);
      expect(await get(`/deck/raid/kill?enemy_type=${encoded}`)).toMatchObject({
        json: { kill: { enemy_type } },
      });
      expect(await send('POST', '/raid/kill', { enemy_type: word })).toMatchObject({
        json: { kill: { enemy_type } },
      });
      expect(
        await send('POST', '/raids/last/kills', { kills: `2 ${word}:M4A1:head; ${word}` }),
      ).toMatchObject({
        json: {
          kills: [{ enemy_type, weapon_used: 'M4A1', headshot: true }, { enemy_type }, { enemy_type }],
        },
      });
    }
  });

  it.each([
    ['scva', 'enemy_type must be one of scav, pmc, boss, raider (did you mean scav?).'],
    ['roge', 'enemy_type must be one of scav, pmc, boss, raider (did you mean rogue, which is raider?).'],
    ['zombie', 'enemy_type must be one of scav, pmc, boss, raider.'],
  ])('is refused as %s with the right ones', async (enemy_type, message) => {
    await begin();
    expect(await send('POST', '/raid/kill', { enemy_type })).toMatchObject({
      status: 400,
      json: { message },
    });
    const { message: ofList } = (await send('POST', '/raids/last/kills', { kills: enemy_type })).json;
    expect(ofList).toContain(message.slice('enemy_type '.length));
  });
});

describe('the word for an outcome', () => {
  it.each([
    ['killed', 'died'],
    ['KIA', 'died'],
    ['Killed in action', 'died'],
    ['extracted', 'survived'],
    ['exfil', 'survived'],
    ['missing-in-action', 'mia'],
  ])('%s is taken for %s, when a raid ends, is added, corrected, and looked for', async (word, status) => {
    await begin();
    expect(await send('POST', '/raid/end', { status: word })).toMatchObject({ json: { raid: { status } } });
    const added = { map_name: 'Woods', character_type: 'scav', status: word };
    expect(await send('POST', '/raids', added)).toMatchObject({ status: 201, json: { raid: { status } } });
    expect(await send('PATCH', '/raids/1', { status: word })).toMatchObject({ json: { changed: false } });
    const listed = (await get(`/raids?status=${encodeURIComponent(word)}`)).json['raids'];
    expect(listed).toHaveLength(2);
  });

  it.each([
    ['surived', ' (did you mean survived?)'],
    ['runer', ' (did you mean runner, which is run_through?)'],
    // What the rules make of a raid is nothing that a key says.
    ['unknown', ''],
  ])('is refused as %s with the right ones%s', async (status, hint) => {
    await begin();
    expect(await send('POST', '/raid/end', { status })).toMatchObject({
      status: 400,
      json: {
        message: `status must be one of survived, died, mia, run_through, transit, left${hint}.`,
      },
    });
  });
});

describe('a headshot', () => {
  it.each(['1', 'yes', 'on', 'TRUE'])(
    'is told by headshot=%s, and named in the reply and by undo',
    async (word) => {
      await begin();
      expect(await get(`/deck/raid/kill?enemy_type=pmc&weapon_used=M4A1&headshot=${word}`)).toMatchObject({
        json: { message: 'PMC headshot with M4A1 counted.', kill: { headshot: true } },
      });
      expect(await send('POST', '/undo')).toMatchObject({
        json: { message: 'Undone: PMC headshot with M4A1 on Customs.' },
      });
    },
  );

  it.each(['0', 'no', 'off', 'False'])('is none by headshot=%s', async (word) => {
    await begin();
    expect(await get(`/deck/raid/kill?enemy_type=boss&headshot=${word}`)).toMatchObject({
      json: { message: 'Boss kill counted.', kill: { headshot: false } },
    });
  });
});

describe('an import', () => {
  it('takes the same words, and folds map names and extracts', async () => {
    const raid = {
      ...{ status: 'Extracted', character_type: 'PMC', map_name: 'streets-of-tarkov' },
      ...{ started_at: '2026-11-20T10:00:00.000Z', matched_at: null, ended_at: '2026-11-20T10:30:00.000Z' },
      ...{ queue_time_seconds: null, extract_location: 'klimov-street' },
      kills: [{ killed_at: '2026-11-20T10:10:00.000Z', enemy_type: 'rogue' }],
    };
    expect(await send('POST', '/import', { raids: [raid] })).toMatchObject({
      status: 200,
      json: { imported: 1, skipped: 0, imported_sessions: 0 },
    });
    expect((await get('/raids/last')).json).toMatchObject({
      ...{ status: 'survived', map_name: 'Streets of Tarkov', extract_location: 'Klimov Street (Flare)' },
      kills: [{ enemy_type: 'raider' }],
    });
    const wrong = { ...raid, status: 'Runer' };
    expect((await send('POST', '/import', { raids: [wrong] })).json['message']).toContain(
      'did you mean runner, which is run_through?',
    );
  });

  it('counts raids and sessions each for themselves', async () => {
    const session = {
      ...{ name: 'Raid night', started_at: '2026-11-20T10:00:00.000Z', opened_by: 'press' },
      ended_at: '2026-11-20T12:00:00.000Z',
    };
    const taken = await send('POST', '/import', { sessions: [session] });
    expect(taken.json).toMatchObject({
      ...{ changed: true, imported: 0, skipped: 0, imported_sessions: 1, skipped_sessions: 0 },
      message: 'Raids: 0 imported, 0 skipped. Sessions: 1 imported, 0 skipped.',
    });
    expect((await send('POST', '/import', { sessions: [session] })).json).toMatchObject({
      ...{ changed: false, imported: 0, skipped: 0, imported_sessions: 0, skipped_sessions: 1 },
    });
  });
});
