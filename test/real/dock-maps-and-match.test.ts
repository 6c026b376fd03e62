import { describe, expect, it } from 'vitest';
import { scrollsSideways, violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { addRaid, hasRows, openHistory } from '../support/history-page.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('a forgotten match and a misspelled map, on the pages', () => {
  const stage = setPageStage();
  const pictures = process.env['TSP_PICTURES'];

  it.each([300, 800])('the dock asks when the match was and which map was meant, at %i px', async (width) => {
    const on = await stage.start();
    await on.post('/raid/start', { map_name: 'custms', character_type: 'pmc' });
    await on.post('/raid/kill', { enemy_type: 'scav' });
    const page = await stage.open(on.url, width);
    await shows(page, '.notice:has([data-key="new-map"])', '“custms” is a new map; did you mean Customs?');
    await shows(page, '[data-key="matched-ago"] option', 'Matched when?');
    expect(await violations(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    if (pictures) await page.screenshot({ path: `${pictures}/dock-${width}.png`, fullPage: true });
    await key(page, 'matched-ago').selectOption('0');
    await shows(page, '.said-line', 'Matched just now: custms as PMC.');
    await shows(page, '.timer', /^0:0\d$/);
    await key(page, 'new-map').click();
    await shows(page, '.said-line', 'Corrected: Customs as PMC.');
    await until(async () => expect(await key(page, 'new-map').count()).toBe(0));
    await key(page, 'undo').click();
    await shows(page, '.said-line', /^Undone: Correction/);
  });

  it('the dock tells a match in the queue that was some minutes ago', async () => {
    const on = await stage.start();
    await on.post('/raids', {
      ...{ map_name: 'Woods', character_type: 'pmc', status: 'queuing' },
      started_at: new Date(Date.now() - 10 * 60_000).toISOString(),
    });
    const page = await stage.open(on.url, 300);
    await page.locator('.more summary').click();
    await key(page, 'matched-ago').selectOption('5');
    await shows(page, '.said-line', 'Matched 5 minutes ago: Woods as PMC.');
    await shows(page, '.timer', /^5:0\d$/);
  });

  it.each([300, 800])('the history merges a misspelled map, and corrects times, at %i px', async (width) => {
    const on = await stage.start();
    await addRaid(on, 2, { map_name: 'custms', status: 'died' });
    await addRaid(on, 1, { map_name: 'Customs', status: 'survived' });
    const page = await openHistory(stage, on, width);
    await hasRows(page, 2);
    await shows(page, '.merge .label', 'custms · 1 raid · did you mean Customs?');
    await key(page, 'raid-1').click();
    const field = (name: string) => page.locator(`.editor [name="${name}"]`);
    await field('matched_at').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    if (pictures) await page.screenshot({ path: `${pictures}/history-${width}.png`, fullPage: true });
    const started = (await on.get('/raids/1')).json['started_at'] as string;
    // The field shows whole seconds: the same second is the same moment.
    await field('matched_at').fill(await field('started_at').inputValue());
    await key(page, 'save-raid').click();
    await until(async () =>
      expect((await on.get('/raids/1')).json).toMatchObject({ matched_at: started, queue_time_seconds: 0 }),
    );
    await key(page, 'merge-custms').click();
    await shows(page, '.said-line', 'Merged: 1 raid on custms is on Customs now.');
    await until(async () => expect(await page.locator('.merge').count()).toBe(0));
    await key(page, 'undo').click();
    await shows(page, '.merge .label', 'custms');
  });
});
