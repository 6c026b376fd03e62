import type { Announced } from './announced.js';
import { fileName } from '../../lib/file-name.js';
import type { Action, ActionOf, Verb } from '../../show/reactions/reaction.js';
import type { JsonObject, ObsRequest, ObsResult } from '../link/link.js';
import { RequestRefusedError } from '../link/link-failure.js';
import type { Observed } from '../observe/observed.js';
import { readNames } from '../observe/read-answers.js';
import {
  EMPTY_CHAPTER,
  formatWithoutChapters,
  inNoScene,
  inStudioMode,
  NO_CHAPTERS_OF_CUSTOM_OUTPUT,
  NO_REPLAY_OF_CUSTOM_OUTPUT,
  NOT_RECORDING,
  noFilter,
  noSound,
  notMedia,
  notThere,
  ReactionError,
  REPLAY_MISSING,
  REPLAY_OFF,
  tooOldForChapters,
  type ReactionFault,
} from './fault.js';
import type { ShownItems } from './shown-items.js';

/** What is done in OBS; `send` is not. Templates are filled in already. */
export type ObsVerb = Exclude<Verb, 'send'>;
export type ObsAction = ActionOf<ObsVerb>;

export function isObsAction(action: Action): action is ObsAction {
  return action.verb !== 'send';
}

/** What is known of OBS when a reaction is looked at or carried out. */
export interface Known extends Pick<
  Observed,
  'obsVersion' | 'websocketVersion' | 'sceneCollection' | 'inputs' | 'scenes' | 'studioMode' | 'programScene'
> {
  readonly groups: readonly string[];
  /** What the show puts on program. */
  readonly shownScenes: readonly string[];
}

/** What carries a reaction out. Nothing is sent once it is too late for it: that rejects with ReactionError. */
export interface Hands {
  readonly known: Known;
  readonly shown: ShownItems;
  /** For what is done before OBS is told. Throws ReactionError where it is too late by now. */
  refuseLate(): void;
  /** Rejects with RequestRefusedError or LinkError. */
  call(requestType: ObsRequest['requestType'], requestData?: JsonObject): Promise<JsonObject>;
  batch(requests: readonly ObsRequest[]): Promise<readonly ObsResult[]>;
  /** That OBS has saved the next replay, and to which file. Begun before it is told to. */
  readonly replaySaved: Announced<string>['begin'];
  /** That OBS records. */
  readonly recordStarted: Announced<true>['begin'];
}

/** What was done. */
export interface Done {
  readonly message: string;
  /** The file of a replay. */
  readonly file?: string;
}

/** OBS has taken it, and says later that it is done. */
export interface Later {
  readonly later: Promise<Done>;
}

interface InObs<Name extends ObsVerb> {
  /** What to ask OBS, to know before it is needed whether it can be done. */
  readonly look: (what: ActionOf<Name>['what'], known: Known) => readonly ObsRequest[];
  /** What the answers say; null: it can be done. */
  readonly judge: (
    what: ActionOf<Name>['what'],
    answers: readonly ObsResult[],
    known: Known,
  ) => ReactionFault | null;
  /** Settles when OBS has taken it. */
  readonly perform: (what: ActionOf<Name>['what'], hands: Hands) => Promise<Done | Later>;
}

const MEDIA_KINDS: ReadonlySet<string> = new Set(['ffmpeg_source', 'vlc_source']);
export function isMediaKind(kind: string): boolean {
  return MEDIA_KINDS.has(kind);
}

/** Whether OBS records by "Custom Output (FFmpeg)", which has neither a replay buffer nor chapters. */
export const CUSTOM_OUTPUT = [profileParameter('Output', 'Mode'), profileParameter('AdvOut', 'RecType')];

const CHAPTER_FORMATS: ReadonlySet<string> = new Set(['hybrid_mp4', 'hybrid_mov']);

/** Each verb in OBS: how to see that it can be done, and how it is done. */
const VERBS_IN_OBS: { readonly [Name in ObsVerb]: InObs<Name> } = {
  save_replay: {
    look: () => [{ requestType: 'GetReplayBufferStatus' }, ...CUSTOM_OUTPUT],
    judge: (_what, [status, mode, type]) =>
      status?.code === 604
        ? noReplay(mode, type)
        : status?.data['outputActive'] === false
          ? REPLAY_OFF
          : null,
    async perform(_what, { call, replaySaved }) {
      // Begun first, because OBS may tell of it before it answers.
      const { said, forget } = replaySaved();
      try {
        // Why there is none is looked at then.
        await called(call('SaveReplayBuffer'), { 501: REPLAY_OFF });
      } catch (error) {
        // Else it would be told the next one's file, and the next one none.
        forget();
        throw error;
      }
      return { later: said.then((file) => ({ message: `Replay saved: ${fileName(file)}.`, file })) };
    },
  },
  chapter: {
    look: () => [
      ...CUSTOM_OUTPUT,
      profileParameter('SimpleOutput', 'RecFormat2'),
      profileParameter('AdvOut', 'RecFormat2'),
    ],
    judge: (_what, [mode, type, simple, advanced], { obsVersion, websocketVersion }) => {
      if (isBefore(websocketVersion, [5, 5])) return tooOldForChapters(obsVersion);
      if (isCustomOutput(mode, type)) return NO_CHAPTERS_OF_CUSTOM_OUTPUT;
      const format = parameter(parameter(mode) === 'Advanced' ? advanced : simple);
      return format === null || CHAPTER_FORMATS.has(format) ? null : formatWithoutChapters(format);
    },
    async perform(name, { call, known, batch }) {
      if (name.trim() === '') throw new ReactionError(EMPTY_CHAPTER);
      try {
        await called(call('CreateRecordChapter', { chapterName: name }), {
          204: tooOldForChapters(known.obsVersion),
          403: EMPTY_CHAPTER,
          501: NOT_RECORDING,
        });
      } catch (error) {
        if (!(error instanceof RequestRefusedError) || error.code !== 702) throw error;
        const [mode, type] = await batch(CUSTOM_OUTPUT);
        throw new ReactionError(
          isCustomOutput(mode, type) ? NO_CHAPTERS_OF_CUSTOM_OUTPUT : formatWithoutChapters(null),
        );
      }
      return { message: `Chapter "${name}" set.` };
    },
  },
  show: {
    look: ({ source, scene }, known) => placesOf(scene, known).map((place) => itemId(place, source)),
    judge: ({ source, scene }, answers, known) => {
      const there = placesOf(scene, known).filter((_place, index) => answers[index]?.ok === true);
      if (there.length > 0)
        return there.some((place) => isCopied(place, known)) ? inStudioMode(source) : null;
      const places = placesOf(undefined, known);
      if (scene !== undefined && !places.includes(scene)) return notThere('scene', scene, places);
      const names = [...known.inputs.map(({ name }) => name), ...places];
      return names.includes(source) ? inNoScene(source, scene) : notThere('source', source, names);
    },
    perform: showOrHide,
  },
  filter: {
    look: ({ source }) => [{ requestType: 'GetSourceFilterList', requestData: { sourceName: source } }],
    judge: ({ source, name }, [list], known) => {
      if (list === undefined) return null;
      const names = [...known.inputs, ...known.scenes].map((other) => other.name);
      if (!list.ok) return list.code === 600 ? notThere('source', source, names) : null;
      const filters = (list.data['filters'] ?? []) as readonly JsonObject[];
      const there = readNames(filters.map(({ filterName }) => filterName));
      if (!there.includes(name)) return noFilter(source, name, there);
      return isCopied(source, known) ? inStudioMode(source, name) : null;
    },
    async perform({ source, name, enabled }, { call }) {
      await call('SetSourceFilterEnabled', {
        ...{ sourceName: source, filterName: name, filterEnabled: enabled },
      });
      return { message: `Filter "${name}" of "${source}" ${enabled ? 'on' : 'off'}.` };
    },
  },
  media: {
    look: () => [],
    judge: ({ source }, _answers, known) => mediaFault(source, known),
    async perform({ source }, { call, known }) {
      // OBS takes it for any input and says that all went well.
      const fault = mediaFault(source, known);
      if (fault !== null) throw new ReactionError(fault);
      await call('TriggerMediaInputAction', {
        ...input(source, known),
        mediaAction: 'OBS_WEBSOCKET_MEDIA_INPUT_ACTION_RESTART',
      });
      return { message: `"${source}" plays.` };
    },
  },
  mute: {
    look: ({ input: name }, known) => [{ requestType: 'GetInputMute', requestData: input(name, known) }],
    judge: ({ input: name }, [mute], known) =>
      mute?.code === 600
        ? notThere('input', name, inputNames(known))
        : mute?.code === 604
          ? noSound(name)
          : null,
    async perform({ input: name, muted }, { call, known }) {
      await called(call('SetInputMute', { ...input(name, known), inputMuted: muted }), {
        604: noSound(name),
      });
      return { message: `"${name}" ${muted ? 'muted' : 'unmuted'}.` };
    },
  },
  record: {
    look: () => [],
    judge: () => null,
    async perform(what, { call, recordStarted }) {
      if (what === 'stop') {
        const has = await hasDone(call('StopRecord'), 501);
        return { message: has ? 'Recording stopped.' : 'OBS was not recording.' };
      }
      // It takes a recording that it then cannot begin, such as into a folder that is gone; and it may say so at once.
      const { said, forget } = recordStarted();
      try {
        if (await hasDone(call('StartRecord'), 500))
          return { later: said.then(() => ({ message: 'Recording started.' })) };
      } catch (error) {
        forget();
        throw error;
      }
      forget();
      return { message: 'OBS was recording already.' };
    },
  },
};

/** False: OBS answered with that code, because it was so already. */
async function hasDone(called: Promise<unknown>, already: number): Promise<boolean> {
  try {
    await called;
    return true;
  } catch (error) {
    if (!(error instanceof RequestRefusedError) || error.code !== already) throw error;
    return false;
  }
}

/** The verb's part; TypeScript cannot follow that it is of this very verb. */
export function inObs({ verb }: ObsAction): InObs<ObsVerb> {
  return VERBS_IN_OBS[verb] as InObs<ObsVerb>;
}

/** Shows the source where it is hidden, or the other way round, and notes what has to be put back. */
async function showOrHide(
  { source, scene, visible = true, for_seconds: forSeconds }: ActionOf<'show'>['what'],
  { known, shown, batch, refuseLate }: Hands,
): Promise<Done> {
  const found = (await idsOf(source, placesOf(scene, known), batch)).map((item) => ({ ...item, source }));
  if (found.length === 0) throw new RequestRefusedError('GetSceneItemId', 600, 'not found');
  const enabled = await batch(
    found.map(({ scene: sceneName, id }) => ({
      requestType: 'GetSceneItemEnabled',
      requestData: { sceneName, sceneItemId: id },
    })),
  );
  const collection = known.sceneCollection ?? '';
  const items = found.map((item, index) => ({
    ...{ ...item, collection },
    enabledThen: enabled[index]?.data['sceneItemEnabled'] === true,
  }));
  const others = items.filter(({ enabledThen }) => enabledThen !== visible);
  // What a reaction has shown already is shown longer.
  const ours = items.filter((item) => !others.includes(item) && shown.find(item)?.enabledThen === !visible);
  const places = [...others, ...ours].map(({ id: _id, ...place }) => place);
  // The look at OBS may have taken long.
  refuseLate();
  if (forSeconds === undefined) shown.forget(items);
  else shown.note(places, forSeconds * 1000);
  await batch(others.map(({ scene: sceneName, id }) => setEnabled(sceneName, id, visible)));
  const word = visible ? 'shown' : 'hidden';
  if (places.length === 0) return { message: `"${source}" was ${word} already.` };
  return { message: `"${source}" ${word}${forSeconds === undefined ? '' : ` for ${forSeconds} s`}.` };
}

/** The item of this source in each of the scenes that has it. */
export async function idsOf(
  source: string,
  scenes: readonly string[],
  batch: Hands['batch'],
): Promise<readonly { readonly scene: string; readonly id: number }[]> {
  const answers = await batch(scenes.map((scene) => itemId(scene, source)));
  const notReady = answers.find(({ code }) => code === 207);
  if (notReady !== undefined) throw new RequestRefusedError('GetSceneItemId', 207, notReady.comment);
  return scenes.flatMap((scene, index) => {
    const id = answers[index]?.data['sceneItemId'];
    return typeof id === 'number' ? [{ scene, id }] : [];
  });
}

function itemId(sceneName: string, sourceName: string): ObsRequest {
  return { requestType: 'GetSceneItemId', requestData: { sceneName, sourceName } };
}

export function setEnabled(sceneName: string, sceneItemId: number, sceneItemEnabled: boolean): ObsRequest {
  return { requestType: 'SetSceneItemEnabled', requestData: { sceneName, sceneItemId, sceneItemEnabled } };
}

/**
 * In studio mode the program is a copy of the scene, as OBS comes: what is shown in the scene itself, and its filters, get
 * there with the next transition. Sources are the same in both: texts, their filters, and the items of a scene inside it
 * change at once.
 */
function isCopied(place: string, { studioMode, programScene, shownScenes }: Known): boolean {
  return studioMode && (place === programScene || shownScenes.includes(place));
}

/** A group is addressed like a scene. */
function placesOf(scene: string | undefined, { scenes, groups }: Known): readonly string[] {
  return scene === undefined ? [...scenes.map(({ name }) => name), ...groups] : [scene];
}

function mediaFault(source: string, known: Known): ReactionFault | null {
  const found = known.inputs.find(({ name }) => name === source);
  if (found === undefined) return notThere('media source', source, inputNames(known));
  return isMediaKind(found.kind) ? null : notMedia(source, found.kind);
}

/** By uuid where there is one: OBS 31 does not find every input by its name. */
function input(name: string, { inputs }: Known): JsonObject {
  const uuid = inputs.find((known) => known.name === name)?.uuid ?? null;
  return uuid === null ? { inputName: name } : { inputUuid: uuid };
}

function inputNames({ inputs }: Known): readonly string[] {
  return inputs.map(({ name }) => name);
}

/** The call, with what its refusals mean. */
async function called(
  call: Promise<JsonObject>,
  meanings: Readonly<Record<number, ReactionFault>>,
): Promise<void> {
  try {
    await call;
  } catch (error) {
    const fault = error instanceof RequestRefusedError ? meanings[error.code] : undefined;
    throw fault === undefined ? error : new ReactionError(fault);
  }
}

function profileParameter(parameterCategory: string, parameterName: string): ObsRequest {
  return { requestType: 'GetProfileParameter', requestData: { parameterCategory, parameterName } };
}

/** Why there is no replay buffer, by the answers to `CUSTOM_OUTPUT`. */
export function noReplay(mode: ObsResult | undefined, type: ObsResult | undefined): ReactionFault {
  return isCustomOutput(mode, type) ? NO_REPLAY_OF_CUSTOM_OUTPUT : REPLAY_MISSING;
}

function isCustomOutput(mode: ObsResult | undefined, type: ObsResult | undefined): boolean {
  return parameter(mode) === 'Advanced' && parameter(type) === 'FFmpeg';
}

function parameter(answer: ObsResult | undefined): string | null {
  const value = answer?.data['parameterValue'] ?? answer?.data['defaultParameterValue'];
  return typeof value === 'string' && value !== '' ? value : null;
}

function isBefore(version: string, [major, minor]: readonly [number, number]): boolean {
  const [isMajor = 0, isMinor = 0] = version.split('.').map(Number);
  return isMajor < major || (isMajor === major && isMinor < minor);
}
