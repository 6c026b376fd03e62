import type { KeyListJson, SnapshotJson } from '../lib/wire.js';
import type { Choice } from './choice.js';

export interface KeysModel {
  readonly snapshot: SnapshotJson | null;
  readonly isLost: boolean;
  /** Null until the service has answered. */
  readonly list: KeyListJson | null;
  /** The names of the known maps. */
  readonly maps: readonly string[];
  readonly choice: Choice;
  /** Why the keys are not as chosen, in a sentence. */
  readonly fault: string | null;
  /** The value that was copied last, by its id, and whether it is in the clipboard. */
  readonly copied: { readonly id: string; readonly isDone: boolean } | null;
}

export interface KeysActions {
  choose(change: Choice): void;
  /** @param value the element whose text is copied. */
  copy(id: string, value: Element | null): void;
}
