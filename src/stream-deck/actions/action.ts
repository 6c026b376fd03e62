import type { Choice } from '../../client/choices.js';
import type { GlyphName } from '../../keys/glyphs.js';
import type { Controller, Settings } from '../app/messages.js';
import type { DeckState } from '../deck/deck-state.js';
import type { LiveFace } from '../face/live-face.js';

/** What a press of a key, or a turn of a dial, sets off. */
export type Effect =
  /** `key`: its name for the guard against doubled presses. */
  | {
      readonly kind: 'call';
      readonly key: string;
      /** POST if not given. */
      readonly method?: 'GET' | 'POST';
      readonly path: string;
      readonly fields?: object;
    }
  /** Another map, character or game mode. `isTurning`: a dial is being turned, and may be turned on. */
  | { readonly kind: 'choose'; readonly choice: Choice; readonly isTurning?: boolean }
  /** A press that cannot be sent as it is, with what to do first. */
  | { readonly kind: 'refuse'; readonly sentence: string }
  /** The key's own settings are others now. */
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** Asks the service for everything that is shown. */
  | { readonly kind: 'refresh' };

/** One field of an action's settings, as the property inspector offers it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  /** What can be picked; `maps` and `variables` are asked of the service. Absent: text is typed. */
  readonly options?: readonly (readonly [value: string, words: string])[] | 'maps' | 'variables';
  /** What nothing picked stands for, where it is a choice of its own. */
  readonly none?: string;
  /** What stands where nothing is picked yet. */
  readonly initial?: string;
  /** Only beside this value of another field. */
  readonly only?: { readonly field: string; readonly value: string };
}

/** One kind of key or dial. What it shows and does is a pure function of state, settings and time. */
export interface Action {
  /** Ends its UUID, and names its icon. */
  readonly id: string;
  readonly name: string;
  readonly tooltip: string;
  readonly glyph: GlyphName;
  readonly controllers: readonly Controller[];
  /** What the app says beside a dial. */
  readonly triggers?: { readonly Rotate?: string; readonly Push?: string; readonly Touch?: string };
  readonly fields: readonly Field[];
  readonly face: (state: DeckState, settings: Settings) => LiveFace;
  /** When time alone changes the face next, by the service's clock in ms; null: not before something happens. */
  readonly changesAt?: (state: DeckState, settings: Settings) => number | null;
  /** A press of the key, or of the dial. */
  readonly press: (state: DeckState, settings: Settings) => Effect;
  readonly rotate?: (state: DeckState, settings: Settings, ticks: number) => Effect;
  /** A tap on the touch strip, which is easily touched by accident: without it, nothing happens. */
  readonly touch?: (state: DeckState, settings: Settings) => Effect;
}

/** What is typed or picked in a field; its initial value where nothing is. */
export function valueOf({ fields }: Pick<Action, 'fields'>, settings: Settings, name: string): string {
  const value = settings[name];
  const field = fields.find((one) => one.name === name);
  const text = typeof value === 'string' ? value.trim() : '';
  if (text === '') return field?.initial ?? '';
  const { options } = field ?? {};
  // Another version of the plugin may have written a word that is none now.
  if (typeof options === 'object' && !options.some(([option]) => option === text))
    return field?.initial ?? '';
  return text;
}

/** What stands at a place of a list that goes round and round, in both directions; undefined for an empty list. */
export function around<T>(list: readonly T[], at: number): T | undefined {
  return list[((at % list.length) + list.length) % list.length];
}
