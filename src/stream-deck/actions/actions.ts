import type { Action } from './action.js';
import { anyKeyAction } from './any-key-action.js';
import { characterAction, mapAction, mapDialAction, modeAction } from './choice-actions.js';
import { discardAction, redoAction, undoAction } from './correct-actions.js';
import { headshotAction, killAction, killDialAction } from './kill-actions.js';
import { nextStepAction } from './next-step-action.js';
import { outcomeAction } from './outcome-action.js';
import { readoutAction } from './readout-action.js';
import { obsLampAction, sessionAction } from './show-actions.js';

/** Every kind of key and dial, in the order in which the app lists them. */
export const ACTIONS: readonly Action[] = [
  nextStepAction,
  killAction,
  headshotAction,
  outcomeAction,
  mapAction,
  characterAction,
  modeAction,
  undoAction,
  redoAction,
  discardAction,
  readoutAction,
  obsLampAction,
  sessionAction,
  anyKeyAction,
  mapDialAction,
  killDialAction,
];

/** The plugin's own name in the app; it never changes, because keys that are laid out already hang on it. */
export const PLUGIN_UUID = 'com.tarkov-stream-producer.deck';

export function actionUuid({ id }: Pick<Action, 'id'>): string {
  return `${PLUGIN_UUID}.${id}`;
}

const BY_UUID = new Map(ACTIONS.map((action) => [actionUuid(action), action]));

export function findAction(uuid: string): Action | undefined {
  return BY_UUID.get(uuid);
}
