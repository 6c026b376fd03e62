import { CHARACTERS } from './game/characters.js';
import { ENEMIES } from './game/enemies.js';
import { MODES } from './game/game-modes.js';
import type { Kill, Raid } from './model.js';
import { OUTCOME_VOCABULARY, type Outcome } from './game/statuses.js';
import type { Vocabulary } from './game/vocabulary.js';
import { counted } from '../lib/counted.js';

/** Words for sentences. */
export const CHARACTER_WORDS = wordsOf(CHARACTERS);
export const MODE_WORDS = wordsOf(MODES);
export const ENEMY_WORDS = wordsOf(ENEMIES);
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = wordsOf(OUTCOME_VOCABULARY);

function wordsOf<T extends string>(vocabulary: Vocabulary<T>): Readonly<Record<T, string>> {
  const entries = Object.entries<Vocabulary[string]>(vocabulary).map(([name, { words }]) => [name, words]);
  return Object.fromEntries(entries) as Record<T, string>;
}

/** "PMC kill with M4A1", "Boss headshot". */
export function killWords(
  kill: Partial<Pick<Kill, 'weapon_used' | 'headshot'>> & Pick<Kill, 'enemy_type'>,
): string {
  const weapon = kill.weapon_used == null ? '' : ` with ${kill.weapon_used}`;
  return `${ENEMY_WORDS[kill.enemy_type]} ${kill.headshot === true ? 'headshot' : 'kill'}${weapon}`;
}

/** "Customs as PMC", "Woods as Scav in PvE". */
export function raidWords(raid: Pick<Raid, 'map_name' | 'character_type' | 'game_mode'>): string {
  const mode = raid.game_mode === 'pvp' ? '' : ` in ${MODE_WORDS[raid.game_mode]}`;
  return `${raid.map_name} as ${CHARACTER_WORDS[raid.character_type]}${mode}`;
}

/** "1:34" or "1:07:42", for sentences and overlay alike. `seconds` is whole and not negative. */
export function clockWords(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The parts that are there, with a space between. */
export function sentence(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' ');
}

export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "5 hours", "40 days", "20 seconds". */
export function timeWords(seconds: number): string {
  if (seconds < 120) return counted(Math.round(seconds), 'second');
  if (seconds < 2 * 3600) return counted(Math.round(seconds / 60), 'minute');
  if (seconds < 48 * 3600) return counted(Math.round(seconds / 3600), 'hour');
  return counted(Math.round(seconds / 86_400), 'day');
}
