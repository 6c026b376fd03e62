import type { Action } from '../actions/action.js';
import { findAction } from '../actions/actions.js';
import type { Controller, KeyMessage, PluginMessage, Settings } from '../app/messages.js';
import { drawDial, drawKey } from '../face/draw.js';
import type { LiveFace } from '../face/live-face.js';
import type { DeckState } from './deck-state.js';

/** One key or dial that can be seen now, or a part of a multi action. */
export interface Instance {
  readonly context: string;
  readonly device: string;
  readonly action: Action;
  readonly controller: Controller;
  readonly isInMultiAction: boolean;
  settings: Settings;
  /** What the last press came to, shown in place of the face for a while. */
  notice: { readonly sentence: string; readonly isRefusal: boolean; readonly untilMs: number } | null;
  /** The face that the app has. */
  shown: string;
}

/** null: a key of another version of the plugin. */
export function createInstance(message: KeyMessage): Instance | null {
  const action = findAction(message.action);
  if (action === undefined) return null;
  const { context, device, payload } = message;
  return {
    ...{ context, device, action, controller: payload.controller, settings: settingsOf(message) },
    ...{ isInMultiAction: payload.isInMultiAction === true, notice: null, shown: '' },
  };
}

export function settingsOf({ payload }: KeyMessage): Settings {
  const settings: unknown = payload.settings;
  return typeof settings === 'object' && settings !== null ? (settings as Settings) : {};
}

/** How long a sentence stays on a face. */
export const NOTICE_MS = 2_000;

/** What the key or dial shows now. */
export function faceOf(instance: Instance, state: DeckState, monotonicMs: number): LiveFace {
  const { action, settings, notice } = instance;
  if (state.link.kind === 'connecting') return awayFace(instance, 'Connecting');
  if (state.link.kind === 'away') return awayFace(instance, state.link.word);
  if (notice !== null && notice.untilMs > monotonicMs) {
    return {
      ...{ glyph: 'cross', title: '', sentence: notice.sentence },
      ...(notice.isRefusal ? { state: 'refused' as const } : {}),
    };
  }
  return action.face(state, settings);
}

/** Grey, because nothing is known. @param word why. */
export function awayFace({ action }: Instance, word: string): LiveFace {
  return { glyph: action.glyph, caption: word, title: action.name, state: 'away' };
}

/** Milliseconds until time alone changes what is shown; null: not before something happens. */
export function changesInMs(instance: Instance, state: DeckState, monotonicMs: number): number | null {
  const { action, settings, notice, isInMultiAction } = instance;
  if (isInMultiAction) return null;
  if (notice !== null && notice.untilMs > monotonicMs) return notice.untilMs - monotonicMs;
  const atMs = state.link.kind === 'live' ? (action.changesAt?.(state, settings) ?? null) : null;
  return atMs === null ? null : atMs - state.nowMs;
}

/** What to tell the app, so that it shows the face; null where it does already, or can show none. */
export function showFace(instance: Instance, face: LiveFace): PluginMessage | null {
  if (instance.isInMultiAction) return null;
  const text = JSON.stringify(face);
  if (instance.shown === text) return null;
  instance.shown = text;
  const { context } = instance;
  return instance.controller === 'Encoder'
    ? { event: 'setFeedback', context, payload: { face: dataUri(drawDial(face)) } }
    : { event: 'setImage', context, payload: { image: dataUri(drawKey(face)) } };
}

function dataUri(svg: string): string {
  return `data:image/svg+xml;charset=utf8,${encodeURIComponent(svg)}`;
}
