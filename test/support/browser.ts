import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';

/** A page that remembers everything it complained about. */
export interface WatchedPage {
  readonly page: Page;
  /** Console errors, warnings and exceptions so far; failed requests to the service aside, which tests cause. */
  complaints(): readonly string[];
}

export async function openPage(browser: Browser, url: string, width: number): Promise<WatchedPage> {
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    const isNetwork = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isNetwork) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(url);
  return { page, complaints: () => complaints };
}

/** What the accessibility check finds on the page as it is now, one line each. */
export async function violations(page: Page): Promise<readonly string[]> {
  // Evaluated from here, since the page's own policy allows no foreign script; once a page, because it is large.
  if ((await page.evaluate('typeof axe')) === 'undefined') await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe, location } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: AxeViolation[] }> };
      location: { protocol: string };
    };
    // The style sheet of a page that is a file cannot be read by a script.
    return (await axe.run({ preload: location.protocol !== 'file:' })).violations;
  });
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
}

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** Whether the page is wider than its window, so that it would scroll sideways. */
export async function scrollsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
}
