import type { AheadCount } from './press/ahead.js';
import type { EnemyType, NextRaid, RaidWithCounts } from './model.js';
import type { AllTimeStats, SessionStats } from './figures/figures.js';
import type { Slice } from './figures/tally.js';

/** One step of the journal, as shown to people. */
export interface JournalStep {
  readonly step_id: number;
  /** The command that made it, `start` or `kill`. */
  readonly command: string;
  /** What it did, one plain sentence. */
  readonly sentence: string;
  readonly pressed_at: Date;
}

/** A map that is played, or chosen, for the first time: misspelled, or new in the game. */
export interface NewMap {
  readonly map_name: string;
  /** The map that was most likely meant; null when no name is near. */
  readonly did_you_mean: string | null;
}

/** The truth at one revision: everything that the overlay and the pages show, read in one transaction. */
export interface Snapshot {
  readonly revision: number;
  /** The open raid, else the last one; null before the first. */
  readonly raid: RaidWithCounts | null;
  /** The kills of `raid`, by who was killed. */
  readonly raid_kills: Readonly<Record<EnemyType, number>>;
  /** The newest finished raid; null before the first. */
  readonly last_finished: RaidWithCounts | null;
  /** When the last scav raid of these hours ended; null: there was none, so that a scav is ready. */
  readonly scav_ended_at: Date | null;
  /** When the outcome of `raid` was said, where that was after its end; null: at its end. */
  readonly outcome_said_at: Date | null;
  /** The outcome of `raid` is no longer shown, whatever the clock says. */
  readonly outcome_over: boolean;
  readonly next_raid: NextRaid;
  /** When the open raid, else the next one, is on such a map. */
  readonly new_map: NewMap | null;
  readonly session: SessionStats;
  readonly all_time: AllTimeStats;
  /** The same figures over the raids of one character or game mode. */
  readonly session_by: Readonly<Record<Slice, SessionStats>>;
  readonly all_time_by: Readonly<Record<Slice, AllTimeStats>>;
  /** What lies in the future, because the clock of the PC was ahead. */
  readonly ahead: AheadCount;
  /** The step that undo would take back; null when there is none. */
  readonly undo: JournalStep | null;
  readonly redo: JournalStep | null;
}
