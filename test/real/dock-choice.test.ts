import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { holdAnswers } from '../support/held-answers.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import type { Service } from '../support/service-calls.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('a choice on the dock', () => {
  const stage = setPageStage();

  async function open(on: Service): Promise<Page> {
    const page = await stage.open(on.url, 300);
    await page.locator('.figures').waitFor();
    await page.locator('[data-key="map"] option[value="Woods"]').waitFor({ state: 'attached' });
    return page;
  }

  async function openInLobby(): Promise<{ on: Service; page: Page }> {
    const on = await stage.start();
    await on.post('/raid/update', { map_name: 'Customs', character_type: 'pmc' });
    return { on, page: await open(on) };
  }

  const raidIs = (on: Service, raid: object): Promise<void> =>
    until(async () => expect((await on.get('/raid')).json).toMatchObject(raid));
  const nextRaidIs = async (on: Service, raid: object): Promise<void> => {
    const response = await fetch(`${on.url}/events`);
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const { value } = await reader.read();
    await reader.cancel();
    const line = new TextDecoder()
      .decode(value)
      .split('\n')
      .find((text) => text.startsWith('data:'));
    expect(JSON.parse(line?.slice(5) ?? '')).toMatchObject({ next_raid: raid });
  };

  describe('counts when Queue is pressed right after it:', () => {
    it('a map that was typed', async () => {
      const { on, page } = await openInLobby();
      await key(page, 'map').selectOption('…');
      await page.keyboard.type('Town');
      await key(page, 'start').click();
      await raidIs(on, { status: 'queuing', map_name: 'Town', character_type: 'pmc' });
    });

    it('one whose answer is still on its way', async () => {
      const { on, page } = await openInLobby();
      const letThrough = await holdAnswers(page, '**/raid/update');
      await page.route('**/events', (route) => route.abort());
      await key(page, 'choose-scav').click();
      expect(await key(page, 'choose-scav').getAttribute('aria-pressed')).toBe('true');
      await shows(page, '.key-next', 'Customs as Scav');
      await key(page, 'start').click();
      await raidIs(on, { status: 'queuing', map_name: 'Customs', character_type: 'scav' });
      await letThrough();
      await shows(page, '.said-ok', 'In the queue for Customs as Scav.');
    });

    it('one that has not left the page, and none before it comes after', async () => {
      const { on, page } = await openInLobby();
      const letThrough = await holdRequests(page, '**/raid/update');
      await key(page, 'map').selectOption('Woods');
      await key(page, 'map').selectOption('Reserve');
      await key(page, 'start').click();
      await shows(page, '.key-next', 'Reserve as PMC');
      await letThrough();
      await shows(page, '.state-word', 'In queue');
      await raidIs(on, { status: 'queuing', map_name: 'Reserve' });
      await page.waitForTimeout(300);
      expect(await key(page, 'map').inputValue()).toBe('Reserve');
      await raidIs(on, { status: 'queuing', map_name: 'Reserve' });
    });
  });

  it('shows at once, and falls back when it is refused', async () => {
    const { page } = await openInLobby();
    const refusal = { ok: false, code: 'bad-input', message: 'Not that one.' };
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route('**/raid/update', async (route) => {
      await held;
      await route.fulfill({ status: 400, json: refusal });
    });
    await key(page, 'map').selectOption('Woods');
    await shows(page, '.key-next', 'Woods as PMC');
    letThrough();
    await shows(page, '.said-refused', 'Not that one.');
    await shows(page, '.key-next', 'Customs as PMC');
    expect(await key(page, 'map').inputValue()).toBe('Customs');
  });

  it.each([0, 30])('by the arrow keys is the last one, %i ms between them', async (delay) => {
    const { on, page } = await openInLobby();
    const names = await page.locator('[data-key="map"] option').allTextContents();
    await key(page, 'map').focus();
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowDown', { delay });
    const last = names[names.indexOf('Customs') + 4];
    expect(await key(page, 'map').inputValue()).toBe(last);
    await shows(page, '.said-ok', `Next raid: ${last ?? ''}`);
    expect(await key(page, 'map').inputValue()).toBe(last);
    await nextRaidIs(on, { map_name: last });
  });

  it('of a map the service knows by another spelling shows as the service spells it', async () => {
    const { page } = await openInLobby();
    await key(page, 'map').selectOption('…');
    await key(page, 'map-name').fill('woods');
    await page.keyboard.press('Enter');
    await shows(page, '.said-ok', 'Next raid: Woods as PMC.');
    await until(async () => expect(await key(page, 'map').inputValue()).toBe('Woods'));
  });

  describe('made while a forgotten raid is open', () => {
    const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

    async function openForgotten(): Promise<{ on: Service; page: Page }> {
      const on = await stage.start();
      await on.post('/raid/start', { map_name: 'Customs', character_type: 'scav' });
      await on.post('/raid/matched');
      await on.patch('/raids/last', { started_at: ago(7_200_000), matched_at: ago(7_100_000) });
      const page = await open(on);
      await key(page, 'map').selectOption('Woods');
      await key(page, 'choose-pve').click();
      await shows(page, '.key-next', 'Woods as Scav in PvE');
      return { on, page };
    }

    it('leaves in sight which raid was forgotten', async () => {
      const { page } = await openForgotten();
      await shows(page, '.state-detail strong', 'Customs as Scav');
      await shows(page, '.choosers .label', 'Next raid');
    });

    it('is for the next raid, when the forgotten one is ended instead', async () => {
      const { on, page } = await openForgotten();
      await page.locator('.next summary').click();
      await key(page, 'died').click();
      await shows(page, '.outcome', 'Killed in action');
      await shows(page, '.key-next', 'Woods as Scav in PvE');
      await until(() => nextRaidIs(on, { map_name: 'Woods', game_mode: 'pve' }));
      await shows(page, '.said-ok', 'Died');
      expect((await on.get('/raids/1')).json).toMatchObject({ map_name: 'Customs', game_mode: 'pvp' });
      await page.reload();
      await shows(page, '.key-next', 'Woods as Scav in PvE');
    });

    it('is gone when another raid was begun elsewhere', async () => {
      const { on, page } = await openForgotten();
      await on.post('/raid/start', { map_name: 'Reserve', character_type: 'pmc' });
      await shows(page, '.state-word', 'In queue');
      expect(await key(page, 'map').inputValue()).toBe('Reserve');
      await page.waitForTimeout(200);
      await raidIs(on, { map_name: 'Reserve', game_mode: 'pvp' });
    });
  });

  describe('of an extract', () => {
    async function openInRaid(): Promise<{ on: Service; page: Page }> {
      const { on, page } = await openInLobby();
      await on.post('/raid/start');
      await on.post('/raid/matched');
      await key(page, 'extract').fill('ZB-1011');
      return { on, page };
    }

    it.each([
      ['ended', '/raid/end', { status: 'died' }],
      ['removed', '/raid/cancel', {}],
    ] as const)('stays with its raid when that is %s elsewhere', async (_word, route, fields) => {
      const { on, page } = await openInRaid();
      await on.post(route, fields);
      await shows(page, '.state-word', 'Lobby');
      await on.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
      await on.post('/raid/matched');
      await shows(page, '.key-survived', /Survived\s*Extracted/);
      expect(await key(page, 'extract').inputValue()).toBe('');
    });
  });
});

/** Holds back what a page asks of the service, which therefore does not know of it. */
async function holdRequests(page: Page, url: string): Promise<() => Promise<void>> {
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(url, async (route) => {
    await held;
    await route.continue();
  });
  return () => {
    letThrough();
    return Promise.resolve();
  };
}
