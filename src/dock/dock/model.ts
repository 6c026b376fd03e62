import type { Said } from '../lib/said.js';
import type { MapJson, SnapshotJson } from '../lib/wire.js';

/** Everything that the dock shows. What the service knows is in the snapshot; the rest is typed here and not sent yet. */
export interface DockModel {
  readonly snapshot: SnapshotJson | null;
  /** The service has stopped answering; the snapshot is then what it said last. */
  readonly isLost: boolean;
  readonly maps: readonly MapJson[];
  readonly said: Said | null;
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
  /** What was typed or opened on this page. */
  set(change: Partial<Pick<DockModel, 'weapon' | 'extract' | 'sessionName' | 'isTypingMap'>>): void;
}

/** The map and character that the next start takes: what was chosen, else what was played last. */
export function upcoming({ raid, next_raid }: SnapshotJson): SnapshotJson['next_raid'] {
  return {
    map_name: next_raid.map_name ?? raid.map_name,
    character_type: next_raid.character_type ?? raid.character_type,
  };
}

/** Minutes after a raid's end in which a kill still goes onto it; the service has the last word. */
const LATE_KILL_MS = 5 * 60_000;

/** Where a kill would go now. */
export function killTarget(snapshot: SnapshotJson, nowMs: number): 'open' | 'last' | 'none' {
  const { raid } = snapshot;
  if (raid.active) return 'open';
  if (raid.ended_at !== null && nowMs - Date.parse(raid.ended_at) <= LATE_KILL_MS) return 'last';
  return 'none';
}
