import { describe, expect, it } from 'vitest';
import { scrollsSideways, violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { setPageStage } from '../support/page-stage.js';

describe.skipIf(NO_BROWSER)('every page', () => {
  const stage = setPageStage();

  it('leads only to addresses that answer, from page to page', async () => {
    const { url } = await stage.start();
    const seen = new Set<string>();
    const found = ['/'];
    for (const path of found) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await fetch(url + path, { headers: { accept: 'text/html,*/*' } });
      expect({ path, status: response.status }).toEqual({ path, status: 200 });
      const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
      await response.body?.cancel();
      if (!isPage) continue;
      const page = await stage.open(url + path, 800);
      await page.locator('h1').first().waitFor();
      // The history's downloads come with its list.
      if (path === '/history') await page.locator('a[href^="/export/"]').first().waitFor();
      found.push(
        ...(await page.evaluate<string[]>(
          `[...document.querySelectorAll('a[href], link[href], script[src], form[action]')]
            .map((element) => new URL(element.href || element.src || element.action))
            .filter(({ origin }) => origin === location.origin)
            .map(({ pathname, search }) => pathname + search)`,
        )),
      );
    }
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...[
          '/history',
          '/setup',
          '/keys',
          '/calls',
          '/openapi.json',
          '/export/raids.csv',
          '/export/raids.json',
        ],
        ...['windows', 'macos', 'linux'].map((name) => `/scenes/tarkov-stream.${name}.json`),
      ]),
    );
  });

  it('of all calls is accessible and fits', async () => {
    const { url } = await stage.start();
    for (const width of [300, 800, 1600]) {
      const page = await stage.open(`${url}/calls`, width);
      expect({ width, found: await violations(page) }).toEqual({ width, found: [] });
      expect({ width, scrolls: await scrollsSideways(page) }).toEqual({ width, scrolls: false });
    }
  });
});
