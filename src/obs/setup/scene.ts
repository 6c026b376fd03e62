import { fitTransform, type ItemTransform } from '../../scenes/item-transform.js';
import type { Frame } from '../../scenes/scene-description.js';
import type { PlannedInput, PlannedItem } from '../../scenes/scene-plan.js';
import type { JsonObject, Link, ObsRequest } from '../link/link.js';
import { sceneAddress, type ObservedSource } from '../observe/observed.js';
import { text } from '../observe/read-answers.js';
import { batchOrThrow, dataOf, NOT_FOUND, readItems, type ListedItem } from './read.js';

/** What filling a scene needs besides the scene. */
export interface SceneTools {
  readonly link: Link;
  readonly timeoutMs: number;
  /** What the planned places are meant for, and what there is in OBS. */
  readonly frame: Frame;
  readonly canvas: Frame;
  /** What we call a source of OBS. */
  readonly ourName: (source: string) => string;
  /** Everything that items can show, by our name; what is made joins it. */
  readonly sources: Map<string, ObservedSource>;
  /** How to make an input that is not among them; null: it cannot be made. */
  readonly newInput: (name: string) => { readonly kind: string; readonly settings: JsonObject } | null;
  /** Called with each input that was made. */
  readonly made: (name: string) => void;
  /** Called when something that OBS does not list has the name. */
  readonly taken: (name: string) => void;
}

/** How to make that input, with the kind that this OBS has for it. */
export function newInputOf(
  planned: PlannedInput | undefined,
  kind: string | undefined,
): ReturnType<SceneTools['newInput']> {
  return planned === undefined || kind === undefined ? null : { kind, settings: planned.settings };
}

interface Slot {
  readonly item: PlannedItem;
  /** Null: not there. */
  itemId: number | null;
  readonly isOld: boolean;
}

/**
 * Puts the planned items into the scene that are not there yet. `whole`: the scene is ours to lay out, down to the last
 * item; else what is there stays where it is, and only what `mayAdd` names joins it, at its place among the others.
 */
export async function fillScene(
  tools: SceneTools,
  scene: ObservedSource,
  planned: readonly PlannedItem[],
  mayAdd: 'whole' | ((source: string) => boolean),
): Promise<void> {
  const { link, timeoutMs } = tools;
  const listing = await link.call(
    { requestType: 'GetSceneItemList', requestData: sceneAddress(scene) },
    timeoutMs,
  );
  const current = readItems(listing, tools.ourName);
  const slots = matchSlots(planned, current);
  const isMissing = (slot: Slot): boolean =>
    slot.itemId === null && (mayAdd === 'whole' || mayAdd(slot.item.source));
  await makeInputs(tools, scene, slots.filter(isMissing));
  await makeItems(tools, scene, slots.filter(isMissing));
  const placed = slots.filter((slot) => slot.itemId !== null && (mayAdd === 'whole' || !slot.isOld));
  const order =
    mayAdd === 'whole' ? slots.map(({ itemId }) => itemId).filter(isThere) : orderAmong(slots, current);
  const requests = placed
    .map((slot) => ({ slot, index: order.indexOf(slot.itemId ?? -1) }))
    .sort((a, b) => a.index - b.index)
    .flatMap(({ slot, index }) => placement(tools, scene, slot, index));
  await batchOrThrow(link, requests, timeoutMs);
}

/** Each planned item with the one that shows its source already; a source can be in a scene several times. */
function matchSlots(planned: readonly PlannedItem[], current: readonly ListedItem[]): Slot[] {
  const left = [...current];
  return planned.map((item) => {
    const at = left.findIndex(({ source }) => source === item.source);
    const [found] = at < 0 ? [] : left.splice(at, 1);
    return { item, itemId: found?.itemId ?? null, isOld: found !== undefined };
  });
}

/** A new input comes with its first item. */
async function makeInputs(tools: SceneTools, scene: ObservedSource, missing: readonly Slot[]): Promise<void> {
  const wanted = new Map<string, { slot: Slot; request: ObsRequest }>();
  for (const slot of missing) {
    const { source } = slot.item;
    const input = tools.sources.has(source) || wanted.has(source) ? null : tools.newInput(source);
    if (input === null) continue;
    const { kind: inputKind, settings: inputSettings } = input;
    const { visible: sceneItemEnabled } = slot.item;
    const requestData = {
      ...{ ...sceneAddress(scene), inputName: source, inputKind, inputSettings, sceneItemEnabled },
    };
    wanted.set(source, { slot, request: { requestType: 'CreateInput', requestData } });
  }
  if (wanted.size === 0) return;
  const entries = [...wanted];
  const results = await tools.link.batch(
    entries.map(([, { request }]) => request),
    tools.timeoutMs,
  );
  entries.forEach(([name, { slot, request }], index) => {
    const result = results[index];
    if (result?.code === NAME_TAKEN) {
      tools.taken(name);
      return;
    }
    const data = dataOf(request, result);
    slot.itemId = Number(data['sceneItemId']);
    tools.sources.set(name, { name, uuid: text(data['inputUuid']) });
    tools.made(name);
  });
}

const NAME_TAKEN = 601;

async function makeItems(tools: SceneTools, scene: ObservedSource, missing: readonly Slot[]): Promise<void> {
  const wanted = missing.flatMap((slot) => {
    const source = tools.sources.get(slot.item.source);
    if (source === undefined || slot.itemId !== null) return [];
    const shown = source.uuid === null ? { sourceName: source.name } : { sourceUuid: source.uuid };
    const requestData = { ...sceneAddress(scene), ...shown, sceneItemEnabled: slot.item.visible };
    return [{ slot, request: { requestType: 'CreateSceneItem', requestData } as const }];
  });
  if (wanted.length === 0) return;
  const results = await tools.link.batch(
    wanted.map(({ request }) => request),
    tools.timeoutMs,
  );
  const dropped: Slot[] = [];
  wanted.forEach(({ slot, request }, index) => {
    const { source } = slot.item;
    const result = results[index];
    if (result?.code === NOT_FOUND && tools.newInput(source) !== null) {
      tools.sources.delete(source);
      dropped.push(slot);
    } else slot.itemId = Number(dataOf(request, result)['sceneItemId']);
  });
  // OBS lists a source for a while after the last item that showed it has gone.
  await makeInputs(tools, scene, dropped);
  await makeItems(tools, scene, dropped);
}

/** A hidden item that shows the source, which is made if need be; null: it cannot be made. */
export async function addItem(
  tools: SceneTools,
  scene: ObservedSource,
  source: string,
): Promise<number | null> {
  const item = { source, visible: false, isLocked: false, transform: NOWHERE };
  const slot: Slot = { item, itemId: null, isOld: false };
  await makeInputs(tools, scene, [slot]);
  await makeItems(tools, scene, [slot]);
  return slot.itemId;
}

/** Of an item that gets its place afterwards. */
const NOWHERE: ItemTransform = {
  ...{ positionX: 0, positionY: 0, scale: 1, boundsAlignment: 0, boundsWidth: 1, boundsHeight: 1 },
  boundsType: 'OBS_BOUNDS_MAX_ONLY',
};

function isThere(itemId: number | null): itemId is number {
  return itemId !== null;
}

/** The item ids as they shall lie, the lowest first: each new one right above what is below it in the plan. */
function orderAmong(slots: readonly Slot[], current: readonly ListedItem[]): readonly number[] {
  const order = current.map(({ itemId }) => itemId);
  let below = -1;
  for (const { itemId, isOld } of slots) {
    if (itemId === null) continue;
    if (!isOld) order.splice(below + 1, 0, itemId);
    below = order.indexOf(itemId);
  }
  return order;
}

function placement(
  { frame, canvas }: SceneTools,
  scene: ObservedSource,
  slot: Slot,
  index: number,
): ObsRequest[] {
  const { scale, ...rest } = fitTransform(slot.item.transform, frame, canvas);
  const address = { ...sceneAddress(scene), sceneItemId: slot.itemId };
  return [
    {
      requestType: 'SetSceneItemTransform',
      requestData: { ...address, sceneItemTransform: { ...rest, scaleX: scale, scaleY: scale } },
    },
    { requestType: 'SetSceneItemIndex', requestData: { ...address, sceneItemIndex: index } },
    ...(slot.item.isLocked
      ? [{ requestType: 'SetSceneItemLocked', requestData: { ...address, sceneItemLocked: true } } as const]
      : []),
  ];
}
