import type { KeyListJson, SnapshotJson } from '../../client/wire.js';
import type { Choice } from './choice.js';
import type { Copied, Copy } from '../lib/copy.js';

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
  readonly copied: Copied | null;
}

export interface KeysActions {
  choose(change: Choice): void;
  readonly copy: Copy;
}
