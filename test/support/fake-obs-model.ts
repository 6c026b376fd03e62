import { randomUUID } from 'node:crypto';

export type Json = Readonly<Record<string, unknown>>;

export interface FakeItem {
  readonly id: number;
  source: string;
  enabled: boolean;
}

export interface FakeInput {
  name: string;
  readonly uuid: string;
  kind: string;
  settings: Record<string, unknown>;
}

/** What the fake's OBS holds. Tests read and change it as a streamer would in OBS itself. */
export interface FakeModel {
  /** 5.1 has no uuids, no InputSettingsChanged and no NotReady; 5.5 has. */
  readonly websocketVersion: string;
  readonly inputs: FakeInput[];
  readonly scenes: { name: string; readonly uuid: string }[];
  readonly kinds: string[];
  /** What is in a scene or group; only what tests have put there. */
  readonly items: Map<string, FakeItem[]>;
  readonly groups: string[];
  /** Source → filter → whether it is on. */
  readonly filters: Map<string, Map<string, boolean>>;
  readonly muted: Map<string, boolean>;
  /** null: not configured. */
  replayBuffer: 'off' | 'on' | null;
  recording: boolean;
  /** It takes a recording and does not begin: its folder is gone. */
  recordsInVain: boolean;
  recordFormat: string;
  /** `Advanced` with `FFmpeg` is OBS's custom output. */
  readonly output: { mode: 'Simple' | 'Advanced'; recType: 'Standard' | 'FFmpeg' };
  readonly chapters: string[];
  /** The inputs that were played, in order. */
  readonly played: string[];
  /** It says that it records, in a moment. */
  startRecording(): void;
  saveReplay(file: string): void;
  addFilter(source: string, filter: string): void;
  putInto(scene: string, source: string, enabled?: boolean): FakeItem;
  collection: string;
  studioMode: boolean;
  /** What OBS names as live. In studio mode it can be a lie. */
  programScene: string | null;
  /** What the viewers see, or will when the running transition is through. */
  onScreen: string | null;
  /** Infinity: until `endTransition()`. */
  transitionMs: number;
  stream: { active: boolean; reconnecting: boolean; durationMs: number };
  text(inputName: string): unknown;
  addScene(name: string): void;
  addInput(name: string, kind?: string): void;
  removeInput(name: string): void;
  renameInput(from: string, to: string): void;
  renameScene(from: string, to: string): void;
  /** Somebody types into the properties window. */
  editText(name: string, text: string): void;
  /** Somebody clicks a scene. */
  chooseScene(name: string): void;
  setStudioMode(enabled: boolean): void;
  endTransition(): void;
  /** The running transition ends, and no event tells. */
  loseTransitionEnd(): void;
  isTransitioning(): boolean;
  /** Another collection: what is in it is put together between the two events. */
  switchCollection(name: string, fill: () => void): void;
  setStream(active: boolean, reconnecting: boolean, outputState: string): void;
}

export type Emit = (type: string, data: Json) => void;

export function createFakeModel(websocketVersion: string, emit: Emit): FakeModel {
  const hasUuids = websocketVersion !== '5.1.0';
  let running: NodeJS.Timeout | 'by hand' | null = null;

  function begin(scene: string): void {
    if (typeof running === 'object' && running !== null) clearTimeout(running);
    model.programScene = scene;
    model.onScreen = scene;
    running =
      model.transitionMs === Infinity
        ? 'by hand'
        : setTimeout(() => model.endTransition(), model.transitionMs);
    emit('SceneTransitionStarted', { transitionName: 'Fade' });
  }

  const inputOf = (name: string): FakeInput => {
    const input = model.inputs.find((candidate) => candidate.name === name);
    if (input === undefined) throw new Error(`The fake has no input "${name}".`);
    return input;
  };
  const withUuid = (key: string, uuid: string): Json => (hasUuids ? { [key]: uuid } : {});

  const model: FakeModel = {
    websocketVersion,
    inputs: [],
    scenes: [],
    kinds: ['text_ft2_source_v2', 'image_source'],
    items: new Map(),
    groups: [],
    filters: new Map(),
    muted: new Map(),
    replayBuffer: null,
    recording: false,
    recordsInVain: false,
    recordFormat: 'mkv',
    output: { mode: 'Simple', recType: 'Standard' },
    chapters: [],
    played: [],
    startRecording() {
      model.recording = true;
      if (model.recordsInVain) model.recording = false;
      else setImmediate(() => emit('RecordStateChanged', { outputActive: true }));
    },
    saveReplay(file) {
      emit('ReplayBufferSaved', { savedReplayPath: file });
    },
    addFilter(source, filter) {
      const own = model.filters.get(source) ?? new Map<string, boolean>();
      model.filters.set(source, own.set(filter, false));
      emit('SourceFilterCreated', { sourceName: source, filterName: filter });
    },
    putInto(scene, source, enabled = false) {
      const items = model.items.get(scene) ?? [];
      const item = { id: items.length + 1, source, enabled };
      model.items.set(scene, [...items, item]);
      emit('SceneItemCreated', { sceneName: scene, sourceName: source, sceneItemId: item.id });
      return item;
    },
    collection: 'Untitled',
    studioMode: false,
    programScene: null,
    onScreen: null,
    transitionMs: 0,
    stream: { active: false, reconnecting: false, durationMs: 0 },
    text: (name) => inputOf(name).settings['text'],
    addScene(name) {
      const uuid = randomUUID();
      model.scenes.push({ name, uuid });
      model.programScene ??= name;
      model.onScreen ??= name;
      emit('SceneCreated', { sceneName: name, ...withUuid('sceneUuid', uuid) });
    },
    addInput(name, kind = 'text_ft2_source_v2') {
      const uuid = randomUUID();
      model.inputs.push({ name, uuid, kind, settings: {} });
      emit('InputCreated', { inputName: name, ...withUuid('inputUuid', uuid) });
    },
    removeInput(name) {
      const { uuid } = inputOf(name);
      model.inputs.splice(model.inputs.indexOf(inputOf(name)), 1);
      emit('InputRemoved', { inputName: name, ...withUuid('inputUuid', uuid) });
    },
    renameInput(from, to) {
      const input = inputOf(from);
      input.name = to;
      for (const item of [...model.items.values()].flat()) if (item.source === from) item.source = to;
      emit('InputNameChanged', { oldInputName: from, inputName: to, ...withUuid('inputUuid', input.uuid) });
    },
    renameScene(from, to) {
      const scene = model.scenes.find(({ name }) => name === from);
      if (scene === undefined) throw new Error(`The fake has no scene "${from}".`);
      scene.name = to;
      model.items.set(to, model.items.get(from) ?? []);
      model.items.delete(from);
      if (model.programScene === from) model.programScene = to;
      if (model.onScreen === from) model.onScreen = to;
      emit('SceneNameChanged', { oldSceneName: from, sceneName: to, ...withUuid('sceneUuid', scene.uuid) });
    },
    editText(name, text) {
      const input = inputOf(name);
      input.settings['text'] = text;
      if (hasUuids)
        emit('InputSettingsChanged', {
          inputName: name,
          inputUuid: input.uuid,
          inputSettings: { ...input.settings },
        });
    },
    chooseScene(name) {
      if (model.studioMode && running !== null) {
        // As OBS does: dropped without a word, and named as live nevertheless.
        model.programScene = name;
        return;
      }
      begin(name);
    },
    setStudioMode(enabled) {
      model.studioMode = enabled;
      emit('StudioModeStateChanged', { studioModeEnabled: enabled });
    },
    endTransition() {
      if (typeof running === 'object' && running !== null) clearTimeout(running);
      running = null;
      emit('SceneTransitionEnded', { transitionName: 'Fade' });
      emit('CurrentProgramSceneChanged', { sceneName: model.programScene });
    },
    loseTransitionEnd() {
      running = null;
    },
    isTransitioning: () => running !== null,
    switchCollection(name, fill) {
      emit('CurrentSceneCollectionChanging', { sceneCollectionName: model.collection });
      model.inputs.length = 0;
      model.scenes.length = 0;
      model.programScene = null;
      model.onScreen = null;
      model.collection = name;
      fill();
      emit('CurrentSceneCollectionChanged', { sceneCollectionName: name });
    },
    setStream(active, reconnecting, outputState) {
      model.stream = { active, reconnecting, durationMs: model.stream.durationMs };
      emit('StreamStateChanged', { outputActive: active, outputState });
    },
  };
  return model;
}
