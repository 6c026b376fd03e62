import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { hasRows, openHistory, startWithRaids } from '../support/history-page.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('the history page without the service', () => {
  const stage = setPageStage();

  const startAgain = (on: Service): Promise<Service> =>
    stage.start({ folder: on.folder, env: { TSP_PORT: new URL(on.url).port } });

  it('says that it is away, and comes back by itself', async () => {
    const on = await startWithRaids(stage.startProcess(), 2);
    const page = await openHistory(stage, on);
    await hasRows(page, 2);
    await on.kill();
    await shows(page, '.notice-bad', 'The program does not answer.');
    await key(page, 'undo').click();
    await shows(page, '.said-lost', /^Not counted/);
    const again = await startAgain(on);
    await until(async () => expect(await page.locator('.notice-bad').count()).toBe(0));
    await again.post('/raid/start', { map_name: 'Factory', character_type: 'pmc' });
    await hasRows(page, 3);
  });

  it('keeps the list and what is typed, and lists what was chosen meanwhile once it is back', async () => {
    const on = await startWithRaids(stage.startProcess(), 4);
    const page = await openHistory(stage, on);
    await hasRows(page, 4);
    await key(page, 'raid-2').click();
    await page.locator('.editor [name="extract_location"]').fill('Tunnel');
    await on.kill();
    await key(page, 'save-raid').click();
    await shows(page, '.said-lost', /^Not counted/);
    await key(page, 'filter-map_name').selectOption('Woods');
    await shows(page, '.unread', /^The raids cannot be read: The program does not answer\./);
    await hasRows(page, 4);
    expect(await page.locator('.editor [name="extract_location"]').inputValue()).toBe('Tunnel');
    await startAgain(on);
    await hasRows(page, 2);
    expect(await page.locator('.unread .notice').count()).toBe(0);
    // The open raid is one that still fits.
    expect(await page.locator('.editor [name="extract_location"]').inputValue()).toBe('Tunnel');
  });

  it('lists again after a press that was lost, though nothing is new', async () => {
    const on = await startWithRaids(stage.startProcess(), 2);
    const page = await openHistory(stage, on);
    await hasRows(page, 2);
    await on.kill();
    await key(page, 'undo').click();
    await shows(page, '.unread', /^The raids cannot be read/);
    await startAgain(on);
    await until(async () => expect(await page.locator('.unread .notice').count()).toBe(0));
    await hasRows(page, 2);
  });

  it('stays on its page of the list when the next one cannot be read', async () => {
    const on = await startWithRaids(stage.startProcess(), 51);
    const page = await openHistory(stage, on);
    await hasRows(page, 50);
    await on.kill();
    await key(page, 'older').click();
    await shows(page, '.unread', /^The raids cannot be read/);
    expect(await key(page, 'newer').count()).toBe(0);
    await startAgain(on);
    await until(async () => expect(await page.locator('.unread .notice').count()).toBe(0));
    await key(page, 'older').click();
    await hasRows(page, 1);
    await key(page, 'newer').click();
    await hasRows(page, 50);
    expect(await key(page, 'newer').count()).toBe(0);
  });
});
