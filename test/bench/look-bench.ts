import { setTimeout as sleep } from 'node:timers/promises';
import { setUpScenes } from '../../src/obs/setup/setup.js';
import { LOOK_NAMES } from '../../src/show/look.js';
import { paintings } from '../support/backdrop.js';
import type { ObsBuild } from '../support/real-obs-builds.js';
import { giveLook, ORDINARY_TEXTS, overLink, setTexts, showBackdrop } from '../support/real-obs-show.js';
import { startRealObs, type RealObs } from '../support/real-obs.js';
import { spreadOf } from './measure.js';

const SCENES = ['Tarkov Lobby', 'Tarkov In Raid', 'Tarkov Survived'] as const;
const EMPTY = 'Nothing';
/** `Tarkov Game` in a scene, as in each of ours, and nothing over it: most of the cost is that OBS draws it twice. */
const BARE = 'The game alone';
const ROUNDS = 3;
/** OBS tells the mean of its last whole second. */
const SETTLE_MS = 2_500;

type Rows = Record<string, string>[];

/** What a frame costs OBS with each look on air, beside a scene with nothing in it and one with the game alone, as a picture. */
export async function benchLooks(builds: readonly ObsBuild[]): Promise<Rows> {
  const rows: Rows = [];
  for (const build of builds) rows.push(...(await benchLooksIn(build)));
  return rows;
}

async function benchLooksIn(build: ObsBuild): Promise<Rows> {
  const obs = await startRealObs({ build, fps: 10 });
  try {
    await overLink(obs, (link) => setUpScenes(link));
    await obs.call('CreateScene', { sceneName: EMPTY });
    await obs.call('CreateScene', { sceneName: BARE });
    await obs.call('CreateSceneItem', { sceneName: BARE, sourceName: 'Tarkov Game' });
    await showBackdrop(obs, paintings.indoor());
    await setTexts(obs, ORDINARY_TEXTS);
    const samples = new Map<string, number[]>();
    const sample = async (what: string, scene: string): Promise<void> => {
      const ms = await frameMs(obs, scene);
      samples.set(what, [...(samples.get(what) ?? []), ms]);
    };
    // In turns: what else the machine does falls on all of them.
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of LOOK_NAMES) {
        await giveLook(obs, { name });
        for (const scene of [EMPTY, BARE]) await sample(scene, scene);
        for (const scene of SCENES) await sample(`${name}, ${scene}`, scene);
      }
    }
    const middle = (what: string): number => spreadOf(samples.get(what) ?? []).p50;
    return [...samples.keys()].map((what) => ({
      what: `OBS ${build.name}: ${what}`,
      'a frame': `${middle(what).toFixed(2)} ms`,
      'to nothing': `${(middle(what) / middle(EMPTY)).toFixed(2)} ×`,
      'to the game alone': `${(middle(what) / middle(BARE)).toFixed(2)} ×`,
    }));
  } finally {
    await obs.dispose();
  }
}

async function frameMs(obs: RealObs, sceneName: string): Promise<number> {
  await obs.call('SetCurrentProgramScene', { sceneName });
  await sleep(SETTLE_MS);
  return (await obs.call('GetStats')).averageFrameRenderTime;
}
