import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scrollsSideways, violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { obsBuilds, type RealObs, SMALL_CANVAS } from '../support/real-obs.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

const [build] = obsBuilds();

/** After a step of the raid the step keys take nothing for a moment. */
const SETTLED_MS = 750;

describe.skipIf(NO_BROWSER)('the dock', () => {
  const stage = setPageStage();

  async function open(on: Service, width = 300): Promise<Page> {
    const page = await stage.open(on.url, width);
    await page.locator('.lamp').waitFor();
    return page;
  }

  const said = (page: Page) => page.locator('.said-line');
  const state = (page: Page) => page.locator('.state-word');

  async function press(page: Page, id: string, sentence: string | RegExp): Promise<void> {
    await key(page, id).click();
    await until(async () => {
      const text = (await said(page).textContent({ timeout: 500 })) ?? '';
      if (typeof sentence === 'string') expect(text).toBe(sentence);
      else expect(text).toMatch(sentence);
    });
  }
  const settled = (page: Page): Promise<void> => page.waitForTimeout(SETTLED_MS);

  async function playRaid(page: Page): Promise<void> {
    await key(page, 'map').selectOption('Customs');
    await shows(page, '.said-line', /^Next raid: Customs\.$/);
    await page.getByRole('button', { name: 'PMC', exact: true }).first().click();
    await shows(page, '.said-line', /^Next raid: Customs as PMC\.$/);
    await press(page, 'start', 'In the queue for Customs as PMC.');
    await shows(page, '.state-word', 'In queue');
    await settled(page);
    await press(page, 'matched', /^Matched after 0:0\d: Customs as PMC\.$/);
    await shows(page, '.state-word', 'In raid');
    await key(page, 'weapon').fill('M4A1');
    await press(page, 'kill-pmc-head', 'PMC headshot with M4A1 counted.');
    await press(page, 'kill-scav', 'Scav kill with M4A1 counted.');
    await shows(page, '.kills', '2 kills (1 headshot)');
    await shows(page, '.timer', /^0:0\d$/);
    await key(page, 'extract').fill('ZB-1011');
    await settled(page);
    await press(page, 'survived', 'Survived at ZB-1011: Customs as PMC.');
    await shows(page, '.state-word', 'Lobby');
    await shows(page, '.outcome', 'Survived at ZB-1011');
  }

  it.each([300, 800, 1600])('plays a whole raid at %i px, accessible in each state', async (width) => {
    const on = await stage.start();
    const page = await open(on, width);
    await shows(page, '.state-detail', 'No raid yet');
    const found = [...(await violations(page))];
    await playRaid(page);
    found.push(...(await violations(page)));
    await settled(page);
    await press(page, 'start', 'In the queue for Customs as PMC.');
    found.push(...(await violations(page)));
    await settled(page);
    await press(page, 'matched', /^Matched/);
    found.push(...(await violations(page)));
    expect(found).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    const small = await page
      .locator('button:visible, select:visible, input:visible')
      .evaluateAll((keys) =>
        keys
          .map((element) => (element as unknown as { offsetHeight: number }).offsetHeight)
          .filter((px) => px < 44),
      );
    expect(small).toEqual([]);
    const broken = await page.evaluate<string[]>(`[...document.querySelectorAll('.segment')].filter((key) => {
      const range = document.createRange();
      range.selectNodeContents(key);
      const { width, height } = range.getBoundingClientRect();
      // More than one line, or wider than the key.
      return height > 30 || width > key.clientWidth;
    }).map((key) => key.textContent.trim())`);
    expect(broken).toEqual([]);
    const kill = (await on.get('/raid')).json;
    expect(kill).toMatchObject({ status: 'in_progress', map_name: 'Customs' });
  });

  it('is played by the keyboard alone', async () => {
    const on = await stage.start();
    const page = await open(on, 800);
    await on.post('/raid/update', { map_name: 'Woods', character_type: 'scav' });
    await shows(page, '.key-next', 'Woods as Scav');
    for (let i = 0; i < 12; i += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement?.dataset.key')) === 'start') break;
    }
    await page.keyboard.press('Enter');
    await shows(page, '.state-word', 'In queue');
  });

  it('shows why a press was refused, and which key to press instead', async () => {
    const page = await open(await stage.start());
    await press(page, 'start', 'Choose a map and PMC or Scav first, then press Queue.');
    await press(page, 'kill-boss', 'No raid is open. Press Queue first.');
    await shows(page, '[role="alert"] .said-refused', 'Press Queue first');
  });

  it('shows why a key of the deck was refused, until the deck’s next key is taken', async () => {
    const on = await stage.start();
    const page = await open(on);
    await on.post('/raid/matched');
    await shows(
      page,
      '[role="alert"] .said-refused',
      'A deck key was refused: No raid is open. Press Queue first.',
    );
    await on.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await shows(page, '.state-word', 'In queue');
    await until(async () => expect(await said(page).count()).toBe(0));
  });

  it('says what undo and redo will do, and does it', async () => {
    const on = await stage.start();
    await on.post('/raid/start', { map_name: 'Reserve', character_type: 'pmc' });
    await on.post('/raid/matched');
    await on.post('/raid/kill', { enemy_type: 'raider' });
    const page = await open(on);
    await shows(page, '[data-key="undo"]', /Undo\s*Raider kill on Reserve/);
    await press(page, 'undo', 'Undone: Raider kill on Reserve.');
    await shows(page, '.kills', '0 kills');
    await shows(page, '[data-key="redo"]', /Redo\s*Raider kill on Reserve/);
    // Right after Undo, Redo takes nothing.
    await settled(page);
    await press(page, 'redo', 'Done again: Raider kill on Reserve.');
    await shows(page, '.kills', '1 kill');
  });

  it('takes a doubled press of a step for one press', async () => {
    const on = await stage.start();
    await on.post('/raid/start', { map_name: 'Reserve', character_type: 'pmc' });
    await on.post('/raid/end', { status: 'mia' });
    const page = await open(on);
    await shows(page, '.outcome', 'Missing in action');
    await page.locator('.key-next').dblclick();
    await page.locator('.key-next').click();
    await settled(page);
    expect((await on.get('/raid')).json).toMatchObject({ raid_id: 2, status: 'queuing' });
  });

  it('follows presses from elsewhere, and keeps its timer on the service’s clock', async () => {
    const on = await stage.start();
    const page = await open(on);
    await page.evaluate('Date.now = () => 0');
    await on.post('/raid/start', { map_name: 'the new map', character_type: 'scav' });
    await shows(page, '.state-word', 'In queue');
    expect(await key(page, 'map').inputValue()).toBe('the new map');
    await shows(page, '.timer', '0:02');
    const raid = (await on.get('/raid')).json;
    expect(Number(raid['raid_duration_seconds'])).toBeGreaterThanOrEqual(2);
    expect(Number(raid['raid_duration_seconds'])).toBeLessThanOrEqual(3);
  });

  it('names a map that no list has', async () => {
    const on = await stage.start();
    const page = await open(on);
    await key(page, 'map').selectOption('…');
    await key(page, 'map-name').fill('Town');
    await page.keyboard.press('Enter');
    await shows(page, '.said-line', 'Next raid: Town.');
    expect(await key(page, 'map').inputValue()).toBe('Town');
  });

  it('says that the service is away, and recovers by itself', async () => {
    const on = await stage.startProcess();
    await on.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    const page = await open(on);
    await shows(page, '.state-word', 'In queue');
    await on.kill();
    await shows(page, '.notice-bad', 'The program does not answer.');
    await press(page, 'kill-scav', /^Not counted: the program does not answer/);
    await stage.start({ folder: on.folder, env: { TSP_PORT: new URL(on.url).port } });
    await until(async () => expect(await page.locator('.notice-bad strong').count()).toBe(0));
    await settled(page);
    await press(page, 'matched', /^Matched/);
    await shows(page, '.state-word', 'In raid');
  });

  it('weighs at most 100 kB at its first load, and is ready at once', async () => {
    const on = await stage.start();
    const page = await stage.browser().newPage();
    let bytes = 0;
    const asked: string[] = [];
    page.on('response', (response) => {
      if (!response.url().endsWith('/events')) {
        asked.push(response.url());
        void response.body().then(
          (body) => (bytes += body.length),
          () => undefined,
        );
      }
    });
    await page.goto(on.url);
    await page.locator('.key-next').waitFor();
    await page.waitForTimeout(300);
    expect(asked).toEqual([...new Set(asked)]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(100_000);
    await page.close();
  });

  describe.skipIf(build === undefined)('with a real OBS', () => {
    let obs: RealObs;
    beforeAll(async () => {
      obs = await startObsWithScenes(undefined, { canvas: SMALL_CANVAS });
    });
    afterAll(() => obs.dispose());

    const programScene = async (): Promise<string> =>
      ((await obs.call('GetSceneList')) as { currentProgramSceneName: string }).currentProgramSceneName;

    it('moves OBS through a raid, and shows when OBS goes and comes back', async () => {
      const on = await stage.start({ obsUrl: obs.url });
      const page = await open(on, 800);
      await shows(page, '.lamp', 'OBS is ready');
      await playRaid(page);
      await until(async () => expect(await programScene()).toBe('Tarkov Survived'));
      await obs.kill();
      await shows(page, '.lamp', /not running|not reached|connecting/);
      await shows(page, '.notice', 'Every press is stored all the same.');
      expect(await violations(page)).toEqual([]);
      await press(page, 'kill-boss', /added to the last raid/);
      await obs.start();
      await shows(page, '.lamp', 'OBS is ready');
      expect(await state(page).innerText()).toBe('Lobby');
    });
  });
});
