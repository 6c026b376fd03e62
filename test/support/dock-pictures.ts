// Makes the pictures of the pages for README, with the real service and a real OBS: `npx tsx test/support/dock-pictures.ts`.
import fs from 'node:fs';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/lib/package-root.js';
import { openPage } from './browser.js';
import { buildProgram } from './built-program.js';
import { launchChromium } from './chromium.js';
import { createRandom } from './random.js';
import { startObsWithScenes } from './real-obs-show.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';

const FOLDER = path.join(PACKAGE_ROOT, 'src', 'dock', 'pictures');
const MAPS = ['Customs', 'Streets of Tarkov', 'Woods', 'Ground Zero', 'Shoreline', 'Factory'] as const;
const ENEMIES = ['scav', 'scav', 'scav', 'pmc', 'pmc', 'raider', 'boss'] as const;
const DAY_MS = 86_400_000;

buildProgram();
fs.mkdirSync(FOLDER, { recursive: true });
const obs = await startObsWithScenes();
const service = await startServiceProcess({ obsUrl: obs.url });
const browser = await launchChromium();
try {
  await addRaids(service);
  for (const width of [300, 800, 1600]) await take('/history', 'history', width);
  for (const width of [300, 800, 1600]) await take('/setup', 'setup', width);
  await service.post('/raid/update', { map_name: 'Streets of Tarkov', character_type: 'pmc' });
  await take('/', 'dock', 1600, { height: 450 });
  await service.post('/raid/start');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await take('/', 'dock', 800, { height: 600 });
  await service.post('/raid/matched');
  await service.post('/raid/kill', { enemy_type: 'scav' });
  await service.post('/raid/kill', { enemy_type: 'pmc', headshot: true });
  await new Promise((resolve) => setTimeout(resolve, 9_000));
  await take('/', 'dock', 300, { press: '[data-key="kill-pmc-head"]' });
} finally {
  await browser.close();
  await service.stop();
  await obs.dispose();
}

/** Three weeks of raids, the same ones each time. */
async function addRaids(on: ServiceProcess): Promise<void> {
  const random = createRandom(7);
  for (let day = 20; day >= 0; day -= 1) {
    const count = 3 + Math.floor(random.next() * 5);
    for (let index = 0; index < count; index += 1) {
      const startMs = Date.now() - day * DAY_MS - (count - index) * 2_400_000;
      const matchedMs = startMs + (40 + random.next() * 200) * 1000;
      const status = random.next() < 0.55 ? 'survived' : random.next() < 0.9 ? 'died' : 'mia';
      await on.post('/raids', {
        map_name: random.next() < 0.3 ? 'Customs' : random.pick(MAPS),
        character_type: random.next() < 0.75 ? 'pmc' : 'scav',
        status,
        started_at: new Date(startMs).toISOString(),
        matched_at: new Date(matchedMs).toISOString(),
        ended_at: new Date(matchedMs + (300 + random.next() * 1_400) * 1000).toISOString(),
        kills: Array.from({ length: Math.floor(random.next() * 4) }, () => ({
          enemy_type: random.pick(ENEMIES),
        })),
      });
    }
  }
}

async function take(
  route: string,
  name: string,
  width: number,
  { press, height = 900 }: { press?: string; height?: number } = {},
): Promise<void> {
  const { page } = await openPage(browser, service.url.replace('127.0.0.1', 'localhost') + route, width);
  await page.setViewportSize({ width, height });
  await page.waitForTimeout(1_500);
  await page.waitForFunction("!document.body.innerText.includes('Loading…')");
  if (press !== undefined) {
    await page.click(press);
    await page.waitForTimeout(800);
  }
  await page.screenshot({ path: path.join(FOLDER, `${name}-${width}.png`) });
  await page.close();
}
