import type { GameMode } from '../model.js';

/** What the show file says about raids. */
export interface Rules {
  /** The mode of a raid that does not name one. */
  readonly game_mode: GameMode;
}

export const DEFAULT_RULES: Rules = { game_mode: 'pvp' };
