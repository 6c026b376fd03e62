import path from 'node:path';
import { mergeShow, SHOW_FILE_SCHEMA } from '../show/parse-show.js';
import type { Show } from '../show/show.js';
import type { Folders } from '../lib/user-folders.js';
import { findFile } from './good-copy.js';
import { readJsonFile, type ParsedFile } from './json-file.js';
import {
  DEFAULT_PORT,
  lacksToken,
  mergeSettings,
  readEnvironment,
  SETTINGS_FILE_SCHEMA,
  SettingsError,
  THIS_PC,
  type EnvironmentSettings,
  type Settings,
} from './settings.js';

/** Where everything of one installation lives. */
export interface Places {
  readonly database: string;
  readonly logFolder: string;
  readonly settingsFile: string;
  readonly showFile: string;
}

/** What the program starts with; the two files may change while it runs. */
export interface Config {
  readonly places: Places;
  readonly environment: EnvironmentSettings;
  readonly settings: Settings;
}

/**
 * Environment over `settings.json` over defaults.
 * @throws SettingsError that names the variable or the place in the file: without good settings nothing starts, because
 *   a wrong port or an ignored token would surprise worse.
 */
export function loadConfig(env: NodeJS.ProcessEnv, folders: Folders): Config {
  const given = readEnvironment(env);
  const places = placesOf(given, folders);
  const edited = findFile(places.settingsFile, readEditedSettings(given));
  // With no good copy either, the missing token of a host is reported when the server starts to listen.
  const found = edited.value === null ? findFile(places.settingsFile, readSettings(given)) : edited;
  if (found.value === null) {
    throw new SettingsError(`${places.settingsFile} cannot be used. ${found.faults.join('; ')}.`);
  }
  // A password of the environment stays with the address of the start, whatever the file says later.
  const environment =
    given.obs_password === undefined
      ? given
      : { ...given, obs_password_for: found.value.obsPasswordFor ?? THIS_PC };
  return { places, environment, settings: found.value };
}

/** Where everything is, whether it is there or not. */
export function placesOf(environment: EnvironmentSettings, folders: Folders): Places {
  const database = path.resolve(environment.db ?? path.join(folders.data, 'raids.db'));
  return {
    database,
    logFolder: path.join(path.dirname(database), 'log'),
    settingsFile: path.resolve(environment.settings ?? path.join(folders.config, 'settings.json')),
    showFile: path.resolve(environment.show ?? path.join(folders.config, 'show.json')),
  };
}

/** The port at which a service on this PC listens; what is wrong in its settings is told elsewhere. */
export function findPort(environment: EnvironmentSettings, folders: Folders): number {
  const { settingsFile } = placesOf(environment, folders);
  const settings = findFile(settingsFile, readSettings(environment)).value;
  return settings?.port ?? environment.port ?? DEFAULT_PORT;
}

/** Reads `settings.json` as the settings in force. */
export function readSettings(environment: EnvironmentSettings): (file: string) => ParsedFile<Settings> {
  return (file) => {
    const parsed = readJsonFile(file, SETTINGS_FILE_SCHEMA);
    return parsed.ok ? { ok: true, value: mergeSettings(environment, parsed.value) } : parsed;
  };
}

/** The same for a file that is edited while the program runs: what would not start next time is refused now. */
export function readEditedSettings(environment: EnvironmentSettings): (file: string) => ParsedFile<Settings> {
  return (file) => {
    const parsed = readSettings(environment)(file);
    return parsed.ok && lacksToken(parsed.value) ? { ok: false, faults: [TOKEN_FAULT] } : parsed;
  };
}

const TOKEN_FAULT =
  'host lets other devices call, so a "token" must stand beside it: at least 8 letters, digits, - . _ or ~';

/** Reads `show.json` as the show in force. */
export function readShow(file: string): ParsedFile<Show> {
  const parsed = readJsonFile(file, SHOW_FILE_SCHEMA);
  return parsed.ok ? { ok: true, value: mergeShow(parsed.value) } : parsed;
}
