import { namesOf, type Vocabulary } from './vocabulary.js';

/** Who the streamer plays. */
export const CHARACTERS = {
  pmc: { words: 'PMC', aliases: ['usec', 'bear', 'pmcs'] },
  scav: { words: 'Scav', aliases: ['scavs', 'savage', 'player_scav', 'pscav'] },
} as const satisfies Vocabulary;

export type CharacterType = keyof typeof CHARACTERS;
export const CHARACTER_TYPES: readonly CharacterType[] = namesOf(CHARACTERS);
