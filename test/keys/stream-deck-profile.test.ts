import { randomUUID } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECKS } from '../../src/keys/layouts.js';
import { writeProfile, type ProfileAction } from '../../src/keys/stream-deck-profile.js';
import { readPageFiles } from '../../src/http/pages/page-files.js';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { call, startService, type Answer, type Service } from '../http/service.js';
import { folderInOldShape, readProfile, type ReadProfile } from './read-profile.js';

const TOKEN = 'correct-horse-battery';

let service: Service;
beforeAll(async () => {
  service = await startService({ token: TOKEN, pageFiles: readPageFiles(PACKAGE_ROOT) });
});
afterAll(async () => {
  await service.stop();
});

async function profileOf(query: string, headers: Record<string, string> = {}): Promise<ReadProfile> {
  const answer = await call(service.port, 'GET', `/keys/stream-deck-profile?${query}`, { headers });
  expect(answer.status).toBe(200);
  return readProfile(answer.bytes);
}

/** The whole address of a key, as the app opens it. */
function urlOf({ settings }: ReadProfile['actions'][number]): URL {
  return new URL(String(settings['path']));
}

/** What differs from one download to the next is left out. */
function structure({ name, model, version, actions }: ReadProfile): object {
  return { name, model, version, actions: actions.map((action) => ({ ...action, id: null })) };
}

describe('the profile to download', () => {
  it.each(DECKS.map(({ id }) => id))(
    'for %s has a background call on each key, each of which is answered',
    async (deck) => {
      const { actions, model } = await profileOf(`deck=${deck}&map_name=streets&character_type=scav`);
      const {
        columns,
        rows,
        model: expected,
      } = DECKS.find(({ id }) => id === deck) ?? { columns: 0, rows: 0, model: '' };
      expect(model).toBe(expected);
      const places = Array.from(
        { length: columns * rows },
        (_, at) => `${at % columns},${Math.floor(at / columns)}`,
      );
      expect(actions.map(({ place }) => place).sort()).toEqual(places.sort());
      for (const action of actions) {
        expect(action).toMatchObject({ controller: 'Keypad', uuid: 'com.elgato.streamdeck.system.website' });
        expect(action.settings['openInBrowser']).toBe(false);
        expect(action.picture).not.toBeNull();
        expect(urlOf(action).origin).toBe(`http://localhost:${service.port}`);
        expect(await said(press(action))).toMatch(ANSWERED);
      }
      // In the order of the raid, so that each of them counts.
      const order = ['/deck/raid/start', '/deck/raid/matched', '/deck/raid/kill', '/deck/raid/end'];
      await call(service.port, 'POST', '/raid/cancel');
      for (const path of order) {
        const key = actions.find((action) => urlOf(action).pathname === path);
        if (key !== undefined) expect(await said(press(key))).toMatch(/^20[01] /);
      }
      const { json } = await call(service.port, 'GET', '/raids?limit=1');
      expect(json['raids']).toMatchObject([{ map_name: 'Streets of Tarkov', character_type: 'scav' }]);
    },
  );

  it('writes below the picture what was chosen, and nothing where the picture says it', async () => {
    const { actions } = await profileOf('map_name=Woods');
    const byPath = new Map(actions.map((action) => [urlOf(action).pathname + urlOf(action).search, action]));
    const [queue] = [...byPath].find(([path]) => path.startsWith('/deck/raid/start?')) ?? [];
    expect(byPath.get(queue ?? '')).toMatchObject({ title: 'Woods', showsTitle: true });
    expect(byPath.get('/deck/raid/matched')).toMatchObject({ title: '', showsTitle: false });
  });

  it('has the same keys each time and UUIDs that were never used, for the app refuses those it has seen', async () => {
    const [first, second] = [await profileOf('deck=xl'), await profileOf('deck=xl')];
    expect(structure(second)).toEqual(structure(first));
    const all = [...first.ids, ...second.ids];
    expect(new Set(all).size).toBe(all.length);
  });

  it('for another device holds the token, with which its keys are let in', async () => {
    const headers = { Host: '192.168.1.5:4777', Authorization: `Bearer ${TOKEN}` };
    const { actions } = await profileOf('deck=mini', headers);
    for (const action of actions) {
      expect(urlOf(action).host).toBe('192.168.1.5:4777');
      expect(await said(press(action, { Host: '192.168.1.5:4777' }))).toMatch(ANSWERED);
    }
    const local = await profileOf(`deck=mini&address=http://localhost:${service.port}`, headers);
    expect(JSON.stringify(local.actions.map(({ settings }) => settings))).not.toContain(TOKEN);
  });

  it.each([
    ['deck=pedal', 'deck must be one of stream-deck, mini'],
    ['address=http://evil.example', 'This PC does not answer keys at http://evil.example'],
  ])('is refused for %s with a sentence', async (query, part) => {
    const answer = await call(service.port, 'GET', `/keys/stream-deck-profile?${query}`);
    expect(answer).toMatchObject({ status: 400 });
    expect(answer.json['message']).toContain(part);
  });

  it('is given to nobody without the token, nor to a page of another site', async () => {
    const stranger = { Host: '192.168.1.5:4777' };
    expect(await call(service.port, 'GET', '/keys/stream-deck-profile', { headers: stranger })).toMatchObject(
      {
        status: 401,
      },
    );
    const page = { Origin: 'http://evil.example' };
    expect(await call(service.port, 'GET', '/keys/stream-deck-profile', { headers: page })).toMatchObject({
      status: 403,
    });
  });

  it('is saved as a file', async () => {
    const { headers } = await call(service.port, 'GET', '/keys/stream-deck-profile?deck=neo');
    expect(headers['content-disposition']).toBe('attachment; filename="tarkov-neo.streamDeckProfile"');
    expect(headers['content-type']).toBe('application/octet-stream');
  });
});

/** The call is known and takes these fields; the rules may refuse it at this moment. */
const ANSWERED = /^(?:20[01]|409|503) (?!.*(?:"bad-input"|"not-found"))/s;

function press(
  action: ReadProfile['actions'][number],
  headers: Record<string, string> = {},
): Promise<Answer> {
  const { pathname, search } = urlOf(action);
  return call(service.port, 'GET', pathname + search, { headers });
}

async function said(answer: Promise<Answer>): Promise<string> {
  const { status, text } = await answer;
  return `${status} ${text}`;
}

describe('a profile', () => {
  const plugin = { name: 'Tarkov', uuid: 'org.example.tarkov', version: '1.0.0.0' };
  const actionOf = (id: string): ProfileAction | null =>
    ['next-step', 'kill-pmc'].includes(id)
      ? { name: id, uuid: `${plugin.uuid}.${id}`, plugin, settings: { id } }
      : null;

  it('of a plugin has its own actions at the places of the same layout, and on the dials', () => {
    const deck = DECKS.find(({ id }) => id === 'plus');
    if (deck === undefined) throw new Error('There is no such deck.');
    const dialOf = (dial: string): ProfileAction => ({
      ...{ name: dial, uuid: `${plugin.uuid}.${dial}`, plugin, settings: {} },
    });
    const { actions } = readProfile(
      writeProfile({ name: 'Raid', deck, actionOf, dialOf, newId: randomUUID }),
    );
    expect(actions.map(({ controller, place, name }) => `${controller} ${place} ${name}`)).toEqual([
      ...['Keypad 0,0 next-step', 'Keypad 2,0 kill-pmc'],
      ...['Encoder 0,0 map', 'Encoder 1,0 kills', 'Encoder 2,0 readout'],
    ]);
  });

  it('has the same bytes where it is given the same ids', () => {
    const [deck] = DECKS;
    if (deck === undefined) throw new Error('There is no deck.');
    const write = (): Uint8Array => {
      let count = 0;
      const newId = (): string => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
      return writeProfile({ name: 'Raid', deck, actionOf, newId });
    };
    expect(Buffer.from(write()).equals(write())).toBe(true);
  });

  it('of the app before 7.2 is read as well', () => {
    const [page, empty] = ['5b6ffc0b-e432-4efb-a7c8-dd1764c80869', 'c4006c36-c72e-4296-b4c3-c49f0fe6cca4'];
    const root = '2CFD100A-59FE-4ADF-82B0-A12855B1A0B2.sdProfile';
    const action = {
      ...{ ActionID: randomUUID(), Name: 'Website', Settings: { path: 'http://localhost:4777/deck/undo' } },
      ...{
        Plugin: { Name: 'Website', UUID: 'a', Version: '1.0' },
        State: 0,
        States: [{ Title: 'Undo' }],
        UUID: 'a',
      },
    };
    const old = {
      [`${root}/manifest.json`]: {
        ...{ Device: { Model: '20GBA9901', UUID: '' }, Name: 'Old', Version: '2.0' },
        Pages: { Current: page, Default: empty, Pages: [page] },
      },
      [`${root}/Profiles/${folderInOldShape(page)}/manifest.json`]: {
        Controllers: [{ Type: 'Keypad', Actions: { '3,1': action } }],
      },
      [`${root}/Profiles/${folderInOldShape(empty)}/manifest.json`]: {
        Controllers: [{ Type: 'Keypad', Actions: null }],
      },
    };
    const zip = zipSync(
      Object.fromEntries(Object.entries(old).map(([name, json]) => [name, strToU8(JSON.stringify(json))])),
    );
    expect(readProfile(zip)).toMatchObject({ version: '2.0', actions: [{ place: '3,1', title: 'Undo' }] });
  });
});
