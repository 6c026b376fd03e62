import path from 'node:path';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { holdAnswers } from '../support/held-answers.js';
import { keyOf as key, setPageStage, shows, stopClock } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

/** Longer than any key takes nothing after a press. */
const RESTED_MS = 750;

describe.skipIf(NO_BROWSER)('a doubled press on the dock', () => {
  const stage = setPageStage();

  async function open(on: Service, width = 300): Promise<Page> {
    const page = await stage.open(on.url, width);
    await page.locator('.figures').waitFor();
    return page;
  }

  async function startRaid(on: Service, kills = 0): Promise<void> {
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await on.post('/raid/matched');
    for (let i = 0; i < kills; i += 1) await on.post('/raid/kill', { enemy_type: 'scav' });
  }

  const kills = async (on: Service): Promise<unknown> => (await on.get('/raid')).json['kill_count'];

  /** A service whose presses were all made yesterday. */
  async function startDayLater(): Promise<Service> {
    const before = await stage.start();
    await startRaid(before);
    // No step of the raid itself, which may be undone at any age.
    await before.post('/session/start');
    await before.stop();
    const database = new Database(path.join(before.folder, 'raids.db'));
    database.prepare('UPDATE journal SET pressed_at = ?').run('2020-01-01T00:00:00.000Z');
    database.close();
    return stage.start({ folder: before.folder });
  }

  it.each([300, 500, 800])('on “Undo it anyway” at %i px lands on nothing else', async (width) => {
    const on = await startDayLater();
    const page = await open(on, width);
    await stopClock(page);
    await key(page, 'undo').click();
    await shows(page, '.said-refused', /\w/);
    const place = await key(page, 'offer').boundingBox();
    if (place === null) throw new Error('The offer is there.');
    const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
    await page.mouse.click(x, y);
    await shows(page, '.said-ok', /^Undone/);
    await page.mouse.click(x, y);
    expect(await key(page, 'offer').boundingBox()).toEqual(place);
    await page.clock.runFor(RESTED_MS);
    await key(page, 'offer').waitFor({ state: 'detached' });
    expect(await kills(on)).toBe(0);
    expect((await on.get('/raid')).json).toMatchObject({ status: 'in_progress' });
  });

  it('of undo and redo takes one step; three slower ones take three', async () => {
    const on = await stage.start();
    await startRaid(on, 4);
    const page = await open(on);
    await stopClock(page);
    for (const [id, left] of [
      ['undo', 3],
      ['redo', 4],
    ] as const) {
      await key(page, id).dblclick({ delay: 20 });
      await shows(page, '.said-ok', 'Scav kill on Woods.');
      await page.clock.runFor(RESTED_MS);
      expect(await kills(on)).toBe(left);
    }
    for (const left of [3, 2, 1]) {
      await key(page, 'undo').click();
      await until(async () => expect(await kills(on)).toBe(left));
      await shows(page, '.said-ok', 'Undone');
      await page.clock.runFor(RESTED_MS);
    }
  });

  it('of undo takes one step, however late the answer comes', async () => {
    const on = await stage.start();
    await startRaid(on, 4);
    const page = await open(on);
    const letThrough = await holdAnswers(page, '**/undo');
    await key(page, 'undo').click();
    await page.waitForTimeout(RESTED_MS);
    await key(page, 'undo').click();
    await letThrough();
    await shows(page, '.said-ok', 'Undone');
    expect(await kills(on)).toBe(3);
  });

  it('of “Start session” does not end it', async () => {
    const on = await stage.start();
    const page = await open(on);
    await stopClock(page);
    await key(page, 'session-start').dblclick({ delay: 20 });
    await shows(page, '#figures-title', /^This session since/);
    await key(page, 'session-end').click();
    await page.clock.runFor(RESTED_MS);
    await shows(page, '#figures-title', /^This session since/);
    await key(page, 'session-end').click();
    await shows(page, '#figures-title', /^Today since/);
  });

  it.each(['Enter', ' '])('that is %j held down counts one kill', async (held) => {
    const on = await stage.start();
    await startRaid(on);
    const page = await open(on);
    await key(page, 'kill-boss').focus();
    for (let i = 0; i < 15; i += 1) await page.keyboard.down(held);
    await page.keyboard.up(held);
    await shows(page, '.kills', '1 kill');
    await page.waitForTimeout(200);
    expect(await kills(on)).toBe(1);
  });
});
