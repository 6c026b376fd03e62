import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { keyOf, setPageStage, shows } from '../support/page-stage.js';
import { describeNewestObs } from '../support/real-obs-describe.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { SMALL_CANVAS, type RealObs } from '../support/real-obs.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

const BREAK = 'Be Right Back';
const MAP = 'Tarkov Map';

describeNewestObs('what keeps viewers from seeing the raid', (build) => {
  const stage = setPageStage();
  let real: RealObs;

  beforeAll(async () => {
    real = await startObsWithScenes(build, { canvas: SMALL_CANVAS });
    await real.call('CreateScene', { sceneName: BREAK });
    await real.call('CreateScene', { sceneName: 'My Raid' });
    await real.call('CreateSceneItem', { sceneName: 'My Raid', sourceName: MAP });
  });
  afterEach(() => choose('Tarkov Lobby'));
  afterAll(() => real.dispose());

  const choose = async (sceneName: string): Promise<void> => {
    await real.call('SetCurrentProgramScene', { sceneName });
  };

  async function started(): Promise<Service> {
    const on = await stage.start({ obsUrl: real.url });
    await lampIs(on, 'good', 'OBS is ready');
    return on;
  }

  const lampIs = (on: Service, look: string, word: string): Promise<void> =>
    until(async () => expect((await on.get('/obs')).json['lamp']).toEqual({ look, word }));

  async function raidBegins(on: Service): Promise<void> {
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await until(async () =>
      expect((await real.call('GetSceneList')).currentProgramSceneName).toBe('Tarkov Queue'),
    );
  }

  test.skipIf(NO_BROWSER)(
    'a break scene is on when the match is found: the dock says that OBS stays there',
    async () => {
      const on = await started();
      await raidBegins(on);
      const page = await stage.open(on.url, 300);
      await choose(BREAK);
      await shows(page, '.lamp', 'OBS stays on Be Right Back');
      await keyOf(page, 'matched').click();
      await shows(page, '.said-ok', /OBS stays on Be Right Back\.$/);
      await shows(page, '.lamp.lamp-warn', 'OBS stays on Be Right Back');
      const lamp = await page.locator('.lamp').boundingBox();
      expect((lamp?.y ?? 0) + (lamp?.height ?? 999)).toBeLessThanOrEqual(60);
      expect(await violations(page)).toEqual([]);
      await choose('Tarkov In Raid');
      await shows(page, '.lamp', 'OBS is ready');
    },
  );

  test("a scene of the streamer's own counts by the texts that are in it", async () => {
    const on = await started();
    await raidBegins(on);
    await choose('My Raid');
    await lampIs(on, 'note', 'OBS is ready, on My Raid');
    const { sceneItemId } = await real.call('GetSceneItemId', { sceneName: 'My Raid', sourceName: MAP });
    const show = (sceneItemEnabled: boolean) =>
      real.call('SetSceneItemEnabled', { sceneName: 'My Raid', sceneItemId, sceneItemEnabled });
    await show(false);
    await lampIs(on, 'warn', 'OBS stays on My Raid');
    await show(true);
    await lampIs(on, 'note', 'OBS is ready, on My Raid');
  });

  test('a text source that reads from a file is named until that is switched off', async () => {
    const on = await started();
    const readFromFile = (from_file: boolean) =>
      real.call('SetInputSettings', { inputName: MAP, inputSettings: { from_file }, overlay: true });
    await readFromFile(true);
    await lampIs(on, 'warn', 'Tarkov Map shows a file');
    expect((await on.get('/doctor')).json).toMatchObject({ ok: false });
    await readFromFile(false);
    await lampIs(on, 'good', 'OBS is ready');
  });

  test('a second program that writes the same text: it is named, and no longer answered', async () => {
    const on = await started();
    const textOf = async (): Promise<unknown> =>
      ((await real.call('GetInputSettings', { inputName: MAP })).inputSettings as { text?: string }).text;
    let foreign = 0;
    let isOn = true as boolean;
    const rival = (async () => {
      while (isOn) {
        if ((await textOf()) !== 'old bot') {
          foreign += 1;
          await real.call('SetInputSettings', {
            inputName: MAP,
            inputSettings: { text: 'old bot' },
            overlay: true,
          });
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    await lampIs(on, 'warn', 'Something else writes Tarkov Map');
    const flips = foreign;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(foreign).toBe(flips);
    isOn = false;
    await rival;
    await on.post('/raid/update', { map_name: 'Shoreline', character_type: 'pmc' });
    await until(async () => expect(await textOf()).toBe('Shoreline'));
    await real.call('SetInputSettings', { inputName: MAP, inputSettings: { text: 'x' }, overlay: true });
    await on.post('/obs/resync');
    await until(async () => expect(await textOf()).toBe('Shoreline'));
    await lampIs(on, 'good', 'OBS is ready');
  });
});
