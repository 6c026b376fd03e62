import { once } from 'node:events';
import fs from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { runHere } from '../support/command-here.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { freePort } from '../support/free-port.js';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type ServiceProcess,
} from '../support/service-process.js';
import { until } from '../support/until.js';

const STACK_TRACE = /\n\s+at .+:\d+/;

let service: ServiceProcess | undefined;
let fake: FakeObs | undefined;
afterEach(async () => {
  await service?.kill();
  service = undefined;
  await fake?.stop();
  fake = undefined;
});

/** An OBS that has everything of the default show. */
async function completeObs(): Promise<FakeObs> {
  fake = await startFakeObs();
  for (const scene of new Set(Object.values(DEFAULT_SHOW.scenes)))
    if (scene !== null) fake.model.addScene(scene);
  for (const text of Object.keys(DEFAULT_SHOW.texts)) fake.model.addInput(text);
  return fake;
}

/** Without the files of an OBS that this machine may have. */
function doctor(
  options: { folder?: string; obsUrl?: string; env?: Record<string, string> } = {},
  run: typeof runToExit | typeof runHere = runHere,
) {
  const folder = options.folder ?? temporaryFolder();
  return run({
    ...options,
    folder,
    args: ['doctor'],
    env: { HOME: folder, XDG_CONFIG_HOME: folder, ...options.env },
  });
}

describe('the doctor', () => {
  it.skipIf(process.platform === 'win32')('says so when the database was taken away', async () => {
    service = await startServiceProcess();
    fs.renameSync(path.join(service.folder, 'raids.db'), path.join(service.folder, 'away.db'));
    const { json } = await service.get('/doctor');
    expect(json['checks']).toContainEqual(
      expect.objectContaining({
        check: 'database',
        state: 'fault',
        remedy: expect.stringMatching(/raids\.db/) as string,
      }),
    );
  });

  it('looks without a service at what is in the way of the reactions in OBS, and changes nothing there', async () => {
    const obs = await completeObs();
    obs.model.addInput('Kill Pop', 'image_source');
    obs.model.replayBuffer = 'off';
    const folder = temporaryFolder();
    const reactions = [
      { on: 'kill', save_replay: {} },
      { on: 'kill', send: { to: 'bot', body: {} } },
      { on: 'kill', show: { source: 'Kill Pop', for_seconds: 3 } },
      { on: 'died', media: { source: 'Kil Pop' } },
    ];
    fs.writeFileSync(path.join(folder, 'show.json'), JSON.stringify({ reactions }));
    const env = { TSP_PORT: String(await freePort()) };
    const { output } = await doctor({ folder, obsUrl: obs.url, env });
    const words = output.replaceAll(/\s+/g, ' ');
    for (const finding of [
      'The replay buffer of OBS does not run, so no replay can be saved.',
      'A reaction shows "Kill Pop", and no scene has it.',
      'A reaction needs the media source "Kil Pop", and OBS has none in this scene collection.',
      'Did you mean "Kill Pop"?',
      'A reaction sends to "bot", and there is no target of that name.',
    ])
      expect(words).toContain(finding);
    const types = obs.messages.flatMap(({ requests }) => requests.map(({ type }) => type));
    expect(types.filter((type) => !type.startsWith('Get'))).toEqual([]);
  });

  it('finds everything in order beside a running service, and ends with 0', async () => {
    const { url } = await completeObs();
    const port = await freePort();
    service = await startServiceProcess({ obsUrl: url, env: { TSP_PORT: String(port) } });
    const on = service;
    await until(async () => expect((await on.get('/obs')).json.state).toBe('ready'));
    const { code, output } = await doctor({ folder: on.folder, env: { TSP_PORT: String(port) } }, runToExit);
    expect(output).toMatch(/Everything is in order/);
    expect(output).toMatch(new RegExp(`^ok +Service .* ${port}`, 'm'));
    expect(code).toBe(0);
    const { status, json } = await on.get('/doctor');
    expect(status).toBe(200);
    expect(json).toMatchObject({ ok: true, message: 'Everything is in order.' });
    expect(json.checks).toHaveLength(14);
  });

  it('looks for itself when no service runs, writes nothing into OBS, and ends with 0', async () => {
    const obs = await completeObs();
    const { code, output } = await doctor({ obsUrl: obs.url, env: { TSP_PORT: String(await freePort()) } });
    expect(output).toMatch(/^warning +Service .*not running/m);
    expect(output).toMatch(/^ok +Text sources/m);
    expect(code).toBe(0);
    expect(obs.requests('SetInputSettings')).toEqual([]);
    expect(obs.requests('SetCurrentProgramScene')).toEqual([]);
  });

  it('names what is missing in OBS with the remedy, and ends with 1', async () => {
    const obs = await completeObs();
    obs.model.removeInput('Tarkov KD');
    obs.model.renameScene('Tarkov Death', 'My Death');
    obs.model.addInput('Tarkov Map 2');
    const { code, output } = await doctor({ obsUrl: obs.url });
    expect(output).toMatch(/^FAULT +Scenes .*"Tarkov Death"/m);
    expect(output).toMatch(/^FAULT +Text sources .*"Tarkov KD"\.\n +→ Add them: npm start setup-obs/m);
    expect(code).toBe(1);
  });

  it('names a source that shows a file, and one that shows no text, beside the service and without it', async () => {
    const obs = await completeObs();
    obs.model.removeInput('Tarkov KD');
    obs.model.addInput('Tarkov KD', 'image_source');
    const map = obs.model.inputs.find(({ name }) => name === 'Tarkov Map');
    if (map !== undefined) map.settings['from_file'] = true;
    const port = String(await freePort());
    const looked = await doctor({ obsUrl: obs.url, env: { TSP_PORT: port } });
    service = await startServiceProcess({ obsUrl: obs.url, env: { TSP_PORT: port } });
    const on = service;
    await until(async () =>
      expect((await on.get('/obs')).json).toMatchObject({
        problems: [{ code: 'not_text' }, { code: 'from_file' }],
      }),
    );
    const asked = await doctor({ folder: on.folder, env: { TSP_PORT: port } });
    for (const { code, output } of [looked, asked]) {
      expect(output).toMatch(/^FAULT +Text sources .*"Tarkov KD" \(image_source\).*"Tarkov Map"/m);
      expect(output).toMatch(/→ .*untick "Read from file"/);
      expect(code).toBe(1);
    }
  });

  it('says which scene viewers see instead of the raid', async () => {
    const obs = await completeObs();
    obs.model.addScene('Be Right Back');
    obs.model.chooseScene('Be Right Back');
    service = await startServiceProcess({ obsUrl: obs.url });
    const on = service;
    await until(async () => expect((await on.get('/obs')).json.state).toBe('ready'));
    await on.post('/raid/start', { map_name: 'Woods', character_type: 'pmc' });
    await until(async () =>
      expect((await on.get('/doctor')).json['checks']).toContainEqual(
        expect.objectContaining({
          check: 'on_program',
          state: 'warning',
          finding: expect.stringContaining('OBS stays on "Be Right Back"') as string,
        }),
      ),
    );
    const { json } = await on.post('/raid/matched');
    expect(json).toMatchObject({ obs_note: 'OBS stays on Be Right Back' });
  });

  it('names a source that this OBS cannot draw', async () => {
    const obs = await completeObs();
    obs.model.removeInput('Tarkov KD');
    obs.model.addInput('Tarkov KD', 'text_gdiplus_v2');
    const { code, output } = await doctor({ obsUrl: obs.url });
    expect(output).toMatch(/^FAULT +Source kinds .*"Tarkov KD".*text_gdiplus_v2/m);
    expect(code).toBe(1);
  });

  it('says that OBS is away, and that the rest could not be looked at', async () => {
    const { code, output } = await doctor({ obsUrl: `ws://127.0.0.1:${await freePort()}` });
    expect(output).toMatch(/^FAULT +Connection/m);
    expect(output).toMatch(/^\? +Scenes/m);
    expect(code).toBe(1);
  });

  it('says that the password is wrong without saying which it is', async () => {
    const obs = await completeObs();
    obs.manners.password = 'right';
    const { code, output } = await doctor({ obsUrl: obs.url, env: { TSP_OBS_PASSWORD: 'nonsense' } });
    expect(output).toMatch(/^FAULT +Connection +OBS does not take the password\.\n +→ .*Show Connect Info/m);
    expect(output).not.toContain('nonsense');
    expect(code).toBe(1);
  });

  it('names the place of a fault in each file, a foreign database, and a port that is taken', async () => {
    const obs = await completeObs();
    const folder = temporaryFolder();
    const taken = net
      .createServer((socket) => socket.on('error', () => undefined).end('hello'))
      .listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    fs.writeFileSync(path.join(folder, 'settings.json'), '{\n  "prot": 1\n}');
    fs.writeFileSync(path.join(folder, 'show.json'), '{\n\n  "texts": 5\n}');
    fs.writeFileSync(path.join(folder, 'raids.db'), 'My shopping list. '.repeat(100));
    const { code, output } = await doctor({ folder, obsUrl: obs.url, env: { TSP_PORT: String(port) } });
    taken.close();
    expect(output).toMatch(/^FAULT +Service .*another program/m);
    expect(output).toMatch(/^FAULT +Settings file .*line 2.*"prot"/m);
    expect(output).toMatch(/^FAULT +Show file .*line 3/m);
    expect(output).toMatch(/^FAULT +Database .*\n +→ .*not a database/m);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(1);
  });

  it("says that OBS's own settings file cannot be read", async () => {
    const folder = temporaryFolder();
    const file = path.join(folder, 'obs-studio', 'plugin_config', 'obs-websocket', 'config.json');
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, '{ "server_en');
    const { output } = await doctor({ folder });
    const isLinux = process.platform !== 'win32' && process.platform !== 'darwin';
    if (isLinux) expect(output).toMatch(/^warning +OBS address .*config\.json is not what OBS writes/m);
  });

  it('names an environment variable that cannot be used', async () => {
    const { code, output } = await doctor({ env: { TSP_PORT: 'abc' } });
    expect(output).toMatch(/TSP_PORT/);
    expect(output).not.toMatch(STACK_TRACE);
    expect(code).toBe(2);
  });
});
