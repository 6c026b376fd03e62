import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { describeEachObs } from '../support/real-obs-describe.js';
import { startServiceHere } from '../support/service-here.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

/** Short enough to wait for, long enough that the steps before it are seen. */
const POST_RAID_SECONDS = 4;

describeEachObs('a raid on the air', (build) => {
  let obs: RealObs;
  let service: ServiceProcess | undefined;

  beforeAll(async () => {
    obs = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
  });
  afterEach(async () => {
    await service?.kill();
    service = undefined;
  });
  afterAll(() => obs.dispose());

  async function startService(folder = temporaryFolder()): Promise<ServiceProcess> {
    fs.writeFileSync(
      path.join(folder, 'show.json'),
      JSON.stringify({ post_raid_seconds: POST_RAID_SECONDS }),
    );
    service = await startServiceProcess({ folder, obsUrl: obs.url });
    return service;
  }

  async function textOf(inputName: string): Promise<unknown> {
    const { inputSettings } = (await obs.call('GetInputSettings', { inputName })) as {
      inputSettings: { text?: string };
    };
    return inputSettings.text;
  }

  async function programScene(): Promise<string> {
    const { currentProgramSceneName } = (await obs.call('GetSceneList')) as {
      currentProgramSceneName: string;
    };
    return currentProgramSceneName;
  }

  const showsScene = (name: string): Promise<void> =>
    until(async () => expect(await programScene()).toBe(name));
  const showsText = (source: string, text: string | RegExp): Promise<void> =>
    until(async () => {
      const shown = await textOf(source);
      if (typeof text === 'string') expect(shown, source).toBe(text);
      else expect(shown, source).toMatch(text);
    });

  async function ready(on: ServiceProcess): Promise<void> {
    await until(async () => expect((await on.get('/obs')).json).toMatchObject({ state: 'ready' }));
  }

  it('moves through the scenes and sets every text to the right words', async () => {
    const on = await startService();
    await ready(on);
    await showsScene('Tarkov Lobby');

    expect((await on.post('/raid/start', { character_type: 'pmc', map_name: 'streets' })).status).toBe(201);
    await showsScene('Tarkov Queue');
    await showsText('Tarkov Status', 'QUEUE');
    await showsText('Tarkov Map', 'Streets of Tarkov');
    await showsText('Tarkov Queue Time', /^0:0[1-9]$/);

    await on.post('/raid/matched');
    await showsScene('Tarkov In Raid');
    await on.post('/raid/kill', { enemy_type: 'pmc', headshot: true });
    await on.post('/raid/kill', { enemy_type: 'scav' });
    await showsText('Tarkov Status', 'IN RAID');
    await showsText('Tarkov Raid Kills', '2');
    await showsText('Tarkov Raid Time', /^0:0[1-9]$/);

    await on.post('/raid/end', { status: 'died' });
    await showsScene('Tarkov Death');
    await showsText('Tarkov Status', 'KILLED IN ACTION');
    await showsScene('Tarkov Lobby');

    const expected: Record<string, string | RegExp> = {
      'Tarkov Status': 'IN THE LOBBY',
      'Tarkov Outcome': 'KILLED IN ACTION',
      'Tarkov Outcome Map': 'Streets of Tarkov',
      'Tarkov Next Map': 'Streets of Tarkov',
      'Tarkov Next Character': 'PMC',
      'Tarkov Session Label': 'TODAY',
      'Tarkov Map': 'Streets of Tarkov',
      'Tarkov Character': 'PMC',
      'Tarkov Raid Kills': '2',
      'Tarkov Raid Time': /^0:0\d$/,
      'Tarkov Queue Time': /^0:0\d$/,
      'Tarkov Queue Map': 'Streets of Tarkov',
      'Tarkov Queue Character': 'PMC',
      'Tarkov Last Raid': 'Streets of Tarkov · died · 2 kills',
      'Tarkov Session Raids': '1',
      'Tarkov Session Kills': '2',
      'Tarkov Session Deaths': '1',
      'Tarkov Session KD': '2.00',
      'Tarkov Survival Rate': '0.0%',
      'Tarkov Average Queue': /^0:0\d$/,
      'Tarkov Streak': '0',
      'Tarkov Total Raids': '1',
      'Tarkov Total Kills': '2',
      'Tarkov KD': '2.00',
      'Tarkov Favorite Map': 'Streets of Tarkov',
      'Tarkov PMC Scav': '1 : 0',
      'Tarkov Raid Time Label': 'TIME',
      'Tarkov Raid Detail': '1 SCAV · 1 PMC',
      'Tarkov Outcome Detail': '1 SCAV · 1 PMC',
      'Tarkov Mode': '',
      'Tarkov Queue Time Label': /^IN QUEUE · AVERAGE 0:0\d$/,
      'Tarkov Figures Label': 'TODAY',
      'Tarkov Figures Line': 'TODAY · RAIDS 1 · KILLS 2 · K/D 2.00 · SURVIVAL 0.0%',
      'Tarkov Last Line': 'LAST RAID  Streets of Tarkov · died · 2 kills',
      'Tarkov Next Line': 'NEXT RAID  Streets of Tarkov · PMC',
      'Tarkov Figure 1': '1',
      'Tarkov Figure 1 Label': 'RAIDS',
      'Tarkov Figure 2': '2',
      'Tarkov Figure 2 Label': 'KILLS',
      'Tarkov Figure 3': '2.00',
      'Tarkov Figure 3 Label': 'K/D',
      'Tarkov Figure 4': '0.0%',
      'Tarkov Figure 4 Label': 'SURVIVAL',
    };
    expect(Object.keys(expected).sort()).toEqual(Object.keys(DEFAULT_SHOW.texts).sort());
    for (const [source, text] of Object.entries(expected)) await showsText(source, text);
    expect((await on.get('/obs')).json).toMatchObject({ missing_inputs: [], missing_scenes: [] });
  });

  it('is right again after OBS was killed in the middle of a raid, with the presses that came in between', async () => {
    const on = await startService();
    await ready(on);
    await on.post('/raid/start', { character_type: 'scav', map_name: 'Woods' });
    await on.post('/raid/matched');
    await showsScene('Tarkov In Raid');
    await obs.kill();
    for (const enemy_type of ['scav', 'boss', 'pmc']) {
      expect((await on.post('/raid/kill', { enemy_type })).status).toBe(201);
    }
    await until(async () => expect((await on.get('/obs')).json.state).not.toBe('ready'));
    await obs.start();
    await ready(on);
    await showsText('Tarkov Raid Kills', '3');
    await showsText('Tarkov Character', 'SCAV');
    await showsScene('Tarkov In Raid');
  });

  it('goes on with the raid after the service was killed', async () => {
    const first = await startService();
    await ready(first);
    await first.post('/raid/start', { character_type: 'pmc', map_name: 'Reserve' });
    const matched = await first.post('/raid/matched');
    await first.post('/raid/kill', { enemy_type: 'raider' });
    await first.kill();
    const on = await startService(first.folder);
    await ready(on);
    const raid = (await on.get('/raid')).json;
    expect(raid).toMatchObject({ status: 'in_progress', map_name: 'Reserve', kill_count: 1 });
    expect(raid.matched_at).toBe((matched.json.raid as Record<string, unknown>).matched_at);
    await showsScene('Tarkov In Raid');
    const since = Date.parse(String(raid.matched_at));
    await until(async () => {
      const seconds = Math.floor((Date.now() - since) / 1000);
      const shown = String(await textOf('Tarkov Raid Time'));
      expect([seconds - 1, seconds].map((s) => `0:${String(s).padStart(2, '0')}`)).toContain(shown);
    });
  });

  it.each(['in the raid', 'after it'])(
    'shows each outcome of its own when a PC clock that was five hours ahead is put right %s',
    async (when) => {
      let aheadSeconds = 5 * 3600;
      const folder = temporaryFolder();
      const show = { post_raid_seconds: POST_RAID_SECONDS };
      fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify(show));
      const app = await startServiceHere({ folder, obsUrl: obs.url, aheadSeconds: () => aheadSeconds });
      const raid = async (map_name: string, status: string, inTheRaid = () => {}): Promise<void> => {
        await app.call('POST', '/raid/start', { map_name, character_type: 'pmc' });
        await app.call('POST', '/raid/matched');
        await showsScene('Tarkov In Raid');
        inTheRaid();
        expect((await app.call('POST', '/raid/end', { status })).status).toBe(200);
      };
      const putRight = (): void => void (aheadSeconds = 0);
      try {
        await until(async () =>
          expect((await app.call('GET', '/obs')).json).toMatchObject({ state: 'ready' }),
        );
        await raid('Customs', 'survived', when === 'in the raid' ? putRight : undefined);
        await showsScene('Tarkov Survived');
        putRight();
        await raid('Woods', 'died');
        await showsScene('Tarkov Death');
        await showsText('Tarkov Outcome', 'KILLED IN ACTION');
        await showsText('Tarkov Outcome Map', 'Woods');
        await showsText('Tarkov Raid Time', /^0:0\d$/);
        await showsScene('Tarkov Lobby');
        await showsText('Tarkov Last Raid', 'Woods · died · 0 kills');
      } finally {
        await app.stop();
      }
    },
  );

  it('finds an OBS that starts after the service', async () => {
    await obs.stop();
    const on = await startService();
    await on.post('/raid/start', { character_type: 'pmc', map_name: 'Customs' });
    expect((await on.get('/obs')).json.state).not.toBe('ready');
    await obs.start();
    await showsScene('Tarkov Queue');
    await showsText('Tarkov Map', 'Customs');
  });

  it('names a source that OBS does not have, and drives the others', async () => {
    const on = await startService();
    await ready(on);
    await obs.call('RemoveInput', { inputName: 'Tarkov KD' });
    await until(async () => expect((await on.get('/obs')).json.missing_inputs).toEqual(['Tarkov KD']));
    await on.post('/raid/start', { character_type: 'scav', map_name: 'Lighthouse' });
    await showsText('Tarkov Map', 'Lighthouse');
    await showsText('Tarkov Character', 'SCAV');
  });

  it('stays in the scene of a raid that is over until its outcome is said, which is shown from then on', async () => {
    const on = await startService();
    await ready(on);
    await on.post('/raid/start', { character_type: 'pmc', map_name: 'Woods' });
    await showsScene('Tarkov Queue');
    await on.post('/raid/matched');
    await showsScene('Tarkov In Raid');
    await on.post('/raid/over');
    await showsText('Tarkov Status', 'RAID OVER');
    const stood = await textOf('Tarkov Raid Time');
    await new Promise((resolve) => setTimeout(resolve, (POST_RAID_SECONDS + 1) * 1000));
    expect([await programScene(), await textOf('Tarkov Raid Time')]).toEqual(['Tarkov In Raid', stood]);
    await on.post('/raid/end', { status: 'transit' });
    await showsScene('Tarkov Survived');
    await showsText('Tarkov Outcome', 'TRANSIT');
    await showsScene('Tarkov Lobby');
  });
});
