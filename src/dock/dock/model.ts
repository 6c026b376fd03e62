import type { Choice } from './choices.js';
import type { Offer, Said } from '../lib/said.js';
import type { GameMode, MapJson, NextRaidJson, SessionJson, SnapshotJson } from '../lib/wire.js';

/** Everything that the dock shows. What the service knows is in the snapshot; the rest is typed here and not sent yet. */
export interface DockModel {
  readonly snapshot: SnapshotJson | null;
  /** The service has stopped answering; the snapshot is then what it said last. */
  readonly isLost: boolean;
  readonly maps: readonly MapJson[];
  /** What was chosen here and is in no snapshot yet: on its way, or waiting for the end of a forgotten raid. */
  readonly pendingChoice: Choice;
  /** The show's game mode, for who has not played yet; null while it is not known. */
  readonly showMode: GameMode | null;
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

/** What the next start from this page takes: what was chosen, else what was played last, else what the show says. */
export function upcoming({ snapshot, showMode, pendingChoice }: DockModel): NextRaidJson | null {
  if (snapshot === null) return null;
  const { raid, next_raid } = snapshot;
  return {
    map_name: next_raid.map_name ?? raid.map_name,
    character_type: next_raid.character_type ?? raid.character_type,
    game_mode: next_raid.game_mode ?? raid.game_mode ?? showMode,
    ...pendingChoice,
  };
}

/** Whether a raid is open that is not forgotten, so that the choosers are about it. */
export function isChoosingForOpen({ snapshot }: DockModel): boolean {
  return snapshot !== null && snapshot.raid.active && !snapshot.raid.stale;
}

/** What the choosers show. */
export function chosen(model: DockModel): NextRaidJson | null {
  if (model.snapshot === null || !isChoosingForOpen(model)) return upcoming(model);
  const { map_name, character_type, game_mode } = model.snapshot.raid;
  return { map_name, character_type, game_mode, ...model.pendingChoice };
}

/** Minutes after a raid's end in which a kill still goes onto it; the service has the last word. */
const LATE_KILL_MS = 5 * 60_000;

/** Where a kill would go now. */
export function killTarget(snapshot: SnapshotJson, nowMs: number): 'open' | 'last' | 'none' {
  const { raid } = snapshot;
  if (raid.active) return 'open';
  if (raid.ended_at !== null && Math.abs(nowMs - Date.parse(raid.ended_at)) <= LATE_KILL_MS) return 'last';
  return 'none';
}
