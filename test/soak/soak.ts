// A streamer's worst evening, by chance but repeatable: npx tsx test/soak/soak.ts [minutes] [seed]
// Random presses while OBS is killed, its sources are renamed and edited by hand, its collection is switched and its
// scenes are chosen by hand. At each quiet point everything on screen must be what is stored.
import { showsWhatIsStored } from '../support/converged.js';
import { createRandom, type Random } from '../support/random.js';
import { obsBuilds } from '../support/real-obs.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { startServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { createStage, type Stage } from './stage.js';

const minutes = Number(process.argv[2] ?? 10);
const seed = Number(process.argv[3] ?? 1);
const ACTIONS_BETWEEN_CHECKS = 25;

const PRESSES: readonly (readonly [route: string, fields: object])[] = [
  ['/raid/start', { map_name: 'Customs', character_type: 'pmc' }],
  ['/raid/start', { map_name: 'labs', character_type: 'scav' }],
  ['/raid/matched', {}],
  ['/raid/matched', {}],
  ['/raid/kill', { enemy_type: 'scav' }],
  ['/raid/kill', { enemy_type: 'pmc', headshot: true, weapon_used: 'M4A1' }],
  ['/raid/kill', { enemy_type: 'boss' }],
  ['/raid/end', { status: 'survived' }],
  ['/raid/end', { status: 'died' }],
  ['/raid/end', { status: 'mia' }],
  ['/raid/update', { map_name: 'Woods' }],
  ['/raid/cancel', {}],
  ['/undo', {}],
  ['/redo', {}],
];

async function press(stage: Stage, random: Random, counts: Map<string, number>): Promise<void> {
  const [route, fields] = random.pick(PRESSES);
  const { status } = await stage.service.post(route, fields);
  if (status >= 500) throw new Error(`${route} was answered ${status}`);
  const what = status < 300 ? 'presses taken' : 'presses refused';
  counts.set(what, (counts.get(what) ?? 0) + 1);
}

async function main(): Promise<void> {
  const [build] = obsBuilds();
  if (build === undefined) throw new Error('There is no OBS on this machine: install obs-studio and xvfb.');
  const obs = await startObsWithScenes(build);
  const service = await startServiceProcess({ obsUrl: obs.url, env: { TSP_LOG_LEVEL: 'warn' } });
  const random = createRandom(seed);
  const counts = new Map<string, number>();
  const stage = createStage(obs, service, random);
  const mishaps: string[] = [];
  const endsAt = Date.now() + minutes * 60_000;
  try {
    await stage.prepare();
    while (Date.now() < endsAt) {
      for (let action = 0; action < ACTIONS_BETWEEN_CHECKS; action += 1) {
        if (random.next() < 0.9) await press(stage, random, counts);
        else {
          const mishap = await stage.mishap();
          mishaps.push(mishap);
          counts.set(mishap, (counts.get(mishap) ?? 0) + 1);
        }
        await new Promise((resolve) => setTimeout(resolve, random.below(200)));
      }
      await until(async () => {
        const { json } = await service.get('/obs');
        if (json['state'] !== 'ready') throw new Error(`OBS is ${String(json['state'])}`);
      });
      await showsWhatIsStored({ service, obs, names: stage.names() });
      await stage.checkScene();
      mishaps.push('all right');
      counts.set('quiet points, all right', (counts.get('quiet points, all right') ?? 0) + 1);
    }
    process.stdout.write(`OBS ${build.name}, ${minutes} minutes, seed ${seed}:\n`);
    for (const [what, count] of [...counts].sort())
      process.stdout.write(`  ${String(count).padStart(6)}  ${what}\n`);
  } catch (error) {
    process.stdout.write(`Seed ${seed}, the mishaps before: ${mishaps.slice(-20).join(', ')}\n`);
    process.stdout.write(`GET /obs: ${JSON.stringify((await service.get('/obs')).json, null, 2)}\n`);
    throw error;
  } finally {
    await service.kill();
    await obs.dispose();
  }
}

await main();
process.exit();
