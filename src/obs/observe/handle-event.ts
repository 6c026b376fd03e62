import { followRename } from './bindings.js';
import type { Memory } from '../sync/memory.js';
import type { ObsEvent, ObsEventType } from '../link/obs-event.js';
import { applyRename } from './observed.js';
import { readsFromFile, readText, text } from './read-answers.js';
import { enterPhase, type LinkState } from '../sync/link-state.js';

interface Hint {
  readonly linkState: LinkState;
  readonly memory: Memory;
  readonly data: ObsEvent['data'];
  readonly nowMs: number;
}

// What each event marks as dirty. Events come out of order and some are lost, so they only say what to read again; the
// exceptions are what no read can tell (transitions, exit, a rename without uuids).
const HANDLERS: Readonly<Record<ObsEventType, (hint: Hint) => void>> = {
  ExitStarted: ({ linkState, nowMs }) => enterPhase(linkState, 'closing', nowMs),
  CurrentSceneCollectionChanging: (hint) => enterUnlessClosing(hint, 'changing'),
  CurrentSceneCollectionChanged: (hint) => {
    enterUnlessClosing(hint, 'loading');
    hint.linkState.dirty.add('all');
    // OBS sends no events during the change, so the end of a transition was missed.
    hint.linkState.transitionSinceMs = null;
    hint.linkState.leaving = null;
  },
  SceneNameChanged: (hint) => handleRename(hint, 'scene', hint.data['oldSceneName'], hint.data['sceneName']),
  SceneCreated: ({ linkState }) => void linkState.dirty.add('scenes'),
  SceneRemoved: ({ linkState }) => void linkState.dirty.add('scenes'),
  CurrentProgramSceneChanged: ({ linkState }) => void linkState.dirty.add('scenes'),
  InputNameChanged: (hint) => handleRename(hint, 'input', hint.data['oldInputName'], hint.data['inputName']),
  InputCreated: ({ linkState, data }) => {
    linkState.removed.delete(inputKey(data));
    linkState.dirty.add('inputs');
  },
  InputRemoved: ({ linkState, data }) => {
    linkState.removed.add(inputKey(data));
    linkState.dirty.add('inputs');
  },
  InputSettingsChanged: ({ linkState, data }) => {
    if (isForeignEdit(linkState, data)) linkState.dirty.add('texts');
  },
  StreamStateChanged: ({ linkState }) => void linkState.dirty.add('stream'),
  StudioModeStateChanged: ({ linkState, data }) => {
    if (linkState.observed !== null)
      linkState.observed = { ...linkState.observed, studioMode: data['studioModeEnabled'] === true };
    linkState.dirty.add('scenes');
  },
  SceneItemCreated: ({ linkState }) => void linkState.dirty.add('items'),
  SceneItemRemoved: ({ linkState }) => void linkState.dirty.add('items'),
  SceneItemEnableStateChanged: ({ linkState }) => void linkState.dirty.add('items'),
  SceneTransitionStarted: ({ linkState, nowMs }) => {
    linkState.transitionsStarted += 1;
    linkState.transitionSinceMs = nowMs;
    linkState.programUnconfirmed = false;
    // Not started by us: read the new program scene to know which one is being left.
    if (linkState.leaving === null) linkState.dirty.add('scenes');
  },
  // Nothing of what is read here; the reactions listen for themselves.
  CurrentProfileChanged: () => undefined,
  ReplayBufferStateChanged: () => undefined,
  ReplayBufferSaved: () => undefined,
  RecordStateChanged: () => undefined,
  SourceFilterCreated: () => undefined,
  SourceFilterRemoved: () => undefined,
  SourceFilterNameChanged: () => undefined,
  SourceFilterListReindexed: () => undefined,
  SceneTransitionEnded: ({ linkState }) => {
    linkState.transitionsEnded += 1;
    linkState.transitionSinceMs = null;
    if (linkState.leaving !== null && linkState.transitionsStarted > linkState.leaving.startedBefore)
      linkState.leaving = null;
  },
};

/** Marks what an event says has changed; the sync loops then read it. */
export function handleEvent(linkState: LinkState, memory: Memory, event: ObsEvent, nowMs: number): void {
  HANDLERS[event.type]({ linkState, memory, data: event.data, nowMs });
}

function enterUnlessClosing({ linkState, nowMs }: Hint, phase: 'changing' | 'loading'): void {
  if (linkState.phase !== 'closing') enterPhase(linkState, phase, nowMs);
}

/** Followed at once, so that the next text does not go to the old name. */
function handleRename(
  { linkState, memory }: Hint,
  type: 'input' | 'scene',
  old: unknown,
  now: unknown,
): void {
  linkState.dirty.add(type === 'input' ? 'inputs' : 'scenes');
  const from = text(old);
  const to = text(now);
  if (from === null || to === null) return;
  if (type === 'input') memory.inputBindings = followRename(memory.inputBindings, from, to);
  else memory.sceneBindings = followRename(memory.sceneBindings, from, to);
  if (linkState.observed !== null) linkState.observed = applyRename(linkState.observed, type, from, to);
}

function inputKey(data: ObsEvent['data']): string {
  return text(data['inputUuid']) ?? text(data['inputName']) ?? '';
}

/** OBS also sends events for our own writes; those are no edits. */
function isForeignEdit({ observed, textsUnderWay }: LinkState, data: ObsEvent['data']): boolean {
  const key = inputKey(data);
  if (observed === null || !observed.texts.has(key)) return false;
  const settings = data['inputSettings'];
  if (readsFromFile(settings) !== observed.fromFile.has(key)) return true;
  const now = readText(settings);
  return now !== observed.texts.get(key) && now !== textsUnderWay.get(key);
}
