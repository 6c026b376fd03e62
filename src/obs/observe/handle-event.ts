import { followRename } from './bindings.js';
import type { Memory } from '../sync/memory.js';
import type { ObsEvent, ObsEventType } from '../link/obs-event.js';
import { applyRename } from './observed.js';
import { readsFromFile, readText, text } from './read-answers.js';
import { enterPhase, type LinkState } from '../sync/link-state.js';

interface Hint {
  readonly session: LinkState;
  readonly memory: Memory;
  readonly data: ObsEvent['data'];
  readonly nowMs: number;
}

// What each event makes stale. Events come out of order and some are lost, so they carry no truth, only the news that
// it is worth reading; the exceptions are what no read can tell (transitions, exit, a rename without uuids).
const HANDLERS: Readonly<Record<ObsEventType, (hint: Hint) => void>> = {
  ExitStarted: ({ session, nowMs }) => enterPhase(session, 'closing', nowMs),
  CurrentSceneCollectionChanging: (hint) => enterUnlessClosing(hint, 'changing'),
  CurrentSceneCollectionChanged: (hint) => {
    enterUnlessClosing(hint, 'loading');
    hint.session.dirty.add('all');
    // Its end was among the events that OBS keeps to itself meanwhile.
    hint.session.transitionSinceMs = null;
    hint.session.leaving = null;
  },
  SceneNameChanged: (hint) => heedRename(hint, 'scene', hint.data['oldSceneName'], hint.data['sceneName']),
  SceneCreated: ({ session }) => void session.dirty.add('scenes'),
  SceneRemoved: ({ session }) => void session.dirty.add('scenes'),
  CurrentProgramSceneChanged: ({ session }) => void session.dirty.add('scenes'),
  InputNameChanged: (hint) => heedRename(hint, 'input', hint.data['oldInputName'], hint.data['inputName']),
  InputCreated: ({ session, data }) => {
    session.removed.delete(inputKey(data));
    session.dirty.add('inputs');
  },
  InputRemoved: ({ session, data }) => {
    session.removed.add(inputKey(data));
    session.dirty.add('inputs');
  },
  InputSettingsChanged: ({ session, data }) => {
    if (isForeignEdit(session, data)) session.dirty.add('texts');
  },
  StreamStateChanged: ({ session }) => void session.dirty.add('stream'),
  StudioModeStateChanged: ({ session, data }) => {
    if (session.observed !== null)
      session.observed = { ...session.observed, studioMode: data['studioModeEnabled'] === true };
    session.dirty.add('scenes');
  },
  SceneItemCreated: ({ session }) => void session.dirty.add('items'),
  SceneItemRemoved: ({ session }) => void session.dirty.add('items'),
  SceneItemEnableStateChanged: ({ session }) => void session.dirty.add('items'),
  SceneTransitionStarted: ({ session, nowMs }) => {
    session.transitionsStarted += 1;
    session.transitionSinceMs = nowMs;
    session.programUnconfirmed = false;
    // Not begun by us: which scene it leaves is known by reading which one it leads to.
    if (session.leaving === null) session.dirty.add('scenes');
  },
  // Nothing of what is read here; the reactions listen for themselves.
  CurrentProfileChanged: () => undefined,
  ReplayBufferStateChanged: () => undefined,
  ReplayBufferSaved: () => undefined,
  SceneTransitionEnded: ({ session }) => {
    session.transitionsEnded += 1;
    session.transitionSinceMs = null;
    if (session.leaving !== null && session.transitionsStarted > session.leaving.startedBefore)
      session.leaving = null;
  },
};

/** Notes what an event hints at; the lanes then read the truth. */
export function handleEvent(session: LinkState, memory: Memory, event: ObsEvent, nowMs: number): void {
  HANDLERS[event.type]({ session, memory, data: event.data, nowMs });
}

function enterUnlessClosing({ session, nowMs }: Hint, phase: 'changing' | 'loading'): void {
  if (session.phase !== 'closing') enterPhase(session, phase, nowMs);
}

/** Followed at once, so that the next text does not go to the old name. */
function heedRename({ session, memory }: Hint, type: 'input' | 'scene', old: unknown, now: unknown): void {
  session.dirty.add(type === 'input' ? 'inputs' : 'scenes');
  const from = text(old);
  const to = text(now);
  if (from === null || to === null) return;
  if (type === 'input') memory.inputBindings = followRename(memory.inputBindings, from, to);
  else memory.sceneBindings = followRename(memory.sceneBindings, from, to);
  if (session.observed !== null) session.observed = applyRename(session.observed, type, from, to);
}

function inputKey(data: ObsEvent['data']): string {
  return text(data['inputUuid']) ?? text(data['inputName']) ?? '';
}

/** OBS tells us of our own writes too; those are no news. */
function isForeignEdit({ observed, textsUnderWay }: LinkState, data: ObsEvent['data']): boolean {
  const key = inputKey(data);
  if (observed === null || !observed.texts.has(key)) return false;
  const settings = data['inputSettings'];
  if (readsFromFile(settings) !== observed.fromFile.has(key)) return true;
  const now = readText(settings);
  return now !== observed.texts.get(key) && now !== textsUnderWay.get(key);
}
