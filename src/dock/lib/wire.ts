// The parts of the public HTTP API that the pages read; README and /openapi.json describe all of it.

export type RaidStatus = 'queuing' | 'in_progress' | 'survived' | 'died' | 'mia';
export type Outcome = 'survived' | 'died' | 'mia';
export type CharacterType = 'pmc' | 'scav';
export type GameMode = 'pvp' | 'pve';
export type EnemyType = 'scav' | 'pmc' | 'boss' | 'raider';

/** A field whose stored value cannot be read; it is null in what it is a field of. */
export interface UnreadableJson {
  readonly field: string;
  /** The beginning of what is stored there; null: nothing. */
  readonly stored: string | null;
}

export interface RaidJson {
  readonly raid_id: number | null;
  readonly status: RaidStatus | null;
  readonly active: boolean;
  /** A key was forgotten: nobody can be in it any more, and the next start closes it. */
  readonly stale?: boolean;
  readonly character_type: CharacterType | null;
  readonly game_mode: GameMode | null;
  readonly map_name: string | null;
  readonly started_at: string | null;
  readonly matched_at: string | null;
  readonly ended_at: string | null;
  readonly queue_time_seconds: number | null;
  /** From the queue's start on. */
  readonly raid_duration_seconds: number | null;
  readonly time_in_raid_seconds: number | null;
  readonly kill_count: number;
  readonly headshot_count: number | null;
  readonly extract_location: string | null;
  readonly unreadable?: readonly UnreadableJson[];
}

/** What is chosen for the next raid; null where nothing is. */
export interface NextRaidJson {
  readonly map_name: string | null;
  readonly character_type: CharacterType | null;
  readonly game_mode: GameMode | null;
}

export interface NewMapJson {
  readonly map_name: string;
  readonly did_you_mean: string | null;
}

export interface SessionJson {
  readonly session_id: number | null;
  readonly name: string | null;
  readonly since: string;
  readonly total_raids: number;
  readonly total_kills: number;
  readonly survived: number;
  readonly deaths: number;
  readonly survival_rate: number | null;
  readonly kd_ratio: number;
  readonly average_queue_time_seconds: number | null;
  readonly current_streak: number;
  readonly best_streak: number;
}

export interface SessionHeadJson {
  readonly session_id: number;
  readonly name: string | null;
  /** Null: cannot be read. */
  readonly started_at: string | null;
  /** A session that a key opened is closed by a key alone. */
  readonly opened_by: 'press' | 'stream' | null;
  readonly unreadable?: readonly UnreadableJson[];
}

export interface ObsJson {
  readonly state: string;
  readonly message: string;
  readonly url: string;
  readonly obs_version: string | null;
  readonly program_scene: string | null;
  readonly scene_collection: string | null;
  readonly studio_mode: boolean | null;
  readonly lamp: { readonly look: 'good' | 'note' | 'warn' | 'wait' | 'bad'; readonly word: string };
  /** What is not as the show wants it, the most pressing first. */
  readonly problems: readonly ProblemJson[];
}

export interface ProblemJson {
  readonly code: string;
  /** `attention`: viewers miss something. */
  readonly severity: 'attention' | 'note';
  readonly finding: string;
  readonly remedy: string;
}

export interface StepJson {
  readonly step_id: number;
  readonly command: string;
  readonly sentence: string;
  readonly pressed_at: string;
}

export interface RehearsalJson {
  readonly seconds_left: number;
  readonly message: string;
}

/** What lies in the future: the clock of the PC was ahead. */
export interface InFutureJson {
  readonly raids: number;
  readonly sessions: number;
  readonly message: string;
}

/** What the `snapshot` event carries. */
export interface SnapshotJson {
  readonly revision: number;
  readonly in_future: InFutureJson | null;
  /** The service's clock when it was sent. */
  readonly now: string;
  readonly raid: RaidJson;
  readonly next_raid: NextRaidJson;
  /** The map of the open raid, else of the next one, when it is none that was known or played before. */
  readonly new_map?: NewMapJson | null;
  readonly session: SessionJson;
  readonly obs: ObsJson;
  readonly undo: StepJson | null;
  readonly redo: StepJson | null;
  readonly rehearsal?: RehearsalJson | null;
}

export interface MapJson {
  readonly name: string;
  readonly minutes: number;
  readonly extracts: Readonly<Record<CharacterType, readonly string[]>>;
}
