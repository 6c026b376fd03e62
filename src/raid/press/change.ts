import type { Kill, NextRaid, Raid } from '../model.js';
import type { Session } from '../session/session.js';

/** What a command wants stored. The store turns changes into rows and keeps what undo needs. */
export type Change =
  | {
      readonly type: 'insert_raid';
      readonly raid: Omit<Raid, 'raid_id'>;
      readonly kills?: readonly NewKill[];
      /** It is played now, so it is the last raid whatever the clock says. Otherwise it stands where its time puts it. */
      readonly isPlayedNow?: true;
    }
  | { readonly type: 'update_raid'; readonly raid_id: number; readonly set: Partial<Omit<Raid, 'raid_id'>> }
  | { readonly type: 'delete_raid'; readonly raid_id: number }
  | { readonly type: 'insert_kill'; readonly kill: Omit<Kill, 'kill_id'> }
  | { readonly type: 'update_kill'; readonly kill_id: number; readonly set: Partial<NewKill> }
  | { readonly type: 'delete_kill'; readonly kill_id: number }
  | { readonly type: 'insert_session'; readonly session: Omit<Session, 'session_id'> }
  | {
      readonly type: 'update_session';
      readonly session_id: number;
      readonly set: Partial<Omit<Session, 'session_id'>>;
    }
  | { readonly type: 'delete_session'; readonly session_id: number }
  | { readonly type: 'set_next_raid'; readonly next: NextRaid }
  /** All raids of one map are on another one. */
  | { readonly type: 'rename_map'; readonly from: string; readonly to: string }
  /** The outcome of this raid was said at this time: it is shown from then on, and not from the raid's end on. */
  | { readonly type: 'say_outcome'; readonly raid_id: number; readonly at: Date }
  /** The outcome of this raid is no longer shown: over for good, even when the raid after it is cancelled. */
  | { readonly type: 'end_outcome'; readonly raid_id: number };

/** A kill of a raid that is only now stored with it. */
export type NewKill = Omit<Kill, 'kill_id' | 'raid_id'>;

/** What the rules say to a command: nothing to do, or changes and the sentence that tells of them. */
export interface Decision {
  /** Empty: it is already so. */
  readonly changes: readonly Change[];
  /** What is told to whoever pressed. */
  readonly message: string;
  /** What the journal calls the step, "Kill: PMC on Customs"; unused when nothing changes. */
  readonly step: string;
  /** The stored raid that this is about; null for a raid that is only now inserted, and for none. */
  readonly raidId: number | null;
}

/** What the rules look at when something stored is corrected. */
export interface HistoryState {
  readonly open: Raid | null;
  /** The raid that is named, or the raid of the kill that is named; null when there is none. */
  readonly target: Raid | null;
  /** When the target's kills were, the first and the last; null without kills. */
  readonly killTimes: { readonly first: Date; readonly last: Date } | null;
  /** The kill that is named. */
  readonly kill: Kill | null;
}

export interface BeforeLogQueue {
  readonly raid: Raid;
  readonly endPressedAt: Date | null;
}

/** What the rules look at. */
export interface RaidState {
  /** The one open raid. */
  readonly open: Raid | null;
  /** The one that was played last; may be the open one. */
  readonly last: Raid | null;
  /** When the open raid's last kill was, if the raid is stale; null otherwise, and without one. */
  readonly lastKillAt: Date | null;
  /** For an end without an open raid: when the last raid was ended by a key, if nothing was pressed since; null otherwise. */
  readonly endPressedAt: Date | null;
  /**
   * For an end or a kill in a queue that the game's log has begun: the raid before it, and when its end was pressed, if
   * nothing was pressed since. Who comes late with a key means that raid: no key has begun the queue.
   */
  readonly beforeLogQueue?: BeforeLogQueue | null;
  readonly next: NextRaid;
}
