import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER, scrollsSideways, violations } from '../support/browser.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import type { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const DAY_MS = 86_400_000;

describe.skipIf(NO_BROWSER)('the history page', () => {
  const stage = setPageStage();

  /** `count` raids a day apart, the newest yesterday: Customs survived and Woods died in turn, one kill each. */
  async function start(count: number): Promise<ServiceProcess> {
    const on = await stage.start();
    for (let index = 0; index < count; index += 1) {
      const startMs = Date.now() - (count - index) * DAY_MS;
      const isOdd = index % 2 === 1;
      const answer = await on.post('/raids', {
        map_name: isOdd ? 'Woods' : 'Customs',
        character_type: 'pmc',
        status: isOdd ? 'died' : 'survived',
        started_at: new Date(startMs).toISOString(),
        matched_at: new Date(startMs + 60_000).toISOString(),
        ended_at: new Date(startMs + 660_000).toISOString(),
        kills: [{ enemy_type: 'scav' }],
      });
      expect(answer.status).toBe(201);
    }
    return on;
  }

  async function open(on: ServiceProcess, width = 1600): Promise<Page> {
    const page = await stage.open(`${on.url}/history`, width);
    await page.locator('.filters').waitFor();
    return page;
  }

  const rows = (page: Page) => page.locator('.raids tbody tr:not(.editor-row)');
  const hasRows = (page: Page, count: number): Promise<void> =>
    until(async () => expect(await rows(page).count()).toBe(count));

  it.each([300, 800, 1600])('fits %i px and is accessible, also while a raid is corrected', async (width) => {
    const page = await open(await start(4), width);
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
    const page = await open(await start(0));
    await until(async () => expect(await page.getByText('No raid fits.').count()).toBe(1));
  });

  it('lists what the filters leave, and turns pages', async () => {
    const page = await open(await start(54));
    await hasRows(page, 50);
    await key(page, 'older').click();
    await hasRows(page, 4);
    await key(page, 'newer').click();
    await hasRows(page, 50);
    await key(page, 'filter-map_name').selectOption('Woods');
    await hasRows(page, 27);
    await key(page, 'filter-status').selectOption('survived');
    await until(async () => expect(await page.getByText('No raid fits.').count()).toBe(1));
  });

  it('corrects a raid, adds and removes kills, and takes it back', async () => {
    const on = await start(2);
    const page = await open(on);
    await key(page, 'raid-1').click();
    await page.locator('.editor [name="map_name"]').fill('Shoreline');
    await page.locator('.editor [name="extract_location"]').fill('Tunnel');
    await key(page, 'save-raid').click();
    await until(async () =>
      expect((await on.get('/raids/1')).json).toMatchObject({
        map_name: 'Shoreline',
        extract_location: 'Tunnel',
      }),
    );
    await key(page, 'add-boss').click();
    await until(async () => expect(await page.locator('.kill-list li').count()).toBe(2));
    await page.locator('.kill-list [data-key^="delete-kill-"]').first().click();
    await until(async () => expect(await page.locator('.kill-list li').count()).toBe(1));
    await key(page, 'undo').click();
    await until(async () => expect(await page.locator('.kill-list li').count()).toBe(2));
    await key(page, 'delete-raid').click();
    await hasRows(page, 1);
    await key(page, 'undo').click();
    await hasRows(page, 2);
    expect((await on.get('/raids/1')).json).toMatchObject({ map_name: 'Shoreline', kill_count: 2 });
  });

  it('adds a forgotten raid with its kills', async () => {
    const on = await start(0);
    const page = await open(on);
    await key(page, 'add-raid').click();
    await page.locator('.editor [name="map_name"]').fill('streets');
    await page.locator('.editor [name="started_at"]').fill('2026-01-02T20:00');
    await page.locator('.editor [name="ended_at"]').fill('2026-01-02T20:30');
    await page.locator('.editor [name="kills"]').fill('2 scav; pmc:M4A1:headshot');
    await key(page, 'save-new').click();
    await shows(page, '.said-ok', 'Streets of Tarkov');
    await hasRows(page, 1);
    expect((await on.get('/raids/last')).json).toMatchObject({ kill_count: 3, headshot_count: 1 });
  });

  it('follows what is pressed elsewhere', async () => {
    const on = await start(1);
    const page = await open(on);
    await hasRows(page, 1);
    await on.post('/raid/start', { map_name: 'Factory', character_type: 'scav' });
    await shows(page, '.raids tbody tr', /Factory.*In queue/s);
  });

  it('saves the whole list as CSV and JSON', async () => {
    const page = await open(await start(3));
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
