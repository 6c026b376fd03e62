import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { showsWhatIsStored } from '../support/converged.js';
import { createRandom } from '../support/random.js';
import { describeNewestObs } from '../support/real-obs-describe.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** Each costs a start of OBS, some two seconds. */
const ROUNDS = Number(process.env['TSP_TEST_ROUNDS'] ?? 20);
const SEED = Number(process.env['TSP_TEST_SEED'] ?? 1);

const RAID = [
  ['/raid/start', { map_name: 'Customs', character_type: 'pmc' }],
  ['/raid/matched', {}],
  ['/raid/kill', { enemy_type: 'scav' }],
  ['/raid/kill', { enemy_type: 'pmc', headshot: true }],
  ['/raid/end', { status: 'survived' }],
] as const;

describeNewestObs('OBS under fire', (build) => {
  let obs: RealObs;
  let service: ServiceProcess;

  beforeAll(async () => {
    obs = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
  });
  afterEach(() => service.kill());
  afterAll(() => obs.dispose());

  const isReady = (): Promise<void> =>
    until(async () => expect((await service.get('/obs')).json['state']).toBe('ready'));

  test(
    `after each of ${ROUNDS} kills of OBS at a random moment of a raid, all is right again`,
    async () => {
      const random = createRandom(SEED);
      service = await startServiceProcess({ obsUrl: obs.url });
      await isReady();
      for (let round = 0; round < ROUNDS; round += 1) {
        const killedAfter = random.below(RAID.length);
        const pauseMs = random.below(60);
        let killed: Promise<void> = Promise.resolve();
        for (const [index, [route, fields]] of RAID.entries()) {
          const { status } = await service.post(route, fields);
          expect([200, 201], `${route} in round ${round}`).toContain(status);
          if (index === killedAfter) {
            killed = new Promise((resolve) => setTimeout(resolve, pauseMs)).then(() => obs.kill());
          }
        }
        await killed;
        await obs.start();
        await isReady();
        await showsWhatIsStored({ service, obs });
      }
      expect((await service.get('/stats/all-time')).json).toMatchObject({
        total_raids: ROUNDS,
        total_kills: 2 * ROUNDS,
      });
    },
    60_000 + ROUNDS * 20_000,
  );

  test('a collection switch in the middle of 200 kills loses none and ends right', async () => {
    service = await startServiceProcess({ obsUrl: obs.url });
    await isReady();
    await service.post('/raid/start', { map_name: 'Factory', character_type: 'scav' });
    await service.post('/raid/matched');
    const { currentSceneCollectionName: ours } = await obs.call('GetSceneCollectionList');
    const switched = (async () => {
      await obs.call('CreateSceneCollection', { sceneCollectionName: 'Another show' });
      await obs.call('SetCurrentSceneCollection', { sceneCollectionName: ours });
    })();
    for (let kill = 0; kill < 200; kill += 1) {
      expect((await service.post('/raid/kill', { enemy_type: 'scav' })).status).toBe(201);
    }
    await switched;
    await showsWhatIsStored({ service, obs });
    expect((await service.get('/raid')).json).toMatchObject({ kill_count: 200 });
  });
});
