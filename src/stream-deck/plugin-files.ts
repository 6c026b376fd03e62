import { drawFace, drawGlyph } from '../keys/face.js';
import { GLYPHS, type Glyph } from '../keys/glyphs.js';
import { ACTIONS } from './actions/actions.js';
import { DIAL_LAYOUT, manifest } from './manifest.js';

/** What the build writes into the plugin's folder beside code and pages: path and text of each file. */
export function pluginFiles(version: string): Readonly<Record<string, string>> {
  return {
    'manifest.json': json(manifest(version)),
    'layouts/face.json': json(DIAL_LAYOUT),
    // Tells Node that the code is an ES module.
    'bin/package.json': json({ type: 'module' }),
    '.sdignore': 'logs/\n',
    'icons/category.svg': icon(GLYPHS.target, 28),
    ...Object.fromEntries(
      ACTIONS.flatMap(({ id, name, glyph }) => [
        [`icons/${id}.svg`, icon(GLYPHS[glyph], 20)],
        [`icons/${id}-key.svg`, drawFace({ glyph, title: name, accent: 'quiet' }, 72)],
      ]),
    ),
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** In white alone: the app colours such icons itself. */
function icon(glyph: Glyph, pixels: number): string {
  const picture = drawGlyph(glyph, { x: 0, y: 0, side: pixels }, '#FFFFFF');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels}" height="${pixels}">${picture}</svg>\n`;
}
