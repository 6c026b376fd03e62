import type { Kill, NextRaid, Raid } from './model.js';

/** What a command wants stored. The store turns changes into rows and keeps what undo needs. */
export type Change =
  | { readonly type: 'insert_raid'; readonly raid: Omit<Raid, 'raid_id'> }
  | { readonly type: 'update_raid'; readonly raid_id: number; readonly set: Partial<Omit<Raid, 'raid_id'>> }
  | { readonly type: 'delete_raid'; readonly raid_id: number }
  | { readonly type: 'insert_kill'; readonly kill: Omit<Kill, 'kill_id'> }
  | { readonly type: 'set_next_raid'; readonly next: NextRaid }
  /** The outcome of this raid is no longer shown: over for good, even when the raid after it is cancelled. */
  | { readonly type: 'end_outcome'; readonly raid_id: number };

/** What the rules say to a command: nothing to do, or changes and the sentence that tells of them. */
export interface Decision {
  /** Empty: the wish already holds. */
  readonly changes: readonly Change[];
  /** What is told to whoever pressed. */
  readonly message: string;
  /** What the journal calls the step, "Kill: PMC on Customs"; unused when nothing changes. */
  readonly step: string;
  /** The stored raid that this is about; null for a raid that is only now inserted, and for none. */
  readonly raidId: number | null;
}

/** What the rules look at. */
export interface RaidState {
  /** The one open raid. */
  readonly open: Raid | null;
  /** Greatest `started_at`, then id; may be the open one. */
  readonly last: Raid | null;
  readonly next: NextRaid;
}
