import { ICONS } from '../../scenes/icons.js';
import { POP_FILTERS, POP_ICONS, POP_SCENE, POP_TEXTS } from '../../scenes/pop.js';
import { POP_SECONDS, type KillPop } from '../../show/kill-pop.js';
import { NOT_READY, RequestRefusedError } from '../link/link-failure.js';
import type { ObsRequest, ObsResult } from '../link/link.js';
import { readItems, type ListedItem } from '../setup/read.js';
import type { ShownItem, ShownItems } from './shown-items.js';

type Send = (requests: readonly ObsRequest[]) => Promise<readonly ObsResult[]>;

/** What shows the pop and takes it away. */
export interface PopHands {
  readonly collection: string;
  readonly shown: ShownItems;
  readonly batch: Send;
  /** A batch that waits for OBS's frames. */
  readonly frames: Send;
}

/** How visible it is, from 0 to 1, and how many pixels under its place, for one frame after the other. */
type Move = readonly (readonly [opacity: number, shift: number])[];
const UP: Move = [
  ...([
    [0, 28],
    [0.3, 15],
    [0.65, 5],
    [0.9, -2],
  ] as const),
  ...([
    [1, -4],
    [1, -2],
    [1, 0],
  ] as const),
];
const DOWN: Move = [
  [0.85, 1],
  [0.6, 4],
  [0.35, 9],
  [0.15, 15],
  [0, 20],
];

/** Shows a kill for a moment, or that one more in the pop that is up. Without our scene nothing is done. */
export async function popUp(
  { enemy, killWords, enemyWords }: KillPop,
  { collection, shown, batch, frames }: PopHands,
  isTooLate: () => boolean,
): Promise<void> {
  const items = await readPop(batch);
  if (items.length === 0 || isTooLate()) return;
  const places = items.map(({ source }) => ({ collection, scene: POP_SCENE, source, enabledThen: false }));
  const isUp = places.some((place) => shown.find(place) !== null);
  // All of them, so that all go at the same time.
  shown.note(places, POP_SECONDS * 1000);
  const words = [write(POP_TEXTS.kill, killWords), write(POP_TEXTS.enemy, enemyWords)];
  const open = items.map((item) => setOpen(item, isOfKill(item.source, enemy)));
  // Of another kill while it is up only words and picture change: the frames of a move are missed by the texts of a burst.
  if (isUp) await batch([...words, ...open]);
  else await frames([...words, ...moved(UP, open), ...REST]);
}

/** Takes it away; `isAtOnce`: without a motion. What is gone by now needs nothing. */
export async function popDown(
  noted: readonly ShownItem[],
  { shown, batch, frames }: Omit<PopHands, 'collection'>,
  isAtOnce: boolean,
): Promise<void> {
  const items = (await readPop(batch)).filter(({ source }) => noted.some((one) => one.source === source));
  const close = items.map((item) => setOpen(item, false));
  if (isAtOnce) await batch([...close, ...REST]);
  else if (items.length > 0) await frames([...moved(DOWN, []), ...close, ...REST]);
  shown.forget(noted);
}

/** What is ours in the scene of the pop. */
async function readPop(batch: Send): Promise<readonly ListedItem[]> {
  const [list] = await batch([{ requestType: 'GetSceneItemList', requestData: { sceneName: POP_SCENE } }]);
  if (list?.code === NOT_READY) throw new RequestRefusedError('GetSceneItemList', NOT_READY, list.comment);
  return readItems(list?.data ?? {}).filter(({ source }) => source.startsWith('Tarkov '));
}

function isOfKill(source: string, enemy: KillPop['enemy']): boolean {
  const pictured = POP_ICONS.find((name) => ICONS[name].source === source);
  return pictured === undefined || pictured === enemy;
}

function moved(move: Move, first: readonly ObsRequest[]): readonly ObsRequest[] {
  return [
    ...[at(move[0] ?? [1, 0]), FILTERS.map((name) => setFilter(name, true)), first].flat(),
    ...move.flatMap((step) => [...at(step), NEXT_FRAME]),
  ];
}

const NEXT_FRAME: ObsRequest = { requestType: 'Sleep', requestData: { sleepFrames: 1 } };

function at([opacity, shift]: Move[number]): readonly ObsRequest[] {
  return [
    setting(POP_FILTERS.fade.name, { opacity }),
    // What is cut off above is added below, and the other way round.
    setting(POP_FILTERS.slide.name, { top: -shift, bottom: shift }),
  ];
}

function setting(filterName: string, filterSettings: Readonly<Record<string, number>>): ObsRequest {
  return {
    requestType: 'SetSourceFilterSettings',
    requestData: { sourceName: POP_SCENE, filterName, filterSettings, overlay: true },
  };
}

function setFilter(filterName: string, filterEnabled: boolean): ObsRequest {
  return {
    requestType: 'SetSourceFilterEnabled',
    requestData: { sourceName: POP_SCENE, filterName, filterEnabled },
  };
}

const FILTERS = Object.values(POP_FILTERS).map(({ name }) => name);
/** In its place and wholly visible, without filters. */
const REST: readonly ObsRequest[] = [...at([1, 0]), ...FILTERS.map((name) => setFilter(name, false))];

function setOpen({ itemId }: ListedItem, sceneItemEnabled: boolean): ObsRequest {
  return {
    requestType: 'SetSceneItemEnabled',
    requestData: { sceneName: POP_SCENE, sceneItemId: itemId, sceneItemEnabled },
  };
}

function write(inputName: string, words: string): ObsRequest {
  return {
    requestType: 'SetInputSettings',
    requestData: { inputName, inputSettings: { text: words }, overlay: true },
  };
}
