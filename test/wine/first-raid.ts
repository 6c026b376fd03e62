// From the zip to the first raid on the air, as a streamer does it: npx tsx test/wine/first-raid.ts [folder for pictures]
// Wine is the Windows with nothing installed, OBS and the browser are real. Prints each action and when it was done.
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.js';
import { freePort } from '../support/free-port.js';
import { startRealObs } from '../support/real-obs.js';
import { until } from '../support/until.js';
import { configFolder, newestZip, startWinePc, storeObsSettings } from './wine-pc.js';

const PASSWORD = 'Pässword';
const pictures = process.argv[2] ?? null;

const obs = await startRealObs({ password: PASSWORD });
const pc = await startWinePc(newestZip(), process.env['TSP_WINE'] ?? 'host');
const browser = await launchChromium();
const port = await freePort();
storeObsSettings(pc, obs.port, PASSWORD);
chooseFreePort();

let actions = 0;
let pictureNumber = 0;
const beganMs = performance.now();
const seconds = (): string => ((performance.now() - beganMs) / 1000).toFixed(1);
say('| Seconds | Action | What is seen then |\n| --- | --- | --- |');

const running = await pc.start(port);
done('the start file double-clicked', running.output().trim().split('\n').slice(0, 3).join(' '));
try {
  const page = await browser.newPage({ viewport: { width: 800, height: 1000 } });
  await page.goto(`http://localhost:${port}/setup`);
  await reads(page, '#step-connect.step-done', /Connected/);
  await picture(page, 'setup');
  seen('the page, which opens by itself', 'Connected to OBS, with nothing typed');

  await page.locator('[data-key="make-scenes"]').click();
  await leads(page, 'Put your game into Tarkov Game');
  await picture(page, 'scenes');
  done('Make my scenes', await sceneNames());

  await obs.call('CreateInput', {
    ...{ sceneName: 'Tarkov Game', inputName: 'My game', inputKind: 'color_source_v3' },
  });
  await leads(page, 'Show Tarkov Lobby');
  done('the game put into Tarkov Game, in OBS', 'the step is done by itself');

  await page.locator('[data-key="show-scene"]').click();
  await inScene('Tarkov Lobby');
  done('Show Tarkov Lobby', 'OBS shows it');
  await leads(page, 'Test drive');
  await picture(page, 'lobby');

  await page.goto(`http://localhost:${port}/keys`);
  const url = page.locator('[data-card="Queue Customs"] code').first();
  await url.waitFor();
  await picture(page, 'keys');
  done('the address of a key copied', await url.innerText());

  for (const [key, address, scene] of [
    ['Queue', '/deck/raid/start?format=text&map_name=Customs&character_type=pmc', 'Tarkov Queue'],
    ['Matched', '/deck/raid/matched?format=text', 'Tarkov In Raid'],
    ['PMC kill', '/deck/raid/kill?format=text&enemy_type=pmc', 'Tarkov In Raid'],
    ['Survived', '/deck/raid/end?format=text&status=survived', 'Tarkov Survived'],
  ] as const) {
    const sentence = await (await fetch(`http://localhost:${port}${address}`)).text();
    await inScene(scene);
    done(`${key} pressed`, `${sentence.trim()} – ${scene}`);
  }
  await obsPicture('Tarkov In Raid');

  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await phone.goto(`http://localhost:${port}/setup`);
  await reads(phone, '#step-connect', /./);
  await picture(phone, 'phone');
  say(
    `\n${actions} actions, ${seconds()} s by machine; the kills in OBS: ${await textIn('Tarkov Session Kills')}`,
  );
} finally {
  await running.stop().catch(() => undefined);
  await browser.close();
  await pc.turnOff();
  await obs.dispose();
}

function done(what: string, then: string): void {
  actions += 1;
  say(`| ${seconds()} | ${actions}. ${what} | ${then.replaceAll(/\s*\n\s*/g, ' ')} |`);
}

function seen(what: string, then: string): void {
  say(`| ${seconds()} | (${what}) | ${then} |`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Another program may have 4777 on this machine; a streamer's settings file is not there yet. */
function chooseFreePort(): void {
  fs.mkdirSync(configFolder(pc), { recursive: true });
  fs.writeFileSync(path.join(configFolder(pc), 'settings.json'), `{ "port": ${port} }`);
}

async function leads(page: Page, title: string): Promise<void> {
  await reads(page, '.step-next[open] h2', new RegExp(title));
}

async function reads(page: Page, selector: string, words: RegExp): Promise<void> {
  await until(async () => {
    const text = await page.locator(selector).first().textContent({ timeout: 500 });
    if (!words.test(text ?? '')) throw new Error(`${selector} reads "${text ?? ''}".`);
  });
}

async function inScene(name: string): Promise<void> {
  await until(async () => {
    const { currentProgramSceneName } = await obs.call('GetCurrentProgramScene');
    if (currentProgramSceneName !== name) throw new Error(`OBS shows ${currentProgramSceneName}.`);
  });
}

async function sceneNames(): Promise<string> {
  const { scenes } = await obs.call('GetSceneList');
  return scenes.map(({ sceneName }) => sceneName as string).join(', ');
}

async function textIn(inputName: string): Promise<string> {
  return (await obs.call('GetInputSettings', { inputName })).inputSettings['text'] as string;
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === null) return;
  fs.mkdirSync(pictures, { recursive: true });
  pictureNumber += 1;
  await page.screenshot({ path: path.join(pictures, `${pictureNumber}-${name}.png`), fullPage: true });
}

async function obsPicture(scene: string): Promise<void> {
  if (pictures !== null)
    fs.writeFileSync(path.join(pictures, 'obs.png'), await obs.screenshot(scene, { width: 960 }));
}
