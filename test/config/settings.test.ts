import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, readEditedSettings } from '../../src/config/config.js';
import { mergeSettings, readEnvironment, SettingsError } from '../../src/config/settings.js';
import { makeFolder } from '../support/database.js';

const DEFAULTS = {
  host: null,
  port: 4777,
  token: null,
  allowedNames: [],
  allowedOrigins: [],
  obsUrl: 'ws://127.0.0.1:4455',
  obsUrlIsSet: false,
  obsPassword: null,
  logLevel: 'info',
  targets: {},
  gameLog: { enabled: false, folder: null },
};

describe('the environment', () => {
  it('gives each setting by its name', () => {
    expect(
      readEnvironment({
        TSP_HOST: '0.0.0.0',
        TSP_PORT: '0',
        TSP_DB: 'D:\\raids.db',
        TSP_TOKEN: 'long-enough',
        TSP_SETTINGS: 'settings.json',
        TSP_SHOW: 'show.json',
        TSP_OBS_URL: 'ws://[::1]:4460',
        TSP_OBS_PASSWORD: ' blanks count ',
        TSP_LOG_LEVEL: 'debug',
        OTHER: 'is not ours',
      }),
    ).toEqual({
      ...{ host: '0.0.0.0', port: 0, db: 'D:\\raids.db', token: 'long-enough', settings: 'settings.json' },
      ...{
        show: 'show.json',
        obs_url: 'ws://[::1]:4460',
        obs_password: ' blanks count ',
        log_level: 'debug',
      },
    });
  });

  it('counts what is empty as not set', () => {
    expect(readEnvironment({ TSP_PORT: '', TSP_TOKEN: '', TSP_DB: ' ', TSP_OBS_PASSWORD: '' })).toEqual({});
  });

  it('forgives the blank that "set TSP_PORT=4778 && …" leaves on Windows', () => {
    expect(readEnvironment({ TSP_PORT: '4778 ' })).toEqual({ port: 4778 });
  });

  it.each([
    ['TSP_PORT', '65536', 'whole number from 0 to 65535'],
    ['TSP_PORT', '-1', 'whole number from 0 to 65535'],
    ['TSP_PORT', '47.5', 'whole number from 0 to 65535'],
    ['TSP_PORT', '0x10', 'whole number from 0 to 65535'],
    ['TSP_PORT', 'http', 'whole number from 0 to 65535'],
    ['TSP_TOKEN', 'short', 'at least 8 characters'],
    ['TSP_TOKEN', 'with a space', 'letters, digits'],
    ['TSP_OBS_URL', 'http://127.0.0.1:4455', 'ws://127.0.0.1:4455'],
    ['TSP_OBS_URL', 'obs on my pc', 'ws://127.0.0.1:4455'],
    ['TSP_LOG_LEVEL', 'loud', 'one of trace, debug, info'],
  ])('with %s=%s is refused by name, and what is right is said', (name, value, words) => {
    const reading = (): unknown => readEnvironment({ [name]: value });
    expect(reading).toThrow(SettingsError);
    expect(reading).toThrow(name);
    expect(reading).toThrow(words);
  });
});

describe('the settings in force', () => {
  it('are the built-in ones when nothing is said', () => {
    expect(mergeSettings({}, {})).toEqual(DEFAULTS);
  });

  it('are those of the environment before those of the file', () => {
    const file = { port: 5000, obs_password: 'file', log_level: 'warn' } as const;
    expect(mergeSettings({ port: 6000, obs_password: 'environment' }, file)).toEqual({
      ...{ ...DEFAULTS, port: 6000, obsPassword: 'environment', logLevel: 'warn' },
    });
  });

  it('take port 0 for what it is', () => {
    expect(mergeSettings({ port: 0 }, { port: 5000 }).port).toBe(0);
  });
});

describe('what the program starts with', () => {
  it('lies in the folders of the user, and the log beside the database', () => {
    const [data, config] = [makeFolder(), makeFolder()];
    expect(loadConfig({}, { data, config })).toEqual({
      environment: {},
      settings: DEFAULTS,
      places: {
        database: path.join(data, 'raids.db'),
        logFolder: path.join(data, 'log'),
        settingsFile: path.join(config, 'settings.json'),
        showFile: path.join(config, 'show.json'),
      },
    });
    const elsewhere = loadConfig({ TSP_DB: path.join(config, 'my.db') }, { data, config }).places;
    expect(elsewhere).toMatchObject({
      database: path.join(config, 'my.db'),
      logFolder: path.join(config, 'log'),
    });
  });

  it.each([
    ['{ "obs_url": "192.168.1.20" }', { obsUrl: 'ws://192.168.1.20:4455', obsPassword: null }],
    [
      '{ "obs_url": "obsws://192.168.1.20:4460/p%23ss" }',
      { obsUrl: 'ws://192.168.1.20:4460', obsPassword: 'p#ss' },
    ],
  ])('reads the address in %s', (text, expected) => {
    const [data, config] = [makeFolder(), makeFolder()];
    fs.writeFileSync(path.join(config, 'settings.json'), text);
    expect(loadConfig({}, { data, config }).settings).toMatchObject(expected);
  });

  it.each([
    ['{ "port": 70000 }', 'port must be a whole number from 0 to 65535'],
    ['{ "port": 1.5 }', 'port must be a whole number'],
    ['{ "obs_pasword": "x" }', 'did you mean "obs_password"?'],
    ['{ "obs_url": "obs on my pc" }', 'ws://127.0.0.1:4455'],
    ['{ port: 1 }', 'line 1: this is not JSON'],
  ])('is refused with the settings file %s', (text, words) => {
    const [data, config] = [makeFolder(), makeFolder()];
    fs.writeFileSync(path.join(config, 'settings.json'), text);
    const loading = (): unknown => loadConfig({}, { data, config });
    expect(loading).toThrow(SettingsError);
    expect(loading).toThrow(words);
    expect(loading).toThrow(path.join(config, 'settings.json'));
  });
});

describe('a password of OBS', () => {
  const REMOTE = 'ws://192.168.1.20:4455';
  it.each([
    ['of the file is for the address beside it', {}, { obs_url: REMOTE, obs_password: 'x' }, REMOTE],
    ['of the file without an address is for this PC', {}, { obs_password: 'x' }, undefined],
    [
      'of the file is not for an address of the environment',
      { obs_url: 'ws://10.0.0.66:4455' },
      { obs_url: REMOTE, obs_password: 'x' },
      REMOTE,
    ],
    [
      'of the file stays with the address that it was stored for',
      {},
      { obs_url: 'ws://10.0.0.66:4455', obs_password: 'x', obs_password_for: REMOTE },
      REMOTE,
    ],
    ['of the environment is for the address there', { obs_url: REMOTE, obs_password: 'x' }, {}, REMOTE],
    ['of the environment is for the address of the file', { obs_password: 'x' }, { obs_url: REMOTE }, REMOTE],
    [
      'of the environment stays with the address that the file says it is for',
      { obs_password: 'x' },
      { obs_url: 'ws://10.0.0.66:4455', obs_password_for: REMOTE },
      REMOTE,
    ],
  ])('%s', (_what, environment, file, home) => {
    expect(mergeSettings(environment, file).obsPasswordFor).toBe(home);
  });
});

describe('settings that are edited while the program runs', () => {
  it.each([
    ['{ "host": "0.0.0.0" }', {}, false],
    ['{ "host": "192.168.1.5" }', {}, false],
    ['{ "host": "192.168.1.5", "token": "correct-horse" }', {}, true],
    ['{ "host": "192.168.1.5" }', { token: 'correct-horse' }, true],
    ['{ "host": "127.0.0.1" }', {}, true],
  ])('with %s and the environment %j: a host needs a token', (text, environment, isGood) => {
    const file = path.join(makeFolder(), 'settings.json');
    fs.writeFileSync(file, text);
    const parsed = readEditedSettings(environment)(file);
    expect(parsed.ok).toBe(isGood);
    if (!parsed.ok) expect(parsed.faults.join()).toContain('"token" must stand beside it');
  });
});

describe('an address of OBS', () => {
  it.each([
    'ws://h:4455/path',
    'ws://me@h:4455',
    'ws://h:4455/?a=1',
    'ws://h:4455?',
    'ws://h:4455#',
    'http://h',
  ])('is refused when it is %s: nothing may stand behind the port', (obs_url) => {
    const file = path.join(makeFolder(), 'settings.json');
    fs.writeFileSync(file, JSON.stringify({ obs_url }));
    expect(readEditedSettings({})(file)).toMatchObject({ ok: false });
  });
});
