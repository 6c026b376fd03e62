import { figuresOf, type AllTimeStats, type SessionStats } from '../raid/figures/figures.js';
import { NOTHING_CHOSEN } from '../raid/model.js';
import type { Snapshot } from '../raid/snapshot.js';
import { forEachSlice } from '../raid/figures/tally.js';

const SESSION: SessionStats = {
  ...figuresOf([]),
  session_id: null,
  name: null,
  since: new Date(0),
  current_streak: 0,
  best_streak: 0,
};

const ALL_TIME: AllTimeStats = { ...figuresOf([]), favorite_map: null, pmc_scav_ratio: null };

/** A show before its first raid: what the variables are known from, and what a preview starts with. */
export const EMPTY_SNAPSHOT: Snapshot = {
  revision: 0,
  raid: null,
  raid_kills: { scav: 0, pmc: 0, boss: 0, raider: 0 },
  last_finished: null,
  scav_ended_at: null,
  outcome_said_at: null,
  outcome_over: false,
  next_raid: NOTHING_CHOSEN,
  new_map: null,
  session: SESSION,
  all_time: ALL_TIME,
  session_by: forEachSlice(() => SESSION),
  all_time_by: forEachSlice(() => ALL_TIME),
  ahead: { raids: 0, sessions: 0 },
  undo: null,
  redo: null,
};
