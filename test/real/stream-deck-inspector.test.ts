import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/stream-deck/actions/actions.js';
import { violations } from '../support/browser.js';
import { NO_BROWSER } from '../support/chromium.js';
import { setPageStage } from '../support/page-stage.js';
import { PLUGIN_FOLDER, startStandIn, type StandIn, type StandInKey } from '../stream-deck/stand-in.js';

const FILE = pathToFileURL(path.join(PLUGIN_FOLDER, 'inspector', 'inspector.html')).href;
/** As wide as the app shows it. */
const WIDTH = 380;

describe.skipIf(NO_BROWSER)("a property inspector of Elgato's app", () => {
  const stage = setPageStage();
  let app: StandIn;

  beforeAll(async () => {
    // Nobody listens there: only the tests that need the service start one.
    app = await startStandIn({ address: 'http://127.0.0.1:9' });
  });
  afterAll(() => app.stop());

  const saved = (look: () => unknown) => expect.poll(look, { timeout: 10_000 });

  async function inspect(key: StandInKey): Promise<Page> {
    const page = await stage.open(FILE, WIDTH);
    const given = JSON.stringify(app.inspect(key));
    await page.evaluate(`connectElgatoStreamDeckSocket(...${given})`);
    await page.locator('#link', { hasText: '127.0.0.1' }).waitFor();
    return page;
  }

  it.each(ACTIONS.map((action) => [action.id, action] as const))(
    'of %s saves each field as it is typed',
    async (id, { fields, controllers }) => {
      const key = app.appear(id, { controller: controllers[0] ?? 'Keypad' });
      const page = await inspect(key);
      for (const { name, options, only } of fields) {
        if (only !== undefined) await page.locator(`#${only.field}`).selectOption(only.value);
        const control = page.locator(`#${name}`);
        if (options === undefined) {
          await control.pressSequentially(' My "own" <b>');
          await saved(() => key.settings()[name]).toBe(' My "own" <b>');
          await control.fill('x'.repeat(65));
          await saved(() => key.settings()[name]).toBe('x'.repeat(65));
          expect(await page.locator(`#${name}-fault`).textContent()).toMatch(/At most 64 characters/);
          await control.fill('Friday');
          expect(await page.locator(`#${name}-fault`).textContent()).toBe('');
        } else if (typeof options === 'object') {
          for (const [value] of options) {
            await control.selectOption(value);
            await saved(() => key.settings()[name]).toBe(value);
          }
        }
      }
      key.disappear();
    },
  );

  it('says what is wrong in address and token, keeps both as typed, and hides the token of an address', async () => {
    app.setGlobalSettings({ address: '127.0.0.1:9' });
    const page = await inspect(app.appear('undo'));
    const [address, token] = [page.locator('#address'), page.locator('#token')];
    await address.fill('');
    await address.pressSequentially('htp:/pc');
    await saved(app.globalSettings).toEqual({ address: 'htp:/pc', token: '' });
    expect(await page.locator('#address-fault').textContent()).toMatch(/^This is no address/);
    await page.locator('#link', { hasText: /^Not connected\.$/ }).waitFor();
    await address.fill('127.0.0.1:9');
    expect(await page.locator('#address-fault').textContent()).toBe('');
    await token.fill('schlüssel');
    await saved(app.globalSettings).toEqual({ address: '127.0.0.1:9', token: 'schlüssel' });
    expect(await page.locator('#token-fault').textContent()).toMatch(/^This is no token/);
    // Letter by letter as well as at once.
    await address.fill('');
    await address.pressSequentially('127.0.0.1:9/?key=from-setup-1');
    await token.focus();
    await saved(app.globalSettings).toEqual({ address: 'http://127.0.0.1:9', token: 'from-setup-1' });
    await address.fill('http://127.0.0.1:9/?key=from-setup-2');
    await saved(app.globalSettings).toEqual({ address: 'http://127.0.0.1:9', token: 'from-setup-2' });
    expect(await address.inputValue()).toBe('http://127.0.0.1:9');
    expect(await violations(page)).toEqual([]);
  });

  it('offers what the service knows, and installs the layout of the deck', async () => {
    const { url } = await stage.start();
    app.setGlobalSettings({ address: url });
    const readout = app.appear('readout', { device: 'PLUS', settings: { variable: 'raid.tmie' } });
    const page = await inspect(readout);
    await page.locator('#link', { hasText: `Connected to ${url}.` }).waitFor();
    await page.locator('#variable-fault', { hasText: 'raid.tmie' }).waitFor();
    await page.locator('#variable').selectOption('session.kd_ratio');
    await saved(readout.settings).toEqual({ variable: 'session.kd_ratio' });
    expect(await page.locator('#variable-fault').textContent()).toBe('');
    await page.locator('#install').click();
    await saved(() => app.of('switchToProfile').at(-1)).toMatchObject({
      ...{ device: 'PLUS', payload: { profile: 'profiles/plus' } },
    });
    const map = await inspect(app.appear('map'));
    expect(await violations(map)).toEqual([]);
    await map.locator('#map_name option', { hasText: 'Customs' }).waitFor({ state: 'attached' });
  });
});
