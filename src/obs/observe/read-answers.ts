import type { JsonObject, ObsResult } from '../link/link.js';
import type { ObservedInput, ObservedSource, StreamState } from './observed.js';

// Answers are read field by field and nothing is trusted: which fields there are differs from one OBS to the next.

export function readInputs(data: JsonObject): readonly ObservedInput[] {
  return objects(data['inputs']).flatMap((entry) => {
    const name = text(entry['inputName']);
    if (name === null) return [];
    return [{ name, uuid: text(entry['inputUuid']), kind: text(entry['inputKind']) ?? '' }];
  });
}

export function readScenes(data: JsonObject): readonly ObservedSource[] {
  return objects(data['scenes']).flatMap((entry) => {
    const name = text(entry['sceneName']);
    return name === null ? [] : [{ name, uuid: text(entry['sceneUuid']) }];
  });
}

/** Null while OBS has none, as between two collections. */
export function readProgramScene(data: JsonObject): string | null {
  const name = text(data['currentProgramSceneName']);
  return name === '' ? null : name;
}

/** Null where OBS could not say. */
export function readStream({ ok, data }: ObsResult): StreamState | null {
  if (!ok) return null;
  const active = data['outputActive'] === true;
  const durationMs = data['outputDuration'];
  return {
    active,
    reconnecting: data['outputReconnecting'] === true,
    outputDurationMs: active && typeof durationMs === 'number' ? durationMs : null,
  };
}

/** The text among an input's settings; null where it is left at its default, which OBS does not name. */
export function readText(settings: unknown): string | null {
  return isObject(settings) ? text(settings['text']) : null;
}

/** Whether a text source shows a file: FreeType 2 and Pango call it `from_file`, GDI+ `read_from_file`. */
export function readsFromFile(settings: unknown): boolean {
  return isObject(settings) && (settings['from_file'] === true || settings['read_from_file'] === true);
}

export function readNames(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : [];
}

export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function objects(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
