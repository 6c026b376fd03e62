import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { COLLECTION_NAME } from '../../src/scenes/collection.js';
import { openPage, scrollsSideways, violations } from '../support/browser.js';
import { launchChromium, NO_BROWSER } from '../support/chromium.js';
import { createFakeScenes } from '../support/fake-obs-scenes.js';
import { startFakeObs } from '../support/fake-obs.js';
import { writeGameLog } from '../support/game-log.js';
import { createGameLogFolder } from '../support/game-log-folder.js';
import { holdAnswers } from '../support/held-answers.js';
import { keyOf as key, setPageStage, shows } from '../support/page-stage.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { obsBuilds, type RealObs, SMALL_CANVAS } from '../support/real-obs.js';
import type { Service } from '../support/service-calls.js';
import { temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

const [build] = obsBuilds();

describe.skipIf(NO_BROWSER)('the set-up page', () => {
  const stage = setPageStage();

  async function open(width = 800, obsUrl?: string): Promise<{ on: Service; page: Page }> {
    const on = await stage.start(obsUrl === undefined ? {} : { obsUrl });
    const page = await stage.open(`${on.url}/setup`, width);
    await page.locator('.texts').waitFor();
    return { on, page };
  }

  /** Opens a step of the path that another one leads. */
  async function unfold(page: Page, step: string): Promise<void> {
    const details = page.locator(`#step-${step}`);
    if ((await details.getAttribute('open')) === null) await key(page, `step-${step}`).click();
  }

  const showFile = (on: Service): Record<string, unknown> =>
    JSON.parse(fs.readFileSync(path.join(on.folder, 'show.json'), 'utf8')) as Record<string, unknown>;

  it.each([300, 800, 1600])('fits %i px and is accessible, also while a text is edited', async (width) => {
    const { page } = await open(width);
    const found = [...(await violations(page))];
    await key(page, 'edit-Tarkov KD').click();
    await shows(page, '.preview-reads', /^0\.00$/);
    found.push(...(await violations(page)));
    expect(found).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
  });

  it('says on another device that OBS’s address is set on the streaming PC, and offers no field for it', async () => {
    const folder = temporaryFolder();
    const settings = { token: 'a-token-of-mine', allowed_names: ['streamer.test'] };
    fs.writeFileSync(path.join(folder, 'settings.json'), JSON.stringify(settings));
    const on = await stage.start({ folder });
    const browser = await launchChromium(['--host-resolver-rules=MAP streamer.test 127.0.0.1']);
    try {
      const house = on.url.replace('127.0.0.1', 'streamer.test');
      const { page } = await openPage(browser, `${house}/?key=a-token-of-mine`, 300);
      await page.goto(`${house}/setup`);
      await page.locator('.texts').waitFor();
      const { port } = new URL(on.url);
      await shows(page, '.elsewhere', `open http://localhost:${port}/setup there.`);
      expect(await page.locator('.connect, [data-key="own-settings"]').count()).toBe(0);
      expect(await violations(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await page.goto(`${on.url}/setup`);
      await page.locator('.connect').waitFor({ state: 'attached' });
      expect(await page.locator('.elsewhere').count()).toBe(0);
    } finally {
      await browser.close();
    }
  });

  it('previews a text while it is typed, saves it, and puts back what is built in', async () => {
    const { on, page } = await open();
    await key(page, 'edit-Tarkov Session Raids').click();
    await key(page, 'template').fill('{{sesion.total_raids}} raids');
    await shows(page, '.preview-fault', 'did you mean {{session.total_raids}}?');
    await key(page, 'save').click();
    await shows(page, '.said-refused', /^Not saved.*did you mean/);
    await key(page, 'template').fill('Raids: ');
    await key(page, 'insert').selectOption('session.total_raids');
    await key(page, 'put-in').click();
    await shows(page, '.preview-reads', /^Raids: 0$/);
    await key(page, 'save').click();
    await shows(page, '.said-ok', 'Saved');
    expect(showFile(on)).toEqual({ texts: { 'Tarkov Session Raids': 'Raids: {{session.total_raids}}' } });
    await until(async () => expect(await page.getByText('Raids: 0', { exact: true }).count()).toBe(1));
    await key(page, 'edit-Tarkov Session Raids').click();
    await key(page, 'as-built-in').click();
    await shows(page, '.said-ok', 'Saved');
    expect(showFile(on)).toEqual({ texts: {} });
    expect(fs.existsSync(path.join(on.folder, 'show.json.bak'))).toBe(true);
  });

  it('adds a source of the streamer’s own, and gives one up', async () => {
    const { on, page } = await open();
    await key(page, 'add-text').click();
    await key(page, 'source').fill('My Line');
    await key(page, 'template').fill('{{status}}!');
    await shows(page, '.preview-reads', /^IN THE LOBBY!$/);
    await key(page, 'save').click();
    await key(page, 'edit-My Line').waitFor();
    await key(page, 'edit-Tarkov KD').click();
    await key(page, 'leave-alone').click();
    await shows(page, '.said-ok', 'Saved');
    expect(showFile(on)).toEqual({ texts: { 'My Line': '{{status}}!', 'Tarkov KD': null } });
  });

  it('says that a show file broken by hand must be mended first, and does not touch it', async () => {
    const { on, page } = await open();
    fs.writeFileSync(path.join(on.folder, 'show.json'), '{ "text": {} }');
    await shows(page, '.notice-bad', /fault.*did you mean "texts"/s);
    await key(page, 'save-show').click();
    await shows(page, '.said-held', /^Nothing was changed/);
    await page.locator('[name="post_raid_seconds"]').fill('4');
    await key(page, 'save-show').click();
    await shows(page, '.said-refused', 'mend it first');
    expect(showFile(on)).toEqual({ text: {} });
    fs.writeFileSync(
      path.join(on.folder, 'show.json'),
      '{ "texts": { "Tarkov KD": "K/D {{session.kd_ratio}}" } }',
    );
    await shows(page, '.texts', 'K/D 0.00');
    await until(async () => expect(await page.locator('.notice-bad').count()).toBe(0));
  });

  it('refuses a new source without a name, and one that is there already', async () => {
    const { on, page } = await open();
    await key(page, 'add-text').click();
    await key(page, 'source').fill('   ');
    await key(page, 'template').fill('{{status}}');
    await key(page, 'save').click();
    await shows(page, '.said-refused', /^Type the name/);
    await key(page, 'source').fill(' Tarkov Map ');
    await key(page, 'save').click();
    await shows(page, '.said-refused', /^Tarkov Map is in the list already/);
    expect(fs.existsSync(path.join(on.folder, 'show.json'))).toBe(false);
  });

  it('keeps a text that is not saved: no other editor opens over it, and a change elsewhere is told', async () => {
    const { on, page } = await open();
    await key(page, 'edit-Tarkov Map').click();
    await key(page, 'template').fill('Map: {{map}}');
    await key(page, 'edit-Tarkov KD').click();
    await shows(page, '.said-refused', /^Tarkov Map is not saved yet/);
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await shows(page, '.preview-reads', /^Map: Woods$/);
    await on.patch('/show', { texts: { 'Tarkov Map': '{{map}}!' } });
    await shows(page, '.editor .notice', 'changed elsewhere to {{map}}!');
    expect(await key(page, 'template').inputValue()).toBe('Map: {{map}}');
    await key(page, 'save').click();
    await shows(page, '.said-ok', 'Saved');
    expect(showFile(on)).toEqual({ texts: { 'Tarkov Map': 'Map: {{map}}' } });
    await until(async () =>
      expect(await page.evaluate('document.activeElement.dataset.key')).toBe('edit-Tarkov Map'),
    );
  });

  it('puts a variable where the cursor is', async () => {
    const { page } = await open();
    await key(page, 'edit-Tarkov Map').click();
    await key(page, 'template').fill('ab');
    await key(page, 'template').press('ArrowLeft');
    await key(page, 'put-in').click();
    await shows(page, '.said-refused', /^Choose a variable/);
    await key(page, 'insert').selectOption('phase');
    await key(page, 'put-in').click();
    await page.keyboard.type('-');
    expect(await key(page, 'template').inputValue()).toBe('a{{phase}}-b');
  });

  it('takes no empty seconds, and asks for an address or a password', async () => {
    const { on, page } = await open();
    await page.locator('[name="post_raid_seconds"]').fill('');
    await key(page, 'save-show').click();
    expect(await page.locator('[name="post_raid_seconds"]:invalid').count()).toBe(1);
    expect(fs.existsSync(path.join(on.folder, 'show.json'))).toBe(false);
    await page.locator('#step-connect .more summary').click();
    await key(page, 'connect').click();
    await shows(page, '.said-refused', /^Type the address/);
  });

  it('starts no test drive that nobody would see', async () => {
    const { page } = await open();
    await unfold(page, 'drive');
    await key(page, 'drive').click();
    await shows(page, '.said-refused', /not connected\. OBS is not running/);
  });

  it('saves scenes and times', async () => {
    const { on, page } = await open();
    await page.locator('[name="post_raid_seconds"]').fill('4');
    await page.locator('[name="scene-mia"]').fill('');
    await key(page, 'save-show').click();
    await shows(page, '.said-ok', 'Saved');
    expect(showFile(on)).toEqual({ scenes: { mia: null }, post_raid_seconds: 4 });
    await page.locator('.times .more summary').click();
    await page.locator('[name="scene-transit"]').fill('Tarkov Transit');
    await page.locator('[name="run_through_minutes"]').fill('10');
    await key(page, 'save-show').click();
    await until(() =>
      expect(showFile(on)).toEqual({
        scenes: { mia: null, transit: 'Tarkov Transit' },
        ...{ post_raid_seconds: 4, run_through_minutes: 10 },
      }),
    );
  });

  it('saves the game mode of keys that do not say', async () => {
    const { on, page } = await open();
    await page.locator('[name="game_mode"]').selectOption('pve');
    await key(page, 'save-show').click();
    await shows(page, '.said-ok', 'Saved');
    expect(showFile(on)).toEqual({ game_mode: 'pve' });
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    expect((await on.get('/raid')).json).toMatchObject({ game_mode: 'pve' });
  });

  it('keeps what is typed into scenes and times while a raid goes on, and what is typed on after Save', async () => {
    const { on, page } = await open();
    await page.locator('[name="game_mode"]').selectOption('pve');
    await page.locator('[name="switch_scenes"]').uncheck();
    await page.locator('[name="scene-mia"]').fill('Gone');
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await shows(page, '.texts', 'Woods');
    const letThrough = await holdAnswers(page, '**/show');
    await key(page, 'save-show').click();
    await until(() =>
      expect(showFile(on)).toEqual({ scenes: { mia: 'Gone' }, game_mode: 'pve', switch_scenes: false }),
    );
    await page.locator('[name="scene-mia"]').fill('Gone for good');
    await key(page, 'edit-Tarkov KD').click();
    await letThrough();
    await shows(page, '.said-ok', 'Saved');
    expect(await page.locator('[name="scene-mia"]').inputValue()).toBe('Gone for good');
    await on.patch('/show', { scenes: { survived: 'Made it' }, post_raid_seconds: 7 });
    await until(async () =>
      expect(await page.locator('[name="scene-survived"]').inputValue()).toBe('Made it'),
    );
    expect(await page.locator('[name="scene-mia"]').inputValue()).toBe('Gone for good');
    await key(page, 'save-show').click();
    await until(() =>
      expect(showFile(on)).toMatchObject({ scenes: { mia: 'Gone for good', survived: 'Made it' } }),
    );
  });

  it('leads from one step to the next, folds away what is done, and keeps what the streamer does without', async () => {
    const obs = await startFakeObs();
    onTestFinished(() => obs.stop());
    const scenes = createFakeScenes(obs.model);
    obs.manners.answer = scenes.answer;
    obs.model.kinds.push('color_source_v3');
    obs.model.addScene('My Talk');
    const { on, page } = await open(800, obs.url);
    const leads = (title: string): Promise<void> => shows(page, '.step-next[open] h2', title);
    await leads('Make my scenes');
    await shows(page, '#step-connect.step-done', /Connected/);
    await key(page, 'make-scenes').click();
    await leads('Put your game into Tarkov Game');
    scenes.items('Tarkov Game').push({ itemId: 1000, source: 'My Capture', transform: {}, isShown: true });
    obs.emit('SceneItemCreated', { sceneName: 'Tarkov Game', sourceName: 'My Capture', sceneItemId: 1000 });
    await leads('Show Tarkov Lobby');
    await key(page, 'show-scene').click();
    await leads('Test drive');
    await key(page, 'drive').click();
    await shows(page, '#step-drive .notice', /^It runs: \d+ seconds left/);
    await key(page, 'drive-end').click();
    await leads('Keys for your deck');
    // Of each file that an app may refuse.
    expect(await page.locator('#step-keys .layouts').textContent()).toMatch(
      /Stream Deck\s.*Experimental:.*Bitfocus Companion\s.*Experimental:/s,
    );
    await key(page, 'skip-keys').click();
    await leads('Dock in OBS');
    await fetch(on.url, {
      headers: { 'User-Agent': 'Mozilla/5.0 Chrome/127.0.0.0 Safari/537.36 OBS/31.0.2' },
    });
    await shows(page, '.ready', /^You are set/);
    expect(await page.locator('.step[open]').count()).toBe(0);
    await page.reload();
    await shows(page, '.ready', /^You are set/);
    await shows(page, '#step-keys', 'Skipped');
    expect(await violations(page)).toEqual([]);
  });

  it('lets a phone in by one switch: its code leads to the dock, and switched off it is out again', async () => {
    const { page } = await open();
    await key(page, 'step-phone').click();
    expect(await page.locator('.qr-code').count()).toBe(0);
    await key(page, 'network').click();
    await page.locator('.qr-code').waitFor();
    expect(await key(page, 'network').getAttribute('aria-checked')).toBe('true');
    expect(await violations(page)).toEqual([]);
    const [address = '', token = ''] = await page.locator('.way-in code').allInnerTexts();
    const phone = await stage.open(address, 300);
    await shows(phone, 'h1', 'Token needed');
    expect(await violations(phone)).toEqual([]);
    await phone.goto(`${address}/?key=${token}`);
    await phone.locator('[data-key="start"], .key-next').first().waitFor();
    expect(phone.url()).toBe(`${address}/`);
    // What another device is never told.
    const asked = await phone.evaluate(async () => {
      const answers = await Promise.all(['/network', '/autostart'].map((path) => fetch(path)));
      return Promise.all(answers.map(async (answer) => [answer.status, await answer.text()] as const));
    });
    expect(asked.map(([status]) => status)).toEqual([403, 403]);
    expect(JSON.stringify(asked)).not.toContain(token);
    await phone.goto(`${address}/setup`);
    await key(phone, 'step-phone').click();
    await shows(phone, '#step-phone .elsewhere', /only on the streaming PC/);
    await shows(page, '#step-phone.step-done', 'Phone and second PC');
    await key(page, 'hide-code').click();
    expect(await page.locator('.qr-code').count()).toBe(0);
    expect(await page.locator('#setup').innerText()).not.toContain(token);
    await key(page, 'network').click();
    await shows(page, '.said-ok', /^Only this PC can press keys/);
    await shows(phone, '.notice-bad', /does not answer/);
  });

  it('says that TSP_HOST wins over the switch, and offers none', async () => {
    const on = await stage.start({ env: { TSP_HOST: '127.0.0.1' } });
    const page = await stage.open(`${on.url}/setup`, 300);
    await key(page, 'step-phone').click();
    await shows(page, '#step-phone .notice', /^Only this PC is let in, because TSP_HOST is set/);
    expect(await key(page, 'network').count()).toBe(0);
  });

  it('starts the program with the PC by a switch', async () => {
    const home = temporaryFolder();
    const on = await stage.startProcess({ env: { XDG_CONFIG_HOME: home, HOME: home } });
    const page = await stage.open(`${on.url}/setup`, 800);
    await key(page, 'autostart').click();
    await shows(page, '.said-ok', 'It starts by itself when you sign in.');
    expect(await key(page, 'autostart').getAttribute('aria-checked')).toBe('true');
    expect(fs.readdirSync(path.join(home, 'autostart'))).toEqual(['tarkov-stream-producer.desktop']);
    await key(page, 'autostart').click();
    await shows(page, '.said-ok', 'It does not start when you sign in.');
    expect(fs.readdirSync(path.join(home, 'autostart'))).toEqual([]);
  });

  it('lets the game press keys by a switch, in a folder that is typed, and shows what was understood last', async () => {
    const { on, page } = await open();
    const logs = createGameLogFolder(on.folder);
    await page.getByRole('switch', { name: 'Read the game’s log' }).click();
    await shows(page, 'game-log-part .notice', 'Escape from Tarkov was not found on this PC.');
    await page.locator('[name="game-log-folder"]').fill(logs.folder);
    await key(page, 'folder').click();
    await shows(page, 'game-log-part .notice', 'Start the game once.');
    const log = writeGameLog();
    log.menu();
    logs.play(log.steps.splice(0));
    await shows(page, '.game-log-last', 'You are in the menu.');
    log.queue();
    log.scene('customs_preset');
    logs.play(log.steps.splice(0));
    await shows(page, '.game-log-last', 'Customs is loaded.');
    await page.goto(on.url);
    await shows(page, '.state-detail', 'The game’s log presses Matched when the match is found.');
    await page.goto(`${on.url}/setup`);
    log.confirmed('5H5YBT', 'bigmap');
    log.started();
    logs.play(log.steps);
    await shows(page, '.game-log-last', 'The raid has begun.');
    expect(await violations(page)).toEqual([]);
    await page.goto(on.url);
    await shows(page, '.from-game-log', 'From the game’s log: the queue, Matched');
    await page.goto(`${on.url}/history`);
    await shows(page, '.from-game-log', 'from the game’s log');
  });

  it('offers the three scene collections', async () => {
    const { on, page } = await open();
    const links = await page.evaluate<string[]>(
      "[...document.querySelectorAll('.downloads a')].map((link) => link.getAttribute('href'))",
    );
    expect(links).toHaveLength(3);
    for (const link of links) {
      const response = await fetch(on.url + link);
      expect(response.headers.get('content-disposition')).toContain('attachment');
      expect(await response.json()).toMatchObject({ name: COLLECTION_NAME });
    }
  });

  describe.skipIf(build === undefined)('with a real OBS', () => {
    let obs: RealObs;
    beforeAll(async () => {
      obs = await startObsWithScenes(undefined, { canvas: SMALL_CANVAS });
    });
    afterAll(() => obs.dispose());

    const programScene = async (): Promise<string> =>
      ((await obs.call('GetSceneList')) as { currentProgramSceneName: string }).currentProgramSceneName;
    const textOf = async (inputName: string): Promise<unknown> => {
      const { inputSettings } = await obs.call('GetInputSettings', { inputName });
      return (inputSettings as { text?: string }).text;
    };

    it('offers OBS’s own scenes, and says at once when a name is not one of them', async () => {
      const { on, page } = await open(800, obs.url);
      const lobby = page.locator('select[name="scene-lobby"]');
      await lobby.waitFor();
      expect(await lobby.locator('option').allInnerTexts()).toEqual(
        expect.arrayContaining(['Tarkov Lobby', 'Tarkov Game', 'Another name…']),
      );
      await lobby.selectOption('…');
      await page.locator('input[name="scene-lobby"]').fill('tarkov  loby');
      await shows(page, '.scene-field .name-missing', /^OBS has no scene “tarkov loby”.*“Tarkov Lobby”/);
      await key(page, 'save-show').click();
      await shows(page, '.said-held', /^Saved\. OBS has no scene "tarkov loby".*"Tarkov Lobby"\?$/);
      await shows(page, '.check-fault', /"tarkov {2}loby" \(OBS has "Tarkov Lobby"\)|"tarkov loby"/);
      await shows(page, '.check-fault .remedy', /^Press "Make my scenes" in Set-up/);
      await key(page, 'take-Tarkov Lobby').click();
      await shows(page, '.said-ok', /^Saved, and on its way/);
      // The built-in name needs no entry of its own.
      expect(showFile(on)).toEqual({ scenes: {} });
      await until(async () => expect(await page.locator('.name-missing').count()).toBe(0));
    });

    it('gives the scenes another look, says before what would change, and takes it back', async () => {
      const { on, page } = await open(800, obs.url);
      const look = async (): Promise<unknown> => (await on.get('/show')).json['look'];
      const before = await look();
      // The scenes were imported into a canvas that is not theirs.
      await until(async () => expect((await on.post('/obs/fit')).status).toBe(200));
      await page.locator('.look input[value="bold"]').check();
      // It stands in the second place, so the two change places.
      await page.locator('select[name="look-figure-1"]').selectOption('kills');
      await page.locator('input[name="look-accent"]').fill('#7FA3B0');
      await key(page, 'look-preview').click();
      await shows(
        page,
        'look-part .said-held',
        /^Would change \d+ sources and \d+ items in the scene collection/,
      );
      expect(await look()).toEqual(before);
      await key(page, 'look').click();
      await shows(page, 'look-part .said-ok', /^Changed \d+ sources and \d+ items in the scene collection/);
      const figures = ['kills', 'raids', 'kd', 'survival'];
      expect(await look()).toMatchObject({ name: 'bold', accent: '#7FA3B0', side: 'left', figures });
      await page
        .locator('.downloads a[href="/scenes/tarkov-stream.bold.linux.json"]')
        .waitFor({ state: 'attached' });
      expect(await violations(page)).toEqual([]);
      expect(await scrollsSideways(page)).toBe(false);
      await key(page, 'look-undo').click();
      await shows(page, 'look-part .said-ok', 'The scenes look as they did before.');
      expect(await look()).toEqual(before);
      await until(async () =>
        expect(await page.locator('.look input[value="ledger"]').isChecked()).toBe(true),
      );
    });

    it('says which scene to choose before a test drive, and switches to it by a key', async () => {
      const { page, on } = await open(800, obs.url);
      await obs.call('SetCurrentProgramScene', { sceneName: 'Tarkov Game' });
      await unfold(page, 'lobby');
      await shows(page, '#scene-in-the-way', /OBS shows “Tarkov Game”.*Choose Tarkov Lobby in OBS/);
      expect(await violations(page)).toEqual([]);
      await key(page, 'show-scene').click();
      await shows(page, '.said-ok', 'OBS shows "Tarkov Lobby" now.');
      await until(async () => expect(await programScene()).toBe('Tarkov Lobby'));
      await until(async () => expect(await page.locator('#scene-in-the-way').count()).toBe(0));
      await on.patch('/show', { protected_scenes: ['Game'] });
      await obs.call('SetCurrentProgramScene', { sceneName: 'Tarkov Game' });
      await key(page, 'show-scene').click();
      await shows(page, '.said-refused', /"Tarkov Game", which is protected: choose another scene in OBS\.$/);
      expect(await programScene()).toBe('Tarkov Game');
      await key(page, 'offer').click();
      // Its answer comes after OBS has switched, and would come over that of the next key.
      await shows(page, '.said-ok', 'OBS shows "Tarkov Lobby" now.');
      expect(await programScene()).toBe('Tarkov Lobby');
      await unfold(page, 'drive');
      await key(page, 'drive').click();
      await shows(page, '.said-ok', /^A test drive plays/);
      await on.post('/rehearsal/end');
      await shows(page, '.said-ok', /^The test drive is over/);
    });

    it('plays a test drive that leaves no trace, and that a real press ends at once', async () => {
      const { on, page } = await open(800, obs.url);
      await shows(page, '.lamp', 'OBS is ready');
      await unfold(page, 'drive');
      await key(page, 'drive').click();
      await shows(page, '.said-ok', /^A test drive plays/);
      await until(async () => expect(await programScene()).toBe('Tarkov Queue'));
      expect(await textOf('Tarkov Map')).toBe('Test drive');
      await until(async () => expect(await programScene()).toBe('Tarkov In Raid'));
      await until(async () => expect(await textOf('Tarkov Raid Kills')).toBe('1'));
      await on.post('/raid/start', { map_name: 'Woods', character_type: 'scav' });
      await until(async () => expect(await programScene()).toBe('Tarkov Queue'));
      await until(async () => expect(await textOf('Tarkov Map')).toBe('Woods'));
      await key(page, 'drive').click();
      await shows(page, '.said-refused', 'A raid is open: Woods as Scav.');
      await on.post('/raid/cancel');
      expect((await on.get('/stats/all-time')).json).toMatchObject({ total_raids: 0, total_kills: 0 });
    });

    it('makes reactions from what OBS has, tries them, changes one in place and removes one alone', async () => {
      await obs.call('CreateInput', {
        ...{ sceneName: 'Tarkov Game', inputName: 'Kill Pop', inputKind: 'color_source_v3' },
        sceneItemEnabled: false,
      });
      const { on, page } = await open(800, obs.url);
      const said = (words: string | RegExp): Promise<void> => shows(page, 'reaction-list .said-line', words);
      const source = page.locator('select[name="source"]');
      const pop = { on: 'kill', show: { source: 'Kill Pop', for_seconds: 3 } };
      const chapter = {
        on: ['survived', 'died', 'mia', 'run_through', 'transit', 'left'],
        chapter: '{{last_raid.line}}',
      };
      const stored = (reactions: readonly object[]): Promise<void> =>
        until(() => expect(showFile(on)).toEqual({ reactions }));
      for (const [ready, reactions] of [
        ['pop', [pop]],
        ['pop', [pop, pop]],
        ['chapter', [pop, pop, chapter]],
      ] as const) {
        await key(page, `ready-${ready}`).click();
        if (ready === 'pop') {
          await source.waitFor();
          expect(await source.locator('option').allInnerTexts()).toEqual(
            expect.arrayContaining(['Kill Pop', 'Tarkov Lobby', 'Another name…']),
          );
          await source.selectOption('Kill Pop');
        }
        await key(page, 'save-reaction').click();
        await stored(reactions);
      }
      await key(page, 'try-1').click();
      await said('"Kill Pop" shown for 3 s.');
      await key(page, 'remove-1').click();
      await stored([pop, chapter]);

      await key(page, 'edit-1').click();
      await source.waitFor();
      expect(await source.inputValue()).toBe('Kill Pop');
      await page.setViewportSize({ width: 300, height: 900 });
      expect([...(await violations(page)), await scrollsSideways(page)]).toEqual([false]);
      await source.selectOption('…');
      await page.locator('input[name="source"]').fill('Kil Pop');
      await page.locator('[name="seconds"]').fill('soon');
      await key(page, 'save-reaction').click();
      await said('Type the seconds as a number.');
      await page.locator('[name="seconds"]').fill('2,5');
      await key(page, 'save-reaction').click();
      await stored([{ on: 'kill', show: { source: 'Kil Pop', for_seconds: 2.5 } }, chapter]);
      await shows(
        page,
        '.reaction .notice',
        /the source "Kil Pop", and OBS has none.*Did you mean "Kill Pop"/,
      );
      await key(page, 'try-1').click();
      await said(/the source "Kil Pop", and OBS has none/);
    });

    it('adds a program that reactions can tell, says that it does not answer, and takes it out', async () => {
      const { on, page } = await open(390, obs.url);
      const said = (words: string | RegExp): Promise<void> => shows(page, 'reaction-list .said-line', words);
      const settings = (): unknown =>
        JSON.parse(fs.readFileSync(path.join(on.folder, 'settings.json'), 'utf8')) as unknown;
      await key(page, 'add-streamerbot').click();
      const address = page.locator('[name="target-address"]');
      await address.fill('ftp://127.0.0.1/');
      await key(page, 'save-target').click();
      await said(/^That is no address to send to/);
      await address.fill('127.0.0.1:9/DoAction');
      await key(page, 'save-target').click();
      await said('Saved: reactions can send to "streamerbot".');
      await shows(page, '.reaction .notice', 'Nothing answers at the address of "streamerbot".');
      expect([...(await violations(page)), await scrollsSideways(page)]).toEqual([false]);
      await key(page, 'edit-target-streamerbot').click();
      await address.fill('http://127.0.0.1:10/');
      await key(page, 'save-target').click();
      await until(() => expect(settings()).toEqual({ targets: { streamerbot: 'http://127.0.0.1:10/' } }));
      await key(page, 'remove-target-streamerbot').click();
      await said('"streamerbot" is removed.');
      expect(settings()).toEqual({ targets: {} });
    });
  });
});
