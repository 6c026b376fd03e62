import type { EnemyType, RaidValues } from '../model.js';

/** `last`: the raid that started last, or the kill that was entered last. */
export type IdOrLast = number | 'last';

/** A kill as told afterwards. */
export interface KillFields {
  readonly enemy_type: EnemyType;
  readonly weapon_used?: string;
  readonly headshot?: boolean;
  readonly killed_at?: Date;
}

/** Without these nobody knows what a raid was. */
type Needed = 'map_name' | 'character_type' | 'status';

/** What is known of a raid, told afterwards; `queue_time_seconds` stands for a `matched_at` that is not given. */
export type RaidFields = Pick<RaidValues, Needed> & {
  readonly [Field in Exclude<keyof RaidValues, Needed>]?: NonNullable<RaidValues[Field]>;
};

/** What is corrected; null takes a thing away that is no longer known. */
export type RaidCorrection = Partial<RaidValues>;

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
