import { mkdir, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { backdropPng } from './backdrop.js';
import { CONTACT_SHEET, createContactSheet } from './contact-sheet.js';
import { ORDINARY_TEXTS, setTexts, showBackdrop, SHOWN_SCENES, startObsWithScenes } from './real-obs-show.js';

// The pictures of our scenes in scenes/pictures, drawn by OBS itself: `npx tsx test/support/make-pictures.ts`.
const folder = fileURLToPath(new URL('../../scenes/pictures/', import.meta.url));
await mkdir(folder, { recursive: true });
const obs = await startObsWithScenes();
try {
  await showBackdrop(obs, backdropPng());
  await setTexts(obs, ORDINARY_TEXTS);
  const [lobby, queue, inRaid, survived, death] = SHOWN_SCENES;
  await createContactSheet(obs, [lobby, queue, inRaid, death], 2);
  for (const scene of SHOWN_SCENES) {
    await setTexts(obs, { 'Tarkov Outcome': scene === survived ? 'SURVIVED' : 'KILLED IN ACTION' });
    // Text is drawn on OBS's next frame, the picture behind it after it is read from disk.
    await sleep(1_000);
    await save(scene, `${scene.replace('Tarkov ', '').replace(' ', '-').toLowerCase()}.png`);
  }
  await save(CONTACT_SHEET, 'overview.png');
} finally {
  await obs.dispose();
}

async function save(scene: string, file: string): Promise<void> {
  await writeFile(`${folder}${file}`, await obs.screenshot(scene, { width: 1280, height: 720 }));
}
