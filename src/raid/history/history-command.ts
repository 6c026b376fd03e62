import type { CharacterType, EnemyType, GameMode, RaidStatus } from '../model.js';

/** `last`: the raid that started last, or the kill that was entered last. */
export type IdOrLast = number | 'last';

/** A kill as told afterwards. */
export interface KillFields {
  readonly enemy_type: EnemyType;
  readonly weapon_used?: string;
  readonly headshot?: boolean;
  readonly killed_at?: Date;
}

/** What is known of a raid, told afterwards. */
export interface RaidFields {
  readonly map_name: string;
  readonly character_type: CharacterType;
  readonly status: RaidStatus;
  readonly game_mode?: GameMode;
  readonly started_at?: Date;
  readonly matched_at?: Date;
  readonly ended_at?: Date;
  /** Instead of `matched_at`. */
  readonly queue_time_seconds?: number;
  readonly extract_location?: string;
}

/** What is corrected; null takes a thing away that is no longer known. */
export type RaidCorrection = Partial<
  Omit<RaidFields, 'matched_at' | 'ended_at' | 'queue_time_seconds' | 'extract_location'>
> & {
  readonly matched_at?: Date | null;
  readonly ended_at?: Date | null;
  readonly queue_time_seconds?: number | null;
  readonly extract_location?: string | null;
};

export type KillCorrection = Partial<Omit<KillFields, 'weapon_used' | 'headshot'>> & {
  readonly weapon_used?: string | null;
  readonly headshot?: boolean | null;
};

export interface AddRaidCommand {
  readonly type: 'add_raid';
  readonly raid: RaidFields;
  readonly kills: readonly KillFields[];
}
export interface EditRaidCommand {
  readonly type: 'edit_raid';
  readonly raid_id: IdOrLast;
  readonly set: RaidCorrection;
}
export interface DeleteRaidCommand {
  readonly type: 'delete_raid';
  readonly raid_id: IdOrLast;
}
export interface AddKillsCommand {
  readonly type: 'add_kills';
  readonly raid_id: IdOrLast;
  readonly kills: readonly KillFields[];
}
export interface EditKillCommand {
  readonly type: 'edit_kill';
  readonly kill_id: IdOrLast;
  readonly set: KillCorrection;
}
export interface DeleteKillCommand {
  readonly type: 'delete_kill';
  readonly kill_id: IdOrLast;
}

/** A correction of what is stored, already parsed. */
export type HistoryCommand =
  | AddRaidCommand
  | EditRaidCommand
  | DeleteRaidCommand
  | AddKillsCommand
  | EditKillCommand
  | DeleteKillCommand;
