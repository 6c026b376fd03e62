import type {
  CharacterType,
  EnemyType,
  GameMode,
  LogDeed,
  Outcome,
  RaidJson,
  RaidPhase,
  SaidOutcome,
} from './wire.js';

export const UNKNOWN = '–';

export const ENEMY_WORDS: Readonly<Record<EnemyType, string>> = {
  pmc: 'PMC',
  scav: 'Scav',
  raider: 'Raider',
  boss: 'Boss',
};
/** In the order in which they are offered. */
export const ENEMIES = Object.keys(ENEMY_WORDS) as readonly EnemyType[];
export const CHARACTER_WORDS: Readonly<Record<CharacterType, string>> = { pmc: 'PMC', scav: 'Scav' };
export const MODE_WORDS: Readonly<Record<GameMode, string>> = {
  pvp: 'PvP',
  pve: 'PvE',
  season: 'Season',
};
export const PHASE_WORDS: Readonly<Record<RaidPhase, string>> = {
  queuing: 'In queue',
  in_progress: 'In raid',
  over: 'Raid over',
  survived: 'Survived',
  died: 'Killed in action',
  mia: 'Missing in action',
  run_through: 'Run-through',
  transit: 'Transit',
  left: 'Left the raid',
  unknown: 'Outcome unknown',
};
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  survived: 'Survived',
  died: 'Died',
  mia: 'MIA',
  run_through: 'Run-through',
  transit: 'Transit',
  left: 'Left',
  unknown: 'Unknown',
};
const IS_SAID: Readonly<Record<SaidOutcome, true>> = {
  ...{ survived: true, died: true, mia: true },
  ...{ run_through: true, transit: true, left: true },
};
/** What a raid can be ended with, in the order in which they are offered. */
export const SAID_OUTCOMES = Object.keys(IS_SAID) as readonly SaidOutcome[];

const LOG_DEED_WORDS: Readonly<Record<LogDeed, string>> = {
  start: 'the queue',
  matched: 'Matched',
  over: 'Raid over',
  update: 'map and character',
};

/** `From the game’s log: the queue, Matched`; empty where all was pressed. */
export function fromGameLogWords({ from_game_log = [] }: RaidJson): string {
  if (from_game_log.length === 0) return '';
  return `From the game’s log: ${from_game_log.map((deed) => LOG_DEED_WORDS[deed]).join(', ')}`;
}

/** Where a raid stands; null: that cannot be read. */
export function phaseOf({ status, outcome, over_at }: RaidJson): RaidPhase | null {
  if (status === 'in_progress') return over_at === null ? 'in_progress' : 'over';
  return outcome ?? status;
}

/** " in PvE"; PvP is the rule, so that it goes without saying. */
export function inMode(mode: GameMode | null): string {
  return mode === null || mode === 'pvp' ? '' : ` in ${MODE_WORDS[mode]}`;
}

/** The names of a record of words with their words, as lists offer them. */
export function choicesOf<T extends string, Words>(
  words: Readonly<Record<T, Words>>,
): readonly (readonly [T, Words])[] {
  return Object.entries(words) as [T, Words][];
}

/** `1:34`, `1:07:42` */
export function clockWords(seconds: number | null): string {
  if (seconds === null) return UNKNOWN;
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const two = (n: number): string => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

export function percentWords(value: number | null): string {
  return value === null ? UNKNOWN : `${value.toFixed(1)}%`;
}

export function ratioWords(value: number | null): string {
  return value === null ? UNKNOWN : value.toFixed(2);
}

export function countWords(count: number, thing: string): string {
  return `${count.toLocaleString('en-US')} ${thing}${count === 1 ? '' : 's'}`;
}

/** `19:05`, in the viewer's own time zone. */
export function timeOfDay(time: string): string {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
