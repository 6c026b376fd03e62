import type { FakeInput, FakeModel, Json } from './fake-obs-model.js';

export interface FakeAnswer {
  readonly code: number;
  readonly comment?: string;
  readonly data?: Json;
}

const OK: FakeAnswer = { code: 100 };

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

function withInput(model: FakeModel, data: Json, use: (input: FakeInput) => FakeAnswer): FakeAnswer {
  const input = model.inputs.find(
    ({ name, uuid }) => name === data['inputName'] || (hasUuids(model) && uuid === data['inputUuid']),
  );
  return input === undefined ? { code: 600, comment: 'No source was found.' } : use(input);
}
