import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { obsBuilds, startRealObs } from '../support/real-obs.js';
import { benchPresses } from './press-bench.js';

const COLLECTION = fileURLToPath(new URL('../../scenes/tarkov-stream.linux.json', import.meta.url));
const TEXT_KIND = 'text_ft2_source_v2';

/** Real OBS where there is one; figures are ratios within this run, so that they mean the same on every machine. */
async function main(): Promise<void> {
  const [build] = obsBuilds();
  if (build === undefined) {
    process.stdout.write('There is no OBS on this machine: install obs-studio and xvfb to measure.\n');
    process.exitCode = 1;
    return;
  }
  const { name } = JSON.parse(fs.readFileSync(COLLECTION, 'utf8')) as { name: string };
  const obs = await startRealObs({ build, collectionFiles: [COLLECTION], collection: name, fps: 30 });
  try {
    process.stdout.write(`Against real OBS ${build.name}, Node ${process.version}.\n`);
    const rows = await benchPresses(obs.url, TEXT_KIND);
    // eslint-disable-next-line no-console -- a table is what people read here
    console.table(rows);
  } finally {
    await obs.dispose();
  }
}

await main();
process.exit();
