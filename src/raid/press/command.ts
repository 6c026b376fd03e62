import type { HistoryCommand } from '../history/history-command.js';
import type { MergeMapsCommand } from '../history/map-command.js';
import type { SessionCommand } from '../session/session-command.js';
import type { CharacterType, EnemyType, GameMode, SaidOutcome } from '../model.js';

export interface StartCommand {
  readonly type: 'start';
  readonly character_type?: CharacterType;
  readonly map_name?: string;
  readonly game_mode?: GameMode;
}
export interface MatchedCommand {
  readonly type: 'matched';
  /** The key was forgotten, and the match was found so long ago. */
  readonly minutes_ago?: number;
}
export interface KillCommand {
  readonly type: 'kill';
  readonly enemy_type: EnemyType;
  readonly weapon_used?: string;
  readonly headshot?: boolean;
}
/** The raid is over; how it ended is said later, by `end`. */
export interface OverCommand {
  readonly type: 'over';
}
export interface EndCommand {
  readonly type: 'end';
  readonly status: SaidOutcome;
  readonly extract_location?: string;
}
export interface UpdateCommand {
  readonly type: 'update';
  readonly character_type?: CharacterType;
  readonly map_name?: string;
  readonly game_mode?: GameMode;
}
export interface CancelCommand {
  readonly type: 'cancel';
}

/** A command about the open raid, already parsed: enum values are lower case, map names canonical. */
export type RaidCommand =
  StartCommand | MatchedCommand | KillCommand | OverCommand | EndCommand | UpdateCommand | CancelCommand;

/**
 * Stepping through what people pressed. `force` reaches steps that are old and not of the open or last raid, and writes
 * over what other programs have changed in the rows of a step; what would be lost for ever is refused all the same.
 */
export type JournalCommand =
  { readonly type: 'undo'; readonly force?: boolean } | { readonly type: 'redo'; readonly force?: boolean };

/** Raids and sessions that lie in the future are put where they belong. */
export interface MoveBackCommand {
  readonly type: 'move_back';
}

export type Command =
  RaidCommand | HistoryCommand | MergeMapsCommand | SessionCommand | JournalCommand | MoveBackCommand;
