import path from 'node:path';
import type { Page, Route } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { hasRows, openHistory, startWithRaids } from '../support/history-page.js';
import { storeManyRaids } from '../support/many-raids.js';
import { setPageStage, shows } from '../support/page-stage.js';
import { temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('the charts of the history page', () => {
  const stage = setPageStage();

  it('name the figures of an only day', async () => {
    const on = await startWithRaids(stage.start(), 1);
    const page = await openHistory(stage, on);
    const [day] = (await on.get('/stats/timeline?by=day')).json['days'] as readonly [{ day: string }];
    const words = new Date(`${day.day}T12:00:00`)
      .toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
      .replace('Sept', 'Sep');
    await shows(page, '#day-chart .u-legend', new RegExp(`${words}.*100\\.0%.*1\\.00`));
  });

  it('have nothing to show while the only raid is in its queue', async () => {
    const on = await startWithRaids(stage.start(), 0);
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    const page = await openHistory(stage, on);
    await hasRows(page, 1);
    // Asked for with the list, and shown after it.
    await page
      .locator('[data-key="filter-map_name"] option', { hasText: 'Customs' })
      .waitFor({ state: 'attached' });
    await until(async () => expect(await page.getByText('Nothing to show yet.').count()).toBe(3));
    expect(await page.getByText('Finished raids show here day by day.').count()).toBe(1);
    expect(await page.locator('#day-chart canvas').count()).toBe(0);
    // It is over, and is counted.
    await on.post('/raid/end', { status: 'survived' });
    await page.locator('#day-chart canvas').waitFor();
    await shows(page, '[aria-label="Raids by map"]', 'Woods 1 · 100.0% survived');
  });

  it('say that they are loading until their figures are there', async () => {
    const on = await startWithRaids(stage.start(), 1);
    const page = await openHistory(stage, on);
    let isHeld = true as boolean;
    const held: Route[] = [];
    await page.route('**/stats/**', (route) => (isHeld ? void held.push(route) : route.continue()));
    await page.reload();
    await hasRows(page, 1);
    await until(async () => expect(await page.getByText('Loading…').count()).toBe(4));
    expect(await page.getByText('Nothing to show yet.').count()).toBe(0);
    isHeld = false;
    for (const route of held) await route.continue();
    await page.locator('#day-chart canvas').waitFor();
    expect(await page.getByText('Loading…').count()).toBe(0);
  });

  it('write thousands alike, and move nothing when they come', async () => {
    const folder = temporaryFolder();
    await storeManyRaids(path.join(folder, 'raids.db'), {
      ...{ count: 2_100, minutesApart: 60, until: 'now', lengthSeconds: 1500, killsEach: 3 },
    });
    const on = await stage.start({ folder });
    const page = await openHistory(stage, on);
    await shows(page, '[aria-label="Raids by map"]', /Customs 1,200 ·/);
    await shows(page, '[aria-label="Kills"]', /PMC 2,100.*Boss 2,100/);
    expect(await layoutShifts(page)).toEqual([]);
  });
});

/** How far what was drawn has moved by itself since the page was opened. */
function layoutShifts(page: Page): Promise<readonly number[]> {
  // Without any there is no entry to be told of, hence the time-out.
  return page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      resolve(list.getEntries().map(({ value }) => value));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(resolve, 200, []);
  })`);
}
