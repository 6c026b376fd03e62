import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { holdAnswers } from '../support/held-answers.js';
import { addRaid, hasRows, openHistory, startWithRaids } from '../support/history-page.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('the list of the history page', () => {
  const stage = setPageStage();

  it('is filtered by a map that the program does not know and that was played a moment ago', async () => {
    const on = await startWithRaids(stage.start(), 2);
    const page = await openHistory(stage, on);
    await hasRows(page, 2);
    await addRaid(on, 0.1, { map_name: 'Unheard of', status: 'died' });
    await hasRows(page, 3);
    await key(page, 'filter-map_name').selectOption('Unheard of');
    await hasRows(page, 1);
    expect(await key(page, 'filter-map_name').inputValue()).toBe('Unheard of');
  });

  it('turns one page for presses that come faster than the page, and shows it from its top', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 101), 800);
    await hasRows(page, 50);
    const newest = await page.locator('.raids tbody tr').first().innerText();
    const letThrough = await holdAnswers(page, '**/raids?*cursor*');
    for (let press = 0; press < 3; press += 1) await key(page, 'older').click();
    await letThrough();
    await key(page, 'newer').waitFor();
    await until(async () => {
      const { y } = (await page.locator('#raids-title').boundingBox()) ?? { y: NaN };
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThan(100);
    });
    await hasRows(page, 50);
    await key(page, 'older').click();
    await hasRows(page, 1);
    await key(page, 'newer').click();
    await hasRows(page, 50);
    await key(page, 'newer').click();
    await until(async () => expect(await page.locator('.raids tbody tr').first().innerText()).toBe(newest));
    expect(await key(page, 'newer').count()).toBe(0);
  });

  it('takes no map of blanks', async () => {
    const on = await startWithRaids(stage.start(), 1);
    const page = await openHistory(stage, on);
    await key(page, 'raid-1').click();
    const map = page.locator('.editor [name="map_name"]');
    const refusal = (): Promise<string> =>
      map.evaluate((field) => (field as unknown as { validationMessage: string }).validationMessage);
    await map.fill('   ');
    await key(page, 'save-raid').click();
    expect(await refusal()).toBe('These are blanks alone. Write the name of the map.');
    await map.fill(' Woods ');
    expect(await refusal()).toBe('');
    await key(page, 'save-raid').click();
    await shows(page, '.raids tbody tr', 'Woods');
  });

  it('says so when “To” is before “From”, in the words of the page', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 1));
    await hasRows(page, 1);
    await key(page, 'filter-from').fill('2026-11-24');
    await key(page, 'filter-to').fill('2026-11-20');
    await shows(page, '.unread', /“To” is before “From”/);
    await key(page, 'filter-to').fill('');
    await key(page, 'filter-from').fill('');
    await hasRows(page, 1);
    await shows(page, '.unread', /^$/);
  });

  it('brings saved raids back, each of them once, and says what is no file of them', async () => {
    const full = await startWithRaids(stage.start(), 3);
    const saved = Buffer.from(JSON.stringify((await full.get('/export/raids.json')).json));
    const on = await startWithRaids(stage.start(), 0);
    const page = await openHistory(stage, on);
    const choose = (name: string, buffer: Buffer): Promise<void> =>
      key(page, 'bring-back').setInputFiles({ name, mimeType: 'application/json', buffer });
    await choose('raids.json', saved);
    await shows(page, '.said-ok', '3 raids came back.');
    await hasRows(page, 3);
    expect((await on.get('/stats/all-time')).json).toEqual((await full.get('/stats/all-time')).json);
    await choose('raids.json', saved);
    await shows(page, '.said-ok', '0 raids came back. 3 raids were there already.');
    await choose('list.json', Buffer.from('{"raids":[]}'));
    await shows(
      page,
      '.said-refused',
      'list.json is no file of saved raids: choose one that “Save all raids” has made.',
    );
    await choose('raids.json', Buffer.from(saved.toString().replace('"Customs"', '"   "')));
    await shows(
      page,
      '.said-refused',
      /^Nothing was brought back\. The raid that started at 20.*Z: The map has no name\. .* Choose the file again/,
    );
    await key(page, 'copy-now').click();
    await shows(page, '.said-held', 'A copy of all raids is in the backup folder beside the database.');
  });

  it('counts what it saved', async () => {
    const page = await openHistory(stage, await startWithRaids(stage.start(), 1));
    await hasRows(page, 1);
    await key(page, 'save-csv').click();
    await shows(page, '.said-ok', '1 raid is in your downloads.');
  });
});
