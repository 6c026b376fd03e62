import { initWasm, Resvg } from '@resvg/resvg-wasm';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { drawFace, type Face } from '../keys/face.js';
import { listPictured } from '../keys/key-list.js';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { pack, type PackedFile } from './archive.js';

// Part of `npm run build`: the pictures of all keys in one zip, for decks to take and for the pages to show. The program
// that draws them runs as WebAssembly and brings its font, so that the same sources give the same bytes on every PC.

const require = createRequire(import.meta.url);
const OUT = path.join(PACKAGE_ROOT, 'dist', 'icons');

await initWasm(fs.readFileSync(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
const font = fs.readFileSync(require.resolve('dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf'));

const files = listPictured().flatMap(({ id, face, isTitledByChoice }) => {
  const untitled: Face = { ...face, title: null };
  const titled = isTitledByChoice === true ? untitled : face;
  return [
    picture(`72/${id}`, titled, 72),
    picture(`144/${id}`, titled, 144),
    picture(`144-no-title/${id}`, untitled, 144),
  ];
});
fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(OUT, { recursive: true });
fs.writeFileSync(path.join(OUT, 'tarkov-icons.zip'), pack(files, 'zip'));

function picture(name: string, face: Face, pixels: number): PackedFile {
  const options = { fontBuffers: [font], defaultFontFamily: 'DejaVu Sans Condensed' };
  const image = new Resvg(drawFace(face, pixels), { font: options });
  const bytes = image.render().asPng();
  image.free();
  return { path: `${name}.png`, bytes, isProgram: false };
}
