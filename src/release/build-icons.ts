import fs from 'node:fs';
import path from 'node:path';
import { drawFace, type Face } from '../keys/face.js';
import { listPictured } from '../keys/key-list.js';
import { PACKAGE_ROOT } from '../lib/package-root.js';
import { pack, type PackedFile } from './archive.js';
import { drawPng } from './draw-png.js';

// Part of `npm run build`: the pictures of all keys in one zip, for decks to take and for the pages to show.

const OUT = path.join(PACKAGE_ROOT, 'dist', 'icons');

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
  return { path: `${name}.png`, bytes: drawPng(drawFace(face, pixels)), isProgram: false };
}
