import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DECKS } from '../../src/keys/layouts.js';
import { packPlugin } from '../../src/release/pack-plugin.js';
import { releaseIds } from '../../src/release/release-ids.js';
import { ACTIONS, actionUuid, PLUGIN_UUID } from '../../src/stream-deck/actions/actions.js';
import { profileFiles } from '../../src/stream-deck/profiles.js';
import { readProfile } from '../keys/read-profile.js';

let folder: string;
let files: Record<string, Uint8Array>;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tsp-pack-'));
  files = unzipSync(fs.readFileSync(packPlugin(folder)));
});
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

const text = (name: string): string =>
  strFromU8(files[`${PLUGIN_UUID}.sdPlugin/${name}`] ?? new Uint8Array());

describe('the packed plugin', () => {
  it('holds this and nothing else', () => {
    const names = Object.keys(files)
      .filter((name) => !name.endsWith('/'))
      .map((name) => name.replace(`${PLUGIN_UUID}.sdPlugin/`, ''));
    const expected = [
      ...['manifest.json', 'LICENSE', 'licences.txt', 'layouts/face.json'],
      ...['bin/package.json', 'bin/plugin.js'],
      ...['inspector/inspector.css', 'inspector/inspector.html', 'inspector/inspector.js'],
      ...['icons/category.svg', 'icons/plugin.png', 'icons/plugin@2x.png'],
      ...ACTIONS.flatMap(({ id }) => [`icons/${id}.svg`, `icons/${id}-key.svg`]),
      ...DECKS.map(({ id }) => `profiles/${id}.streamDeckProfile`),
    ];
    expect(names.sort()).toEqual(expected.sort());
  });

  it('has the same bytes whenever it is packed, and other ids in its layouts in another release', () => {
    const first = fs.readFileSync(path.join(folder, `${PLUGIN_UUID}.streamDeckPlugin`));
    const again = fs.mkdtempSync(path.join(folder, 'again-'));
    expect(fs.readFileSync(packPlugin(again)).equals(first)).toBe(true);
    const idsOf = (version: string): string[] => {
      const files = profileFiles({ name: 'Tarkov', version }, releaseIds(version));
      return Object.values(files).flatMap((bytes) => readProfile(bytes).ids);
    };
    const ids = [...idsOf('1.0.0'), ...idsOf('1.0.1')];
    expect(new Set(ids).size).toBe(ids.length);
    expect(idsOf('1.0.0')).toEqual(idsOf('1.0.0'));
  });

  it('names every action, in an order that the list has', () => {
    const manifest = JSON.parse(text('manifest.json')) as { Actions: { UUID: string }[]; URL?: string };
    expect(manifest.Actions.map(({ UUID }) => UUID)).toEqual(ACTIONS.map(actionUuid));
    expect(manifest).toMatchObject({
      ...{ UUID: PLUGIN_UUID, SDKVersion: 3, Nodejs: { Version: '20' } },
      Software: { MinimumVersion: '6.9' },
    });
  });

  it('has layouts whose keys are all its own, on each kind of deck', () => {
    for (const { id } of DECKS) {
      const profile = unzipSync(
        files[`${PLUGIN_UUID}.sdPlugin/profiles/${id}.streamDeckProfile`] ?? new Uint8Array(),
      );
      const used = Object.entries(profile)
        .filter(([name]) => name.endsWith('manifest.json'))
        .flatMap(([, bytes]) =>
          [...strFromU8(bytes).matchAll(/"UUID":"(com\.[^"]+)"/g)].map(([, uuid]) => uuid),
        );
      const known = new Set<string | undefined>([...ACTIONS.map(actionUuid), PLUGIN_UUID]);
      expect(used.length).toBeGreaterThan(5);
      expect(used.filter((uuid) => !known.has(uuid))).toEqual([]);
    }
  });

  it('fetches nothing: its pages name files of their own alone', () => {
    expect(text('inspector/inspector.html')).not.toMatch(/https?:/);
    expect(text('inspector/inspector.css')).not.toMatch(/url\(|@import/);
  });
});
