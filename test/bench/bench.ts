import { DEFAULT_SHOW } from '../../src/overlay/default-show.js';
import { startFakeObs } from '../support/fake-obs.js';
import { obsBuilds } from '../support/real-obs.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { benchPresses, FLOOR_INPUTS } from './press-bench.js';

const TEXT_KIND = 'text_ft2_source_v2';

interface Stage {
  readonly name: string;
  readonly url: string;
  dispose(): Promise<void>;
}

/** Real OBS where there is one, else the fake; figures are ratios within this run, to mean the same on every machine. */
async function setStage(): Promise<Stage> {
  const [build] = obsBuilds();
  return build === undefined ? setFakeStage() : setRealStage();
}

async function setRealStage(): Promise<Stage> {
  const obs = await startObsWithScenes(undefined, { fps: 30 });
  for (const inputName of FLOOR_INPUTS) {
    await obs.call('CreateInput', {
      sceneName: 'Tarkov In Raid',
      inputName,
      inputKind: TEXT_KIND,
      inputSettings: { text: '0' },
    });
  }
  return { name: `real OBS ${obs.build.name}`, url: obs.url, dispose: () => obs.dispose() };
}

async function setFakeStage(): Promise<Stage> {
  const fake = await startFakeObs();
  for (const scene of new Set(Object.values(DEFAULT_SHOW.scenes))) fake.model.addScene(scene ?? '');
  for (const input of [...Object.keys(DEFAULT_SHOW.texts), ...FLOOR_INPUTS]) fake.model.addInput(input);
  return { name: 'the fake OBS (no OBS here)', url: fake.url, dispose: () => fake.stop() };
}

const stage = await setStage();
try {
  process.stdout.write(`Against ${stage.name}, Node ${process.version}.\n`);
  // eslint-disable-next-line no-console -- a table is what people read here
  console.table(await benchPresses(stage.url));
} finally {
  await stage.dispose();
}
process.exit();
