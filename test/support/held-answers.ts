import type { Page } from 'playwright-core';

/**
 * Holds back what the service answers to a page, which it has long carried out.
 * @param url as Playwright's `page.route` takes it.
 * @returns lets all answers through, now and from now on.
 */
export async function holdAnswers(page: Page, url: string): Promise<() => Promise<void>> {
  let letThrough = (): void => undefined;
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(url, async (route) => {
    const response = await route.fetch();
    await held;
    await route.fulfill({ response });
  });
  return async () => {
    letThrough();
    await page.unrouteAll({ behavior: 'wait' });
  };
}
