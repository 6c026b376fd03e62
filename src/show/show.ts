import type { SessionRules } from '../raid/session/decide-session.js';
import type { GameMode } from '../raid/model.js';
import type { GameMinutes } from './game-minutes.js';
import type { LookChoice } from './look.js';
import type { Phase } from './overlay.js';
import type { ReactionEntry } from './reactions/reaction.js';

/** The show file's shape after it is merged over the default. */
export interface Show extends GameMinutes {
  /** Text source name → template; null: not ours, never written. */
  readonly texts: Readonly<Record<string, string | null>>;
  /** Phase → scene name; null: this phase switches nothing. */
  readonly scenes: Readonly<Record<Phase, string | null>>;
  /** How our scenes look, and what they show. */
  readonly look: LookChoice;
  /** How long the outcome stays after a raid's end. */
  readonly post_raid_seconds: number;
  readonly switch_scenes: boolean;
  /** Parts of names of scenes that are never left, in any case. */
  readonly protected_scenes: readonly string[];
  /** Local time of day, `HH:MM`, at which "today" begins. */
  readonly day_starts_at: string;
  /** The mode of a raid that does not name one. */
  readonly game_mode: GameMode;
  /** How stream sessions go with OBS's stream. */
  readonly sessions: SessionRules;
  /** What raid events do in OBS and in other programs, in the order of the file. */
  readonly reactions: readonly ReactionEntry[];
}
