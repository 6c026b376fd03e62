import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fieldDocs } from '../../src/http/openapi/field-docs.js';
import { readPageFiles } from '../../src/http/pages/page-files.js';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import type { Route } from '../../src/http/call/route.js';
import { call, startService, type Service } from '../http/service.js';
import { attackFromPage, startForeignServer, type AttackTarget } from '../support/attack-page.js';
import { launchChromium, NO_BROWSER } from '../support/chromium.js';

/** Refusals are counted in the log, so there all of them are to be. */
const LIMITS = { maxRefusalLogLinesPerMinute: 1_000_000 };

/** Some thousand requests through a browser, on a machine that may be busy. */
const ATTACK_TIMEOUT_MS = 300_000;

describe.skipIf(NO_BROWSER)('a web page in a real browser', () => {
  vi.setConfig({ testTimeout: ATTACK_TIMEOUT_MS });

  let browser: Browser;
  let service: Service;
  let foreign: Awaited<ReturnType<typeof startForeignServer>>;
  let stored: unknown;
  let parts = 0;

  beforeAll(async () => {
    service = await startService({
      ...{ limits: LIMITS, names: ['streaming-pc'], token: 'correct-horse-battery' },
      pageFiles: readPageFiles(PACKAGE_ROOT),
    });
    foreign = await startForeignServer();
    const args = [
      '--host-resolver-rules=MAP evil.example 127.0.0.1, MAP rebound.example 127.0.0.1, MAP streaming-pc 127.0.0.1',
      // Chromium may stop a page before its request reaches us. Here our own gate is on trial, so it may not.
      '--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights',
    ];
    browser = await launchChromium(args);
    // A raid under way, with something to undo, to redo, to end and to count: every press would change something.
    for (const path of [
      '/raid/start?map_name=Customs&character_type=pmc',
      '/raid/matched',
      '/raid/kill?enemy_type=pmc',
      '/raid/kill?enemy_type=scav',
      '/undo',
    ]) {
      await call(service.port, 'POST', path);
    }
    stored = await contents();
  });
  afterAll(async () => {
    await browser.close();
    await service.stop();
    await foreign.stop();
  });
  beforeEach(() => {
    service.log.length = 0;
  });

  it.each([
    ['on another site', 'localhost', 'http://evil.example'],
    ['on another site', '127.0.0.1', 'http://evil.example'],
    ['on another site', '[::1]', 'http://evil.example'],
    ['on another site', '0.0.0.0', 'http://evil.example'],
    ['on another site', '[::ffff:127.0.0.1]', 'http://evil.example'],
    ['on another site', 'streaming-pc', 'http://evil.example'],
    ['on another port of the same name', 'localhost', 'http://localhost'],
    ['on another port of the same address', '127.0.0.1', 'http://127.0.0.1'],
  ])('%s presses no key at %s, whatever it tries', async (_where, host, origin) => {
    const page = await open(`${origin}:${foreign.port}/`);
    const part = origin === 'http://evil.example' && host === 'localhost' ? 'all' : nextPart();
    await page.evaluate(attackFromPage, calls(part, `http://${host}:${service.port}`));
    await page.context().close();
    expect(await contents()).toEqual(stored);
    expectRefusals(host, calls(part, ''));
  });

  it('whose name is bound anew to this PC presses no key', async () => {
    const origin = `http://rebound.example:${service.port}`;
    const page = await browser.newPage();
    // As the attacker's own server answered before the name was bound anew; all else goes to us.
    await page.route(`${origin}/lure`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' }),
    );
    await page.goto(`${origin}/lure`);
    const part = nextPart();
    await page.evaluate(attackFromPage, calls(part, origin));
    const reads = await page.evaluate(
      async (url) => [(await fetch(url)).status, (await fetch(url, { method: 'POST' })).status],
      `${origin}/raid`,
    );
    await page.context().close();
    expect(reads).toEqual([403, 403]);
    expect(await contents()).toEqual(stored);
    expectRefusals('rebound.example', calls(part, ''));
  });

  it.each(['localhost', '127.0.0.1', '[::1]'])(
    'that links to a key at %s opens a page that says why not',
    async (host) => {
      const page = await open(`http://evil.example:${foreign.port}/`);
      await page.goto(`http://${host}:${service.port}/deck/raid/kill?enemy_type=pmc`);
      expect(await page.textContent('h1')).toBe('Nothing was pressed');
      await page.context().close();
      expect(await contents()).toEqual(stored);
    },
  );

  it('of our own is not hindered: it presses keys and follows events', async () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      const page = await openOwnPage(`http://${host}:${service.port}`);
      const seen = await page.evaluate(async () => {
        const undo = await fetch('/undo', { method: 'POST' });
        const headers = { 'Content-Type': 'application/json' };
        const redo = await fetch('/redo', { method: 'POST', headers, body: '{}' });
        const { EventSource } = globalThis as unknown as {
          EventSource: new (url: string) => { addEventListener(name: string, listener: () => void): void };
        };
        await new Promise<void>((resolve) =>
          new EventSource('/events').addEventListener('snapshot', resolve),
        );
        return [undo.status, redo.status];
      });
      expect([host, ...seen]).toEqual([host, 200, 200]);
      await page.context().close();
    }
  });

  it('of ours at this PC’s name in the network gets in by the token, and only then', async () => {
    const page = await open(`http://streaming-pc:${service.port}/keys`);
    expect(await page.textContent('h1')).toBe('Token needed');
    await page.fill('input[name=key]', 'correct-horse-battery');
    await page.click('button');
    await page.waitForSelector('h1:has-text("Keys")');
    expect(page.url()).toBe(`http://streaming-pc:${service.port}/keys`);
    expect(await page.evaluate('document.cookie')).toBe('');
    const own = await openOwnPage(`http://streaming-pc:${service.port}`, page.context());
    for (const path of ['/undo', '/redo']) {
      const press = async (url: string): Promise<number> => (await fetch(url, { method: 'POST' })).status;
      expect(await own.evaluate(press, path)).toBe(200);
    }
    const before = await contents();
    // The same browser now holds the cookie, and a page of another program under the same name tries to ride on it.
    const other = await page.context().newPage();
    await other.goto(`http://streaming-pc:${foreign.port}/`);
    await other.evaluate(attackFromPage, calls(nextPart(), `http://streaming-pc:${service.port}`));
    await page.context().close();
    expect(await contents()).toEqual(before);
  });

  async function open(url: string): Promise<Page> {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    return page;
  }

  /** A page under our origin that may call us, as the dock's pages may. */
  async function openOwnPage(origin: string, context?: BrowserContext): Promise<Page> {
    const page = await (context ?? (await browser.newContext())).newPage();
    await page.route(`${origin}/own-page`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' }),
    );
    await page.goto(`${origin}/own-page`);
    return page;
  }

  /** Who may call is judged before what is called: all calls once, and from each other place another eighth of them. */
  function calls(part: number | 'all', origin: string): AttackTarget[] {
    const all = service.server.routes
      .filter(({ kind }) => kind === 'press')
      .flatMap((route) => targets(route, origin));
    return part === 'all' ? all : all.filter((_, index) => index % 8 === part % 8);
  }

  function nextPart(): number {
    parts += 1;
    return parts;
  }

  /** Everything that is stored, figures and journal included. */
  async function contents(): Promise<unknown> {
    const answers = await Promise.all(
      ['/raid', '/stats/session', '/stats/all-time', '/health'].map((path) =>
        call(service.port, 'GET', path),
      ),
    );
    return [await service.rowCount(), ...answers.map(({ json }) => json)];
  }

  /** It was our gate that refused, not the browser: each path was tried, and nothing else than a refusal came of it. */
  function expectRefusals(host: string, tried: readonly AttackTarget[]): void {
    const refused = service.log.filter((line) => [401, 403].includes(Number(line.fields['status'])));
    const paths = new Set(refused.map((line) => String(line.fields['path'])));
    const missed = tried.filter(({ url }) => !paths.has(url.split('?')[0] ?? ''));
    expect([host, missed]).toEqual([host, []]);
    const pressed = service.log.filter(
      ({ fields, message }) => fields['status'] !== undefined && !message.startsWith('Refused '),
    );
    expect(pressed).toEqual([]);
    expect(refused.length).toBeGreaterThan(tried.length * 5);
  }
});

function targets(route: Route, origin: string): AttackTarget[] {
  const path = route.path.replace(/:\w+/g, '1');
  const fields = fieldDocs(route.fields).filter(({ name }) => !route.path.includes(`:${name}`));
  const body = fields.map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`).join('&');
  return [{ method: route.method, url: `${origin}${path}?${body}`, body }];
}
