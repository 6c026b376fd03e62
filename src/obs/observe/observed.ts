import type { JsonObject } from '../link/link.js';

/** An input or scene as OBS lists it. The uuid is null before obs-websocket 5.4. */
export interface ObservedSource {
  readonly name: string;
  readonly uuid: string | null;
}

export interface ObservedInput extends ObservedSource {
  /** The versioned kind, `text_gdiplus_v3`. */
  readonly kind: string;
}

export interface StreamState {
  readonly active: boolean;
  readonly reconnecting: boolean;
  /** How long the stream has been on; null while it is off. */
  readonly outputDurationMs: number | null;
}

/** The state of OBS as it was last read, with the renames and events since then applied. */
export interface Observed {
  readonly obsVersion: string;
  readonly websocketVersion: string;
  readonly sceneCollection: string | null;
  /** The input kinds that this OBS can draw. */
  readonly kinds: ReadonlySet<string>;
  readonly inputs: readonly ObservedInput[];
  readonly scenes: readonly ObservedSource[];
  readonly programScene: string | null;
  readonly studioMode: boolean;
  readonly stream: StreamState | null;
  /** Source key → its text; null where OBS names none. A source that is not in here has not been read yet. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** Keys of sources that show a file, whatever their text is. */
  readonly fromFile: ReadonlySet<string>;
  /** Scene key → what is in it; null: OBS refuses to list it. A scene that is not in here has not been read yet. */
  readonly contents: ReadonlyMap<string, SceneContents | null>;
}

/** The keys and names of the sources in a scene and in the scenes and groups that it nests. */
export interface SceneContents {
  readonly all: ReadonlySet<string>;
  /** Only those that are visible (eye open). */
  readonly shown: ReadonlySet<string>;
}

/** Whether the source is among these keys and names. */
export function isAmong(source: ObservedSource, keys: ReadonlySet<string>): boolean {
  return keys.has(keyOf(source)) || keys.has(source.name);
}

/** What stays the same when a source is renamed, where this OBS has that. */
export function keyOf(source: ObservedSource): string {
  return source.uuid ?? source.name;
}

/** How to address the source in a request: by uuid where there is one, for names are broken in 5.7.0 and 5.7.1. */
export function inputAddress(source: ObservedSource): JsonObject {
  return source.uuid === null ? { inputName: source.name } : { inputUuid: source.uuid };
}

export function sceneAddress(source: ObservedSource): JsonObject {
  return source.uuid === null ? { sceneName: source.name } : { sceneUuid: source.uuid };
}

/** A rename is applied at once, so that the next text does not go to the old name; the re-read confirms it. */
export function applyRename(observed: Observed, type: 'input' | 'scene', from: string, to: string): Observed {
  const rename = <T extends ObservedSource>(list: readonly T[]): readonly T[] =>
    list.map((source) => (source.name === from ? { ...source, name: to } : source));
  if (type === 'scene') {
    const programScene = observed.programScene === from ? to : observed.programScene;
    return { ...observed, scenes: rename(observed.scenes), programScene };
  }
  const texts = new Map(observed.texts);
  const text = texts.get(from);
  // Only where names are the keys.
  if (texts.delete(from) && text !== undefined) texts.set(to, text);
  return { ...observed, inputs: rename(observed.inputs), texts };
}
