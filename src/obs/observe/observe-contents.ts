import { NOT_READY, RequestRefusedError } from '../link/link-failure.js';
import type { JsonObject, Link, ObsRequest } from '../link/link.js';
import { keyOf, sceneAddress, type Observed, type ObservedSource, type SceneContents } from './observed.js';
import { text } from './read-answers.js';

/** The most scenes and groups that are read; nobody nests more. */
const READ_LIMIT = 200;

interface Item {
  readonly source: ObservedSource;
  readonly isShown: boolean;
  readonly nests: 'scene' | 'group' | null;
}

interface Asked {
  readonly scene: ObservedSource;
  readonly nests: Item['nests'];
}

/** What is in the scenes, by their keys, through everything that they nest; null: OBS refuses to list that scene. */
export async function observeContents(
  link: Link,
  scenes: readonly ObservedSource[],
  timeoutMs: number,
): Promise<Observed['contents']> {
  const items = new Map<string, readonly Item[] | null>();
  let asked = new Map<string, Asked>(scenes.map((scene) => [keyOf(scene), { scene, nests: 'scene' }]));
  while (asked.size > 0 && items.size < READ_LIMIT) {
    const batch = [...asked].slice(0, READ_LIMIT);
    const results = await link.batch(
      batch.map(([, { scene, nests }]) => listing(scene, nests)),
      timeoutMs,
    );
    asked = new Map();
    batch.forEach(([key], index) => {
      const result = results[index];
      if (result?.code === NOT_READY)
        throw new RequestRefusedError('GetSceneItemList', NOT_READY, result.comment);
      items.set(key, result?.ok ? readItems(result.data) : null);
    });
    for (const { source, nests } of [...items.values()].flatMap((list) => list ?? []))
      if (nests !== null && !items.has(keyOf(source))) asked.set(keyOf(source), { scene: source, nests });
  }
  return new Map(scenes.map((scene) => [keyOf(scene), contentsOf(keyOf(scene), items)]));
}

function listing(scene: ObservedSource, nests: Item['nests']): ObsRequest {
  const requestType = nests === 'group' ? 'GetGroupSceneItemList' : 'GetSceneItemList';
  return { requestType, requestData: sceneAddress(scene) };
}

function readItems(data: JsonObject): readonly Item[] {
  const entries = Array.isArray(data['sceneItems']) ? (data['sceneItems'] as JsonObject[]) : [];
  return entries.flatMap((entry) => {
    const name = text(entry['sourceName']);
    if (name === null) return [];
    const isScene = entry['sourceType'] === 'OBS_SOURCE_TYPE_SCENE';
    return [
      {
        source: { name, uuid: text(entry['sourceUuid']) },
        isShown: entry['sceneItemEnabled'] !== false,
        nests: entry['isGroup'] === true ? 'group' : isScene ? 'scene' : null,
      },
    ];
  });
}

function contentsOf(key: string, items: ReadonlyMap<string, readonly Item[] | null>): SceneContents | null {
  if (items.get(key) === null) return null;
  const all = new Set<string>([key]);
  const shown = new Set<string>([key]);
  const visit = (scene: string, isShown: boolean): void => {
    for (const item of items.get(scene) ?? []) {
      const itemKey = keyOf(item.source);
      const isItemShown = isShown && item.isShown;
      const isKnown = isItemShown ? shown.has(itemKey) : all.has(itemKey);
      // By name as well: not every OBS that has uuids tells those of a scene's items.
      for (const id of [itemKey, item.source.name]) {
        all.add(id);
        if (isItemShown) shown.add(id);
      }
      if (!isKnown && item.nests !== null) visit(itemKey, isItemShown);
    }
  };
  visit(key, true);
  return { all, shown };
}
