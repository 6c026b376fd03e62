import fs from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { NO_BROWSER } from '../support/chromium.js';
import { startProxy, type Proxy } from '../support/proxy.js';
import type { ServiceOptions } from '../support/service-calls.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { launchTabs, type Tab, type TabBrowser } from '../support/tabs.js';
import { until } from '../support/until.js';

describe.skipIf(NO_BROWSER)('pages in many tabs of one browser', () => {
  let browser: TabBrowser;
  let service: ServiceProcess | undefined;
  let proxy: Proxy | undefined;
  const tabs = new Set<Tab>();

  beforeAll(async () => {
    // A name that leads here, and that a browser trusts as little as any address in the house.
    browser = await launchTabs(['--host-resolver-rules=MAP streamer.test 127.0.0.1']);
  });
  afterEach(async () => {
    for (const tab of tabs) await tab.close();
    tabs.clear();
    await proxy?.close();
    await service?.kill();
    proxy = undefined;
  });
  afterAll(() => browser.close());

  async function start(options: ServiceOptions = {}): Promise<{ on: ServiceProcess; by: Proxy }> {
    service = await startServiceProcess(options);
    proxy = await startProxy(service.url);
    return { on: service, by: proxy };
  }

  async function open(url: string, place: 'behind' | 'window'): Promise<Tab> {
    const tab = await browser.open(url, place);
    tabs.add(tab);
    await until(async () =>
      expect(await tab.evaluate('document.querySelector("[data-key=undo], .texts") !== null')).toBe(true),
    );
    expect(await tab.evaluate('document.visibilityState')).toBe(place === 'behind' ? 'hidden' : 'visible');
    return tab;
  }

  async function close(tab: Tab): Promise<void> {
    tabs.delete(tab);
    await tab.close();
  }

  const click = (tab: Tab, key: string): Promise<void> =>
    tab.evaluate(`document.querySelector('[data-key="${key}"]').click()`);

  const reads = (tab: Tab, selector: string, text: RegExp): Promise<void> =>
    until(async () =>
      expect(await tab.evaluate(`document.querySelector('${selector}')?.textContent`)).toMatch(text),
    );

  const streamsAre = (by: Proxy, count: number): Promise<void> =>
    until(() => {
      expect(by.streams()).toBe(count);
      return Promise.resolve();
    });

  it('hold no event stream as long as none of them was in sight, and one for all that are', async () => {
    const { on, by } = await start();
    const behind: Tab[] = [];
    for (let i = 0; i < 8; i += 1) behind.push(await open(`${by.url}/history`, 'behind'));
    expect(by.streams()).toBe(0);
    const dock = await open(by.url, 'window');
    const windows = [dock, await open(`${by.url}/history`, 'window'), await open(by.url, 'window')];
    await streamsAre(by, 1);
    await on.post('/raid/update', { map_name: 'Woods', character_type: 'pmc' });
    await reads(dock, '.key-next', /Woods as PMC/);
    await click(dock, 'start');
    await reads(dock, '.said-ok', /^In the queue for Woods/);
    for (const tab of windows) await reads(tab, '[data-key=undo]', /Queue for Woods/);
    expect(by.streams()).toBe(1);
    // One that is shown for the first time is right at once.
    const [first] = behind;
    if (first === undefined) throw new Error('There are eight.');
    await first.show();
    await reads(first, '[data-key=undo]', /Queue for Woods/);
    expect(by.streams()).toBe(1);
  });

  it('go on following when any of them is closed, and give the stream back when the last one is', async () => {
    const { on, by } = await start();
    const behind = await open(`${by.url}/history`, 'behind');
    const windows = [
      await open(by.url, 'window'),
      await open(`${by.url}/history`, 'window'),
      await open(`${by.url}/history`, 'window'),
    ];
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    for (const [index, leaving] of windows.entries()) {
      await on.post('/raid/kill', { enemy_type: 'scav' });
      for (const tab of windows.slice(index)) await reads(tab, '[data-key=undo]', /Scav kill/);
      await on.post('/undo');
      for (const tab of windows.slice(index)) await reads(tab, '[data-key=undo]', /Queue for Woods/);
      await close(leaving);
    }
    await streamsAre(by, 0);
    await on.post('/raid/matched');
    await behind.show();
    await reads(behind, '[data-key=undo]', /Matched/);
  });

  it('are right again after they were frozen, and after the service was started anew', async () => {
    const { on, by } = await start();
    const [dock, history] = [await open(by.url, 'window'), await open(`${by.url}/history`, 'window')];
    const behind = await open(by.url, 'behind');
    await behind.setFrozen(true);
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await reads(history, '[data-key=undo]', /Queue for Woods/);
    await behind.setFrozen(false);
    await behind.show();
    for (const tab of [behind, dock]) await reads(tab, '.state-word', /In queue/);
    // It hid one of the two.
    await close(behind);
    await on.kill();
    for (const tab of [dock, history]) await reads(tab, '.notice-bad', /does not answer/);
    service = await startServiceProcess({ folder: on.folder, env: { TSP_PORT: new URL(on.url).port } });
    await service.post('/raid/matched');
    await reads(dock, '.state-word', /In raid/);
    await reads(history, '[data-key=undo]', /Matched/);
    await streamsAre(by, 1);
  });

  it('follow by a connection of their own where their worker cannot run, and only in sight', async () => {
    const { on, by } = await start();
    by.gone.add('/assets/lib/events-worker.js');
    await open(`${by.url}/history`, 'behind');
    const dock = await open(by.url, 'window');
    await streamsAre(by, 1);
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await reads(dock, '.state-word', /In queue/);
    await close(dock);
    await streamsAre(by, 0);
  });

  it('share one stream on a plain address of the house, too, where a browser allows less', async () => {
    const folder = temporaryFolder();
    const settings = { token: 'a-token-of-mine', allowed_names: ['streamer.test'] };
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
    const { on, by } = await start({ folder });
    const house = by.url.replace('127.0.0.1', 'streamer.test');
    const tablet = await open(`${house}/?key=a-token-of-mine`, 'window');
    expect(await tablet.evaluate('isSecureContext')).toBe(false);
    const history = await open(`${house}/history`, 'window');
    await streamsAre(by, 1);
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await reads(tablet, '.state-word', /In queue/);
    await click(tablet, 'kill-scav');
    for (const tab of [tablet, history]) await reads(tab, '[data-key=undo]', /Scav kill/);
  });

  it('say after three seconds that a press has no answer, take no second one, and tell the answer', async () => {
    const { on, by } = await start();
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    const dock = await open(by.url, 'window');
    by.presses = 'hold';
    await click(dock, 'kill-scav');
    await reads(dock, '.said-lost', /^No answer for 3 seconds\. Do not press again/);
    await click(dock, 'kill-scav');
    await reads(dock, '.said-refused', /^No answer for 3 seconds/);
    by.release();
    await reads(dock, '.said-ok', /^Scav kill counted/);
    expect((await on.get('/raid')).json).toMatchObject({ kill_count: 1 });
  });

  it('find out from the next snapshot whether a press without an answer has counted', async () => {
    const { on, by } = await start();
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await on.post('/raid/matched');
    const dock = await open(by.url, 'window');
    by.presses = 'no-reply';
    await click(dock, 'kill-scav');
    await reads(dock, '.said-ok', /^The press counted after all\. Scav kill/);
    by.presses = 'lose';
    await click(dock, 'kill-pmc');
    await reads(dock, '.said-refused', /^The press did not count: press it once more\.$/);
    expect((await on.get('/raid')).json).toMatchObject({ kill_count: 1 });
  });
});
