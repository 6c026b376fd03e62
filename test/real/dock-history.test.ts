import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scrollsSideways, violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { DAY_MS, hasRows, openHistory, startWithRaids } from '../support/history-page.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import { until } from '../support/until.js';

/** The day that a date field takes, on this machine's clock. */
function localDay(date: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function sessionLabel(page: Page, name: string): Promise<string> {
  return page.locator('[data-key="filter-session_id"] option', { hasText: name }).innerText();
}

describe.skipIf(NO_BROWSER)('the history page', () => {
  const stage = setPageStage();

  it.each([300, 800, 1600])('fits %i px and is accessible, also while a raid is corrected', async (width) => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 4), width);
    await hasRows(page, 4);
    await page.locator('#day-chart canvas').waitFor();
    const found = [...(await violations(page))];
    await key(page, 'raid-2').click();
    await page.locator('.editor').waitFor();
    found.push(...(await violations(page)));
    expect(found).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });

  it('says so while there is no raid', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 0));
    await until(async () => expect(await page.getByText('No raid fits.').count()).toBe(1));
  });

  it('lists what the filters leave, and turns pages', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 54));
    await hasRows(page, 50);
    await key(page, 'older').click();
    await hasRows(page, 4);
    await key(page, 'newer').click();
    await hasRows(page, 50);
    await key(page, 'filter-map_name').selectOption('Woods');
    await hasRows(page, 27);
    await key(page, 'filter-outcome').selectOption('survived');
    await until(async () => expect(await page.getByText('No raid fits.').count()).toBe(1));
  });

  it('filters by character, game mode, session and days, alone and together', async () => {
    const nowMs = Date.now();
    const on = await startWithRaids(stage.start(), 6);
    await on.patch('/raids/2', { game_mode: 'pve', character_type: 'scav' });
    await on.patch('/raids/3', { game_mode: 'pve' });
    await on.post('/session/start', { name: 'Raid night' });
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'scav' });
    await on.post('/raid/end', { status: 'survived' });
    const page = await openHistory(stage, on);
    await hasRows(page, 7);
    const choose = (name: string, value: string): Promise<unknown> =>
      key(page, `filter-${name}`).selectOption(value);
    await choose('game_mode', 'pve');
    await hasRows(page, 2);
    await shows(page, '.raids tbody', /PMC · PvE.*Scav · PvE/);
    await choose('character_type', 'scav');
    await hasRows(page, 1);
    await choose('game_mode', '');
    await hasRows(page, 2);
    await choose('character_type', '');
    await key(page, 'filter-session_id').selectOption({ label: await sessionLabel(page, 'Raid night') });
    await hasRows(page, 1);
    await choose('outcome', 'died');
    await until(async () => expect(await page.getByText('No raid fits.').count()).toBe(1));
    await choose('outcome', '');
    await choose('session_id', '');
    await hasRows(page, 7);
    const day = (daysAgo: number): string => localDay(new Date(nowMs - daysAgo * DAY_MS));
    await key(page, 'filter-from').fill(day(3));
    await hasRows(page, 4);
    // The last day is meant whole.
    await key(page, 'filter-to').fill(day(2));
    await hasRows(page, 2);
  });

  it('offers everything with its kills as files', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 3));
    for (const format of ['json', 'csv'] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`a[href="/export/raids.${format}"]`).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`raids.${format}`);
      expect(fs.readFileSync(await download.path(), 'utf8')).toContain('Customs');
    }
  });

  it('follows what is pressed elsewhere', async () => {
    const on = await startWithRaids(stage.start(), 1);
    const page = await openHistory(stage, on);
    await hasRows(page, 1);
    await on.post('/raid/start', { map_name: 'Factory', character_type: 'scav' });
    await shows(page, '.raids tbody tr', /Factory.*In queue/s);
  });

  it('saves the whole list as CSV and JSON', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 3));
    await hasRows(page, 3);
    for (const format of ['csv', 'json'] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        key(page, `save-${format}`).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`tarkov-raids.${format}`);
      await shows(page, '.said-ok', '3 raids are in your downloads.');
    }
  });
});
