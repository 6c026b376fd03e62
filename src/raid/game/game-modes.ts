import { namesOf, type Vocabulary } from './vocabulary.js';

/** Players against players, the game's own solo mode, and the season that has taken the place of wipes. */
export const MODES = {
  pvp: { words: 'PvP', aliases: ['regular'] },
  pve: { words: 'PvE', aliases: [] },
  season: { words: 'Season', aliases: ['seasonal', 'pvp_season'] },
} as const satisfies Vocabulary;

export type GameMode = keyof typeof MODES;
export const GAME_MODES: readonly GameMode[] = namesOf(MODES);
