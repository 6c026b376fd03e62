import type { Generated } from 'kysely';
import type {
  CharacterType,
  EnemyType,
  GameMode,
  OutcomeDetail,
  RaidState,
  RaidStatus,
} from '../raid/model.js';

/** UTC in SQLite's own text form, `2026-11-22 19:03:11.250`; see time.ts. */
export type TimeText = string;

export interface RaidsTable {
  raid_id: Generated<number>;
  started_at: TimeText;
  ended_at: TimeText | null;
  map_name: string;
  character_type: CharacterType;
  queue_time_seconds: number | null;
  status: RaidStatus;
  extract_location: string | null;
  matched_at: TimeText | null;
  game_mode: Generated<GameMode>;
  /** What `status` does not say of how the raid ended. See migration 0009. */
  outcome_detail: OutcomeDetail | null;
  over_at: TimeText | null;
  /** What the game's own log did in it, with a comma between. See migration 0010. */
  game_log: string | null;
  /** With `started_at` the order of play. Left out: where the time puts the raid. See migration 0007. */
  clock_era: Generated<number>;
}

/** From when on the clock said what it says since it was set back. */
export interface ClockErasTable {
  clock_era: number;
  began_at: TimeText;
}

export interface KillsTable {
  kill_id: Generated<number>;
  raid_id: number;
  killed_at: TimeText;
  enemy_type: EnemyType;
  weapon_used: string | null;
  /** SQLite knows no booleans. */
  headshot: 0 | 1 | null;
}

export interface JournalTable {
  step_id: Generated<number>;
  pressed_at: TimeText;
  command: string;
  sentence: string;
  raid_id: number | null;
  /** JSON of RowChange[]. */
  row_changes: string;
  undone: Generated<0 | 1>;
}

export interface AppStateTable {
  id: 1;
  revision: number;
  next_map_name: string | null;
  next_character_type: CharacterType | null;
  next_game_mode: GameMode | null;
  outcome_over_raid_id: number | null;
  /** Whose outcome was said when, where that was long after the raid's end. */
  outcome_said_raid_id: number | null;
  outcome_said_at: TimeText | null;
  stream_run_at: TimeText | null;
  stream_run_began_at: TimeText | null;
  /** The game's log has changed something since the last press. */
  game_log_acted: 0 | 1;
}

/** What is counted of kills. */
export interface KillSums {
  scav_kills: number;
  pmc_kills: number;
  boss_kills: number;
  raider_kills: number;
  headshots: number;
  headshots_known: number;
}

/** Sums over the raids of one key; triggers keep it, nothing else may write it. See migrations 0003 and 0009. */
export interface TotalsTable extends KillSums {
  character_type: CharacterType;
  map_name: string;
  /** With what `outcome_detail` adds to it. */
  status: RaidState;
  game_mode: GameMode;
  raids: number;
  queue_seconds: number;
  queues: number;
  raid_ms: number;
  timed_raids: number;
}

/** Sums over the kills of one raid; triggers keep it, nothing else may write it. See migration 0008. */
export interface RaidKillsTable extends KillSums {
  raid_id: number;
}

export interface SessionsTable {
  session_id: Generated<number>;
  name: string | null;
  started_at: TimeText;
  ended_at: TimeText | null;
  opened_by: 'press' | 'stream';
  stream_lost_at: TimeText | null;
  stream_began_at: TimeText | null;
}

export interface Schema {
  raids: RaidsTable;
  kills: KillsTable;
  journal: JournalTable;
  app_state: AppStateTable;
  totals: TotalsTable;
  raid_kills: RaidKillsTable;
  sessions: SessionsTable;
  clock_eras: ClockErasTable;
}
