import { isDeepStrictEqual } from 'node:util';
import { MARK } from '../../scenes/mark.js';
import type { JsonObject, Link, ObsRequest } from '../link/link.js';
import { inputAddress, sceneAddress, type ObservedSource } from '../observe/observed.js';
import {
  batchOrThrow,
  readInventory,
  readItems,
  readSettings,
  type ListedItem,
  type ObsInventory,
  type SettingsOfInput,
} from './read.js';
import { explained, SetupError } from './report.js';
import { addItem, type SceneTools } from './scene.js';

const TIMEOUT_MS = 20_000;

/** Everything that a change of the look touched, as it was before. */
export interface BeforeLook {
  readonly sceneCollection: string | null;
  readonly scenes: readonly { readonly scene: ObservedSource; readonly items: readonly ListedItem[] }[];
  readonly inputs: readonly SettingsOfInput[];
}

/** What only tells how large something is drawn, and cannot be set. */
const MEASURED = /^(?:source)?(?:width|height)$/i;

/**
 * Puts back what a change of the look has touched.
 * @throws SetupError
 */
export async function takeBackLook(link: Link, before: BeforeLook): Promise<void> {
  try {
    await takeBack(link, before);
  } catch (error) {
    throw explained(error);
  }
}

async function takeBack(link: Link, { sceneCollection, scenes, inputs }: BeforeLook): Promise<void> {
  const inventory = await readInventory(link, TIMEOUT_MS);
  if (inventory.sceneCollection !== sceneCollection)
    throw new SetupError(
      `The look was changed in the scene collection "${sceneCollection ?? '?'}": open that in OBS.`,
    );
  const old = new Map(inputs.map(({ input, settings }) => [input.name, { kind: input.kind, settings }]));
  const tools: SceneTools = {
    ...{ link, timeoutMs: TIMEOUT_MS, canvas: inventory.canvas, frame: inventory.canvas },
    ourName: inventory.ourName,
    sources: new Map([...inventory.scenes, ...inventory.inputs]),
    newInput: (name) => old.get(name) ?? null,
    made: () => undefined,
    taken: () => undefined,
  };
  const removals: ObsRequest[] = [];
  for (const { scene, items } of scenes) {
    const listing = { requestType: 'GetSceneItemList', requestData: sceneAddress(scene) } as const;
    const current = readItems(await link.call(listing, TIMEOUT_MS), inventory.ourName);
    const requests: ObsRequest[] = [];
    const back = new Set<number>();
    for (const [sceneItemIndex, item] of items.entries()) {
      const isThere = current.some(({ itemId }) => itemId === item.itemId);
      const itemId = isThere ? item.itemId : await addItem(tools, scene, item.source);
      if (itemId === null) continue;
      back.add(itemId);
      const address = { ...sceneAddress(scene), sceneItemId: itemId };
      const sceneItemTransform = settable(item.transform);
      const now = current.find((one) => one.itemId === itemId);
      // What is as it was is not touched: it may be the streamer's own.
      if (now === undefined || !isDeepStrictEqual(settable(now.transform), sceneItemTransform))
        requests.push({
          requestType: 'SetSceneItemTransform',
          requestData: { ...address, sceneItemTransform },
        });
      if (now?.isShown !== item.isShown)
        requests.push({
          requestType: 'SetSceneItemEnabled',
          requestData: { ...address, sceneItemEnabled: item.isShown },
        });
      requests.push({ requestType: 'SetSceneItemIndex', requestData: { ...address, sceneItemIndex } });
    }
    await batchOrThrow(link, requests, TIMEOUT_MS);
    removals.push(
      ...current
        .filter(({ itemId, source }) => !back.has(itemId) && source.startsWith('Tarkov '))
        .map(({ itemId }): ObsRequest => ({
          requestType: 'RemoveSceneItem',
          requestData: { ...sceneAddress(scene), sceneItemId: itemId },
        })),
    );
  }
  await restoreSettings(link, inventory, inputs);
  await batchOrThrow(link, removals, TIMEOUT_MS);
}

/** All settings as they were, but the words, which have gone on. */
async function restoreSettings(
  link: Link,
  inventory: ObsInventory,
  inputs: BeforeLook['inputs'],
): Promise<void> {
  const there = inputs.filter(({ input }) => inventory.inputs.has(input.name));
  const read = await readSettings(
    link,
    there.map(({ input }) => input),
    TIMEOUT_MS,
  );
  const requests = there.flatMap(({ input, settings }, index): ObsRequest[] => {
    const now = read[index]?.settings ?? {};
    const changed = Object.entries(settings).filter(
      ([key, value]) => key !== 'text' && !isDeepStrictEqual(now[key], value),
    );
    // A setting cannot be taken away over obs-websocket; an empty mark is none.
    const added = MARK in now && !(MARK in settings) ? { [MARK]: '' } : {};
    const inputSettings = { ...Object.fromEntries(changed), ...added } as JsonObject;
    if (Object.keys(inputSettings).length === 0) return [];
    return [
      {
        requestType: 'SetInputSettings',
        requestData: { ...inputAddress(input), inputSettings, overlay: true },
      },
    ];
  });
  await batchOrThrow(link, requests, TIMEOUT_MS);
}

function settable(transform: JsonObject): JsonObject {
  const kept = Object.entries(transform).filter(([key]) => !MEASURED.test(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      /^bounds(?:Width|Height)$/.test(key) ? Math.max(1, Number(value)) : value,
    ]),
  );
}
