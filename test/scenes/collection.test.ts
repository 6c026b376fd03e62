import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { shippedDesigns } from '../../src/scenes/design.js';
import { collectionJson } from '../../src/scenes/collection.js';
import { collectionFileName, PLATFORMS } from '../../src/lib/obs-platforms.js';

interface SourceJson {
  name: string;
  id: string;
  versioned_id?: string;
  settings: { items?: ItemJson[]; id_counter?: number; [key: string]: unknown };
  filters?: { enabled: boolean; settings: object }[];
  private_settings?: { transition?: string; transition_duration?: number };
}
interface ItemJson {
  name: string;
  id: number;
  visible: boolean;
  locked: boolean;
  align: number;
}
interface CollectionJson {
  [key: string]: unknown;
  sources: SourceJson[];
  scene_order: { name: string }[];
  DesktopAudioDevice1: { id: string; name: string };
  AuxAudioDevice1: { id: string; name: string };
}

const SHOWN = ['Tarkov Lobby', 'Tarkov Queue', 'Tarkov In Raid', 'Tarkov Survived', 'Tarkov Death'];

const all = PLATFORMS.flatMap((platform) => shippedDesigns().map((shipped) => ({ platform, ...shipped })));

describe.each(all)(
  'the scene collection for $platform, $design.look.name',
  ({ platform, fileName, design }) => {
    const text = collectionJson(platform, design);
    const collection = JSON.parse(text) as CollectionJson;
    const scenes = collection.sources.filter(({ id }) => id === 'scene');
    const inputs = collection.sources.filter(({ id }) => id !== 'scene');

    test('is in scenes/ as the description has it; npm run scenes writes it', () => {
      const file = new URL(`../../scenes/${collectionFileName(platform, fileName)}`, import.meta.url);
      expect(readFileSync(file, 'utf8')).toBe(text);
    });

    test('holds absolute 1080p coordinates, so it has a resolution and no version', () => {
      expect(collection['resolution']).toEqual({ x: 1920, y: 1080 });
      expect(collection).not.toHaveProperty('version');
    });

    test('keeps the desktop sound and the microphone, by the kinds of its platform', () => {
      const prefix = { windows: 'wasapi', linux: 'pulse', macos: 'coreaudio' }[platform];
      expect(collection.DesktopAudioDevice1).toMatchObject({
        id: `${prefix}_output_capture`,
        settings: { device_id: 'default' },
      });
      expect(collection.AuxAudioDevice1).toMatchObject({
        id: `${prefix}_input_capture`,
        settings: { device_id: 'default' },
      });
    });

    test('opens in the lobby and lists the scenes in the order of a raid', () => {
      expect(collection['current_scene']).toBe('Tarkov Lobby');
      expect(collection.scene_order.map(({ name }) => name)).toEqual([
        ...SHOWN,
        'Tarkov Kill Pop',
        'Tarkov Game',
      ]);
      expect(scenes.map(({ name }) => name)).toEqual([...SHOWN, 'Tarkov Kill Pop', 'Tarkov Game']);
    });

    test('gives each name once, over scenes, inputs and audio devices together', () => {
      const names = collection.sources.map(({ name }) => name);
      names.push(collection.DesktopAudioDevice1.name, collection.AuxAudioDevice1.name);
      expect(new Set(names).size).toBe(names.length);
    });

    test('numbers the items of each scene once, up to its counter, anchored top left', () => {
      for (const { settings } of scenes) {
        const items = settings.items ?? [];
        expect(items.map(({ id }) => id)).toEqual(items.map((_, index) => index + 1));
        expect(settings.id_counter).toBe(items.length);
        for (const item of items) expect(item).toMatchObject({ align: 5 });
      }
    });

    test('shows everything but the pop of a kill, and the texts that this look does without', () => {
      for (const { name, settings } of scenes) {
        const items = settings.items ?? [];
        const hidden = items.filter(({ visible }) => !visible).map((item) => item.name);
        if (name === 'Tarkov Lobby') expect(hidden).toContain('Tarkov Status');
        else if (name === 'Tarkov Kill Pop') expect(hidden).toHaveLength(items.length);
        else expect(hidden).toEqual([]);
      }
    });

    test('shows only what it holds, and holds only what it shows', () => {
      const shown = new Set(scenes.flatMap(({ settings }) => settings.items ?? []).map(({ name }) => name));
      const held = new Set(collection.sources.map(({ name }) => name));
      expect(shown).toEqual(new Set([...held].filter((name) => !SHOWN.includes(name))));
    });

    test('lies each of the five scenes over the game', () => {
      for (const scene of scenes.filter(({ name }) => SHOWN.includes(name))) {
        expect(scene.settings.items?.[0]?.name).toBe('Tarkov Game');
        expect(scene.private_settings).toEqual({ transition: 'Fade', transition_duration: 300 });
      }
    });

    test('has text of the kind of its platform, with the keys of both kinds', () => {
      const texts = inputs.filter(({ id }) => id.startsWith('text_'));
      const kind = platform === 'windows' ? 'text_gdiplus_v2' : 'text_ft2_source_v2';
      for (const { versioned_id, settings } of texts) {
        expect(versioned_id).toBe(kind);
        expect(Object.keys(settings)).toEqual(
          expect.arrayContaining(['text', 'font', 'color', 'opacity', 'color1', 'color2']),
        );
      }
      expect(texts.length).toBeGreaterThan(19);
    });

    test('names no file: OBS would ask for one that is not where this was made', () => {
      const images = inputs.filter(({ id }) => id === 'image_source');
      expect(images.length).toBeGreaterThan(3);
      for (const { settings } of images) expect(settings).toEqual({});
    });

    test('moves the pop of a kill by filters that are off and without effect', () => {
      const pop = scenes.find(({ name }) => name === 'Tarkov Kill Pop');
      expect(pop?.filters?.map(({ enabled, settings }) => ({ enabled, ...settings }))).toEqual([
        { enabled: false, relative: true, top: 0, bottom: 0 },
        { enabled: false, opacity: 1 },
      ]);
      const locked = scenes.flatMap(({ settings }) => (settings.items ?? []).filter((item) => item.locked));
      expect(locked.map(({ name }) => name)).toEqual(['Tarkov Kill Pop']);
    });

    test('captures the game on Windows alone: elsewhere that kind is dead', () => {
      const drawn = new Set(['color_source', 'image_source']);
      const captures = inputs.filter(({ id }) => !id.startsWith('text_') && !drawn.has(id));
      expect(captures.map(({ id }) => id)).toEqual(platform === 'windows' ? ['game_capture'] : []);
      expect(captures.every((capture) => !('versioned_id' in capture))).toBe(true);
    });
  },
);
