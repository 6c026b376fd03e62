import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { hasRows, openHistory, startWithRaids } from '../support/history-page.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('the keyboard on the history page', () => {
  const stage = setPageStage();

  const pressKey = (page: Page, id: string): Promise<void> => key(page, id).press('Enter');

  /** Settles when this key or field has the focus. */
  const isAt = (page: Page, name: string): Promise<void> =>
    until(async () =>
      expect(
        await page.evaluate(
          `(({ dataset, name, tagName }) => dataset.key ?? name ?? tagName)(document.activeElement)`,
        ),
      ).toBe(name),
    );

  it('goes to the first field of a forgotten raid, and back to its key', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 1));
    await pressKey(page, 'add-raid');
    await isAt(page, 'map_name');
    await pressKey(page, 'close-new');
    await isAt(page, 'add-raid');
    await pressKey(page, 'add-raid');
    await isAt(page, 'map_name');
    await page.keyboard.type('Woods');
    await page.locator('.editor [name="started_at"]').fill('2026-01-02T20:00');
    await page.locator('.editor [name="ended_at"]').fill('2026-01-02T20:30');
    await pressKey(page, 'save-new');
    await hasRows(page, 2);
    await isAt(page, 'add-raid');
  });

  it('stays near what it took away', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 3));
    await pressKey(page, 'raid-2');
    await page.locator('.editor').waitFor();
    await pressKey(page, 'raid-2');
    await isAt(page, 'raid-2');
    await pressKey(page, 'raid-2');
    await pressKey(page, 'add-boss');
    await until(async () => expect(await page.locator('.kill-list li').count()).toBe(2));
    await pressKey(page, 'delete-kill-2');
    await isAt(page, 'head-4');
    await pressKey(page, 'delete-kill-4');
    await isAt(page, 'add-pmc');
    await pressKey(page, 'delete-raid');
    await hasRows(page, 2);
    await isAt(page, 'raid-1');
  });

  it('stays in the list when there is no older page', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 51));
    await pressKey(page, 'older');
    await hasRows(page, 1);
    await isAt(page, 'add-raid');
  });

  it('is never hidden by the bar at the foot', async () => {
    const on = await startWithRaids(stage.start(), 12);
    const page = await openHistory(stage, on, 300);
    await hasRows(page, 12);
    await pressKey(page, 'raid-12');
    await page.locator('.editor').waitFor();
    await page.locator('.editor [name="status"]').selectOption('survived');
    await pressKey(page, 'save-raid');
    await shows(page, '.said-ok', /./);
    for (let step = 0; step < 30; step += 1) {
      await page.keyboard.press('Tab');
      const hidden = await page.evaluate<string | null>(`(() => {
        const at = document.activeElement;
        const isBehind = at.getBoundingClientRect().bottom > document.querySelector('.bottom').getBoundingClientRect().top;
        return isBehind && at.closest('main') !== null ? at.outerHTML : null;
      })()`);
      expect(hidden).toBe(null);
    }
  });
});
