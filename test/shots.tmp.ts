import { launchChromium } from './support/chromium.js';
import { startServiceProcess } from './support/service-process.js';
import { startFakeObs } from './support/fake-obs.js';
import { DEFAULT_SHOW } from '../src/overlay/default-show.js';
const fake = await startFakeObs();
for (const scene of new Set(Object.values(DEFAULT_SHOW.scenes)))
  if (scene !== null) fake.model.addScene(scene);
fake.model.addScene('Scene');
fake.model.programScene = 'Scene';
for (const text of Object.keys(DEFAULT_SHOW.texts))
  fake.model.addInput(text === 'Tarkov KD' ? 'tarkov  kd' : text);
const on = await startServiceProcess({ obsUrl: fake.url });
await on.patch('/show', { scenes: { lobby: 'Tarkov Loby' } });
const b = await launchChromium();
const p = await b.newPage({ viewport: { width: 300, height: 420 }, reducedMotion: 'reduce' });
const box = async (sel: string) => JSON.stringify(await p.locator(sel).first().boundingBox());
await p.goto(on.url);
await p.locator('.figures').waitFor();
await p.screenshot({ path: '/tmp/pages-dock-420-lobby.png' });
console.log('lobby key', await box('.key-next'), 'bottom', await box('.bottom'));
await on.post('/raid/start', { map_name: 'Streets of Tarkov', character_type: 'pmc' });
await p.waitForTimeout(1200);
await p.screenshot({ path: '/tmp/pages-dock-420-queue.png' });
console.log('queue key', await box('.key-next'), 'bottom', await box('.bottom'));
await on.post('/raid/matched');
await p.waitForTimeout(1200);
await p.screenshot({ path: '/tmp/pages-dock-420-raid.png' });
console.log('raid key', await box('.key-survived'), 'bottom', await box('.bottom'));
await p.setViewportSize({ width: 300, height: 900 });
await p.waitForTimeout(300);
await p.screenshot({ path: '/tmp/pages-dock-900.png' });
await on.post('/raid/cancel');
for (const width of [300, 800, 1600]) {
  const s = await b.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await s.goto(`${on.url}/setup`);
  await s
    .locator('.name-missing')
    .first()
    .waitFor({ timeout: 15000 })
    .catch(() => console.log('no name-missing'));
  await s.waitForTimeout(400);
  await s.screenshot({ path: `/tmp/pages-setup-${width}.png`, fullPage: true });
  console.log(
    width,
    await s.locator('.name-missing').allInnerTexts(),
    await s.locator('#scene-in-the-way').allInnerTexts(),
    await s.locator('.remedy').allInnerTexts(),
  );
}
await b.close();
await on.kill();
await fake.stop();
process.exit(0);
