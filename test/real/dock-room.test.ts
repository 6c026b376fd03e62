import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scrollsSideways, violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('the room on the dock', () => {
  const stage = setPageStage();

  async function open(on: Service, width: number, height = 900): Promise<Page> {
    const page = await stage.open(on.url, width);
    await page.setViewportSize({ width, height });
    await page.locator('.figures').waitFor();
    return page;
  }

  async function withFakeObs(act: (obs: FakeObs) => Promise<void>): Promise<void> {
    const obs = await startFakeObs();
    try {
      // An OBS without scenes is taken for one that still loads.
      obs.model.addScene('Just Chatting');
      await act(obs);
    } finally {
      await obs.stop();
    }
  }

  async function giveWhatIsMissing(on: Service, obs: FakeObs): Promise<void> {
    await until(async () => expect((await on.get('/obs')).json['state']).toBe('ready'));
    const { missing_scenes, missing_inputs } = (await on.get('/obs')).json as Record<string, string[]>;
    for (const name of missing_scenes ?? []) obs.model.addScene(name);
    for (const name of missing_inputs ?? []) obs.model.addInput(name);
  }

  async function startRaid(on: Service, map_name = 'Woods'): Promise<void> {
    await on.post('/raid/start', { map_name, character_type: 'pmc' });
    await on.post('/raid/matched');
  }

  it('of a low one keeps the big key clear of the bar at the foot, at each step', async () => {
    const on = await stage.start();
    const page = await open(on, 300, 420);
    const bigKeyIsClear = (selector: string): Promise<void> =>
      until(async () => {
        const bigKey = await page.locator(selector).boundingBox();
        const bar = await page.locator('.bottom').boundingBox();
        if (bigKey === null || bar === null) throw new Error('Both are there.');
        expect(bigKey.y + bigKey.height).toBeLessThanOrEqual(bar.y);
      });
    await bigKeyIsClear('.key-next');
    await on.post('/raid/start', { map_name: 'Streets of Tarkov', character_type: 'pmc' });
    await shows(page, '.state-word', 'In queue');
    await bigKeyIsClear('.key-next');
    await on.post('/raid/matched');
    await shows(page, '.state-word', 'In raid');
    await bigKeyIsClear('.key-survived');
  });

  describe('with names of 64 letters without a gap', () => {
    const LONG = 'W'.repeat(64);

    /** Texts that stick out of the panel, key or bar that they are in. */
    const sticksOut = (page: Page): Promise<readonly string[]> =>
      page.evaluate(`(() => {
        const found = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const text = texts.currentNode;
          const box = text.parentElement.closest('.panel, .key, .bottom, .notice');
          if (box === null || text.parentElement.closest('.spoken, option') !== null) continue;
          const range = document.createRange();
          range.selectNodeContents(text);
          if (range.getBoundingClientRect().right > box.getBoundingClientRect().right) found.push(text.data);
        }
        return found;
      })()`);

    it.each([300, 800, 1600])('is not left at %i px', async (width) => {
      const on = await stage.start();
      await on.post('/session/start', { name: LONG });
      await startRaid(on, LONG);
      const page = await open(on, width);
      await key(page, 'weapon').fill(LONG);
      await key(page, 'kill-boss').click();
      await shows(page, '.said-ok', LONG);
      await key(page, 'extract').fill(LONG);
      expect(await sticksOut(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await page.waitForTimeout(750);
      await key(page, 'survived').click();
      await shows(page, '.outcome', LONG);
      await shows(page, '.said-ok', LONG);
      expect(await sticksOut(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
    });
  });

  it.each([300, 800, 1600])('has each word of a kill key on one line at %i px', async (width) => {
    const page = await open(await stage.start(), width);
    const broken = await page.evaluate<
      string[]
    >(`[...document.querySelectorAll('.kill .key')].filter((key) => {
      const range = document.createRange();
      range.selectNodeContents(key.querySelector('.key-label'));
      const { width, height } = range.getBoundingClientRect();
      return height > 30 || width > key.clientWidth;
    }).map((key) => key.textContent.trim())`);
    expect(broken).toEqual([]);
  });

  it('keeps what the keyboard is on over the bottom bar', async () => {
    const on = await stage.start();
    await startRaid(on);
    const page = await open(on, 300, 500);
    const covered: string[] = [];
    for (let i = 0; i < 30; i += 1) {
      await page.keyboard.press('Tab');
      const found = await page.evaluate<string | null>(`(() => {
        const element = document.activeElement;
        if (element.closest('main') === null) return null;
        const bar = document.querySelector('.bottom').getBoundingClientRect().top;
        return element.getBoundingClientRect().bottom > bar ? element.dataset.key : null;
      })()`);
      if (found !== null) covered.push(found);
    }
    expect(covered).toEqual([]);
  });

  it.each([300, 800, 1600])('stays where it is when OBS goes and comes back, at %i px', async (width) => {
    await withFakeObs(async (obs) => {
      const on = await stage.start({ obsUrl: obs.url });
      await giveWhatIsMissing(on, obs);
      const page = await open(on, width);
      await shows(page, '.lamp', 'OBS is ready');
      const places = (): Promise<unknown> =>
        page
          .locator('main .key, main .segment')
          .evaluateAll((keys) =>
            keys
              .filter((one) => (one as unknown as Placed).closest('.notices') === null)
              .map((one) => JSON.stringify((one as unknown as Placed).getBoundingClientRect())),
          );
      const before = await places();
      await obs.stop();
      await shows(page, '.lamp', /not running|not reached|connecting/);
      await shows(page, '.notice', 'Every press is stored all the same.');
      expect(await places()).toEqual(before);
      await obs.listen();
      await shows(page, '.lamp', 'OBS is ready');
      expect(await places()).toEqual(before);
    });
  });

  it('stays where it is when the program goes', async () => {
    const on = await stage.startProcess();
    const page = await open(on, 300);
    const place = await key(page, 'start').boundingBox();
    await on.kill();
    await shows(page, '.notice-bad', 'The program does not answer.');
    expect(await key(page, 'start').boundingBox()).toEqual(place);
  });

  it('stays where it is while a test drive runs, which the bottom bar tells of', async () => {
    await withFakeObs(async (obs) => {
      const on = await stage.start({ obsUrl: obs.url });
      await giveWhatIsMissing(on, obs);
      const page = await open(on, 300);
      await shows(page, '.lamp', 'OBS is ready');
      const place = await key(page, 'start').boundingBox();
      await on.post('/rehearsal/start');
      await shows(page, '.bottom .notice', /^Test drive, \d+ seconds? left: OBS plays a raid/);
      expect(await key(page, 'start').boundingBox()).toEqual(place);
      expect(await violations(page)).toEqual([]);
    });
  });

  it('has Queue in sight at 300×500 while OBS is away, and the lamp leads to what to do', async () => {
    const on = await stage.start();
    await on.post('/raid/update', { map_name: 'Streets of Tarkov', character_type: 'pmc' });
    const page = await open(on, 300, 500);
    await shows(page, '.notice', 'Every press is stored all the same.');
    const bottom = async (place: string): Promise<number> => {
      const box = await page.locator(place).boundingBox();
      return box === null ? NaN : box.y + box.height;
    };
    const bar = (await page.locator('.bottom').boundingBox())?.y ?? NaN;
    expect(await bottom('[data-key="start"]')).toBeLessThan(bar);
    expect(await bottom('#remedy')).toBeGreaterThan(bar);
    await page.getByRole('link', { name: 'What to do about it' }).click();
    await until(async () => expect(await bottom('#remedy')).toBeLessThan(bar));
  });

  it('tells what to do when OBS lacks our scenes', async () => {
    await withFakeObs(async (obs) => {
      const page = await open(await stage.start({ obsUrl: obs.url }), 300);
      await shows(page, '.lamp', 'OBS: 5 scenes are missing');
      expect(await violations(page)).toEqual([]);
      await page.getByRole('link', { name: 'Make my scenes in Set-up' }).click();
      await page.getByRole('button', { name: 'Make my scenes' }).waitFor();
    });
  });

  it('tells of a scene that was left alone in a raid only', async () => {
    await withFakeObs(async (obs) => {
      for (const scene of ['Lobby', 'Queue', 'In Raid', 'Survived', 'Death'])
        obs.model.addScene(`Tarkov ${scene}`);
      const on = await stage.start({ obsUrl: obs.url });
      const leftAlone = (): Promise<void> =>
        until(async () =>
          expect((await on.get('/obs')).json).toMatchObject({ scene_left_alone: { scene: 'Just Chatting' } }),
        );
      await leftAlone();
      const page = await open(on, 300);
      await shows(page, '.lamp', /missing/);
      expect(await page.locator('.notice').allTextContents()).not.toContainEqual(
        expect.stringContaining('OBS stays on'),
      );
      await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
      const programIs = (scene: string): Promise<void> =>
        until(async () => expect((await on.get('/obs')).json).toMatchObject({ program_scene: scene }));
      await programIs('Tarkov Queue');
      obs.model.chooseScene('Just Chatting');
      await programIs('Just Chatting');
      await on.post('/raid/matched');
      await shows(page, '.lamp', 'OBS stays on Just Chatting');
      await shows(page, '.notices .notice', 'OBS stays on "Just Chatting"');
    });
  });

  it('is enough for two lines of what Undo takes back, and all of it where the pointer rests', async () => {
    const on = await stage.start();
    await startRaid(on, 'Streets of Tarkov');
    await on.post('/raid/kill', { enemy_type: 'scav' });
    const page = await open(on, 300);
    const detail = page.locator('[data-key="undo"] .key-detail');
    expect(await detail.getAttribute('title')).toBe('Scav kill on Streets of Tarkov');
    expect(
      await detail.evaluate((line) => {
        const { scrollHeight, clientHeight } = line as unknown as Record<
          'scrollHeight' | 'clientHeight',
          number
        >;
        return scrollHeight - clientHeight;
      }),
    ).toBeLessThanOrEqual(1);
  });
});

interface Placed {
  closest(selector: string): unknown;
  getBoundingClientRect(): unknown;
}
