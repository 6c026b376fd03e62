import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawSceneIcon } from '../../src/release/draw-scene-icons.js';
import { ICON_NAMES, ICONS } from '../../src/scenes/icons.js';

const FOLDER = new URL('../../scenes/icons/', import.meta.url);

test.each(ICON_NAMES)('the icon %s is as it is drawn; npm run scenes writes it', (name) => {
  expect(readFileSync(new URL(ICONS[name].file, FOLDER))).toEqual(Buffer.from(drawSceneIcon(name)));
});

test('there is one file for each, and no other', () => {
  expect(readdirSync(FOLDER).sort()).toEqual(ICON_NAMES.map((name) => ICONS[name].file).sort());
});
