import type { Browser, Locator, Page } from 'playwright-core';
import { afterEach, beforeAll, expect } from 'vitest';
import { openPage, type WatchedPage } from './browser.js';
import { launchChromium } from './chromium.js';
import type { ServiceOptions } from './service-calls.js';
import { startServiceHere, type ServiceHere } from './service-here.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';
import { until } from './until.js';

/** A browser for all tests, and for each test a service and pages that complain about nothing. */
export interface PageStage {
  browser(): Browser;
  /** Starts the test's service, or another one, in this process; all are stopped after the test. */
  start(options?: ServiceOptions): Promise<ServiceHere>;
  /** For a test that kills its service, or that needs one with an environment of its own. */
  startProcess(options?: ServiceOptions): Promise<ServiceProcess>;
  /** Opens a page that must not have complained when the test ends. */
  open(url: string, width: number): Promise<Page>;
}

/** For all files of this process, since to start one takes more than a second of a core. It ends with its process. */
let shared: Promise<Browser> | undefined;

async function sharedBrowser(): Promise<Browser> {
  const browser = await (shared ??= launchChromium());
  if (browser.isConnected()) return browser;
  shared = launchChromium();
  return shared;
}

/** To be called in the `describe` that the pages belong to. */
export function setPageStage(): PageStage {
  let browser: Browser | undefined;
  const ends: (() => Promise<void>)[] = [];
  const opened: WatchedPage[] = [];

  beforeAll(async () => {
    browser = await sharedBrowser();
  });
  afterEach(async () => {
    const complaints = opened.map((watched) => watched.complaints()).flat();
    for (const { page } of opened.splice(0)) await page.close();
    for (const end of ends.splice(0)) await end();
    expect(complaints).toEqual([]);
  });

  const theBrowser = (): Browser => {
    if (browser === undefined) throw new Error('The browser opens before the first test.');
    return browser;
  };
  return {
    browser: theBrowser,
    async start(options = {}) {
      const service = await startServiceHere(options);
      ends.push(service.stop);
      return service;
    },
    async startProcess(options = {}) {
      const service = await startServiceProcess(options);
      ends.push(service.kill);
      return service;
    },
    async open(url, width) {
      const watched = await openPage(theBrowser(), url, width);
      opened.push(watched);
      return watched.page;
    },
  };
}

/** The page's time stands still from now on, however busy the machine is: `page.clock.runFor` moves it. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
}

/** A key of a page, by its name there. */
export function keyOf(page: Page, id: string): Locator {
  return page.locator(`[data-key="${id}"]`);
}

/** Settles when the first element that fits reads so; what only a screen reader gets counts too. */
export function shows(page: Page, selector: string, text: string | RegExp): Promise<void> {
  return until(async () => {
    const content = await page.locator(selector).first().textContent({ timeout: 500 });
    expect(content?.replace(/\s+/g, ' ').trim()).toMatch(text);
  });
}
