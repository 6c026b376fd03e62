import fs from 'node:fs';
import path from 'node:path';
import { expect, test, type TestContext } from 'vitest';
import { obsRoutes } from '../../src/http/routes/obs.js';
import { testDriveRoutes } from '../../src/http/routes/test-drive.js';
import { commandRoutes } from '../../src/http/routes/commands.js';
import { setupRoutes } from '../../src/http/routes/setup.js';
import { showRoutes } from '../../src/http/routes/show.js';
import { createReplyCheck } from '../http/reply-check.js';
import { startServiceHere } from '../support/service-here.js';
import { createFakeScenes, type FakeScenes } from '../support/fake-obs-scenes.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';

const check = createReplyCheck([
  ...[...commandRoutes, ...obsRoutes, ...setupRoutes, ...showRoutes, ...testDriveRoutes],
]);

interface Reply {
  readonly status: number;
  readonly json: Record<string, unknown>;
}

interface Stage {
  readonly obs: FakeObs;
  readonly items: FakeScenes['items'];
  /** Of the show file; null when there is none. */
  showFile(): string | null;
  call(method: string, route: string, fields?: object): Promise<Reply>;
}

/** The whole program, with OBS's stand-in that holds nothing of ours yet. Each reply is checked against the description. */
async function begin(ending: TestContext['onTestFinished']): Promise<Stage> {
  const obs = await startFakeObs();
  ending(() => obs.stop());
  const scenes = createFakeScenes(obs.model);
  obs.manners.answer = scenes.answer;
  obs.model.kinds.push('color_source_v3');
  obs.model.addScene('My Talk');
  const folder = temporaryFolder();
  const service = await startServiceHere({ folder, obsUrl: obs.url });
  ending(() => service.stop());
  const call = async (method: string, route: string, fields?: object): Promise<Reply> => {
    const response = await fetch(new URL(route, service.url), {
      method,
      ...(fields !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fields),
      }),
    });
    const text = await response.text();
    check(method, route, { status: response.status, headers: Object.fromEntries(response.headers), text });
    return { status: response.status, json: JSON.parse(text) as Record<string, unknown> };
  };
  const showFile = path.join(folder, 'show.json');
  await until(async () => expect((await call('GET', '/obs')).json).toMatchObject({ state: 'ready' }));
  return {
    obs,
    items: scenes.items,
    call,
    showFile: () => (fs.existsSync(showFile) ? fs.readFileSync(showFile, 'utf8') : null),
  };
}

test('set-up makes scenes and texts in OBS once, and they are used at once', async ({ onTestFinished }) => {
  const { obs, call } = await begin(onTestFinished);
  const made = await call('POST', '/obs/setup');
  expect(made).toMatchObject({ status: 200, json: { ok: true, changed: true, not_made: [] } });
  expect(obs.model.scenes.map(({ name }) => name)).toContain('Tarkov In Raid');
  await until(() => expect(obs.model.text('Tarkov Status')).not.toBe(''));
  expect((await call('POST', '/obs/setup')).json).toMatchObject({ ok: true, changed: false });
});

test('set-up is told whether the scene for the game is still empty', async ({ onTestFinished }) => {
  const { obs, call, items } = await begin(onTestFinished);
  expect((await call('GET', '/obs')).json['game_filled']).toBeNull();
  await call('POST', '/obs/setup');
  await until(async () => expect((await call('GET', '/obs')).json['game_filled']).toBe(false));
  items('Tarkov Game').push({ itemId: 1000, source: 'My Capture', transform: {}, isShown: true });
  obs.emit('SceneItemCreated', { sceneName: 'Tarkov Game', sourceName: 'My Capture', sceneItemId: 1000 });
  await until(async () => expect((await call('GET', '/obs')).json['game_filled']).toBe(true));
});

test('an address of OBS that the environment names is not changed by the set-up page', async ({
  onTestFinished,
}) => {
  const { call } = await begin(onTestFinished);
  const refused = await call('POST', '/obs/connect', { url: 'ws://10.0.0.2:4455' });
  expect(refused).toMatchObject({ status: 409, json: { ok: false, code: 'settings-refused' } });
  expect(refused.json['message']).toContain('TSP_OBS_URL');
});

test('a changed text of the show reads so in its preview, is stored in the file, and comes to OBS', async ({
  onTestFinished,
}) => {
  const { obs, call, showFile } = await begin(onTestFinished);
  await call('POST', '/obs/setup');
  // OBS tells of what was made in its own time.
  await until(async () => expect((await call('GET', '/obs')).json['missing_inputs']).toEqual([]));
  const template = 'Raids: {{session.total_raids}}';
  const preview = await call('GET', `/show/preview?template=${encodeURIComponent(template)}`);
  expect(preview.json).toEqual({ ok: true, reads: 'Raids: 0', fault: null });
  expect(showFile()).toBeNull();
  const saved = await call('PATCH', '/show', { texts: { 'Tarkov Map': template } });
  expect(saved).toMatchObject({ status: 200, json: { ok: true, changed: true, not_in_obs: [] } });
  await until(() => expect(obs.model.text('Tarkov Map')).toBe('Raids: 0'));
  expect(JSON.parse(showFile() ?? '')).toMatchObject({ texts: { 'Tarkov Map': template } });
  expect((await call('GET', '/show')).json['texts']).toContainEqual(
    expect.objectContaining({ source: 'Tarkov Map', template, reads: 'Raids: 0' }),
  );
  expect((await call('PATCH', '/show', { texts: { 'Tarkov Map': template } })).json).toMatchObject({
    changed: false,
  });
});

test('a text of the show with an unknown variable is told in the preview, and is not stored', async ({
  onTestFinished,
}) => {
  const { call, showFile } = await begin(onTestFinished);
  const template = '{{sesion.total_raids}}';
  const preview = await call('GET', `/show/preview?template=${encodeURIComponent(template)}`);
  expect(preview.json).toMatchObject({ ok: false, reads: null });
  expect(preview.json['fault']).toContain('session.total_raids');
  const refused = await call('PATCH', '/show', { texts: { 'Tarkov Map': template } });
  expect(refused).toMatchObject({ status: 400, json: { ok: false, code: 'bad-input' } });
  expect(showFile()).toBeNull();
});

test('a test drive plays in OBS, stores nothing, and a real press ends it', async ({ onTestFinished }) => {
  const { obs, call } = await begin(onTestFinished);
  await call('POST', '/obs/setup');
  obs.model.chooseScene('Tarkov Lobby');
  expect((await call('POST', '/rehearsal/end')).json).toMatchObject({ changed: false });
  expect(await call('POST', '/rehearsal/start')).toMatchObject({
    status: 200,
    json: { ok: true, changed: true, raid: null },
  });
  await until(() => expect(obs.model.programScene).toBe('Tarkov Queue'));
  const raid = await call('POST', '/raid/start', { map_name: 'Woods', character_type: 'pmc' });
  // The first of all: nothing was stored before it.
  expect(raid).toMatchObject({ status: 201, json: { raid: { raid_id: 1, map_name: 'Woods' } } });
  await until(() => expect(obs.model.text('Tarkov Map')).toContain('Woods'));
  expect((await call('POST', '/rehearsal/end')).json).toMatchObject({ changed: false });
  expect(await call('POST', '/rehearsal/start')).toMatchObject({
    status: 409,
    json: { code: 'raid-already-open' },
  });
});
