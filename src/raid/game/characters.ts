import { namesOf, type Vocabulary } from './vocabulary.js';

/** Who the streamer plays. */
export const CHARACTERS = {
  pmc: { words: 'PMC', aliases: [], standsInFor: ['usec', 'bear'] },
  scav: { words: 'Scav', aliases: [], standsInFor: ['savage', 'player_scav'] },
} as const satisfies Vocabulary;

export type CharacterType = keyof typeof CHARACTERS;
export const CHARACTER_TYPES: readonly CharacterType[] = namesOf(CHARACTERS);
