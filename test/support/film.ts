import { mkdir, writeFile } from 'node:fs/promises';
import { createObs } from '../../src/obs/obs.js';
import { changeLook } from '../../src/obs/setup/look-change.js';
import { setUpScenes } from '../../src/obs/setup/setup.js';
import { DEFAULT_LOOK, LOOK_NAMES } from '../../src/show/look.js';
import { paintings } from './backdrop.js';
import { ORDINARY_TEXTS, overLink, placeIcons, setTexts, showBackdrop, waitForFrames } from './real-obs-show.js';
import { obsBuilds, startRealObs } from './real-obs.js';
const folder = '/tmp/motion/film';
await mkdir(folder, { recursive: true });
const [only = 'all', canvasArg = '1920x1080', side = 'left'] = process.argv.slice(2);
const [width = 1920, height = 1080] = canvasArg.split('x').map(Number);
const build = obsBuilds().at(-1)!;
const obs = await startRealObs({ build, fps: 30, canvas: { width, height } });
try {
  await overLink(obs, (link) => setUpScenes(link));
  await showBackdrop(obs, paintings.snow(width, height));
  await setTexts(obs, ORDINARY_TEXTS);
  await obs.call('SetCurrentProgramScene', { sceneName: 'Tarkov In Raid' });
  const log = { debug() {}, info() {}, warn: console.log, error: console.log };
  const ours = createObs({ address: () => ({ url: obs.url, password: null }), log, iconFolder: await placeIcons(obs) });
  ours.start();
  while (ours.state() !== 'ready') await new Promise((r) => setTimeout(r, 50));
  for (const name of LOOK_NAMES.filter((n) => only === 'all' || n === only)) {
    await overLink(obs, (link) => changeLook(link, { look: { ...DEFAULT_LOOK, name, side: side as 'left' }, renamed: [], isForced: true, isPreview: false }));
    await new Promise((r) => setTimeout(r, 800));
    ours.reactions.pop({ enemy: 'boss', killWords: 'KILL 114', enemyWords: 'RAIDER · HEADSHOT' }, performance.now() + 3000);
    const shots: [number, Buffer][] = [];
    const from = performance.now();
    while (performance.now() - from < 2600) {
      const png = await obs.screenshot('Tarkov In Raid', { width: Math.round(width/2), height: Math.round(height/2) });
      shots.push([performance.now() - from, png]);
    }
    console.log(name, shots.length, shots.map(([t]) => Math.round(t)).join(' '));
    for (const [index, [, png]] of shots.entries()) await writeFile(`${folder}/${name}-${canvasArg}-${String(index).padStart(2, '0')}.png`, png);
    console.log(JSON.stringify((await obs.call('GetSourceFilterList', { sourceName: 'Tarkov Kill Pop' })).filters));
    const { sceneItems } = await obs.call('GetSceneItemList', { sceneName: 'Tarkov Kill Pop' });
    console.log(sceneItems.map((i) => `${i['sourceName']}:${i['sceneItemEnabled']}`).join(' '));
  }
  await ours.stop();
} finally { await obs.dispose(); }
