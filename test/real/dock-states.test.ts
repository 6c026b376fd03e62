import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { startFakeObs } from '../support/fake-obs.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import { temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

/** After one key of a session the other takes nothing for a moment. */
const RESTED_MS = 750;
const QUEUE_LIMIT_MS = 2 * 3600_000;

describe.skipIf(NO_BROWSER)('the dock', () => {
  const stage = setPageStage();

  async function open(on: Service, width = 300): Promise<Page> {
    const page = await stage.open(on.url, width);
    await page.locator('.figures').waitFor();
    return page;
  }

  const isDown = (page: Page, id: string, down: boolean): Promise<void> =>
    until(async () => expect(await key(page, id).getAttribute('aria-pressed')).toBe(String(down)));

  it('asks how a raid ended that is over, with every outcome and a timer that stands', async () => {
    const on = await stage.start();
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await on.post('/raid/matched');
    const page = await open(on);
    await key(page, 'over').click();
    await shows(page, '.state-word', 'Raid over');
    await shows(page, '#next', 'How did it end?');
    const stood = await page.locator('.timer').textContent();
    for (const outcome of ['survived', 'died', 'mia', 'transit', 'left'])
      expect(await key(page, outcome).isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.waitForTimeout(2 * RESTED_MS);
    expect(await page.locator('.timer').textContent()).toBe(stood);
    await key(page, 'run_through').click();
    await shows(page, '.state-detail', 'Run-through');
    expect((await on.get('/raid')).json).toMatchObject({ status: 'survived', outcome: 'run_through' });
  });

  describe('chooses PvP or PvE', () => {
    it('as the show says, before the first raid', async () => {
      const on = await stage.start();
      await on.patch('/show', { game_mode: 'pve' });
      const page = await open(on);
      await isDown(page, 'choose-pve', true);
      await isDown(page, 'choose-pvp', false);
    });

    it('for the next raid, and goes on with what was played last', async () => {
      const on = await stage.start();
      await on.post('/raid/update', { map_name: 'Woods', character_type: 'pmc' });
      const page = await open(on);
      await isDown(page, 'choose-pvp', true);
      await key(page, 'choose-pve').click();
      await shows(page, '.key-next', 'Woods as PMC in PvE');
      await isDown(page, 'choose-pve', true);
      await key(page, 'start').click();
      await shows(page, '.said-ok', 'In the queue for Woods as PMC in PvE.');
      expect((await on.get('/raid')).json).toMatchObject({ status: 'queuing', game_mode: 'pve' });
      await on.post('/raid/end', { status: 'died' });
      await shows(page, '.key-next', 'Woods as PMC in PvE');
      await page.reload();
      await isDown(page, 'choose-pve', true);
    });

    it('of the open raid, too', async () => {
      const on = await stage.start();
      await on.post('/raid/start', { map_name: 'Woods', character_type: 'scav' });
      const page = await open(on);
      await isDown(page, 'choose-pvp', true);
      await key(page, 'choose-pve').click();
      await shows(page, '.said-ok', 'Corrected: Woods as Scav in PvE.');
      expect((await on.get('/raid')).json).toMatchObject({ game_mode: 'pve' });
    });
  });

  describe('with a raid whose keys were forgotten', () => {
    const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

    it('lets the timer stand still while you look, and says what to do', async () => {
      const on = await stage.start();
      await on.post('/raid/start', { map_name: 'Woods', character_type: 'scav' });
      await on.patch('/raids/last', { started_at: ago(QUEUE_LIMIT_MS - 4_000) });
      const page = await open(on);
      await shows(page, '.timer', /^1:59:5\d$/);
      await shows(
        page,
        '.state-detail',
        /^The end of the queue for Woods as Scav was never pressed.*Queue begins the next raid/,
      );
      await shows(page, '.timer.is-still', /^2:00:00$/);
      await page.waitForTimeout(2_100);
      await shows(page, '.timer', /^2:00:00$/);
      expect(await violations(page)).toEqual([]);
    });

    it('keeps what is chosen for the raid after it, and leaves the forgotten one as it was', async () => {
      const on = await stage.start();
      await on.post('/raid/start', { map_name: 'Woods', character_type: 'scav' });
      await on.post('/raid/matched');
      await on.patch('/raids/last', { started_at: ago(7_200_000), matched_at: ago(7_100_000) });
      const page = await open(on);
      await shows(page, '.state-detail', 'counts this one as missing in action');
      await key(page, 'map').selectOption('Customs');
      await key(page, 'choose-pmc').click();
      await key(page, 'choose-pve').click();
      await shows(page, '.key-next', 'Customs as PMC in PvE');
      await key(page, 'start').click();
      await shows(page, '.said-ok', /counts as missing in action.*In the queue for Customs as PMC in PvE\./);
      expect((await on.get('/raids/1')).json).toMatchObject({
        status: 'mia',
        map_name: 'Woods',
        character_type: 'scav',
        game_mode: 'pvp',
      });
    });

    it('takes how it ended instead', async () => {
      const on = await stage.start();
      await on.post('/raid/start', { map_name: 'Woods', character_type: 'scav' });
      await on.post('/raid/matched');
      await on.patch('/raids/last', { started_at: ago(7_200_000), matched_at: ago(7_100_000) });
      const page = await open(on);
      await page.locator('.next summary').click();
      await key(page, 'survived').click();
      await shows(page, '.outcome', 'Survived');
      expect((await on.get('/raids/1')).json).toMatchObject({ status: 'survived' });
    });
  });

  it('begins and ends a session by key, with a name', async () => {
    const on = await stage.start();
    const page = await open(on);
    await shows(page, '#figures-title', /^Today since/);
    await key(page, 'session-name').fill('Raid night');
    await key(page, 'session-start').click();
    await shows(page, '.said-ok', 'Raid night');
    await shows(page, '#figures-title', /^Raid night since \d\d:\d\d, started by hand$/);
    expect((await on.get('/sessions')).json).toMatchObject({
      sessions: [{ name: 'Raid night', opened_by: 'press', ended_at: null }],
    });
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await on.post('/raid/end', { status: 'survived' });
    await shows(page, '.figures div:first-child dd', /^1$/);
    await page.waitForTimeout(RESTED_MS);
    await key(page, 'session-end').click();
    await shows(page, '#figures-title', /^Today since/);
    expect((await on.get('/sessions')).json).not.toMatchObject({ sessions: [{ ended_at: null }] });
    // A raid belongs to a session by the second.
    await page.waitForTimeout(1_100);
    await key(page, 'session-start').click();
    await shows(page, '#figures-title', /^This session since/);
    await shows(page, '.figures div:first-child dd', /^0$/);
  });

  it('asks once for the session that is on, whatever an import has brought', async () => {
    const on = await stage.start();
    await on.post('/session/start', { name: 'Raid night' });
    const older = { name: 'Long ago', started_at: '2020-01-01T18:00:00Z', ended_at: '2020-01-01T20:00:00Z' };
    await on.post('/import', { raids: [], sessions: [{ ...older, opened_by: 'stream' }] });
    const page = await open(on);
    await shows(page, '#figures-title', /^Raid night since \d\d:\d\d, started by hand$/);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/sessions')) asked.push(request.url());
    });
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await on.post('/raid/matched');
    await shows(page, '.state-word', 'In raid');
    expect(asked).toEqual([]);
  });

  it('shows that a session came with the stream, and ends it with the stream', async () => {
    const obs = await startFakeObs();
    // An OBS without scenes is taken for one that still loads.
    obs.model.addScene('Tarkov Lobby');
    try {
      const folder = temporaryFolder();
      fs.writeFileSync(path.join(folder, 'show.json'), '{ "sessions": { "grace_seconds": 1 } }');
      const page = await open(await stage.start({ folder, obsUrl: obs.url }));
      await shows(page, '.lamp', /ready|missing/);
      obs.model.setStream(true, false, 'OBS_WEBSOCKET_OUTPUT_STARTED');
      await shows(page, '#figures-title', /^This session since \d\d:\d\d, started with the stream$/);
      obs.model.setStream(false, false, 'OBS_WEBSOCKET_OUTPUT_STOPPED');
      await shows(page, '#figures-title', /^Today since/);
    } finally {
      await obs.stop();
    }
  });

  it('names the file of a replay that OBS has saved', async () => {
    const obs = await startFakeObs();
    obs.model.addScene('Tarkov Lobby');
    try {
      const page = await open(await stage.start({ obsUrl: obs.url }));
      await shows(page, '.lamp', /ready|missing/);
      obs.model.saveReplay('D:/Videos/Replay 2026-11-22 20-08-29.mp4');
      await shows(page, '.replay', /^Replay saved at \d\d:\d\d: Replay 2026-11-22 20-08-29\.mp4$/);
    } finally {
      await obs.stop();
    }
  });
});
