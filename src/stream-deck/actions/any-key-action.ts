import { listPictured } from '../../keys/key-list.js';
import type { Settings } from '../app/messages.js';
import { valueOf, type Action, type Field } from './action.js';

/** What is pressed; what only shows something is a readout. */
const KEYS = listPictured().filter(
  ({ group, isTitledByChoice }) => group !== 'Show' && isTitledByChoice !== true,
);
const KEY: Field = {
  name: 'key',
  label: 'Key',
  options: KEYS.map(({ id, name }) => [id, name]),
  initial: 'matched',
};

/** Every key of the program's list, for what has no action of its own. */
export const anyKeyAction: Action = {
  id: 'any-key',
  name: 'Other key',
  tooltip: 'Any other key of the program, such as: the last kill was a headshot, or save a backup.',
  glyph: 'plus',
  controllers: ['Keypad'],
  fields: [KEY],
  face(_state, settings) {
    const { face } = keyOf(settings) ?? {};
    if (face === undefined) return { glyph: 'plus', title: 'Other key', state: 'idle' };
    const { glyph, accent = 'plain', badge, title } = face;
    return { glyph, accent, title: title ?? '', ...(badge === undefined ? {} : { badge }) };
  },
  press(_state, settings) {
    const key = keyOf(settings);
    if (key === undefined) return { kind: 'refuse', sentence: 'Pick a key in the settings.' };
    return { kind: 'call', key: key.id, method: key.method, path: key.path, fields: key.fields };
  },
};

function keyOf(settings: Settings): (typeof KEYS)[number] | undefined {
  const id = valueOf(anyKeyAction, settings, 'key');
  return KEYS.find((key) => key.id === id);
}
