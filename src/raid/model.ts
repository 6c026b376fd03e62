import type { CharacterType } from './game/characters.js';
import type { EnemyType } from './game/enemies.js';
import type { GameMode } from './game/game-modes.js';
import type { Outcome, RaidStatus } from './game/statuses.js';

export { CHARACTER_TYPES, type CharacterType } from './game/characters.js';
export { ENEMY_TYPES, type EnemyType } from './game/enemies.js';
export { GAME_MODES, type GameMode } from './game/game-modes.js';
export {
  END_STATUSES,
  isEnded,
  isOpen,
  isOutcome,
  isOver,
  OPEN_STATUSES,
  OUTCOME_DETAILS,
  OUTCOMES,
  RAID_STATES,
  RAID_STATUSES,
  phaseOfRaid,
  SAID_OUTCOMES,
  standingOf,
  type EndStatus,
  type Outcome,
  type OutcomeDetail,
  type RaidPhase,
  type RaidState,
  type RaidStatus,
  type SaidOutcome,
} from './game/statuses.js';

/** A stored value that cannot be read: a damaged disk, or another program. */
export interface UnreadableField {
  readonly field: string;
  /** What stands there, shortened. */
  readonly stored: string | null;
}

/** What the game's own log can do in a raid, by the command that does it. */
export const LOG_DEEDS = ['start', 'matched', 'over', 'update'] as const;
export type LogDeed = (typeof LOG_DEEDS)[number];

/** One raid as stored. Times are instants; null is "not yet" or "unknown", never zero. */
export interface Raid {
  readonly raid_id: number;
  readonly status: RaidStatus;
  /** How it ended, as the game counts it: one word or a finer one than `status`. Null while it is open. */
  readonly outcome: Outcome | null;
  readonly character_type: CharacterType;
  readonly game_mode: GameMode;
  readonly map_name: string;
  /** When the queue was entered. */
  readonly started_at: Date;
  /** When the matched key was pressed; null while queuing and when the key was never pressed. */
  readonly matched_at: Date | null;
  /** When the raid's clock was stopped, because it was over and its outcome not said yet; null otherwise. */
  readonly over_at: Date | null;
  readonly ended_at: Date | null;
  /** matched − started in whole seconds; null when unknown. */
  readonly queue_time_seconds: number | null;
  readonly extract_location: string | null;
  /** What the game's own log did in it, in its order. Absent where nothing is from there. */
  readonly from_game_log?: readonly LogDeed[] | undefined;
  /** Fields that hold nothing sensible; what the raid has in their place only keeps it usable. Absent where all is well. */
  readonly unreadable?: readonly UnreadableField[];
}

/** What people can say of a raid: its values, without what names it. */
export type RaidValues = Omit<Raid, 'raid_id' | 'from_game_log' | 'unreadable'>;

/** What a raid has not yet while it queues. */
export const NOTHING_YET = {
  outcome: null,
  matched_at: null,
  over_at: null,
  ended_at: null,
  queue_time_seconds: null,
  extract_location: null,
} as const satisfies Partial<RaidValues>;

/** A raid with the counts of its kills: what every outside view of a raid shows. */
export interface RaidWithCounts extends Raid {
  readonly kill_count: number;
  readonly headshot_count: number;
}

export interface Kill {
  readonly kill_id: number;
  readonly raid_id: number;
  readonly killed_at: Date;
  readonly enemy_type: EnemyType;
  readonly weapon_used: string | null;
  /** null: the streamer did not say. */
  readonly headshot: boolean | null;
  readonly unreadable?: readonly UnreadableField[];
}

/** What is chosen for the raid after this one; used by start for what it does not name. */
export interface NextRaid {
  readonly map_name: string | null;
  readonly character_type: CharacterType | null;
  readonly game_mode: GameMode | null;
}

export const NOTHING_CHOSEN: NextRaid = { map_name: null, character_type: null, game_mode: null };

/** Whole seconds that have passed from `from` to `to`, never negative (a PC's clock may step back). */
export function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, Math.floor((to.getTime() - from.getTime()) / 1000));
}
