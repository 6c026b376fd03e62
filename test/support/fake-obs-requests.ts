import type { FakeInput, FakeItem, FakeModel, Json } from './fake-obs-model.js';

export interface FakeAnswer {
  readonly code: number;
  readonly comment?: string;
  readonly data?: Json;
}

const OK: FakeAnswer = { code: 100 };
const MISSING: FakeAnswer = { code: 600, comment: 'No source was found.' };
const NO_SOUND: FakeAnswer = { code: 604, comment: 'The input does not support audio.' };
const NO_REPLAY: FakeAnswer = { code: 604, comment: 'Replay buffer is not available.' };

/** Answers a request from the model, with obs-websocket's own codes. */
export function answerRequest(model: FakeModel, type: string, data: Json): FakeAnswer {
  const handler = HANDLERS[type];
  return handler === undefined ? { code: 204, comment: 'Unknown request type.' } : handler(model, data);
}

const HANDLERS: Readonly<Record<string, (model: FakeModel, data: Json) => FakeAnswer>> = {
  GetVersion: (model) => found({ obsVersion: '30.2.3', obsWebSocketVersion: model.websocketVersion }),
  GetInputKindList: (model) => found({ inputKinds: model.kinds }),
  GetSceneCollectionList: (model) => found({ currentSceneCollectionName: model.collection }),
  GetInputList: (model) =>
    found({
      inputs: model.inputs.map(({ name, uuid, kind }) => ({
        inputName: name,
        inputKind: kind,
        ...(hasUuids(model) ? { inputUuid: uuid } : {}),
      })),
    }),
  GetSceneList: (model) =>
    found({
      currentProgramSceneName: model.programScene,
      scenes: model.scenes.map(({ name, uuid }) => ({
        sceneName: name,
        ...(hasUuids(model) ? { sceneUuid: uuid } : {}),
      })),
    }),
  GetStudioModeEnabled: (model) => found({ studioModeEnabled: model.studioMode }),
  GetStreamStatus: ({ stream }) =>
    found({
      outputActive: stream.active,
      outputReconnecting: stream.reconnecting,
      outputDuration: stream.durationMs,
    }),
  GetInputSettings: (model, data) =>
    withInput(model, data, ({ settings, kind }) => found({ inputSettings: settings, inputKind: kind })),
  SetInputSettings: (model, data) =>
    withInput(model, data, (input) => {
      if (data['overlay'] !== true) return { code: 400, comment: 'The fake takes overlays only.' };
      Object.assign(input.settings, data['inputSettings']);
      // OBS echoes our own writes.
      model.editText(input.name, String(input.settings['text']));
      return OK;
    }),
  GetGroupList: (model) => found({ groups: model.groups }),
  GetSceneItemId: (model, data) => {
    const item = model.items
      .get(String(data['sceneName']))
      ?.find(({ source }) => source === data['sourceName']);
    return item === undefined ? MISSING : found({ sceneItemId: item.id });
  },
  GetSceneItemList: ({ items }, data) => {
    const own = items.get(String(data['sceneName']));
    // What is in a scene is not known before a test has put something there.
    if (own === undefined) return { code: 204, comment: 'Unknown request type.' };
    const sceneItems = own.map(({ id, source, enabled }, index) => ({
      ...{ sceneItemId: id, sourceName: source, sceneItemEnabled: enabled, sceneItemIndex: index },
    }));
    return found({ sceneItems });
  },
  GetSceneItemEnabled: (model, data) =>
    withItem(model, data, ({ enabled }) => found({ sceneItemEnabled: enabled })),
  SetSceneItemEnabled: (model, data) =>
    withItem(model, data, (item) => {
      item.enabled = data['sceneItemEnabled'] === true;
      return OK;
    }),
  GetSourceFilterList: ({ filters, inputs }, data) => {
    const name = String(data['sourceName']);
    const own = filters.get(name);
    if (own === undefined && !inputs.some((input) => input.name === name)) return MISSING;
    return found({ filters: [...(own ?? [])].map(([filterName]) => ({ filterName })) });
  },
  SetSourceFilterEnabled: ({ filters }, data) => {
    const own = filters.get(String(data['sourceName']));
    if (own?.has(String(data['filterName'])) !== true) return MISSING;
    own.set(String(data['filterName']), data['filterEnabled'] === true);
    return OK;
  },
  SetSourceFilterSettings: ({ filters }, data) =>
    filters.get(String(data['sourceName']))?.has(String(data['filterName'])) === true ? OK : MISSING,
  // It draws nothing, so that there is nothing to wait for.
  Sleep: () => OK,
  TriggerMediaInputAction: (model, data) =>
    withInput(model, data, ({ name }) => {
      model.played.push(name);
      return OK;
    }),
  GetInputMute: (model, data) =>
    withInput(model, data, ({ name }) =>
      model.muted.has(name) ? found({ inputMuted: model.muted.get(name) }) : NO_SOUND,
    ),
  SetInputMute: (model, data) =>
    withInput(model, data, ({ name }) => {
      if (!model.muted.has(name)) return NO_SOUND;
      model.muted.set(name, data['inputMuted'] === true);
      return OK;
    }),
  GetReplayBufferStatus: ({ replayBuffer }) =>
    replayBuffer === null ? NO_REPLAY : found({ outputActive: replayBuffer === 'on' }),
  StartReplayBuffer: (model) => {
    if (model.replayBuffer !== 'off') return model.replayBuffer === null ? NO_REPLAY : { code: 500 };
    model.replayBuffer = 'on';
    return OK;
  },
  SaveReplayBuffer: ({ replayBuffer }) =>
    replayBuffer === 'on' ? OK : replayBuffer === null ? NO_REPLAY : { code: 501, comment: 'Not running.' },
  StartRecord: (model) => {
    if (model.recording) return { code: 500 };
    model.startRecording();
    return OK;
  },
  StopRecord: (model) => {
    if (!model.recording) return { code: 501 };
    model.recording = false;
    return OK;
  },
  GetProfileParameter: (model, data) =>
    found({
      parameterValue:
        { Mode: model.output.mode, RecType: model.output.recType }[String(data['parameterName'])] ??
        model.recordFormat,
    }),
  CreateRecordChapter: (model, data) => {
    if (!hasUuids(model)) return { code: 204, comment: 'Unknown request type.' };
    if (!model.recording) return { code: 501 };
    if (model.recordFormat !== 'hybrid_mp4' || model.output.recType === 'FFmpeg') return { code: 702 };
    model.chapters.push(String(data['chapterName']));
    return OK;
  },
  SetCurrentProgramScene: (model, data) => {
    const scene = model.scenes.find(
      ({ name, uuid }) => name === data['sceneName'] || (hasUuids(model) && uuid === data['sceneUuid']),
    );
    if (scene === undefined) return { code: 600, comment: 'No source was found.' };
    model.chooseScene(scene.name);
    return OK;
  },
};

function hasUuids(model: FakeModel): boolean {
  return model.websocketVersion !== '5.1.0';
}

function found(data: Json): FakeAnswer {
  return { code: 100, data };
}

function withItem(model: FakeModel, data: Json, use: (item: FakeItem) => FakeAnswer): FakeAnswer {
  const items = model.items.get(String(data['sceneName'])) ?? [];
  const item = items.find(({ id }) => id === data['sceneItemId']);
  return item === undefined ? MISSING : use(item);
}

function withInput(model: FakeModel, data: Json, use: (input: FakeInput) => FakeAnswer): FakeAnswer {
  const input = model.inputs.find(
    ({ name, uuid }) => name === data['inputName'] || (hasUuids(model) && uuid === data['inputUuid']),
  );
  return input === undefined ? { code: 600, comment: 'No source was found.' } : use(input);
}
