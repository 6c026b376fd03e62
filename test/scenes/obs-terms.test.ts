import { expect, test } from 'vitest';
import { inputKind, isOfFamily } from '../../src/scenes/input-kind.js';
import { fitTransform, itemTransform } from '../../src/scenes/item-transform.js';
import { abgr, bgr, contrast, readable } from '../../src/scenes/palette.js';
import { LANDSCAPE } from '../../src/scenes/scene-description.js';

test('colours are kept with blue first, and alpha before it', () => {
  expect(bgr('#C9B37E')).toBe(0x7eb3c9);
  expect(abgr('#C9B37E')).toBe(0xff7eb3c9);
  expect(abgr('#0E1011', 94)).toBe(0xf011100e);
});

test('the newest version of a kind is taken, by number', () => {
  const kinds = ['color_source', 'color_source_v3', 'color_source_v2', 'text_gdiplus_v9', 'text_gdiplus_v10'];
  expect(inputKind('color', kinds)).toBe('color_source_v3');
  expect(inputKind('text', kinds)).toBe('text_gdiplus_v10');
});

test('a family that this OBS does not have has no kind', () => {
  expect(inputKind('game_capture', ['text_ft2_source_v2'])).toBeNull();
  expect(inputKind('text', ['text_ft2_sourceful'])).toBeNull();
});

test('inputs of every version belong to their family', () => {
  expect(isOfFamily('text_ft2_source', 'text')).toBe(true);
  expect(isOfFamily('text_gdiplus_v3', 'text')).toBe(true);
  expect(isOfFamily('browser_source', 'text')).toBe(false);
});

test('on a smaller canvas the layout is smaller, on a wider one it is in the middle', () => {
  const box = itemTransform(
    { type: 'box', source: 'Tarkov Panel', rect: { x: 40, y: 40, width: 600, height: 300 } },
    'linux',
    1,
    LANDSCAPE,
  );
  expect(fitTransform(box, LANDSCAPE, { width: 960, height: 540 })).toMatchObject({
    positionX: 20,
    scale: 0.5,
    boundsWidth: 300,
  });
  expect(fitTransform(box, LANDSCAPE, { width: 2560, height: 1080 })).toMatchObject({
    positionX: 360,
    positionY: 40,
    boundsWidth: 600,
  });
});

test('an accent that is too dark for letters is lightened for them, and no more than needed', () => {
  expect(contrast('#FFFFFF', '#000000')).toBeCloseTo(21);
  const panel = '#3B3C3C';
  expect(readable('#F0E060', panel)).toBe('#F0E060');
  const lightened = readable('#203080', panel);
  expect(contrast(lightened, panel)).toBeGreaterThanOrEqual(4.5);
  expect(contrast(lightened, panel)).toBeLessThan(6);
});
