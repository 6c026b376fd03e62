import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { holdAnswers } from '../support/held-answers.js';
import { hasRows, openHistory, startWithRaids } from '../support/history-page.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import { until } from '../support/until.js';

/** So soon after Undo it takes nothing. */
const RESTED_MS = 450;

describe.skipIf(NO_BROWSER)('a raid that is corrected on the history page', () => {
  const stage = setPageStage();

  it('corrects the game mode', async () => {
    const on = await startWithRaids(stage.start(), 1);
    const page = await openHistory(stage, on);
    await key(page, 'raid-1').click();
    await page.locator('.editor [name="game_mode"]').selectOption('pve');
    await key(page, 'save-raid').click();
    await shows(page, '.raids tbody tr', 'PMC · PvE');
    expect((await on.get('/raids/1')).json).toMatchObject({ game_mode: 'pve' });
  });

  it('says why a correction is refused, and keeps what was typed', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 1));
    await key(page, 'raid-1').click();
    await page.locator('.editor [name="status"]').selectOption('died');
    await page.locator('.editor [name="extract_location"]').fill('Tunnel');
    await key(page, 'save-raid').click();
    await shows(page, '[role="alert"] .said-refused', 'Leave “Extract” empty.');
    expect(await page.locator('.editor [name="extract_location"]').inputValue()).toBe('Tunnel');
  });

  it('a survived raid that is corrected to died leaves its extract by itself', async () => {
    const on = await startWithRaids(stage.start(), 1);
    await on.patch('/raids/1', { status: 'survived', extract_location: 'Crossroads' });
    const page = await openHistory(stage, on);
    await key(page, 'raid-1').click();
    await page.locator('.editor [name="status"]').selectOption('died');
    await key(page, 'save-raid').click();
    await until(async () =>
      expect((await on.get('/raids/1')).json).toMatchObject({ status: 'died', extract_location: null }),
    );
  });

  it('corrects a raid, adds and removes kills, and takes it back', async () => {
    const on = await startWithRaids(stage.start(), 2);
    const page = await openHistory(stage, on);
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
    await page.waitForTimeout(RESTED_MS);
    await key(page, 'undo').click();
    await hasRows(page, 2);
    expect((await on.get('/raids/1')).json).toMatchObject({ map_name: 'Shoreline', kill_count: 2 });
  });

  it('keeps what is typed while news of the raid arrive, and sends nothing that was not typed', async () => {
    const on = await startWithRaids(stage.start(), 2);
    const page = await openHistory(stage, on);
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
    const on = await startWithRaids(stage.start(), 1);
    const page = await openHistory(stage, on);
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
    const on = await startWithRaids(stage.start(), 0);
    const page = await openHistory(stage, on);
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
});
