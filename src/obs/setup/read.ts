import type { Platform } from '../../lib/obs-platforms.js';
import { RequestRefusedError } from '../link/link-failure.js';
import type { JsonObject, Link, ObsRequest, ObsResult } from '../link/link.js';
import { inputAddress, type ObservedInput, type ObservedSource } from '../observe/observed.js';
import { readInputs, readNames, readScenes, text } from '../observe/read-answers.js';

/** What setting up has to know of OBS. */
export interface ObsInventory {
  readonly platform: Platform;
  readonly canvas: { readonly width: number; readonly height: number };
  readonly kinds: readonly string[];
  readonly sceneCollection: string | null;
  readonly scenes: ReadonlyMap<string, ObservedSource>;
  readonly inputs: ReadonlyMap<string, ObservedInput>;
  readonly groups: ReadonlySet<string>;
  /** The transitions of this collection, by their kind; their names are in the streamer's language. */
  readonly transitions: ReadonlyMap<string, string>;
  /** What we call a source, which somebody may have renamed in OBS. */
  readonly ourName: (source: string) => string;
}

/** Rejects with RequestRefusedError (207 while OBS loads) or LinkError. */
export async function readInventory(link: Link, timeoutMs: number): Promise<ObsInventory> {
  const types = [
    'GetVersion',
    'GetInputKindList',
    'GetVideoSettings',
    'GetSceneCollectionList',
    'GetSceneList',
    'GetInputList',
    'GetGroupList',
    'GetSceneTransitionList',
  ] as const;
  const answers = await batchOrThrow(
    link,
    types.map((requestType) => ({ requestType })),
    timeoutMs,
  );
  const [
    version = {},
    kindList = {},
    video = {},
    collections = {},
    scenes = {},
    inputs = {},
    groups = {},
    transitions = {},
  ] = answers;
  const kinds = readNames(kindList['inputKinds']);
  return {
    platform: platformOf(kinds, text(version['platform']) ?? ''),
    canvas: { width: Number(video['baseWidth']), height: Number(video['baseHeight']) },
    kinds,
    sceneCollection: text(collections['currentSceneCollectionName']),
    scenes: byName(readScenes(scenes)),
    inputs: byName(readInputs(inputs)),
    groups: new Set(readNames(groups['groups'])),
    transitions: readTransitions(transitions),
    ourName: (source) => source,
  };
}

/** An item of a scene. */
export interface ListedItem {
  readonly itemId: number;
  readonly source: string;
  /** Its eye is open. */
  readonly isShown: boolean;
  /** As OBS tells it. */
  readonly transform: JsonObject;
}

/**
 * The scene's items, the lowest first.
 * @param ourName what we call their sources.
 */
export function readItems(
  data: JsonObject,
  ourName: (source: string) => string = (source) => source,
): readonly ListedItem[] {
  const entries = Array.isArray(data['sceneItems']) ? (data['sceneItems'] as JsonObject[]) : [];
  return entries
    .map((entry) => ({
      itemId: Number(entry['sceneItemId']),
      source: ourName(text(entry['sourceName']) ?? ''),
      isShown: entry['sceneItemEnabled'] !== false,
      transform: (entry['sceneItemTransform'] ?? {}) as JsonObject,
      index: Number(entry['sceneItemIndex']),
    }))
    .sort((a, b) => a.index - b.index)
    .map(({ index: _index, ...item }) => item);
}

/** A source with its own settings; what is as OBS has it by default is left out. */
export interface SettingsOfInput {
  readonly input: ObservedInput;
  readonly settings: JsonObject;
}

/**
 * Of each of these sources that is there, in one batch: OBS still lists some that it is about to drop. Rejects with
 * RequestRefusedError or LinkError.
 */
export async function readSettings(
  link: Link,
  inputs: readonly ObservedInput[],
  timeoutMs: number,
): Promise<readonly SettingsOfInput[]> {
  if (inputs.length === 0) return [];
  const requests = inputs.map((input): ObsRequest => ({
    requestType: 'GetInputSettings',
    requestData: inputAddress(input),
  }));
  const results = await link.batch(requests, timeoutMs);
  return inputs.flatMap((input, index): SettingsOfInput[] => {
    const [request, result] = [requests[index], results[index]];
    if (request === undefined || result?.code === NOT_FOUND) return [];
    return [{ input, settings: (dataOf(request, result)['inputSettings'] ?? {}) as JsonObject }];
  });
}

/** What OBS answers where nothing has that name or uuid. */
export const NOT_FOUND = 600;

/** One batch whose every request must go well. Rejects with RequestRefusedError for the first that does not. */
export async function batchOrThrow(
  link: Link,
  requests: readonly ObsRequest[],
  timeoutMs: number,
): Promise<readonly JsonObject[]> {
  if (requests.length === 0) return [];
  const results = await link.batch(requests, timeoutMs);
  return requests.map((request, index) => dataOf(request, results[index]));
}

export function dataOf({ requestType }: ObsRequest, result: ObsResult | undefined): JsonObject {
  if (result?.ok) return result.data;
  throw new RequestRefusedError(requestType, result?.code ?? 0, result?.comment ?? 'no answer');
}

/** GDI+ is Windows' own; the rest is told by the name that the system gives itself. */
function platformOf(kinds: readonly string[], systemName: string): Platform {
  if (kinds.some((kind) => kind.startsWith('text_gdiplus'))) return 'windows';
  return /mac|osx|darwin/i.test(systemName) ? 'macos' : 'linux';
}

function readTransitions(data: JsonObject): ReadonlyMap<string, string> {
  const entries = Array.isArray(data['transitions']) ? (data['transitions'] as JsonObject[]) : [];
  return new Map(
    entries.flatMap((entry) => {
      const kind = text(entry['transitionKind']);
      const name = text(entry['transitionName']);
      return kind === null || name === null ? [] : [[kind, name] as const];
    }),
  );
}

function byName<T extends { readonly name: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((entry) => [entry.name, entry]));
}
