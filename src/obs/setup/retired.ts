import { isDeepStrictEqual } from 'node:util';
import type { InputSettings } from '../../scenes/input-settings.js';
import type { ItemTransform } from '../../scenes/item-transform.js';
import type { RetiredItem } from '../../scenes/earlier/retired.js';
import type { PlannedScene } from '../../scenes/scene-plan.js';
import type { JsonObject, Link, ObsRequest } from '../link/link.js';
import { sceneAddress, type ObservedInput, type ObservedSource } from '../observe/observed.js';
import { text } from '../observe/read-answers.js';
import { addItem, type SceneTools } from './scene.js';
import { dataOf, readItems, readSettings, type ListedItem } from './read.js';

/** What a source of an earlier version says and looks like now, by its name. */
export type OldSettings = ReadonlyMap<string, JsonObject>;

export async function readOldSettings(
  link: Link,
  retired: readonly RetiredItem[],
  inputs: ReadonlyMap<string, ObservedInput>,
  timeoutMs: number,
): Promise<OldSettings> {
  const old = [...new Set(retired.map(({ source }) => source))].flatMap((name) => inputs.get(name) ?? []);
  const read = await readSettings(link, old, timeoutMs);
  return new Map(read.map(({ input, settings }) => [input.name, settings]));
}

/** Settings that make words and not looks. */
const WORDS = new Set([
  ...['text', 'from_file', 'text_file', 'read_from_file', 'file', 'log_mode', 'log_lines', 'chatlog'],
]);

/**
 * The planned look of a new source, with what the streamer had changed in those that it takes the place of: what is
 * neither as the earlier version made it nor as this one does.
 */
export function inheritedLook(
  name: string,
  planned: ReadonlyMap<string, { readonly settings: InputSettings }>,
  retired: readonly RetiredItem[],
  old: OldSettings,
): InputSettings {
  let look = planned.get(name)?.settings ?? {};
  for (const { source, by, settings: made } of retired) {
    const now = old.get(source);
    if (by[0] !== name || now === undefined) continue;
    const today = planned.get(source)?.settings ?? {};
    const isChanged = (key: string): boolean =>
      !isDeepStrictEqual(now[key], made[key]) && !isDeepStrictEqual(now[key], today[key]);
    const changed = Object.entries(now).filter(
      ([key]) => key !== 'font' && !WORDS.has(key) && isChanged(key),
    );
    const font = isChanged('font') ? { font: inheritedFont(look, made, now) } : {};
    look = { ...look, ...Object.fromEntries(changed), ...font };
  }
  return look;
}

/** The sizes of the two sources differ, so that a size which was changed is changed by as much. */
function inheritedFont(look: InputSettings, made: InputSettings, now: JsonObject): object {
  const font = look['font'] as JsonObject;
  const [before, after] = [made['font'] as JsonObject, now['font'] as JsonObject | undefined];
  if (after === undefined) return font;
  const factor = Number(after['size']) / Number(before['size']);
  const size = Math.round(Number(font['size']) * (Number.isFinite(factor) ? factor : 1));
  return { ...font, ...after, size };
}

/** The item of an earlier version that is still shown, with nothing in its place yet. */
export function retiredIn(
  current: readonly ListedItem[],
  { source, by }: Pick<RetiredItem, 'source' | 'by'>,
): ListedItem | undefined {
  const shown = current.filter(({ isShown }) => isShown);
  return shown.some((item) => item.source === by[0])
    ? undefined
    : shown.find((item) => item.source === source);
}

/**
 * Puts what a later version has into the place of what it replaced, wherever the streamer has moved that, and takes the
 * old one from view: a label that says what we wrote is taken out, anything else is only hidden. Resolves to the names
 * that were put in. What is put in is hidden until it lies right, so that a set-up that broke off is completed next time.
 */
export async function replaceRetired(
  tools: SceneTools,
  scene: ObservedSource,
  planned: PlannedScene,
  retired: readonly RetiredItem[],
  old: OldSettings,
): Promise<readonly string[]> {
  const placed: string[] = [];
  for (const item of retired.filter((one) => one.scene === planned.name)) {
    const listing = { requestType: 'GetSceneItemList', requestData: sceneAddress(scene) } as const;
    const current = readItems(await tools.link.call(listing, tools.timeoutMs), tools.ourName);
    const before = retiredIn(current, item);
    if (before === undefined) continue;
    const says = text(old.get(item.source)?.['text']);
    const isOurs = item.isLabel && says === item.settings['text'];
    const requests: ObsRequest[] = [];
    for (const [above, name] of item.by.entries()) {
      const itemId =
        current.find(({ source, isShown }) => source === name && !isShown)?.itemId ??
        (await addItem(tools, scene, name));
      const target = planned.items.find(({ source }) => source === name)?.transform;
      if (itemId === null || target === undefined) continue;
      const address = { ...sceneAddress(scene), sceneItemId: itemId };
      const sceneItemTransform = moved(before, item.transform, target);
      const sceneItemIndex = current.indexOf(before) + 1 + above;
      requests.push(
        { requestType: 'SetSceneItemTransform', requestData: { ...address, sceneItemTransform } },
        { requestType: 'SetSceneItemIndex', requestData: { ...address, sceneItemIndex } },
        { requestType: 'SetSceneItemEnabled', requestData: { ...address, sceneItemEnabled: true } },
      );
      placed.push(name);
    }
    if (requests.length === 0) continue;
    const address = { ...sceneAddress(scene), sceneItemId: before.itemId };
    requests.push(
      isOurs
        ? { requestType: 'RemoveSceneItem', requestData: address }
        : { requestType: 'SetSceneItemEnabled', requestData: { ...address, sceneItemEnabled: false } },
    );
    const results = await tools.link.batch(requests, tools.timeoutMs);
    requests.forEach((request, index) => dataOf(request, results[index]));
  }
  return placed;
}

/** What only tells how large something is drawn, and cannot be set. */
const MEASURED = /^(?:source)?(?:width|height)$/i;

/** Where the new item lies, as the old one was moved and sized: `from` is where that was made, `to` where the new one is. */
function moved({ transform: now }: ListedItem, from: ItemTransform, to: ItemTransform): JsonObject {
  const kept = Object.fromEntries(Object.entries(now).filter(([key]) => !MEASURED.test(key)));
  const number = (key: string): number => Number(now[key] ?? 0);
  const [scaleX, scaleY] = [number('scaleX') / from.scale, number('scaleY') / from.scale];
  const hasBounds = now['boundsType'] !== 'OBS_BOUNDS_NONE';
  const ratioX = hasBounds ? number('boundsWidth') / from.boundsWidth : scaleX;
  const ratioY = hasBounds ? number('boundsHeight') / from.boundsHeight : scaleY;
  return {
    ...kept,
    positionX: number('positionX') + (to.positionX - from.positionX) * ratioX,
    positionY: number('positionY') + (to.positionY - from.positionY) * ratioY,
    scaleX: to.scale * scaleX,
    scaleY: to.scale * scaleY,
    boundsWidth: Math.max(1, to.boundsWidth * ratioX),
    boundsHeight: Math.max(1, to.boundsHeight * ratioY),
  };
}
