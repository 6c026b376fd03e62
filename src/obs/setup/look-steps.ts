import type { FormerItem } from '../../scenes/earlier/former-items.js';
import { fitTransform } from '../../scenes/item-transform.js';
import type { PlannedItem, PlannedScene, ScenePlan } from '../../scenes/scene-plan.js';
import type { JsonObject, ObsRequest } from '../link/link.js';
import { sceneAddress, type ObservedSource } from '../observe/observed.js';
import { asRequest, keepsTo, layoutOn } from './canvas-fit.js';
import type { DoneToItem, SceneBefore } from './look-undo.js';
import type { ListedItem, ObsInventory } from './read.js';

export interface Plans {
  readonly from: ScenePlan;
  readonly to: ScenePlan;
  /** What else is as we made it, besides `from`. */
  readonly former: readonly FormerItem[];
}

export interface SceneNow {
  readonly place: ObservedSource;
  readonly made: PlannedScene;
  readonly wanted: PlannedScene;
  readonly current: readonly ListedItem[];
}

interface Placed {
  itemId: number | null;
  readonly planned: PlannedItem;
  readonly isShown: boolean;
  readonly isChanged: boolean;
}

/** What becomes of the items of one scene. */
export interface SceneSteps {
  readonly name: string;
  readonly place: ObservedSource;
  readonly current: readonly ListedItem[];
  /** In the order of the plan, the lowest first. */
  readonly placed: readonly Placed[];
  readonly gone: readonly ListedItem[];
  readonly kept: readonly string[];
}

const AS_IT_IS = { factor: 1, x: 0, y: 0 } as const;

/** What becomes of each item when the scene gets another look; pure. */
export function sceneSteps(
  { canvas }: Pick<ObsInventory, 'canvas'>,
  { from, to, former }: Plans,
  { place, made, wanted, current }: SceneNow,
  isForced: boolean,
): SceneSteps {
  const layout = layoutOn(canvas, from.frame);
  const left = [...current];
  const take = (isIt: (item: ListedItem) => boolean): ListedItem | undefined => {
    const at = left.findIndex(isIt);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const isInPlace = (item: ListedItem, planned: PlannedItem): boolean => {
    const places = former.filter(({ scene, source }) => scene === made.name && source === planned.source);
    return (
      item.source === planned.source &&
      [planned, ...places].some(({ transform }) => keepsTo(item, transform, layout))
    );
  };
  // Those in their places first: of two that show the same source, one may have been moved or taken out.
  const inPlace = made.items.map((planned) => take((item) => isInPlace(item, planned)));
  const ours = made.items.map((planned, index) => {
    const there = inPlace[index];
    const item = there ?? take(({ source }) => source === planned.source);
    return { planned, item, isMoved: item !== there && !isForced };
  });
  const unused = [...ours];
  const kept: string[] = [];
  const placed = wanted.items.flatMap((planned): Placed[] => {
    const at = unused.findIndex((one) => one.planned.source === planned.source);
    const [was] = at < 0 ? [] : unused.splice(at, 1);
    const target = fitTransform(planned.transform, to.frame, canvas);
    if (was === undefined) {
      // Of a look that was taken back since.
      const there = take((item) => item.source === planned.source && keepsTo(item, target, AS_IT_IS));
      return there === undefined
        ? [{ itemId: null, planned, isShown: planned.visible, isChanged: true }]
        : [{ itemId: there.itemId, planned, isShown: there.isShown, isChanged: false }];
    }
    // Whoever took it out does not want it there.
    if (was.item === undefined) return [];
    if (was.isMoved) {
      kept.push(planned.source);
      return [];
    }
    const isShown = was.item.isShown === was.planned.visible ? planned.visible : was.item.isShown;
    const isThere = keepsTo(was.item, target, AS_IT_IS) && isShown === was.item.isShown;
    return [{ itemId: was.item.itemId, planned, isShown, isChanged: !isThere }];
  });
  const gone = unused.flatMap(({ item, isMoved, planned }) => {
    if (item !== undefined && isMoved) kept.push(planned.source);
    return item === undefined || isMoved ? [] : [item];
  });
  return { name: wanted.name, place, current, placed, gone, kept };
}

/** How the scene was before these steps, by the names that OBS has; `added` is known once they are there. */
export function sceneBefore(
  { scenes, inputs }: Pick<ObsInventory, 'scenes' | 'inputs'>,
  { place, current, placed, gone }: SceneSteps,
): SceneBefore {
  const [laidOut, takenAway] = [placed, gone].map((ones) => new Set(ones.map(({ itemId }) => itemId)));
  const doneTo = (itemId: number): DoneToItem =>
    laidOut?.has(itemId) ? 'laid-out' : takenAway?.has(itemId) ? 'taken-away' : null;
  const known = new Set(current.map(({ itemId }) => itemId));
  return {
    scene: place,
    items: current.map((item) => ({
      ...item,
      source: (inputs.get(item.source) ?? scenes.get(item.source))?.name ?? item.source,
      done: doneTo(item.itemId),
    })),
    added: placed.flatMap(({ itemId }) => (itemId === null || known.has(itemId) ? [] : [itemId])),
  };
}

/** Each of ours right above the one before it; what is the streamer's keeps its order. */
export function placeRequests(
  { place, placed, current }: SceneSteps,
  to: ScenePlan,
  { canvas }: ObsInventory,
): ObsRequest[] {
  const there = placed.filter((one): one is Placed & { itemId: number } => one.itemId !== null);
  const order = [...current.map(({ itemId }) => itemId)];
  for (const { itemId } of there) if (!order.includes(itemId)) order.push(itemId);
  let below: number | null = null;
  const moves = there.map(({ itemId }) => {
    const at = order.indexOf(itemId);
    const lowest: number = below === null ? -1 : order.indexOf(below);
    if (at < lowest || (below !== null && at > lowest + 1)) {
      order.splice(at, 1);
      order.splice(below === null ? 0 : order.indexOf(below) + 1, 0, itemId);
    }
    below = itemId;
    return itemId;
  });
  const address = (itemId: number): JsonObject => ({ ...sceneAddress(place), sceneItemId: itemId });
  return [
    ...there.flatMap(({ itemId, planned, isShown }): ObsRequest[] => [
      {
        requestType: 'SetSceneItemTransform',
        requestData: {
          ...address(itemId),
          sceneItemTransform: asRequest(fitTransform(planned.transform, to.frame, canvas)),
        },
      },
      { requestType: 'SetSceneItemEnabled', requestData: { ...address(itemId), sceneItemEnabled: isShown } },
    ]),
    // From the lowest up: what is set stays where it is.
    ...order
      .map((itemId, sceneItemIndex) => ({ itemId, sceneItemIndex }))
      .filter(({ itemId }) => moves.includes(itemId))
      .map(({ itemId, sceneItemIndex }): ObsRequest => ({
        requestType: 'SetSceneItemIndex',
        requestData: { ...address(itemId), sceneItemIndex },
      })),
  ];
}
