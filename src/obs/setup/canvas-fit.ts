import { fitTransform, type ItemTransform } from '../../scenes/item-transform.js';
import { DEFAULT_LOOK } from '../../show/look.js';
import { designFor, type Design } from '../../scenes/design.js';
import { LANDSCAPE, PORTRAIT, type Frame } from '../../scenes/scene-description.js';
import { scenePlan, type PlannedScene, type ScenePlan } from '../../scenes/scene-plan.js';
import { readDesign } from './design.js';
import type { JsonObject, Link, ObsRequest } from '../link/link.js';
import { sceneAddress, type ObservedSource } from '../observe/observed.js';
import { readSettingsNow, restyleInputs } from './restyle.js';
import { batchOrThrow, readInventory, readItems, type ListedItem, type ObsInventory } from './read.js';

const TIMEOUT_MS = 10_000;

/** How our scenes lie on OBS's canvas. */
export interface CanvasFit {
  readonly canvas: Frame;
  /** Those that were made for another canvas. */
  readonly misfits: readonly string[];
}

/** A layout on a canvas: how large, and where its upper left corner is. */
interface Layout {
  readonly factor: number;
  readonly x: number;
  readonly y: number;
}

/** An item of ours in a scene, with what is planned for it. */
interface Pair {
  readonly item: ListedItem;
  /** In the frame for the canvas that OBS has. */
  readonly target: ItemTransform;
  /** In the frame that the scene was drawn for. */
  readonly planned: ItemTransform;
  readonly isPicture: boolean;
}

interface Misfit {
  readonly layout: Layout;
  readonly frame: Frame;
}

interface SceneFit {
  readonly scene: ObservedSource;
  readonly pairs: readonly Pair[];
  /** The layout that most of its items keep to; null: they fit the canvas, or the streamer has laid them out anew. */
  readonly misfit: Misfit | null;
}

/** Whether our scenes fit the canvas that OBS has now; changes nothing. */
export async function readCanvasFit(link: Link): Promise<CanvasFit> {
  const { canvas, scenes } = await readFits(link);
  return { canvas, misfits: misfitsOf(scenes) };
}

/**
 * Moves and scales our items in those scenes that were made for another canvas, as one picture: an item of ours that the
 * streamer has moved keeps its place within it. Items of the streamer's own stay as they are.
 */
export async function fitToCanvas(link: Link): Promise<CanvasFit> {
  const { inventory, canvas, frame, plans, scenes } = await readFits(link);
  const drawnFor = scenes.find(({ misfit }) => misfit !== null)?.misfit?.frame ?? frame;
  const [to, from] = [frame, drawnFor].map((one) => plans.find((plan) => plan.frame === one));
  // Letters have another size in a frame of another shape.
  if (drawnFor !== frame && from !== undefined && to !== undefined) {
    const now = await readSettingsNow(link, inventory, from, TIMEOUT_MS);
    await restyleInputs(link, now, { from, to }, { isForced: false, timeoutMs: TIMEOUT_MS });
  }
  for (const { scene, pairs, misfit } of scenes) {
    if (misfit === null) continue;
    const requests = pairs.flatMap(({ item, planned, target }): ObsRequest[] => {
      const isInPlace = keepsTo(item, planned, misfit.layout);
      // What was moved has no place in a layout of another shape.
      if (!isInPlace && misfit.frame !== frame) return [];
      const sceneItemTransform = isInPlace
        ? asRequest(fitTransform(target, frame, canvas))
        : carriedOver(item.transform, misfit.layout, layoutOn(canvas, frame));
      const requestData = { ...sceneAddress(scene), sceneItemId: item.itemId, sceneItemTransform };
      return [{ requestType: 'SetSceneItemTransform', requestData }];
    });
    await batchOrThrow(link, requests, TIMEOUT_MS);
  }
  return { canvas, misfits: misfitsOf(scenes) };
}

interface Fits {
  readonly inventory: ObsInventory;
  readonly canvas: Frame;
  readonly frame: Frame;
  /** The one for this canvas first. */
  readonly plans: readonly ScenePlan[];
  readonly scenes: readonly SceneFit[];
}

async function readFits(link: Link): Promise<Fits> {
  const inventory = await readInventory(link, TIMEOUT_MS);
  const { canvas, platform } = inventory;
  const design = (await readDesign(link, inventory, TIMEOUT_MS)) ?? designFor(DEFAULT_LOOK, canvas);
  const plans = framesOf(design).map((frame) => scenePlan(platform, { ...design, frame }));
  const there = (plans[0]?.scenes ?? []).flatMap((planned) => {
    const scene = inventory.scenes.get(planned.name);
    return scene === undefined ? [] : [{ planned, scene }];
  });
  const answers = await batchOrThrow(
    link,
    there.map(({ scene }) => ({ requestType: 'GetSceneItemList', requestData: sceneAddress(scene) })),
    TIMEOUT_MS,
  );
  const current = answers.map((answer) => readItems(answer));
  const shown = there.map(({ planned, scene }, index) =>
    sceneFit(inventory, plans, planned, { scene, current: current[index] ?? [] }),
  );
  // What is only nested follows the scenes that it is nested in.
  const misfit = shown.find((fit) => fit.misfit !== null)?.misfit ?? null;
  const scenes = shown.map((fit, index): SceneFit => {
    const target = there[index]?.planned;
    if (target?.shown !== false || misfit === null) return fit;
    const drawn = plans.find(({ frame }) => frame === misfit.frame)?.scenes;
    const made = drawn?.find(({ name }) => name === target.name) ?? target;
    const pairs = pairsOf(inventory, current[index] ?? [], made, target).filter(({ item, planned }) =>
      keepsTo(item, planned, misfit.layout),
    );
    return { ...fit, pairs, misfit: pairs.length > 0 ? misfit : null };
  });
  return { inventory, canvas, frame: design.frame, plans, scenes };
}

/** The frame for the canvas first, then what else the scenes may have been made for. */
function framesOf({ look, frame }: Design): readonly Frame[] {
  return look === null ? [frame] : [frame, frame === LANDSCAPE ? PORTRAIT : LANDSCAPE];
}

function misfitsOf(scenes: readonly SceneFit[]): readonly string[] {
  return scenes.filter(({ misfit }) => misfit !== null).map(({ scene }) => scene.name);
}

function sceneFit(
  inventory: Pick<ObsInventory, 'canvas' | 'scenes'>,
  plans: readonly ScenePlan[],
  target: PlannedScene,
  { scene, current }: { readonly scene: ObservedSource; readonly current: readonly ListedItem[] },
): SceneFit {
  const { canvas } = inventory;
  const own = pairsOf(inventory, current, target, target);
  const [frame = LANDSCAPE] = plans.map((plan) => plan.frame);
  if (!target.shown || own.length === 0 || share(own, layoutOn(canvas, frame)) >= 0.5)
    return { scene, pairs: own, misfit: null };
  for (const plan of plans) {
    const planned = plan.scenes.find(({ name }) => name === target.name);
    const pairs = planned === undefined ? [] : pairsOf(inventory, current, planned, target);
    const layout = misfitLayout(pairs, canvas);
    if (layout !== null) return { scene, pairs, misfit: { layout, frame: plan.frame } };
  }
  return { scene, pairs: own, misfit: null };
}

/** Our items in a scene, as it was drawn and as it shall be. */
function pairsOf(
  { scenes }: Pick<ObsInventory, 'scenes'>,
  current: readonly ListedItem[],
  made: PlannedScene,
  target: PlannedScene,
): readonly Pair[] {
  const [left, aims] = [[...current], [...target.items]];
  return made.items.flatMap(({ source, transform }): Pair[] => {
    const [item] = takeFirst(left, (one) => one.source === source);
    const [aim] = takeFirst(aims, (one) => one.source === source);
    if (item === undefined || aim === undefined) return [];
    return [{ item, planned: transform, target: aim.transform, isPicture: scenes.has(source) }];
  });
}

/** Takes it out of the list. */
function takeFirst<T>(list: T[], isIt: (one: T) => boolean): T[] {
  const at = list.findIndex(isIt);
  return at < 0 ? [] : list.splice(at, 1);
}

function share(pairs: readonly Pair[], layout: Layout): number {
  return pairs.filter(({ item, planned }) => keepsTo(item, planned, layout)).length / pairs.length;
}

/**
 * The other canvas's layout, where most items keep to one and it does harm: something is cut off, or the game does not
 * fill the canvas. A board that the streamer made smaller is no fault.
 */
function misfitLayout(pairs: readonly Pair[], canvas: Frame): Layout | null {
  const candidates = pairs.flatMap(({ item, planned }) => layoutOf(item.transform, planned) ?? []);
  const best = candidates.sort((a, b) => share(pairs, b) - share(pairs, a))[0];
  if (best === undefined || share(pairs, best) < 0.5) return null;
  const isHarmful = pairs.some(
    ({ item, planned, isPicture }) =>
      keepsTo(item, planned, best) && (isPicture || (item.isShown && sticksOut(item.transform, canvas))),
  );
  return isHarmful ? best : null;
}

export function layoutOn(canvas: Frame, frame: Frame): Layout {
  const { positionX, positionY, scale } = fitTransform(ORIGIN, frame, canvas);
  return { factor: scale, x: positionX, y: positionY };
}

const ORIGIN: ItemTransform = {
  ...{ positionX: 0, positionY: 0, scale: 1, boundsAlignment: 0, boundsWidth: 1, boundsHeight: 1 },
  boundsType: 'OBS_BOUNDS_STRETCH',
};

function layoutOf(transform: JsonObject, planned: ItemTransform): Layout | null {
  const { boundsWidth, boundsHeight, positionX, positionY } = numbersOf(transform);
  const factor = boundsWidth / planned.boundsWidth;
  const isEven = Math.abs(boundsHeight - planned.boundsHeight * factor) <= TOLERANCE_PX;
  if (!(factor > 0) || !isEven) return null;
  return { factor, x: positionX - planned.positionX * factor, y: positionY - planned.positionY * factor };
}

/** Coordinates are kept as fractions of the canvas, and some were rounded to whole pixels. */
const TOLERANCE_PX = 2;

export function keepsTo(
  { transform }: ListedItem,
  planned: ItemTransform,
  { factor, x, y }: Layout,
): boolean {
  const now = numbersOf(transform);
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= TOLERANCE_PX;
  return (
    isNear(now.positionX, x + planned.positionX * factor) &&
    isNear(now.positionY, y + planned.positionY * factor) &&
    isNear(now.boundsWidth, planned.boundsWidth * factor) &&
    isNear(now.boundsHeight, planned.boundsHeight * factor)
  );
}

function sticksOut(transform: JsonObject, { width, height }: Frame): boolean {
  const { positionX, positionY, boundsWidth, boundsHeight } = numbersOf(transform);
  return (
    Math.min(positionX, positionY) < -TOLERANCE_PX ||
    positionX + boundsWidth > width + TOLERANCE_PX ||
    positionY + boundsHeight > height + TOLERANCE_PX
  );
}

function carriedOver(transform: JsonObject, from: Layout, to: Layout): JsonObject {
  const now = numbersOf(transform);
  const ratio = to.factor / from.factor;
  return {
    positionX: to.x + (now.positionX - from.x) * ratio,
    positionY: to.y + (now.positionY - from.y) * ratio,
    scaleX: now.scaleX * ratio,
    scaleY: now.scaleY * ratio,
    boundsWidth: Math.max(1, now.boundsWidth * ratio),
    boundsHeight: Math.max(1, now.boundsHeight * ratio),
  };
}

export function asRequest({ scale, ...rest }: ItemTransform): JsonObject {
  return { ...rest, scaleX: scale, scaleY: scale };
}

function numbersOf(transform: JsonObject) {
  const number = (key: string): number => Number(transform[key] ?? 0);
  return {
    ...{ positionX: number('positionX'), positionY: number('positionY') },
    ...{ scaleX: number('scaleX'), scaleY: number('scaleY') },
    ...{ boundsWidth: number('boundsWidth'), boundsHeight: number('boundsHeight') },
  };
}

/** One plain sentence. */
export function fitSentence({ canvas, misfits }: CanvasFit): string {
  const size = `${canvas.width}×${canvas.height}`;
  if (misfits.length === 0) return `The Tarkov scenes fit the canvas of ${size} already.`;
  const what = misfits.length === 1 ? '1 scene fits' : `${misfits.length} scenes fit`;
  return `Done: ${what} the canvas of ${size} now.`;
}
