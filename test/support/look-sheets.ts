import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { changeLook } from '../../src/obs/setup/look-change.js';
import { setUpScenes } from '../../src/obs/setup/setup.js';
import { DEFAULT_LOOK, LOOK_NAMES, type LookChoice } from '../../src/show/look.js';
import { paintings, type Painting } from './backdrop.js';
import { encodePng, type Picture } from './png.js';
import {
  LONGEST_TEXTS,
  ORDINARY_TEXTS,
  overLink,
  photograph,
  setTexts,
  showBackdrop,
  showIcons,
  SHORTEST_TEXTS,
  SHOWN_SCENES,
} from './real-obs-show.js';
import { obsBuilds, startRealObs, type RealObs } from './real-obs.js';

// Every look, scene, canvas and length of words on contact sheets, drawn by OBS itself:
// `npx tsx test/support/look-sheets.ts FOLDER [look] [width×height] [side]`.

const CANVASES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 2560, height: 1440 },
  { width: 1080, height: 1920 },
];
const TEXTS = { shortest: SHORTEST_TEXTS, ordinary: ORDINARY_TEXTS, longest: LONGEST_TEXTS };
/** What each row of a sheet shows, and over what. */
const ROWS: readonly (readonly [keyof typeof TEXTS, Painting])[] = [
  ['shortest', 'stash'],
  ['ordinary', 'snow'],
  ['ordinary', 'indoor'],
  ['longest', 'snow'],
];
const GAP = 8;

const [folder = 'look-sheets', onlyLook = 'all', onlyCanvas, side = 'left'] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
for (const build of obsBuilds().slice(-1))
  for (const canvas of CANVASES) {
    const size = `${canvas.width}x${canvas.height}`;
    if (onlyCanvas !== undefined && onlyCanvas !== size) continue;
    const obs = await startRealObs({ build, canvas, fps: 20 });
    try {
      for (const name of LOOK_NAMES.filter((one) => onlyLook === 'all' || onlyLook === one)) {
        await wear(obs, { ...DEFAULT_LOOK, name, side: side === 'right' ? 'right' : 'left' });
        const file = path.join(folder, `${name}-${size}${side === 'right' ? '-right' : ''}.png`);
        await writeFile(file, await sheet(obs, canvas));
        process.stdout.write(`${file} (OBS ${build.name})\n`);
      }
    } finally {
      await obs.dispose();
    }
  }

/** Makes the scenes in that look, or gives it to those that are there. */
async function wear(obs: RealObs, look: LookChoice): Promise<void> {
  await overLink(obs, async (link) => {
    await setUpScenes(link, { look, renamed: [], without: new Set() });
    await changeLook(link, { look, renamed: [], isForced: true }, () => undefined);
  });
  await showIcons(obs);
}

async function sheet(obs: RealObs, canvas: { width: number; height: number }): Promise<Buffer> {
  const cellWidth = canvas.height > canvas.width ? 270 : 480;
  const cellHeight = Math.floor((cellWidth * canvas.height) / canvas.width);
  const width = SHOWN_SCENES.length * (cellWidth + GAP) + GAP;
  const height = ROWS.length * (cellHeight + GAP) + GAP;
  const whole = { width, height, channels: 3, pixels: new Uint8Array(width * height * 3).fill(128) };
  let backdrop: Painting | null = null;
  for (const [row, [words, painting]] of ROWS.entries()) {
    if (painting !== backdrop) await showBackdrop(obs, paintings[painting](canvas.width, canvas.height));
    backdrop = painting;
    await setTexts(obs, TEXTS[words]);
    for (const [column, scene] of SHOWN_SCENES.entries()) {
      const outcome =
        scene === 'Tarkov Survived' && words === 'ordinary' ? 'SURVIVED' : TEXTS[words]['Tarkov Outcome'];
      await setTexts(obs, { 'Tarkov Outcome': outcome ?? '' });
      const picture = await photograph(obs, scene, { width: cellWidth });
      paste(whole, picture, GAP + column * (cellWidth + GAP), GAP + row * (cellHeight + GAP));
    }
  }
  return encodePng(whole);
}

function paste(to: Picture, from: Picture, left: number, top: number): void {
  for (let y = 0; y < from.height; y += 1)
    for (let x = 0; x < from.width; x += 1)
      for (let channel = 0; channel < 3; channel += 1)
        to.pixels[((top + y) * to.width + left + x) * 3 + channel] =
          from.pixels[(y * from.width + x) * from.channels + channel] ?? 0;
}
