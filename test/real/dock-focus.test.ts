import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

/** After a step of the raid the step keys take nothing for a moment. */
const SETTLED_MS = 750;

describe.skipIf(NO_BROWSER)('the keyboard on the dock', () => {
  const stage = setPageStage();

  async function open(): Promise<{ on: Service; page: Page }> {
    const on = await stage.start();
    await on.post('/raid/update', { map_name: 'Customs', character_type: 'pmc' });
    const page = await stage.open(on.url, 300);
    await page.locator('.figures').waitFor();
    return { on, page };
  }

  const isOn = (page: Page, place: string): Promise<void> =>
    until(async () =>
      expect(
        await page.evaluate(
          `(({ dataset, tagName, id }) => dataset.key ?? (id || tagName))(document.activeElement)`,
        ),
      ).toBe(place),
    );

  it('goes on to the next big key through a raid', async () => {
    const { page } = await open();
    await key(page, 'start').focus();
    for (const next of ['matched', 'survived', 'start']) {
      await page.keyboard.press('Enter');
      await isOn(page, next);
      await page.waitForTimeout(SETTLED_MS);
    }
    await page.keyboard.press('Enter');
    await isOn(page, 'matched');
    await page.waitForTimeout(SETTLED_MS);
    await page.keyboard.press('Enter');
    await isOn(page, 'survived');
    await page.waitForTimeout(SETTLED_MS);
    await key(page, 'cancel').press('Enter');
    await isOn(page, 'start');
  });

  it('begins a session by Enter in its name, and goes on beside it', async () => {
    const { page } = await open();
    await key(page, 'session-name').fill('Raid night');
    await page.keyboard.press('Enter');
    await shows(page, '#figures-title', /^Raid night since/);
    await isOn(page, 'figures');
    await page.keyboard.press('Tab');
    await isOn(page, 'session-end');
    await page.waitForTimeout(SETTLED_MS);
    await page.keyboard.press('Enter');
    await shows(page, '#figures-title', /^Today since/);
    await isOn(page, 'session-start');
  });

  it('types another map at once, and Escape and Enter go back to the list', async () => {
    const { page } = await open();
    await key(page, 'map').selectOption('…');
    await isOn(page, 'map-name');
    await page.keyboard.type('Tow');
    await page.keyboard.press('Escape');
    await isOn(page, 'map');
    expect(await key(page, 'map').inputValue()).toBe('Customs');
    await key(page, 'map').selectOption('…');
    await page.keyboard.type('Town');
    await page.keyboard.press('Enter');
    await isOn(page, 'map');
    await shows(page, '.said-ok', 'Next raid: Town as PMC.');
    expect(await key(page, 'map').inputValue()).toBe('Town');
  });

  it('presses nothing for who is typing when the field gives way', async () => {
    const { on, page } = await open();
    await on.post('/raid/start');
    await on.post('/raid/matched');
    await key(page, 'extract').fill('ZB-');
    await on.post('/raid/end', { status: 'died' });
    await shows(page, '.state-word', 'Lobby');
    await isOn(page, 'next');
    await page.waitForTimeout(SETTLED_MS);
    await page.keyboard.type('10 11\n');
    await page.waitForTimeout(200);
    expect((await on.get('/raid')).json).toMatchObject({ status: 'died' });
  });
});
