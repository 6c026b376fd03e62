import type { Choice } from './choices.js';
import type { GameMode, NextRaidJson, SnapshotJson } from './wire.js';

/** What says which raid comes next. */
export interface Ahead {
  readonly snapshot: SnapshotJson | null;
  /** What was chosen here and is in no snapshot yet: on its way, or waiting for the end of a forgotten raid. */
  readonly pendingChoice: Choice;
  /** The show's game mode, for who has not played yet; null while it is not known. */
  readonly showMode: GameMode | null;
}

/** What the next start from here takes: what was chosen, else what was played last, else what the show says. */
export function upcoming({ snapshot, showMode, pendingChoice }: Ahead): NextRaidJson | null {
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
export function isChoosingForOpen({ snapshot }: Pick<Ahead, 'snapshot'>): boolean {
  return snapshot !== null && snapshot.raid.active && !snapshot.raid.stale;
}

/** What the choosers show. */
export function chosen(ahead: Ahead): NextRaidJson | null {
  if (ahead.snapshot === null || !isChoosingForOpen(ahead)) return upcoming(ahead);
  const { map_name, character_type, game_mode } = ahead.snapshot.raid;
  return { map_name, character_type, game_mode, ...ahead.pendingChoice };
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

/** When the last raid takes no more kills, though nobody presses anything; null: it takes none now. */
export function lateKillsEndAt(snapshot: SnapshotJson, nowMs: number): number | null {
  const { ended_at } = snapshot.raid;
  return ended_at === null || killTarget(snapshot, nowMs) !== 'last'
    ? null
    : Date.parse(ended_at) + LATE_KILL_MS + 1;
}
