import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { readProfile } from '../keys/read-profile.js';
import { scrollsSideways, violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { keyOf, setPageStage, shows } from '../support/page-stage.js';
import { until } from '../support/until.js';

const QUEUE_URL = '[data-card="Queue Woods"] code';

describe.skipIf(NO_BROWSER)('the keys page', () => {
  const stage = setPageStage();

  async function openKeys(url: string, width = 800): Promise<Page> {
    const page = await stage.open(url, width);
    await page.locator('article').first().waitFor();
    return page;
  }

  it('fills in what is chosen, at once and again after a reload', async () => {
    const { url } = await stage.start();
    const page = await openKeys(`${url}/keys`);
    await keyOf(page, 'choose-map_name').selectOption('Woods');
    await shows(page, QUEUE_URL, /\/deck\/raid\/start\?map_name=Woods&character_type=pmc$/);
    await keyOf(page, 'choose-character_type').selectOption('scav');
    await shows(page, QUEUE_URL, /character_type=scav$/);
    await keyOf(page, 'choose-software').selectOption('curl');
    await shows(page, QUEUE_URL, /^curl -X POST ".*format=text"$/);
    expect(await page.locator('[data-card="Today on the key"]').count()).toBe(1);
    // A browser takes its address in a little after the page.
    await page.waitForURL(/software=curl/);
    await page.reload();
    await shows(page, QUEUE_URL, /^curl -X POST ".*map_name=Woods&character_type=scav&format=text"$/);
    expect(await keyOf(page, 'choose-software').inputValue()).toBe('curl');
  });

  it('copies a value, and says so on the button', async () => {
    const { url } = await stage.start();
    const page = await openKeys(`${url}/keys?map_name=Woods`);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const button = keyOf(page, 'copy-Queue Woods/URL');
    await button.click();
    await until(async () => {
      expect(await button.textContent()).toMatch(/^\s*Copied/);
    });
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toBe(await page.locator(QUEUE_URL).textContent());
  });

  it('copies without the clipboard of the browser as well, as on another device', async () => {
    const { url } = await stage.start();
    const page = await openKeys(`${url}/keys?map_name=Woods`);
    await page.evaluate('Object.defineProperty(navigator, "clipboard", { value: undefined })');
    await keyOf(page, 'copy-Queue Woods/URL').click();
    expect(await page.evaluate<string>('getSelection().toString()')).toBe(
      await page.locator(QUEUE_URL).textContent(),
    );
  });

  it('shows the picture of each key, and has a layout for what is chosen', async () => {
    const { url } = await stage.start();
    const page = await openKeys(`${url}/keys?map_name=Woods&character_type=scav`);
    await shows(page, '[data-card="Queue Woods"] .face', /Woods/);
    await until(async () => {
      const widths = await page.evaluate<number[]>(
        'Array.from(document.querySelectorAll(".face img"), (image) => ((image.loading = "eager"), image.naturalWidth))',
      );
      expect(new Set(widths)).toEqual(new Set([144]));
    });
    const download = page.waitForEvent('download');
    await keyOf(page, 'stream-deck-profile-mini').click();
    const file = await (await download).path();
    const { actions } = readProfile(fs.readFileSync(file));
    const [queue] = actions.filter(({ title }) => title === 'Woods');
    expect(queue?.settings['path']).toMatch(/\/deck\/raid\/start\?map_name=Woods&character_type=scav$/);
    await keyOf(page, 'choose-software').selectOption('companion');
    await keyOf(page, 'companion-page-xl').waitFor();
    expect(await keyOf(page, 'stream-deck-profile-mini').count()).toBe(0);
    await keyOf(page, 'icons').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it('writes what was typed as text', async () => {
    const { url } = await stage.start();
    const name = '<b id="bold">"\'&</b>';
    const page = await openKeys(`${url}/keys?map_name=${encodeURIComponent(name)}`);
    await shows(page, 'h3', `Queue ${name}`);
    expect(await page.locator('#bold').count()).toBe(0);
  });

  it('says why an address cannot be used, and lists the keys of this PC', async () => {
    const { url } = await stage.start();
    const page = await openKeys(`${url}/keys?software=curl&address=http://192.168.77.77:4777`);
    await shows(
      page,
      '[role="alert"] .notice-bad',
      /^This PC does not answer keys at http:\/\/192\.168\.77\.77:4777: choose http:\/\/localhost/,
    );
    await shows(page, '[data-card="Matched"] code', /^curl .*http:\/\/localhost/);
  });

  it('names the other addresses of this PC, and where the token goes', async () => {
    const env = { TSP_HOST: '0.0.0.0', TSP_TOKEN: 'correct-horse-battery' };
    const { url } = await stage.start({ env });
    const page = await openKeys(`${url}/keys`);
    expect(await page.locator('main').textContent()).not.toContain('YOUR_TOKEN');
    const options = await keyOf(page, 'choose-address').locator('option').allTextContents();
    const other = options.find((address) => !address.includes('localhost')) ?? '';
    await keyOf(page, 'choose-address').selectOption(other);
    await shows(page, '.how', /Write your own token where it says YOUR_TOKEN\.$/);
    await shows(page, '[data-card="Matched"] code', `${other}/deck/raid/matched?key=YOUR_TOKEN`);
  });

  it('lists the keys once the service is back', async () => {
    const { url, kill, folder } = await stage.startProcess();
    const page = await openKeys(`${url}/keys`);
    await kill();
    await shows(page, '.notice-bad', /The program does not answer/);
    await stage.start({ folder, env: { TSP_PORT: new URL(url).port } });
    await until(async () => {
      expect(await page.locator('.notice-bad').count()).toBe(0);
    });
    await keyOf(page, 'choose-map_name').selectOption('Woods');
    await shows(page, QUEUE_URL, /map_name=Woods/);
  });

  it('is accessible and fits', async () => {
    const { url } = await stage.start();
    for (const width of [300, 800, 1600]) {
      const page = await openKeys(`${url}/keys`, width);
      expect({ width, found: await violations(page) }).toEqual({ width, found: [] });
      expect({ width, scrolls: await scrollsSideways(page) }).toEqual({ width, scrolls: false });
    }
  });
});
