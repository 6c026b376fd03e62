import type { GameMode } from '../model.js';

/** What the show file says about raids. */
export interface RaidDefaults {
  /** The mode of a raid that does not name one. */
  readonly game_mode: GameMode;
}

export const RAID_DEFAULTS: RaidDefaults = { game_mode: 'pvp' };
