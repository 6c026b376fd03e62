import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chooseAddress, createAddressSource, reasonOf } from '../../src/obs/discovery/address.js';
import { parseConfigJson, parseGlobalIni } from '../../src/obs/discovery/file.js';
import { obsConfigFolders, type HostSystem } from '../../src/obs/discovery/folders.js';
import { createProcessLook, isObs } from '../../src/obs/discovery/process.js';
import { discoverServer, signsOfUse, type Discovery } from '../../src/obs/discovery/discovery.js';

const DEFAULT_URL = 'ws://127.0.0.1:4455';

async function temporaryHome(): Promise<string> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'tsp-home-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

async function put(file: string, text: string, ageSeconds = 0): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  const then = Date.now() / 1000 - ageSeconds;
  await utimes(file, then, then);
}

function configJson(changes: object = {}): string {
  const settings = { server_enabled: true, server_port: 4466, auth_required: true, server_password: 'pw' };
  return JSON.stringify({ first_load: false, alerts_enabled: false, ...settings, ...changes });
}

function globalIni(password: string, port = 4477): string {
  return `[General]\nFirstRun=true\n\n[OBSWebSocket]\nFirstLoad=false\nServerEnabled=true\nServerPort=${port}\nAuthRequired=true\nServerPassword=${password}\n\n[Basic]\nProfile=Untitled\n`;
}

const JSON_FILE = path.join('plugin_config', 'obs-websocket', 'config.json');

/** The folder that each system has, and what leads there. */
const LAYOUTS: readonly (readonly [string, (home: string) => HostSystem, (home: string) => string])[] = [
  [
    'Windows',
    (home) => ({ platform: 'win32', env: { APPDATA: path.join(home, 'Roaming') }, home }),
    (home) => path.join(home, 'Roaming', 'obs-studio'),
  ],
  [
    'Windows without APPDATA',
    (home) => ({ platform: 'win32', env: {}, home }),
    (home) => path.join(home, 'AppData', 'Roaming', 'obs-studio'),
  ],
  [
    'Linux',
    (home) => ({ platform: 'linux', env: {}, home }),
    (home) => path.join(home, '.config', 'obs-studio'),
  ],
  [
    'Linux with XDG_CONFIG_HOME',
    (home) => ({ platform: 'linux', env: { XDG_CONFIG_HOME: path.join(home, 'xdg') }, home }),
    (home) => path.join(home, 'xdg', 'obs-studio'),
  ],
  [
    'snap',
    (home) => ({ platform: 'linux', env: {}, home }),
    (home) => path.join(home, 'snap', 'obs-studio', 'current', '.config', 'obs-studio'),
  ],
  [
    'portable OBS for Windows',
    (home) => ({ platform: 'win32', env: { ProgramFiles: path.join(home, 'Programs') }, home }),
    (home) => path.join(home, 'Programs', 'obs-studio', 'config', 'obs-studio'),
  ],
  [
    'portable OBS from Steam',
    (home) => ({ platform: 'win32', env: { 'ProgramFiles(x86)': path.join(home, 'x86') }, home }),
    (home) => path.join(home, 'x86', 'Steam', 'steamapps', 'common', 'OBS Studio', 'config', 'obs-studio'),
  ],
  [
    'Flatpak',
    (home) => ({ platform: 'linux', env: {}, home }),
    (home) => path.join(home, '.var', 'app', 'com.obsproject.Studio', 'config', 'obs-studio'),
  ],
  [
    'macOS',
    (home) => ({ platform: 'darwin', env: {}, home }),
    (home) => path.join(home, 'Library', 'Application Support', 'obs-studio'),
  ],
];

describe.each(LAYOUTS)('on %s', (_name, systemOf, folderOf) => {
  test('the settings of OBS 30.2 and newer are found', async () => {
    const home = await temporaryHome();
    const file = path.join(folderOf(home), JSON_FILE);
    await put(file, configJson());
    expect(await discoverServer(systemOf(home))).toEqual({
      kind: 'found',
      file,
      settings: { enabled: true, port: 4466, password: 'pw' },
    });
  });

  test('the settings of older OBS are found', async () => {
    const home = await temporaryHome();
    const file = path.join(folderOf(home), 'global.ini');
    await put(file, globalIni('old pw'));
    expect(await discoverServer(systemOf(home))).toEqual({
      kind: 'found',
      file,
      settings: { enabled: true, port: 4477, password: 'old pw' },
    });
  });

  test('no OBS is found where none has been', async () => {
    expect(await discoverServer(systemOf(await temporaryHome()))).toEqual({ kind: 'nothing' });
  });
});

describe('of several files', () => {
  const system = (home: string): HostSystem => ({ platform: 'linux', env: {}, home });
  const native = (home: string): string => path.join(home, '.config', 'obs-studio');
  const flatpak = (home: string): string =>
    path.join(home, '.var', 'app', 'com.obsproject.Studio', 'config', 'obs-studio');

  test('the one that OBS wrote last counts', async () => {
    const home = await temporaryHome();
    await put(path.join(native(home), JSON_FILE), configJson(), 0);
    await put(path.join(native(home), 'global.ini'), globalIni('old'), 60);
    expect(await discoverServer(system(home))).toMatchObject({ settings: { password: 'pw' } });
    await put(path.join(native(home), JSON_FILE), configJson(), 120);
    expect(await discoverServer(system(home))).toMatchObject({ settings: { password: 'old' } });
  });

  test('a newer global.ini from which OBS 30.2 has moved the section does not', async () => {
    const home = await temporaryHome();
    await put(path.join(native(home), JSON_FILE), configJson(), 600);
    await put(path.join(native(home), 'global.ini'), '[General]\nFirstRun=true\n[OBSWebSocket]\n');
    expect(await discoverServer(system(home))).toMatchObject({ settings: { password: 'pw' } });
  });

  test('those of the OBS that was started last count, however old they are', async () => {
    const home = await temporaryHome();
    await put(path.join(native(home), JSON_FILE), configJson({ server_password: 'left over' }), 60);
    await put(path.join(flatpak(home), JSON_FILE), configJson({ server_password: 'in use' }), 600);
    await put(path.join(flatpak(home), 'global.ini'), '[General]\n');
    expect(await discoverServer(system(home))).toMatchObject({ settings: { password: 'in use' } });
  });

  test('a folder without settings does not hide another one', async () => {
    const home = await temporaryHome();
    await put(path.join(native(home), 'global.ini'), '[General]\n');
    await put(path.join(flatpak(home), JSON_FILE), configJson(), 600);
    expect(await discoverServer(system(home))).toMatchObject({ settings: { password: 'pw' } });
  });

  test('the same folder is looked at once', () => {
    const home = path.join(path.sep, 'home', 'me');
    const folders = obsConfigFolders({
      platform: 'linux',
      env: { XDG_CONFIG_HOME: path.join(home, '.config') },
      home,
    });
    expect(folders).toHaveLength(new Set(folders).size);
  });
});

describe('a file that is found and cannot be used', () => {
  const system = (home: string): HostSystem => ({ platform: 'linux', env: {}, home });

  test.each([
    ['half written', '{ "server_enabled": tr'],
    ['empty', ''],
    ['of another make', '{ "server_port": "http" }'],
  ])('is an answer of its own when it is %s', async (_what, text) => {
    const home = await temporaryHome();
    const file = path.join(home, '.config', 'obs-studio', JSON_FILE);
    await put(file, text);
    expect(await discoverServer(system(home))).toEqual({
      kind: 'unreadable',
      file,
      reason: 'is not what OBS writes',
    });
  });

  test('is an answer of its own when it cannot be read', async () => {
    const home = await temporaryHome();
    const file = path.join(home, '.config', 'obs-studio', JSON_FILE);
    await mkdir(file, { recursive: true });
    expect(await discoverServer(system(home))).toMatchObject({ kind: 'unreadable', file });
  });
});

describe('what OBS writes', () => {
  test('begins with a byte order mark on Windows', () => {
    expect(parseConfigJson(`\uFEFF${configJson()}`)).toMatchObject({ port: 4466 });
    expect(parseGlobalIni(`\uFEFF[OBSWebSocket]\r\nServerPort=4488\r\nServerPassword=x\r\n`)).toMatchObject({
      port: 4488,
      password: 'x',
    });
  });

  test('may be a password with every sign that other ini files give a meaning', () => {
    const settings = parseGlobalIni(globalIni('"a;b#c=d\\\\e"'));
    expect(settings).toMatchObject({ password: '"a;b#c=d\\e"' });
  });

  test('says that no password is needed', () => {
    expect(parseConfigJson(configJson({ auth_required: false }))).toMatchObject({ password: null });
    expect(parseGlobalIni('[OBSWebSocket]\nAuthRequired=false\nServerPassword=left\n')).toMatchObject({
      password: null,
    });
  });

  test('leaves out what has its default: off, port 4455, with a password', () => {
    expect(parseConfigJson('{}')).toEqual({ enabled: false, port: 4455, password: '' });
    expect(parseGlobalIni('[OBSWebSocket]\nFirstLoad=false\n')).toEqual({
      enabled: false,
      port: 4455,
      password: '',
    });
  });
});

describe('the address', () => {
  const found: Discovery = {
    kind: 'found',
    file: 'config.json',
    settings: { enabled: true, port: 4466, password: 'theirs' },
  };
  const nothing: Discovery = { kind: 'nothing' };

  test("comes from OBS's own settings when we have none", () => {
    expect(chooseAddress({ url: null, password: null }, found, DEFAULT_URL)).toMatchObject({
      url: 'ws://127.0.0.1:4466',
      urlFrom: 'obs',
      password: 'theirs',
      passwordFrom: 'obs',
    });
  });

  test('comes from our settings first, each part for itself', () => {
    expect(chooseAddress({ url: 'ws://127.0.0.1:5000', password: null }, found, DEFAULT_URL)).toMatchObject({
      url: 'ws://127.0.0.1:5000',
      urlFrom: 'settings',
      password: 'theirs',
    });
    expect(chooseAddress({ url: null, password: 'ours' }, found, DEFAULT_URL)).toMatchObject({
      url: 'ws://127.0.0.1:4466',
      password: 'ours',
      passwordFrom: 'settings',
    });
  });

  test('of another PC never gets the password of this one', () => {
    const address = chooseAddress({ url: 'ws://192.168.1.20:4455', password: null }, found, DEFAULT_URL);
    expect(address).toMatchObject({ password: null, passwordFrom: null });
  });

  test.each([
    ['another PC', 'ws://10.0.0.66:4455', null, 'withheld'],
    ['another port of the same PC', 'ws://192.168.1.20:4456', null, 'withheld'],
    ['this PC, whose own password is known', 'ws://127.0.0.1:4466', 'theirs', 'obs'],
    ['the same, spelled otherwise', 'ws://192.168.1.20:4455/', 'ours', 'settings'],
  ])('of %s gets a password that was stored for it alone', (_what, url, password, passwordFrom) => {
    const given = { url, password: 'ours', passwordFor: 'ws://192.168.1.20:4455' };
    expect(chooseAddress(given, found, DEFAULT_URL)).toMatchObject({ password, passwordFrom });
  });

  test('elsewhere gets no password that was stored for this PC', () => {
    const given = { url: 'ws://foo.localhost:4455', password: 'ours', passwordFor: 'this-pc' };
    expect(chooseAddress(given, found, DEFAULT_URL)).toMatchObject({ password: null });
  });

  test('is the default where nothing is known, and says when a file could not be read', () => {
    expect(chooseAddress({ url: null, password: null }, nothing, DEFAULT_URL)).toMatchObject({
      url: DEFAULT_URL,
      urlFrom: 'default',
      passwordFrom: null,
    });
    const unreadable: Discovery = { kind: 'unreadable', file: 'config.json', reason: 'is too large' };
    expect(chooseAddress({ url: null, password: null }, unreadable, DEFAULT_URL)).toMatchObject({
      url: DEFAULT_URL,
      passwordFrom: 'unreadable',
    });
  });

  test('follows a password that is changed in OBS', async () => {
    const home = await temporaryHome();
    const source = createAddressSource({
      given: () => ({ url: null, password: null }),
      defaultUrl: DEFAULT_URL,
      system: { platform: 'linux', env: {}, home },
      isObsRunning: () => Promise.resolve(true),
    });
    const file = path.join(home, '.config', 'obs-studio', JSON_FILE);
    await put(file, configJson());
    expect(await source.address()).toMatchObject({ password: 'pw' });
    await put(file, configJson({ server_password: 'changed' }));
    expect(await source.address()).toMatchObject({ password: 'changed' });
  });
});

describe('why nothing listens', () => {
  const server = (enabled: boolean, port = 4455): Discovery => ({
    kind: 'found',
    file: 'config.json',
    settings: { enabled, port, password: null },
  });
  const nothing: Discovery = { kind: 'nothing' };

  test.each([
    ['OBS is closed', server(true), false, 'not_running'],
    ['OBS is closed, and its server is off besides', server(false), false, 'not_running_server_off'],
    ['OBS runs with its server off', server(false), true, 'server_off'],
    ['OBS runs, and its files are not found', nothing, true, 'settings_not_found'],
    ['OBS is on its way up', server(true), true, 'not_answering'],
    ['OBS listens at another port', server(true, 4460), true, 'other_port'],
    ['the system tells nothing, but the file says off', server(false), null, 'server_off'],
    ['the system tells nothing', nothing, null, 'not_running'],
  ] as const)('%s', (_what, discovery, isRunning, reason) => {
    expect(reasonOf(DEFAULT_URL, discovery, isRunning)).toBe(reason);
  });

  test('the folders that were looked in are told without the name of the home folder', async () => {
    const source = createAddressSource({
      given: () => ({ url: null, password: null }),
      defaultUrl: DEFAULT_URL,
      system: { platform: 'linux', env: {}, home: '/home/somebody' },
      isObsRunning: () => Promise.resolve(true),
    });
    expect(await source.explainRefused(DEFAULT_URL)).toEqual({
      reason: 'settings_not_found',
      lookedIn: [
        '~/.config/obs-studio',
        '~/.var/app/com.obsproject.Studio/config/obs-studio',
        '~/snap/obs-studio/current/.config/obs-studio',
      ].map((folder) => folder.split('/').join(path.sep)),
    });
  });

  test.each(LAYOUTS)('on %s it is seen that an OBS was started', async (_name, systemOf, folderOf) => {
    const home = await temporaryHome();
    const look = () => signsOfUse(systemOf(home));
    const [none, again] = [await look(), await look()];
    expect(again).toBe(none);
    await put(path.join(folderOf(home), JSON_FILE), configJson(), 60);
    const installed = await look();
    expect(installed).not.toBe(none);
    await put(path.join(folderOf(home), 'logs', '2026-11-22 19-03-11.txt'), '');
    expect(await look()).not.toBe(installed);
  });

  test('OBS is known by its name in the list of processes, and nothing else is', () => {
    for (const name of ['obs', 'obs64.exe', 'OBS', '/Applications/OBS.app/Contents/MacOS/OBS', 'obs\n'])
      expect(isObs(name), name).toBe(true);
    for (const name of ['obs-browser-page', 'Streamlabs OBS.exe', 'obs-ffmpeg-mux', 'jobs', 'node', ''])
      expect(isObs(name), name).toBe(false);
  });

  test('the list of processes can be read on this system', async () => {
    const isObsRunning = createProcessLook(process.platform, () => performance.now());
    expect(await isObsRunning()).not.toBeNull();
  });
});
