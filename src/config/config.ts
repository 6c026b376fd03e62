import path from 'node:path';
import { mergeShow, SHOW_FILE_SCHEMA } from '../overlay/parse-show.js';
import type { Show } from '../overlay/show.js';
import type { Folders } from './folders.js';
import { readJsonFile, type ParsedFile } from './json-file.js';
import {
  mergeSettings,
  readEnvironment,
  SETTINGS_FILE_SCHEMA,
  SettingsError,
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
  const environment = readEnvironment(env);
  const places = placesOf(environment, folders);
  const parsed = readSettings(environment)(places.settingsFile);
  if (!parsed.ok) {
    throw new SettingsError(`${places.settingsFile} cannot be used. ${parsed.faults.join('; ')}.`);
  }
  return { places, environment, settings: parsed.value };
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

/** Reads `settings.json` as the settings in force. */
export function readSettings(environment: EnvironmentSettings): (file: string) => ParsedFile<Settings> {
  return (file) => {
    const parsed = readJsonFile(file, SETTINGS_FILE_SCHEMA);
    return parsed.ok ? { ok: true, value: mergeSettings(environment, parsed.value) } : parsed;
  };
}

/** Reads `show.json` as the show in force. */
export function readShow(file: string): ParsedFile<Show> {
  const parsed = readJsonFile(file, SHOW_FILE_SCHEMA);
  return parsed.ok ? { ok: true, value: mergeShow(parsed.value) } : parsed;
}
