import type { FakeModel, Json } from './fake-obs-model.js';
import type { FakeAnswer } from './fake-obs-requests.js';

export interface FakeItem {
  readonly itemId: number;
  source: string;
  transform: Json;
  isShown: boolean;
  isLocked?: boolean;
}

/** What is in the scenes of a fake OBS, for the requests with which scenes are made. */
export interface FakeScenes {
  /** For `manners.answer`: null for what is none of its business. */
  readonly answer: (type: string, data: Json) => FakeAnswer | null;
  /** The lowest first. */
  items(scene: string): FakeItem[];
  /** As its user does it: every item that shows the source follows. */
  rename(from: string, to: string): void;
  /** Its items go with it. */
  remove(input: string): void;
  /** Scene → name of its own transition. */
  readonly overrides: ReadonlyMap<string, string>;
  readonly groups: string[];
  readonly canvas: { width: number; height: number };
}

const OK: FakeAnswer = { code: 100 };
const NOT_FOUND: FakeAnswer = { code: 600, comment: 'No source was found.' };
const TAKEN: FakeAnswer = { code: 601, comment: 'A source already exists by that name.' };

export function createFakeScenes(model: FakeModel): FakeScenes {
  const hasUuids = model.websocketVersion !== '5.1.0';
  const contents = new Map<string, FakeItem[]>();
  const overrides = new Map<string, string>();
  const groups: string[] = [];
  const canvas = { width: 1920, height: 1080 };
  let lastItemId = 0;

  const isTaken = (name: unknown): boolean =>
    [...model.scenes, ...model.inputs].some((source) => source.name === name) ||
    groups.includes(String(name));
  const nameBy = (data: Json, what: 'scene' | 'source'): string | null => {
    const all = what === 'scene' ? model.scenes : [...model.scenes, ...model.inputs];
    const uuid = hasUuids ? data[`${what}Uuid`] : undefined;
    return all.find((source) => source.name === data[`${what}Name`] || source.uuid === uuid)?.name ?? null;
  };
  const itemsOf = (scene: string): FakeItem[] => {
    const items = contents.get(scene) ?? [];
    contents.set(scene, items);
    return items;
  };
  const add = (scene: string, source: string, data: Json): number => {
    lastItemId += 1;
    const isShown = data['sceneItemEnabled'] !== false;
    itemsOf(scene).push({ itemId: lastItemId, source, transform: {}, isShown });
    return lastItemId;
  };
  const inScene = (data: Json, use: (scene: string, items: FakeItem[]) => FakeAnswer): FakeAnswer => {
    const scene = nameBy(data, 'scene');
    return scene === null ? NOT_FOUND : use(scene, itemsOf(scene));
  };
  const withItem = (data: Json, use: (item: FakeItem, items: FakeItem[]) => void): FakeAnswer =>
    inScene(data, (_scene, items) => {
      const item = items.find(({ itemId }) => itemId === data['sceneItemId']);
      if (item === undefined) return NOT_FOUND;
      use(item, items);
      return OK;
    });

  const handlers: Readonly<Record<string, (data: Json) => FakeAnswer>> = {
    GetVideoSettings: () => ({ code: 100, data: { baseWidth: canvas.width, baseHeight: canvas.height } }),
    GetGroupList: () => ({ code: 100, data: { groups } }),
    GetSceneTransitionList: () => ({
      code: 100,
      data: { transitions: [{ transitionName: 'Überblenden', transitionKind: 'fade_transition' }] },
    }),
    GetSceneItemList: (data) =>
      inScene(data, (_scene, items) => ({
        code: 100,
        data: {
          sceneItems: items.map(({ itemId, source, transform, isShown }, index) => ({
            sceneItemId: itemId,
            sourceName: source,
            sceneItemIndex: index,
            sceneItemEnabled: isShown,
            sceneItemTransform: transform,
          })),
        },
      })),
    CreateScene: ({ sceneName }) => {
      if (isTaken(sceneName)) return TAKEN;
      model.addScene(String(sceneName));
      const uuid = model.scenes.at(-1)?.uuid;
      return { code: 100, data: hasUuids ? { sceneUuid: uuid } : {} };
    },
    SetSceneName: (data) =>
      inScene(data, (scene, items) => {
        const name = String(data['newSceneName']);
        if (isTaken(name)) return TAKEN;
        model.renameScene(scene, name);
        contents.delete(scene);
        contents.set(name, items);
        const filters = model.filters.get(scene);
        model.filters.delete(scene);
        if (filters !== undefined) model.filters.set(name, filters);
        const override = overrides.get(scene);
        if (override !== undefined) overrides.set(name, override);
        return OK;
      }),
    SetSceneSceneTransitionOverride: (data) =>
      inScene(data, (scene) => {
        overrides.set(scene, String(data['transitionName']));
        return OK;
      }),
    CreateInput: (data) =>
      inScene(data, (scene) => {
        const name = String(data['inputName']);
        if (isTaken(name)) return TAKEN;
        if (!model.kinds.includes(String(data['inputKind']))) return { code: 605 };
        model.addInput(name, String(data['inputKind']));
        Object.assign(model.inputs.at(-1)?.settings ?? {}, data['inputSettings']);
        const uuid = hasUuids ? { inputUuid: model.inputs.at(-1)?.uuid } : {};
        return { code: 100, data: { sceneItemId: add(scene, name, data), ...uuid } };
      }),
    CreateSceneItem: (data) =>
      inScene(data, (scene) => {
        const source = nameBy(data, 'source');
        return source === null ? NOT_FOUND : { code: 100, data: { sceneItemId: add(scene, source, data) } };
      }),
    SetSceneItemTransform: (data) =>
      withItem(data, (item) => {
        item.transform = { ...item.transform, ...(data['sceneItemTransform'] as Json) };
      }),
    SetSceneItemEnabled: (data) =>
      withItem(data, (item) => {
        item.isShown = data['sceneItemEnabled'] === true;
      }),
    SetSceneItemLocked: (data) =>
      withItem(data, (item) => {
        item.isLocked = data['sceneItemLocked'] === true;
      }),
    CreateSourceFilter: (data) => {
      const [source, filter] = [nameBy(data, 'source'), String(data['filterName'])];
      if (source === null) return NOT_FOUND;
      if (model.filters.get(source)?.has(filter) === true) return TAKEN;
      model.addFilter(source, filter);
      return OK;
    },
    RemoveSceneItem: (data) => withItem(data, (item, items) => void items.splice(items.indexOf(item), 1)),
    SetSceneItemIndex: (data) =>
      withItem(data, (item, items) => {
        items.splice(items.indexOf(item), 1);
        items.splice(Number(data['sceneItemIndex']), 0, item);
      }),
  };
  return {
    answer: (type, data) => handlers[type]?.(data) ?? null,
    items: itemsOf,
    rename(from, to) {
      if (model.scenes.some(({ name }) => name === from)) model.renameScene(from, to);
      else model.renameInput(from, to);
      const items = contents.get(from);
      if (items !== undefined) contents.set(to, items);
      contents.delete(from);
      for (const item of [...contents.values()].flat()) if (item.source === from) item.source = to;
    },
    remove(input) {
      model.removeInput(input);
      for (const [scene, items] of contents)
        contents.set(
          scene,
          items.filter(({ source }) => source !== input),
        );
    },
    overrides,
    groups,
    canvas,
  };
}
