import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { changeLook } from '../../src/obs/setup/look-change.js';
import { DEFAULT_LOOK, LOOK_NAMES } from '../../src/show/look.js';
import { paintings, type Painting } from './backdrop.js';
import { CONTACT_SHEET, createContactSheet } from './contact-sheet.js';
import {
  ORDINARY_TEXTS,
  overLink,
  setTexts,
  showBackdrop,
  showIcons,
  SHOWN_SCENES,
  startObsWithScenes,
  waitForFrames,
} from './real-obs-show.js';
import type { RealObs } from './real-obs.js';

// The pictures of our scenes in scenes/pictures, and of the looks for the set-up page, drawn by OBS itself:
// `npx tsx test/support/make-pictures.ts`.
const folder = fileURLToPath(new URL('../../scenes/pictures/', import.meta.url));
const looks = fileURLToPath(new URL('../../src/dock/static/looks/', import.meta.url));
const [LOBBY, QUEUE, IN_RAID, SURVIVED, DEATH] = SHOWN_SCENES;
const OVER: Readonly<Record<(typeof SHOWN_SCENES)[number], Painting>> = {
  [LOBBY]: 'stash',
  [QUEUE]: 'hills',
  [IN_RAID]: 'snow',
  [SURVIVED]: 'snow',
  [DEATH]: 'indoor',
};

for (const made of [folder, looks]) await mkdir(made, { recursive: true });
const obs = await startObsWithScenes();
try {
  await setTexts(obs, ORDINARY_TEXTS);
  for (const scene of SHOWN_SCENES) {
    await showBackdrop(obs, paintings[OVER[scene]]());
    await setTexts(obs, outcomeOf(scene));
    await save(scene, `${scene.replace('Tarkov ', '').replace(' ', '-').toLowerCase()}.png`);
  }
  await showBackdrop(obs, paintings.hills());
  await createContactSheet(obs, [LOBBY, QUEUE, IN_RAID, SURVIVED], 2);
  await setTexts(obs, outcomeOf(SURVIVED));
  for (const name of LOOK_NAMES) {
    await wear(obs, name);
    await save(CONTACT_SHEET, `${name}.png`, 960, looks);
  }
} finally {
  await obs.dispose();
}

function outcomeOf(scene: string): Record<string, string> {
  return scene === SURVIVED
    ? { 'Tarkov Outcome': 'SURVIVED', 'Tarkov Outcome Map': 'Customs · ZB-1011' }
    : { 'Tarkov Outcome': 'KILLED IN ACTION', 'Tarkov Outcome Map': 'Customs' };
}

async function wear(obs: RealObs, name: (typeof LOOK_NAMES)[number]): Promise<void> {
  await overLink(obs, async (link) => {
    const look = { ...DEFAULT_LOOK, name };
    await changeLook(link, { look, renamed: [], isForced: true }, () => undefined);
  });
  await showIcons(obs);
}

async function save(scene: string, file: string, width = 1280, into = folder): Promise<void> {
  // Text is drawn on OBS's next frame, the picture behind it after it is read from disk.
  await sleep(1_000);
  await waitForFrames(obs);
  await writeFile(`${into}${file}`, await obs.screenshot(scene, { width, height: (width * 9) / 16 }));
}
