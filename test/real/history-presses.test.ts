import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { holdAnswers } from '../support/held-answers.js';
import { hasRows, openHistory, startWithRaids } from '../support/history-page.js';
import { keyOf as key, setPageStage, shows, stopClock } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('a press on the history page', () => {
  const stage = setPageStage();

  const raidsOf = async (on: Service): Promise<number> =>
    ((await on.get('/raids')).json['raids'] as readonly unknown[]).length;

  /** What the page has sent, one line each. */
  function sentBy(page: Page): readonly string[] {
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    return sent;
  }

  async function fillForgotten(page: Page): Promise<void> {
    await key(page, 'add-raid').click();
    await page.locator('.editor [name="map_name"]').fill('Woods');
    await page.locator('.editor [name="started_at"]').fill('2026-01-02T20:00');
    await page.locator('.editor [name="ended_at"]').fill('2026-01-02T20:30');
  }

  it('that is doubled adds one raid, however late the answer', async () => {
    const on = await startWithRaids(stage.start(), 0);
    const page = await openHistory(stage, on);
    await fillForgotten(page);
    const sent = sentBy(page);
    const letThrough = await holdAnswers(page, '**/raids');
    await key(page, 'save-new').dblclick();
    // Longer than any moment in which a key takes nothing.
    await page.waitForTimeout(600);
    await key(page, 'save-new').click();
    await letThrough();
    await hasRows(page, 1);
    expect(sent).toEqual(['POST /raids']);
    expect(await raidsOf(on)).toBe(1);
  });

  it('that is doubled takes back one step, saves once, and says what came of it', async () => {
    const on = await startWithRaids(stage.start(), 2);
    const page = await openHistory(stage, on);
    await hasRows(page, 2);
    await stopClock(page);
    const sent = sentBy(page);
    await key(page, 'undo').dblclick();
    await hasRows(page, 1);
    await key(page, 'raid-1').click();
    await page.locator('.editor [name="game_mode"]').selectOption('pve');
    await key(page, 'save-raid').dblclick();
    await shows(page, '.raids tbody tr', 'PMC · PvE');
    await shows(page, '.said-line', /PvE/);
    expect(await page.locator('.said-ok').count()).toBe(1);
    expect(sent).toEqual(['POST /undo', 'PATCH /raids/1']);
  });

  it('for a forgotten kill waits for the answer to the one before', async () => {
    const on = await startWithRaids(stage.start(), 1);
    const page = await openHistory(stage, on);
    await key(page, 'raid-1').click();
    await key(page, 'add-pmc').waitFor();
    const sent = sentBy(page);
    const letThrough = await holdAnswers(page, '**/kills');
    await key(page, 'add-pmc').dblclick();
    await until(async () => expect((await on.get('/raids/1')).json).toMatchObject({ kill_count: 2 }));
    await letThrough();
    await until(async () => expect(await page.locator('.kill-list li').count()).toBe(2));
    // A second kill is added as fast as the service answers.
    await key(page, 'add-pmc').click();
    await until(async () => expect(await page.locator('.kill-list li').count()).toBe(3));
    expect(sent).toEqual(['POST /raids/1/kills', 'POST /raids/1/kills']);
  });

  it('of Undo on an old step of an old raid offers to undo it all the same', async () => {
    const on = await startWithRaids(stage.start(), 2);
    await on.patch('/raids/1', { map_name: 'Shoreline' });
    await on.stop();
    const database = new Database(path.join(on.folder, 'raids.db'));
    database.exec("UPDATE journal SET pressed_at = '2026-01-01 00:00:00.000'");
    database.close();
    const page = await openHistory(stage, await stage.start({ folder: on.folder }));
    await hasRows(page, 2);
    await key(page, 'undo').click();
    await shows(page, '.said-refused', /older than 15 minutes/);
    await key(page, 'offer').click();
    await shows(page, '.said-ok', /^Undone/);
    await shows(page, '.raids tbody', 'Customs');
    expect(await key(page, 'offer').count()).toBe(0);
  });

  it('of Undo over what another program has changed offers to write over it', async () => {
    const on = await startWithRaids(stage.start(), 1);
    await on.patch('/raids/1', { map_name: 'Shoreline' });
    const database = new Database(path.join(on.folder, 'raids.db'));
    database.exec("UPDATE raids SET map_name = 'Woods'");
    database.close();
    const page = await openHistory(stage, on);
    await key(page, 'undo').click();
    await shows(page, '.said-refused', /Correct the raid itself instead\.$/);
    await key(page, 'offer').click();
    await shows(page, '.said-ok', /^Undone/);
    await shows(page, '.raids tbody', 'Customs');
  });
});
