import type { Choice } from '../../client/choices.js';
import type { Ahead } from '../../client/upcoming.js';
import type { Offer, Said } from '../lib/said.js';
import type { MapJson, SessionJson } from '../../client/wire.js';

/** Everything that the dock shows. What the service knows is in the snapshot; the rest is typed here and not sent yet. */
export interface DockModel extends Ahead {
  /** The service has stopped answering; the snapshot is then what it said last. */
  readonly isLost: boolean;
  readonly maps: readonly MapJson[];
  /** The stream session that was on last, as far as it is known here; the snapshot says whether it is on. */
  readonly session: SessionJson | null;
  readonly said: Said | null;
  /** The key beside the sentence; it outlives the sentence, so that a doubled press still finds it there. */
  readonly offer: Offer | null;
  /** Keys that wait for their answer. */
  readonly pressed: ReadonlySet<string>;
  readonly weapon: string;
  readonly recentWeapons: readonly string[];
  readonly extract: string;
  readonly sessionName: string;
  /** True while a map is typed that the list does not have. */
  readonly isTypingMap: boolean;
  /** Milliseconds by the service's clock. */
  readonly nowMs: number;
}

/** What the parts of the dock can do. */
export interface DockActions {
  /** Presses a key: shown at once, answered when the service has stored it. `path` is the call, all are POST. */
  press(key: string, path: string, fields?: object): void;
  /** A press that cannot be sent as it is, with what to do first. */
  refuse(sentence: string): void;
  /** Another map, character or game mode for the raid that is open, else for the next one. */
  choose(choice: Choice): void;
  /** Opens the field for a map that no list has. */
  typeMap(): void;
  /** The map that was typed, null for none; the list is back then. */
  nameMap(name: string | null): void;
  /** What was typed on this page. */
  set(change: Partial<Pick<DockModel, 'weapon' | 'extract' | 'sessionName'>>): void;
}
