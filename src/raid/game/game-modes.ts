import { namesOf, type Vocabulary } from './vocabulary.js';

/** Players against players, or the game's own solo mode. */
export const MODES = {
  pvp: { words: 'PvP', aliases: [], standsInFor: ['regular', 'season', 'pvp_season'] },
  pve: { words: 'PvE', aliases: [] },
} as const satisfies Vocabulary;

export type GameMode = keyof typeof MODES;
export const GAME_MODES: readonly GameMode[] = namesOf(MODES);
