import { NOT_READY, RequestRefusedError } from '../link/link-failure.js';
import type { Batching } from '../link/gathered.js';
import type { ObsRequest, ObsResult } from '../link/link.js';
import { inputAddress, keyOf, type Observed, type ObservedInput } from './observed.js';
import {
  readInputs,
  readNames,
  readProgramScene,
  readScenes,
  readStream,
  readsFromFile,
  readText,
  text,
} from './read-answers.js';

/** The most inputs whose text is read back in one batch. */
const READ_LIMIT = 200;

/** Everything but the texts, in one batch. Rejects with RequestRefusedError (207 while OBS loads) or LinkError. */
export async function observeAll(link: Batching, timeoutMs: number): Promise<Observed> {
  // Scenes by their list: GetCurrentProgramScene can crash an OBS that has none (obs-websocket#1349).
  const [version, kinds, collections, inputs, scenes, studioMode, stream] = await ask(
    link,
    [
      'GetVersion',
      'GetInputKindList',
      'GetSceneCollectionList',
      'GetInputList',
      'GetSceneList',
      'GetStudioModeEnabled',
      'GetStreamStatus',
    ],
    timeoutMs,
  );
  return {
    obsVersion: text(need(version, 'GetVersion')['obsVersion']) ?? '',
    websocketVersion: text(need(version, 'GetVersion')['obsWebSocketVersion']) ?? '',
    kinds: new Set(readNames(need(kinds, 'GetInputKindList')['inputKinds'])),
    sceneCollection: text(need(collections, 'GetSceneCollectionList')['currentSceneCollectionName']),
    inputs: readInputs(need(inputs, 'GetInputList')),
    scenes: readScenes(need(scenes, 'GetSceneList')),
    programScene: readProgramScene(need(scenes, 'GetSceneList')),
    studioMode: need(studioMode, 'GetStudioModeEnabled')['studioModeEnabled'] === true,
    stream: stream === undefined ? null : readStream(stream),
    texts: new Map(),
    fromFile: new Set(),
    contents: new Map(),
  };
}

/** The inputs as they are listed now, and whether studio mode is on: cheap, and proof that OBS still answers. */
export async function observeInputs(
  link: Batching,
  timeoutMs: number,
): Promise<Pick<Observed, 'inputs' | 'studioMode'>> {
  const [inputs, studioMode] = await ask(link, ['GetInputList', 'GetStudioModeEnabled'], timeoutMs);
  return {
    inputs: readInputs(need(inputs, 'GetInputList')),
    studioMode: need(studioMode, 'GetStudioModeEnabled')['studioModeEnabled'] === true,
  };
}

export async function observeScenes(
  link: Batching,
  timeoutMs: number,
): Promise<Pick<Observed, 'scenes' | 'programScene'>> {
  const [scenes] = await ask(link, ['GetSceneList'], timeoutMs);
  const data = need(scenes, 'GetSceneList');
  return { scenes: readScenes(data), programScene: readProgramScene(data) };
}

export async function observeStream(link: Batching, timeoutMs: number): Promise<Observed['stream']> {
  const [stream] = await ask(link, ['GetStreamStatus'], timeoutMs);
  return stream === undefined ? null : readStream(stream);
}

/** What a text source is set to; `text` is null where it could not be read, which counts as different. */
export interface ReadInput {
  readonly text: string | null;
  readonly fromFile: boolean;
}

/** The settings of these inputs by their keys. */
export async function observeTexts(
  link: Batching,
  inputs: readonly ObservedInput[],
  timeoutMs: number,
): Promise<ReadonlyMap<string, ReadInput>> {
  const asked = inputs.slice(0, READ_LIMIT);
  if (asked.length === 0) return new Map();
  const requests = asked.map((input): ObsRequest => ({
    requestType: 'GetInputSettings',
    requestData: inputAddress(input),
  }));
  const results = await link.batch(requests, timeoutMs);
  refuseNotReady(results);
  return new Map(
    asked.map((input, index) => {
      const result = results[index];
      const settings = result?.ok ? result.data['inputSettings'] : null;
      return [keyOf(input), { text: readText(settings), fromFile: readsFromFile(settings) }] as const;
    }),
  );
}

async function ask(
  link: Batching,
  types: readonly ObsRequest['requestType'][],
  timeoutMs: number,
): Promise<readonly ObsResult[]> {
  const results = await link.batch(
    types.map((requestType) => ({ requestType })),
    timeoutMs,
  );
  refuseNotReady(results);
  return results;
}

/** One NotReady makes the whole batch invalid: the other answers may be from before the change. */
function refuseNotReady(results: readonly ObsResult[]): void {
  const refused = results.find((result) => result.code === NOT_READY);
  if (refused !== undefined) throw new RequestRefusedError('a read', NOT_READY, refused.comment);
}

function need(result: ObsResult | undefined, requestType: string): ObsResult['data'] {
  if (result?.ok) return result.data;
  throw new RequestRefusedError(requestType, result?.code ?? 0, result?.comment ?? 'no answer');
}
