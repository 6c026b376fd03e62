import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { PageStage } from './page-stage.js';
import type { Service } from './service-calls.js';
import { until } from './until.js';

export const DAY_MS = 86_400_000;

/** `count` raids a day apart, the newest yesterday: Customs survived and Woods died in turn, one kill each. */
export async function startWithRaids<S extends Service>(starting: Promise<S>, count: number): Promise<S> {
  const on = await starting;
  for (let index = 0; index < count; index += 1) {
    const isOdd = index % 2 === 1;
    await addRaid(on, count - index, {
      map_name: isOdd ? 'Woods' : 'Customs',
      status: isOdd ? 'died' : 'survived',
    });
  }
  return on;
}

/** One raid of ten minutes after a minute in queue, as a PMC, with a scav killed. */
export async function addRaid(on: Service, daysAgo: number, fields: object): Promise<void> {
  const startMs = Date.now() - daysAgo * DAY_MS;
  const answer = await on.post('/raids', {
    character_type: 'pmc',
    started_at: new Date(startMs).toISOString(),
    matched_at: new Date(startMs + 60_000).toISOString(),
    ended_at: new Date(startMs + 660_000).toISOString(),
    kills: [{ enemy_type: 'scav' }],
    ...fields,
  });
  expect(answer.status).toBe(201);
}

export async function openHistory(stage: PageStage, on: Service, width = 1600): Promise<Page> {
  const page = await stage.open(`${on.url}/history`, width);
  await page.locator('.filters').waitFor();
  // Charts that come in move what is under them, and a click that began before would miss. Some tests have none.
  await until(async () => expect(await page.getByText('Loading…').count()).toBe(0), 3_000).catch(
    () => undefined,
  );
  return page;
}

export function rowsOf(page: Page): Locator {
  return page.locator('.raids tbody tr.raid');
}

export function hasRows(page: Page, count: number): Promise<void> {
  return until(async () => expect(await rowsOf(page).count()).toBe(count));
}
