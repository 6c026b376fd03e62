import { describe, expect, it } from 'vitest';
import { readPageFiles } from '../../src/http/pages/page-files.js';
import { drawFace, type Face } from '../../src/keys/face.js';
import { GLYPHS } from '../../src/keys/glyphs.js';
import { listPictured } from '../../src/keys/key-list.js';
import { DECKS } from '../../src/keys/layouts.js';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { call, startService } from '../http/service.js';

const FACE: Face = { glyph: 'skull', title: 'PMC kill' };

describe('the pictures of keys', () => {
  it('are there for every key of the list, in each size, and in the zip to download', async () => {
    const files = readPageFiles(PACKAGE_ROOT);
    const service = await startService({ pageFiles: files });
    const { json } = await call(service.port, 'GET', '/keys');
    const keys = json['keys'] as readonly { readonly id: string; readonly picture: string }[];
    for (const { id, picture } of keys) {
      const answer = await call(service.port, 'GET', picture);
      expect([id, answer.status, answer.headers['content-type']]).toEqual([id, 200, 'image/png']);
      for (const [folder, side] of Object.entries({ '72': 72, '144': 144, '144-no-title': 144 })) {
        const bytes = files.find(({ path }) => path === `/icons/${folder}/${id}.png`)?.bytes;
        expect([id, bytes?.readUInt32BE(16), bytes?.readUInt32BE(20)]).toEqual([id, side, side]);
      }
    }
    const zip = await call(service.port, 'GET', '/icons/tarkov-icons.zip');
    expect(zip.headers['content-disposition']).toBe('attachment; filename="tarkov-icons.zip"');
    await service.stop();
  });

  it('differ from each other without colours as well', () => {
    const faces = listPictured().map(({ face }) => drawFace({ ...face, title: '' }, 72));
    const shapes = faces.map((svg) => svg.replaceAll(/(?:fill|stroke)="#\w+"/g, ''));
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});

describe('the face of a key', () => {
  it('uses only what the small SVG of deck apps knows', () => {
    for (const glyph of Object.keys(GLYPHS) as (keyof typeof GLYPHS)[]) {
      for (const state of [undefined, 'next', 'chosen', 'off'] as const) {
        const svg = drawFace({ ...FACE, glyph, badge: 'plus', figure: '12', ...(state && { state }) }, 144);
        const tags = new Set(Array.from(svg.matchAll(/<(\w+)/g), ([, tag]) => tag));
        expect(['svg', 'g', 'rect', 'path', 'text']).toEqual(expect.arrayContaining([...tags]));
        expect(svg).not.toMatch(/style=|class=|href|currentColor|NaN|undefined/);
      }
    }
  });

  it('shows each state by more than a colour', () => {
    const shapeOf = (state?: Face['state']): string =>
      drawFace({ ...FACE, ...(state && { state }) }, 72).replaceAll(/#\w{6}/g, '');
    const shapes = [shapeOf(), shapeOf('chosen'), shapeOf('off')];
    expect(new Set(shapes).size).toBe(shapes.length);
    // The next key is light where the others are dark: it differs in brightness, and says what it does.
    expect(drawFace({ ...FACE, state: 'next' }, 72)).toContain('fill="#e8e6de"/>');
  });

  it('breaks a long title where its lines are about as long, and cuts what would be too small to read', () => {
    const lines = (title: string): string[] =>
      Array.from(drawFace({ ...FACE, title }, 72).matchAll(/>([^<>]+)<\/text>/g), ([, line = '']) => line);
    expect(lines('Undo')).toEqual(['Undo']);
    expect(lines('Streets of Tarkov')).toEqual(['Streets', 'of Tarkov']);
    expect(lines('Last raid:\ndied')).toEqual(['Last raid:', 'died']);
    expect(lines('A map that nobody knows by this long name')[0]).toMatch(/^A map.*…$/);
  });

  it('writes what was typed as text, and leaves out what XML cannot say', () => {
    const svg = drawFace({ ...FACE, title: '<b>&"\u0000\ud800' }, 72);
    expect(svg).toContain('&#60;b&#62;&#38;&#34;</text>');
  });
});

describe('the layouts', () => {
  it('fit their decks, and name no key that is not in the list, beside those of the plugin', () => {
    const known = new Set(listPictured().map(({ id }) => id));
    for (const { plan, columns, rows, dials, dialPlan } of DECKS) {
      expect(plan.map((row) => row.length)).toEqual(Array.from({ length: rows }, () => columns));
      expect(dialPlan.length).toBeLessThanOrEqual(dials);
      const first = plan.flat().map((place) => (typeof place === 'string' ? place : place[0]));
      expect(first.filter((id) => !known.has(id))).toEqual([]);
      expect(new Set(first).size).toBe(first.length);
    }
  });
});
