import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scrollsSideways } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { addRaid, hasRows, openHistory, startWithRaids } from '../support/history-page.js';
import { keyOf as key, setPageStage } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

const LONG = 'M'.repeat(64);
describe.skipIf(NO_BROWSER)('the layout of the history page', () => {
  const stage = setPageStage();

  const box = async (locator: Locator): Promise<{ left: number; right: number }> => {
    const found = await locator.boundingBox();
    if (found === null) throw new Error(`${String(locator)} is not shown`);
    return { left: found.x, right: found.x + found.width };
  };

  /** What ends behind the edge of its panel. */
  async function sticksOut(page: Page): Promise<readonly string[]> {
    return page.evaluate<readonly string[]>(`
      [...document.querySelectorAll('.panel')].flatMap((panel) => {
        const { right } = panel.getBoundingClientRect();
        return [...panel.querySelectorAll('*:not(.spoken, .spoken *, .u-over *, option)')]
          .filter((one) => one.getBoundingClientRect().right > right)
          .map((one) => one.tagName + '.' + one.className);
      })`);
  }

  /** On how many lines the first cell of this name stands. */
  function linesOf(page: Page, name: string): Promise<number> {
    return page.evaluate<number>(`(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('td[data-name="${name}"]'));
      return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
    })()`);
  }

  it('follows a window that gets narrower and wider again', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 4), 1600);
    await hasRows(page, 4);
    const chart = page.locator('#day-chart .uplot');
    await chart.waitFor();
    const wide = await box(chart);
    for (const width of [800, 300]) {
      await page.setViewportSize({ width, height: 900 });
      await until(async () => expect((await box(chart)).right).toBeLessThan(width));
      expect(await scrollsSideways(page)).toBe(false);
      expect(await sticksOut(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 1600, height: 900 });
    await until(async () => expect(await box(chart)).toEqual(wide));
  });

  async function startWithLongNames(): Promise<Service> {
    const on = await startWithRaids(stage.start(), 2);
    await on.post('/session/start', { name: LONG });
    await addRaid(on, 0.1, {
      ...{ map_name: LONG, status: 'survived', extract_location: LONG },
      kills: [{ enemy_type: 'pmc', weapon_used: LONG }],
    });
    return on;
  }

  it.each([300, 800, 1600])('holds names of 64 letters at %i px', async (width) => {
    const page = await openHistory(stage, await startWithLongNames(), width);
    await hasRows(page, 3);
    await page.locator('.bars th', { hasText: LONG }).waitFor();
    await key(page, 'raid-3').click();
    await page.locator('.editor').waitFor();
    await key(page, 'save-raid').click();
    expect(await scrollsSideways(page)).toBe(false);
    expect(await sticksOut(page)).toEqual([]);
    const bar = await box(page.locator('.bars .bar').first());
    expect(bar.right - bar.left).toBeGreaterThan(60);
    // One line of words: the key is no higher than every key is.
    expect(
      await key(page, 'raid-1').evaluate((one) => (one as unknown as { offsetHeight: number }).offsetHeight),
    ).toBe(44);
    for (const name of ['Started', 'Outcome']) expect(await linesOf(page, name)).toBe(1);
  });

  it.each([300, 390, 800, 1000, 1600])(
    'shows whole days in the filters at %i px, and no field alone',
    async (width) => {
      const page = await openHistory(stage, await startWithRaids(stage.start(), 1), width);
      await key(page, 'filter-from').fill('2026-11-22');
      const from = await box(key(page, 'filter-from'));
      const to = await box(key(page, 'filter-to'));
      // As much as ten figures, two strokes and the calendar's key take.
      expect(from.right - from.left).toBeGreaterThan(125);
      if (width > 379) expect(to.left).toBeGreaterThan(from.right);
    },
  );
});
