import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { storeManyRaids } from '../support/many-raids.js';
import { keyOf as key, setPageStage } from '../support/page-stage.js';
import { temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

const PAGE = 50;
const MONTH_MINUTES = 30 * 24 * 60;

/** What was asked for, and how much came. */
interface Traffic {
  readonly calls: readonly string[];
  readonly bytes: number;
  readonly elements: number;
}

describe.skipIf(NO_BROWSER)('the history page', () => {
  const stage = setPageStage();

  /** Opens the page over so many raids, turns a page, filters, and opens a raid. */
  async function lookAround(count: number, minutesApart: number): Promise<Traffic> {
    const folder = temporaryFolder();
    await storeManyRaids(path.join(folder, 'raids.db'), {
      ...{ count, minutesApart, until: 'now', lengthSeconds: 1500, killsEach: 3 },
    });
    const on = await stage.start({ folder });
    const page = await stage.open('about:blank', 800);
    const replies: Promise<{ call: string; bytes: number }>[] = [];
    page.on('response', (response) => {
      const call = response.url().slice(on.url.length);
      if (call.startsWith('/assets/') || call === '/events') return;
      const bytes = response.body().then((body) => body.length);
      replies.push(bytes.then((length) => ({ call: call.replace(/cursor=.*/, 'cursor=…'), bytes: length })));
    });
    await page.goto(`${on.url}/history`);
    await page.locator('#day-chart canvas').waitFor();
    const newest = await firstRow(page);
    await key(page, 'older').click();
    await until(async () => expect(await firstRow(page)).not.toBe(newest));
    await key(page, 'filter-map_name').selectOption('Customs');
    await until(async () => expect(await page.locator('.raids td', { hasText: 'Woods' }).count()).toBe(0));
    await page.locator('[data-key^="raid-"]').first().click();
    await page.locator('.editor').waitFor();
    const elements = await page.evaluate<number>("document.querySelectorAll('*').length");
    expect(await page.locator('.raids tbody tr:not(.editor-row)').count()).toBeLessThanOrEqual(PAGE);
    const all = await Promise.all(replies);
    await on.stop();
    return {
      calls: all.map(({ call }) => call.replace(/\d+$/, 'N')).sort(),
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
      elements,
    };
  }

  const firstRow = (page: Page): Promise<string> => page.locator('.raids tbody tr').first().innerText();

  it('asks for as much with 100,000 raids as with 150, and shows no more at once', async () => {
    // Both fill the month of the charts.
    const few = await lookAround(150, MONTH_MINUTES / 150);
    const many = await lookAround(100_000, MONTH_MINUTES / 800);
    expect(many.calls).toEqual(few.calls);
    expect(many.calls.length).toBeGreaterThan(8);
    expect(many.bytes).toBeLessThan(few.bytes * 1.25);
    expect(many.bytes).toBeLessThan(150_000);
    expect(many.elements).toBeLessThan(few.elements * 1.25);
  });
});
