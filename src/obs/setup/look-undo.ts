import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { lookFrom, MARK } from '../../scenes/mark.js';
import type { LookChoice } from '../../show/look.js';
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

/** What a change of the look did to an item; null: nothing. */
export type DoneToItem = 'laid-out' | 'taken-away' | null;

/** The open collection before a change of the look, and what of it the change has touched. Plain JSON. */
export interface BeforeLook {
  readonly sceneCollection: string | null;
  readonly scenes: readonly SceneBefore[];
  readonly inputs: readonly InputBefore[];
}

/** The last change of the look. */
export interface LastLook {
  /** As it was before, in the show file. */
  readonly look: LookChoice;
  /** Null: it has been taken back in OBS. */
  readonly before: BeforeLook | null;
}

export interface SceneBefore {
  readonly scene: ObservedSource;
  /** By the names that OBS has, the lowest first. */
  readonly items: readonly (ListedItem & { readonly done: DoneToItem })[];
  /** The ids of those that the change has added. */
  readonly added: readonly number[];
}

export interface InputBefore extends SettingsOfInput {
  /** The names of the settings that the change has written. */
  readonly written: readonly string[];
}

const SOURCE = z.object({ name: z.string(), uuid: z.string().nullable() });
const SETTINGS = z.record(z.string(), z.json());
const BEFORE_LOOK = z.object({
  sceneCollection: z.string().nullable(),
  scenes: z.array(
    z.object({
      scene: SOURCE,
      items: z.array(
        z.object({
          ...{ itemId: z.number(), source: z.string(), isShown: z.boolean(), transform: SETTINGS },
          done: z.enum(['laid-out', 'taken-away']).nullable(),
        }),
      ),
      added: z.array(z.number()),
    }),
  ),
  inputs: z.array(
    z.object({
      input: SOURCE.extend({ kind: z.string() }),
      ...{ settings: SETTINGS, written: z.array(z.string()) },
    }),
  ),
});

/** As it was stored; null: it is not that, or of another version. */
export function readLastLook(stored: unknown): LastLook | null {
  const { look: given, before: then } = (stored ?? {}) as Record<string, unknown>;
  const [look, before] = [lookFrom(given), BEFORE_LOOK.nullable().safeParse(then).data];
  return look === null || before === undefined ? null : { look, before };
}

/** What only tells how large something is drawn, and cannot be set. */
const MEASURED = /^(?:source)?(?:width|height)$/i;

/**
 * Puts back what a change of the look has touched, and nothing else: what came to the scenes since then stays. Done twice,
 * it does the same.
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
  for (const before of scenes) {
    const scene = findAgain(before.scene, [...inventory.scenes.values()]);
    if (scene !== undefined) removals.push(...(await takeBackScene(tools, scene, before)));
  }
  await restoreSettings(link, inventory, inputs);
  await batchOrThrow(link, removals, TIMEOUT_MS);
}

/** It may have another name by now; an OBS that knows no uuids may have read the collection since. */
function findAgain<T extends ObservedSource>(
  { uuid, name }: ObservedSource,
  now: readonly T[],
): T | undefined {
  return (
    (uuid === null ? undefined : now.find((one) => one.uuid === uuid)) ?? now.find((one) => one.name === name)
  );
}

/** Puts its items back. What is to be removed comes last: a source that is in no scene in between is lost. */
async function takeBackScene(
  tools: SceneTools,
  scene: ObservedSource,
  { items, added }: SceneBefore,
): Promise<readonly ObsRequest[]> {
  const listing = { requestType: 'GetSceneItemList', requestData: sceneAddress(scene) } as const;
  const current = readItems(await tools.link.call(listing, TIMEOUT_MS), tools.ourName);
  const known = new Set([...items.map(({ itemId }) => itemId), ...added]);
  const isKnown = ({ itemId }: ListedItem): boolean => known.has(itemId) || order.includes(itemId);
  const requests: ObsRequest[] = [];
  const order: number[] = [];
  for (const item of items) {
    const sceneItemTransform = settable(item.transform);
    const isSamePlace = ({ transform }: ListedItem): boolean =>
      isDeepStrictEqual(settable(transform), sceneItemTransform);
    const now =
      current.find(({ itemId }) => itemId === item.itemId) ??
      // An attempt before this one has put it back.
      current.find((one) => !isKnown(one) && one.source === item.source && isSamePlace(one));
    // What the streamer has taken out since stays away.
    if (now === undefined && item.done !== 'taken-away') continue;
    const itemId = now?.itemId ?? (await addItem(tools, scene, item.source));
    if (itemId === null) continue;
    order.push(itemId);
    if (item.done === null) continue;
    const address = { ...sceneAddress(scene), sceneItemId: itemId };
    if (now === undefined || !isSamePlace(now))
      requests.push({
        requestType: 'SetSceneItemTransform',
        requestData: { ...address, sceneItemTransform },
      });
    if (now?.isShown !== item.isShown)
      requests.push({
        requestType: 'SetSceneItemEnabled',
        requestData: { ...address, sceneItemEnabled: item.isShown },
      });
  }
  let below = -1;
  for (const { itemId } of current) {
    // What came since then stays above all that is below it now.
    if (!order.includes(itemId) && !added.includes(itemId)) order.splice(below + 1, 0, itemId);
    below = Math.max(below, order.indexOf(itemId));
  }
  // From the lowest up: what is set stays where it is.
  requests.push(
    ...order.map((sceneItemId, sceneItemIndex): ObsRequest => ({
      requestType: 'SetSceneItemIndex',
      requestData: { ...sceneAddress(scene), sceneItemId, sceneItemIndex },
    })),
  );
  await batchOrThrow(tools.link, requests, TIMEOUT_MS);
  const going = current.filter(({ itemId }) => added.includes(itemId));
  return going.map(({ itemId }): ObsRequest => ({
    requestType: 'RemoveSceneItem',
    requestData: { ...sceneAddress(scene), sceneItemId: itemId },
  }));
}

/** The written settings as they were; a source that was made again has all of its own. */
async function restoreSettings(
  link: Link,
  inventory: ObsInventory,
  inputs: BeforeLook['inputs'],
): Promise<void> {
  const all = [...inventory.inputs.values()];
  const there = inputs.flatMap(({ input, settings, written }) => {
    const now = written.length === 0 ? undefined : findAgain(input, all);
    return now === undefined ? [] : [{ input: now, settings, written }];
  });
  const read = await readSettings(
    link,
    there.map(({ input }) => input),
    TIMEOUT_MS,
  );
  const requests = there.flatMap(({ input, settings, written }): ObsRequest[] => {
    const now = read.find((one) => one.input === input)?.settings;
    if (now === undefined) return [];
    const changed = written.flatMap((key): [string, unknown][] => {
      // A setting cannot be taken away over obs-websocket; an empty mark is none.
      const value = settings[key] ?? (key === MARK ? '' : undefined);
      return value === undefined || isDeepStrictEqual(now[key], value) ? [] : [[key, value]];
    });
    if (changed.length === 0) return [];
    const inputSettings = Object.fromEntries(changed) as JsonObject;
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
