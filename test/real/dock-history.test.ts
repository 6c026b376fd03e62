import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { scrollsSideways, violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { holdAnswers } from '../support/held-answers.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import type { ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';

const DAY_MS = 86_400_000;

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

  it('filters by character, game mode, session and days, alone and together', async () => {
    const on = await start(6);
    await on.patch('/raids/2', { game_mode: 'pve', character_type: 'scav' });
    await on.patch('/raids/3', { game_mode: 'pve' });
    await on.post('/session/start', { name: 'Raid night' });
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'scav' });
    await on.post('/raid/end', { status: 'survived' });
    const page = await open(on);
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
    await choose('status', 'died');
    await until(async () => expect(await page.getByText('No raid fits.').count()).toBe(1));
    await choose('status', '');
    await choose('session_id', '');
    await hasRows(page, 7);
    const day = (daysAgo: number): string => localDay(new Date(Date.now() - daysAgo * DAY_MS));
    await key(page, 'filter-from').fill(day(3));
    await hasRows(page, 4);
    // The last day is meant whole.
    await key(page, 'filter-to').fill(day(2));
    await hasRows(page, 2);
  });

  it('corrects the game mode', async () => {
    const on = await start(1);
    const page = await open(on);
    await key(page, 'raid-1').click();
    await page.locator('.editor [name="game_mode"]').selectOption('pve');
    await key(page, 'save-raid').click();
    await shows(page, '.raids tbody tr', 'PMC · PvE');
    expect((await on.get('/raids/1')).json).toMatchObject({ game_mode: 'pve' });
  });

  it('says why a correction is refused, and keeps what was typed', async () => {
    const page = await open(await start(1));
    await key(page, 'raid-1').click();
    await page.locator('.editor [name="status"]').selectOption('died');
    await page.locator('.editor [name="extract_location"]').fill('Tunnel');
    await key(page, 'save-raid').click();
    await shows(page, '[role="alert"] .said-refused', /extract/i);
    expect(await page.locator('.editor [name="extract_location"]').inputValue()).toBe('Tunnel');
  });

  it('a survived raid that is corrected to died leaves its extract by itself', async () => {
    const on = await start(1);
    await on.patch('/raids/1', { status: 'survived', extract_location: 'Crossroads' });
    const page = await open(on);
    await key(page, 'raid-1').click();
    await page.locator('.editor [name="status"]').selectOption('died');
    await key(page, 'save-raid').click();
    await until(async () =>
      expect((await on.get('/raids/1')).json).toMatchObject({ status: 'died', extract_location: null }),
    );
  });

  it('says that the service is away, and comes back by itself', async () => {
    const on = await start(2);
    const page = await open(on);
    await hasRows(page, 2);
    await on.kill();
    await shows(page, '.notice-bad', 'The program does not answer.');
    await key(page, 'undo').click();
    await shows(page, '.said-lost', /^Not counted/);
    const again = await stage.start({ folder: on.folder, env: { TSP_PORT: new URL(on.url).port } });
    await until(async () => expect(await page.locator('.notice-bad').count()).toBe(0));
    await again.post('/raid/start', { map_name: 'Factory', character_type: 'pmc' });
    await hasRows(page, 3);
  });

  it('offers everything with its kills as files', async () => {
    const page = await open(await start(3));
    for (const format of ['json', 'csv'] as const) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`a[href="/export/raids.${format}"]`).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`raids.${format}`);
      expect(fs.readFileSync(await download.path(), 'utf8')).toContain('Customs');
    }
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
    await page.locator('.editor [name="extract_location"]').fill('');
    await key(page, 'save-raid').click();
    await until(async () =>
      expect((await on.get('/raids/1')).json).toMatchObject({
        map_name: 'Shoreline',
        extract_location: null,
      }),
    );
    const weapon = page.locator('.kill-list input').first();
    for (const [typed, stored] of [
      ['M4A1', 'M4A1'],
      ['', null],
    ] as const) {
      await weapon.fill(typed);
      await weapon.blur();
      await until(async () =>
        expect((await on.get('/raids/1')).json).toMatchObject({ kills: [{ weapon_used: stored }] }),
      );
    }
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

  it('keeps what is typed while news of the raid arrive, and sends nothing that was not typed', async () => {
    const on = await start(2);
    const page = await open(on);
    await key(page, 'raid-2').click();
    const field = (name: string) => page.locator(`.editor [name="${name}"]`);
    await field('map_name').fill('Shore');
    await field('weapon-2').pressSequentially('M4');
    await field('status').selectOption('mia');
    await on.patch('/raids/2', { map_name: 'Interchange', character_type: 'scav' });
    await on.patch('/kills/2', { weapon_used: 'AKM', headshot: true });
    await on.post('/raid/start', { map_name: 'Factory', character_type: 'pmc' });
    await hasRows(page, 3);
    await until(async () => expect(await field('character_type').inputValue()).toBe('scav'));
    expect(await field('map_name').inputValue()).toBe('Shore');
    expect(await field('weapon-2').inputValue()).toBe('M4');
    expect(await field('status').inputValue()).toBe('mia');
    await field('map_name').fill('Shoreline');
    await key(page, 'save-raid').click();
    await until(async () =>
      expect((await on.get('/raids/2')).json).toMatchObject({
        map_name: 'Shoreline',
        character_type: 'scav',
        status: 'mia',
        kills: [{ weapon_used: 'M4', headshot: true }],
      }),
    );
    // What has been stored follows the news again.
    await on.patch('/raids/2', { map_name: 'Labs' });
    await until(async () => expect(await field('map_name').inputValue()).toBe('The Lab'));
  });

  it('keeps what is typed on while an answer is awaited', async () => {
    const on = await start(1);
    const page = await open(on);
    await key(page, 'raid-1').click();
    const extract = page.locator('.editor [name="extract_location"]');
    await extract.fill('Tunnel');
    const letThrough = await holdAnswers(page, '**/raids/1');
    await key(page, 'save-raid').click();
    await until(async () =>
      expect((await on.get('/raids/1')).json).toMatchObject({ extract_location: 'Tunnel' }),
    );
    await extract.fill('');
    await letThrough();
    await shows(page, '.raids tbody tr', 'Tunnel');
    expect(await extract.inputValue()).toBe('');
    await key(page, 'save-raid').click();
    await until(async () =>
      expect((await on.get('/raids/1')).json).toMatchObject({ extract_location: null }),
    );
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
