import { openPhase } from '../../client/next-step.js';
import type { StepJson } from '../../client/wire.js';
import type { LiveFace } from '../face/live-face.js';
import type { Action } from './action.js';

export const undoAction: Action = {
  id: 'undo',
  name: 'Undo',
  tooltip: 'Takes the last press back, and says what that is.',
  glyph: 'undo',
  controllers: ['Keypad'],
  fields: [],
  face: ({ snapshot }) => stepFace('undo', 'Undo', snapshot?.undo ?? null),
  press: () => ({ kind: 'call', key: 'undo', path: '/undo' }),
};

export const redoAction: Action = {
  id: 'redo',
  name: 'Redo',
  tooltip: 'Does again what Undo took back, and says what that is.',
  glyph: 'redo',
  controllers: ['Keypad'],
  fields: [],
  face: ({ snapshot }) => stepFace('redo', 'Redo', snapshot?.redo ?? null),
  press: () => ({ kind: 'call', key: 'redo', path: '/redo' }),
};

function stepFace(glyph: 'undo' | 'redo', name: string, step: StepJson | null): LiveFace {
  if (step === null) return { glyph, title: name, caption: 'Nothing', state: 'idle' };
  return { glyph, title: name, sentence: step.sentence, accent: 'plain' };
}

export const discardAction: Action = {
  id: 'discard',
  name: 'Discard',
  tooltip: 'Removes the open raid, as if it had never been started. Undo brings it back.',
  glyph: 'trash',
  controllers: ['Keypad'],
  fields: [],
  face({ snapshot }) {
    const phase = openPhase(snapshot);
    if (phase === null && snapshot?.raid.stale !== true) {
      return { glyph: 'trash', title: 'Discard', caption: 'No raid', state: 'idle' };
    }
    const caption = snapshot?.raid.map_name ?? '';
    return phase === 'queuing'
      ? { glyph: 'leave', title: 'Leave the queue', caption }
      : { glyph: 'trash', title: 'Discard raid', caption };
  },
  press: () => ({ kind: 'call', key: 'cancel', path: '/raid/cancel' }),
};
