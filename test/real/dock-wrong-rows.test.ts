import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { scrollsSideways, violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { withSqlite } from '../support/database.js';
import { addRaid, hasRows, openHistory } from '../support/history-page.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import type { ServiceHere } from '../support/service-here.js';
import { until } from '../support/until.js';

const AHEAD_HOURS = 5;

describe.skipIf(NO_BROWSER)('raids of a wrong clock and of a damaged disk, on the pages', () => {
  const stage = setPageStage();
  const pictures = process.env['TSP_PICTURES'];

  /** What stands in the database is changed past the program, while it does not run. */
  async function startAnew(on: ServiceHere, statement: string): Promise<ServiceHere> {
    await on.stop();
    withSqlite(path.join(on.folder, 'raids.db'), (database) => {
      database.pragma('ignore_check_constraints = ON');
      const triggers = database
        .prepare<[], { name: string; sql: string }>(
          "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
        )
        .all();
      for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`);
      database.exec(statement);
      for (const { sql } of triggers) database.exec(sql);
    });
    return stage.start({ folder: on.folder });
  }

  /** The last raid of two was played while the clock of the PC was ahead. */
  async function startWithFuture(): Promise<ServiceHere> {
    const on = await stage.start();
    await addRaid(on, 1, { map_name: 'Woods', status: 'died' });
    await on.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await on.post('/raid/matched');
    await on.post('/raid/end', { status: 'survived' });
    const times = ['started_at', 'matched_at', 'ended_at'];
    const ahead = times.map(
      (name) => `${name} = strftime('%Y-%m-%d %H:%M:%f', ${name}, '+${AHEAD_HOURS} hours')`,
    );
    return startAnew(on, `UPDATE raids SET ${ahead.join(', ')} WHERE raid_id = 2`);
  }

  const isInFuture = async (on: Service): Promise<boolean> =>
    Date.parse(String((await on.get('/raids/2')).json['started_at'])) > Date.now();

  it.each([
    ['dock', '/', 300],
    ['history', '/history', 800],
  ])('the %s names a raid in the future, and one key moves it back', async (_name, route, width) => {
    const on = await startWithFuture();
    expect(await isInFuture(on)).toBe(true);
    const page = await stage.open(on.url + route, width);
    const notice = '.notice:has([data-key="move-back"])';
    await shows(
      page,
      notice,
      /^1 raid lies in the future: .*Check the clock of this PC first\. Move it back$/,
    );
    expect(await violations(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    if (pictures) await page.screenshot({ path: `${pictures}/future-${width}.png`, fullPage: true });
    await key(page, 'move-back').click();
    await shows(page, '.said-ok', /^1 raid moved back by 5 hours/);
    await until(async () => expect(await page.locator(notice).count()).toBe(0));
    expect(await isInFuture(on)).toBe(false);
    await key(page, 'undo').click();
    await shows(page, notice, /^1 raid lies in the future/);
    expect(await isInFuture(on)).toBe(true);
  });

  it.each([300, 1600])('the history names what cannot be read, at %i px: Edit mends it', async (width) => {
    let on = await stage.start();
    await addRaid(on, 2, { map_name: 'Woods', status: 'died' });
    await addRaid(on, 1, { map_name: 'Customs', status: 'survived' });
    const set = "started_at = 'r026-11-22 19:00:00.250', status = 'survivee', queue_time_seconds = 'x'";
    on = await startAnew(on, `UPDATE raids SET ${set} WHERE raid_id = 1`);
    const page = await openHistory(stage, on, width);
    await hasRows(page, 2);
    await shows(
      page,
      'tr.unreadable',
      /Start time cannot be read: “r026-11-22 19:00:00\.250”\. Outcome cannot be read: “survivee”\./,
    );
    await key(page, 'raid-1').click();
    const field = (name: string) => page.locator(`.editor [name="${name}"]`);
    await field('started_at').waitFor();
    expect(await field('status').inputValue()).toBe('');
    expect(await field('started_at').inputValue()).toBe('');
    expect(await violations(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    if (pictures) await page.screenshot({ path: `${pictures}/unreadable-${width}.png`, fullPage: true });
    const matched = await field('matched_at').inputValue();
    await field('started_at').fill(matched);
    await field('status').selectOption('survived');
    await key(page, 'save-raid').click();
    await until(async () => expect(await page.locator('tr.unreadable').count()).toBe(0));
    expect((await on.get('/raids/1')).json).toMatchObject({ status: 'survived', queue_time_seconds: 0 });
    await shows(page, '.said-ok', /^Corrected: Woods as PMC/);
  });

  it('the history names a kill that cannot be read, and deletes it or its raid', async () => {
    let on = await stage.start();
    await addRaid(on, 1, { map_name: 'Woods', status: 'died' });
    await addRaid(on, 2, { map_name: 'Customs', status: 'died' });
    on = await startAnew(
      on,
      "UPDATE kills SET killed_at = 'x026' WHERE kill_id = 1; UPDATE raids SET ended_at = '7' WHERE raid_id = 2",
    );
    const page = await openHistory(stage, on, 800);
    await shows(page, 'tr.unreadable', /End time cannot be read: “7”/);
    await key(page, 'raid-1').click();
    await shows(
      page,
      '.kill-list .notice',
      /^Time cannot be read: “x026”\. Delete this kill, then add it again\.$/,
    );
    await key(page, 'delete-kill-1').click();
    await until(async () => expect(await page.locator('.kill-list li').count()).toBe(0));
    await key(page, 'raid-2').click();
    await key(page, 'delete-raid').click();
    await hasRows(page, 1);
    await until(async () => expect(await page.locator('tr.unreadable').count()).toBe(0));
  });

  it.each([300, 800])(
    'the history says what its downloads lack, at %i px, and deletes a session',
    async (width) => {
      let on = await stage.start();
      await addRaid(on, 1, { map_name: 'Woods', status: 'died' });
      await on.post('/session/start', { name: 'Night' });
      await on.post('/session/end');
      on = await startAnew(on, "UPDATE sessions SET started_at = '202v-11-22' WHERE session_id = 1");
      const page = await openHistory(stage, on, width);
      await shows(page, '.left-out', /^Not in these downloads: Session 1 \(started_at\) holds a value/);
      await shows(page, '.left-out', /Session 1 \(Night\): Start time cannot be read: “202v-11-22”\./);
      expect(await violations(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      if (pictures) await page.screenshot({ path: `${pictures}/left-out-${width}.png`, fullPage: true });
      await key(page, 'delete-session-1').click();
      await until(async () => expect(await page.locator('.left-out').count()).toBe(0));
      await shows(page, '.said-ok', /^Deleted: the session "Night"\. Its raids stay\./);
      await key(page, 'undo').click();
      await shows(page, '.left-out', /^Not in these downloads/);
    },
  );
});
