import { drawGlyph } from '../keys/face.js';
import { GLYPHS, type Glyph } from '../keys/glyphs.js';
import type { IconName } from '../scenes/icons.js';
import { PALETTE } from '../scenes/palette.js';
import { drawPng } from './draw-png.js';

/** Twice what the scenes show at 1080p, so that they are sharp at 1440p, too. */
const SIDE_PX = 128;

/** Where no key has such a picture. */
const HEAD: Glyph = {
  line: 'M8 21.5v-3.6c-2.2-1.4-3.5-3.7-3.5-6.7C4.5 6.3 7.7 3 12 3s7.5 3.3 7.5 8.2c0 3-1.3 5.3-3.5 6.7v3.6M12 5.8v3M12 13.4v3M6.9 11.1h3M14.1 11.1h3',
};

const DRAWN: Readonly<Record<IconName, { readonly glyph: Glyph; readonly color: string }>> = {
  skull: { glyph: GLYPHS.skull, color: PALETTE.text },
  head: { glyph: HEAD, color: PALETTE.text },
  clock: { glyph: GLYPHS.clock, color: PALETTE.text },
  door: { glyph: GLYPHS.door, color: PALETTE.text },
  map: { glyph: GLYPHS.map, color: PALETTE.text },
  chart: { glyph: GLYPHS.chart, color: PALETTE.text },
  flag: { glyph: GLYPHS.flag, color: PALETTE.text },
  pmc: { glyph: GLYPHS.soldier, color: PALETTE.text },
  scav: { glyph: GLYPHS.mask, color: PALETTE.text },
  boss: { glyph: GLYPHS.crown, color: PALETTE.text },
  raider: { glyph: GLYPHS.goggles, color: PALETTE.text },
  survived: { glyph: GLYPHS.door, color: PALETTE.ground },
  death: { glyph: GLYPHS.skull, color: PALETTE.ground },
};

/** The bytes of an icon's file; always the same. */
export function drawSceneIcon(name: IconName): Uint8Array {
  const { glyph, color } = DRAWN[name];
  const body = drawGlyph(glyph, { x: 0, y: 0, side: 24 }, color);
  return drawPng(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${body}</svg>`, SIDE_PX);
}
