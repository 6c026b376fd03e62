import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createObs } from '../../src/obs/obs.js';
import { changeLook } from '../../src/obs/setup/look-change.js';
import { setUpScenes } from '../../src/obs/setup/setup.js';
import { killPop } from '../../src/show/kill-pop.js';
import { DEFAULT_LOOK } from '../../src/show/look.js';
import { paintings, type Painting } from './backdrop.js';
import { ORDINARY_TEXTS, overLink, placeIcons, setTexts, showBackdrop } from './real-obs-show.js';
import { startRealObs, type RealObs } from './real-obs.js';
import { until } from './until.js';

// The animation of a raid for README, recorded by OBS itself: `npx tsx test/support/make-animation.ts`. Needs ffmpeg.

const OUT = fileURLToPath(new URL('../../scenes/pictures/raid.webp', import.meta.url));
const CANVAS = { width: 960, height: 540 };
const FPS = 20;

const obs = await startRealObs({ canvas: CANVAS, fps: FPS });
try {
  const look = { ...DEFAULT_LOOK, name: 'bold' } as const;
  await overLink(obs, async (link) => {
    await setUpScenes(link, { look, renamed: [], without: new Set() });
    await changeLook(link, { look, renamed: [], isForced: true }, () => undefined);
  });
  await setTexts(obs, { ...ORDINARY_TEXTS, 'Tarkov Raid Kills': '3', 'Tarkov Raid Detail': '3 PMC' });
  await ground('stash');
  await obs.call('SetCurrentProgramScene', { sceneName: 'Tarkov Queue' });
  await record(obs, play);
} finally {
  await obs.dispose();
}

/** From the queue to the outcome. */
async function play(): Promise<void> {
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const service = createObs({
    ...{ address: () => ({ url: obs.url, password: null }), log, iconFolder: await placeIcons(obs) },
  });
  service.start();
  await until(() => {
    if (service.state() !== 'ready') throw new Error('OBS is not ready.');
  });
  await count('Tarkov Queue Time', ['1:31', '1:32', '1:33', '1:34']);
  await ground('snow');
  await obs.call('SetCurrentProgramScene', { sceneName: 'Tarkov In Raid' });
  await count('Tarkov Raid Time', ['17:40', '17:41']);
  await setTexts(obs, { 'Tarkov Raid Kills': '4', 'Tarkov Raid Detail': '3 PMC · 1 BOSS' });
  service.reactions.pop(killPop({ kill_count: 4 }, { enemy_type: 'boss', headshot: true }), Infinity);
  await count('Tarkov Raid Time', ['17:42', '17:43', '17:44']);
  await setTexts(obs, { 'Tarkov Outcome': 'SURVIVED', 'Tarkov Outcome Map': 'Customs · ZB-1011' });
  await obs.call('SetCurrentProgramScene', { sceneName: 'Tarkov Survived' });
  await sleep(3_000);
  await service.stop();
}

async function count(source: string, times: readonly string[]): Promise<void> {
  for (const text of times) {
    await setTexts(obs, { [source]: text });
    await sleep(1_000);
  }
}

async function ground(name: Painting): Promise<void> {
  await showBackdrop(obs, paintings[name](CANVAS.width, CANVAS.height));
}

/** Records what is played, and makes the animation of it. */
async function record({ call, home }: RealObs, playing: () => Promise<void>): Promise<void> {
  const set = (parameterName: string, parameterValue: string) =>
    call('SetProfileParameter', { parameterCategory: 'SimpleOutput', parameterName, parameterValue });
  await set('FilePath', home);
  await set('VBitrate', '8000');
  await sleep(1_500);
  await call('StartRecord');
  await sleep(500);
  await playing();
  const { outputPath } = await call('StopRecord');
  await sleep(1_500);
  const { status, stderr } = spawnSync(
    'ffmpeg',
    [
      ...[
        '-y',
        '-v',
        'error',
        '-ss',
        '0.5',
        '-i',
        outputPath,
        '-vf',
        `fps=${FPS},scale=800:-1:flags=lanczos`,
      ],
      ...['-c:v', 'libwebp_anim', '-quality', '80', '-compression_level', '6', '-loop', '0', OUT],
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`ffmpeg made no animation: ${stderr}`);
}

function ignore(): void {
  // Nobody reads the log of a picture.
}
