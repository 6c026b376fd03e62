import type { CharacterType, EnemyType, GameMode, Outcome, Raid } from './model.js';

/** Words for sentences. */
export const CHARACTER_WORDS: Readonly<Record<CharacterType, string>> = { pmc: 'PMC', scav: 'Scav' };

export const MODE_WORDS: Readonly<Record<GameMode, string>> = { pvp: 'PvP', pve: 'PvE' };

export const ENEMY_WORDS: Readonly<Record<EnemyType, string>> = {
  scav: 'Scav',
  pmc: 'PMC',
  boss: 'Boss',
  raider: 'Raider',
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  survived: 'survived',
  died: 'died',
  mia: 'missing in action',
};

/** "Customs as PMC", "Woods as Scav in PvE". */
export function raidWords(raid: Pick<Raid, 'map_name' | 'character_type' | 'game_mode'>): string {
  const mode = raid.game_mode === 'pve' ? ` in ${MODE_WORDS.pve}` : '';
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

/** "1 kill", "3 kills". */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
