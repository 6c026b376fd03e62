import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { startFakeObs } from '../support/fake-obs.js';
import { obsBuilds } from '../support/real-obs.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { benchDeck } from './deck-bench.js';
import { benchDock } from './dock-bench.js';
import { benchGrowth, SIZES } from './growth-bench.js';
import { benchLongWork } from './long-work-bench.js';
import { benchLooks } from './look-bench.js';
import { benchMigrations } from './migration-bench.js';
import { benchPresses, benchReactions, FLOOR_INPUTS } from './press-bench.js';
import { benchRest } from './rest-bench.js';
import { countStatements } from './statements.js';

type Rows = readonly Readonly<Record<string, string>>[];

/** `npm run bench` runs all of them, `npm run bench growth` one. */
const SECTIONS: Readonly<Record<string, { readonly title: string; readonly run: () => Promise<Rows> }>> = {
  press: {
    title: 'A press, beside a bare server that does the least possible',
    run: () => onStage(benchPresses),
  },
  reactions: { title: 'Eight reactions on a kill, beside none', run: () => onStage(benchReactions) },
  statements: { title: 'What SQLite is asked', run: () => onStage(countStatements) },
  growth: { title: 'The same after more and more raids', run: () => benchGrowth(SIZES) },
  migration: { title: 'The first start after an update, with 1,000,000 raids', run: benchMigrations },
  long: { title: 'A press beside long work, with 10,000 raids', run: benchLongWork },
  rest: { title: 'While nothing is pressed', run: () => benchRest(obsBuilds()) },
  looks: { title: 'A frame of OBS with each look, by software', run: () => benchLooks(obsBuilds()) },
  dock: { title: 'The dock, beside a bare page', run: benchDock },
  deck: { title: "A press on the plugin of Elgato's app", run: benchDeck },
};

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

async function onStage(bench: (obsUrl: string) => Promise<Rows>): Promise<Rows> {
  const stage = await setStage();
  try {
    process.stdout.write(`Against ${stage.name}.\n`);
    return await bench(stage.url);
  } finally {
    await stage.dispose();
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(SECTIONS, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no section ${unknown.join(', ')}; there are ${Object.keys(SECTIONS).join(', ')}.\n`,
  );
  process.exit(1);
}
process.stdout.write(`Node ${process.version}.\n`);
for (const [name, { title, run }] of Object.entries(SECTIONS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n${title}\n`);
  const rows = await run();
  // eslint-disable-next-line no-console -- a table is what people read here
  console.table(Object.fromEntries(rows.map(({ what, ...figures }) => [what, figures])));
}
process.exit();
