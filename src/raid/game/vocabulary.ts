import { nearestName } from '../../lib/nearest-name.js';
import { fold } from './fold.js';

/** One thing that a call can name. */
export interface Word {
  /** In sentences. */
  readonly words: string;
  /** What else is taken for it; case, blanks, `_` and `-` do not matter. */
  readonly aliases: readonly string[];
  /** What is refused, because it is something finer, with this word to use instead. */
  readonly standsInFor?: readonly string[];
}

/** The words of one field, with all that people and other tools call them. */
export type Vocabulary<T extends string = string> = Readonly<Record<T, Word>>;

/** The names themselves, in their order. */
export function namesOf<T extends string>(vocabulary: Vocabulary<T>): readonly T[] {
  return Object.keys(vocabulary) as T[];
}

/** What is meant by a word, in any case and spelling; null when it is none of these. */
export function findWord<T extends string>(vocabulary: Vocabulary<T>, typed: string): T | null {
  const wanted = fold(typed);
  const isMeant = (name: T): boolean =>
    [name, ...vocabulary[name].aliases].some((known) => fold(known) === wanted);
  return namesOf(vocabulary).find(isMeant) ?? null;
}

/** Why a word is refused, to complete "enemy_type …": the right ones, and the nearest of them. */
export function wordFault<T extends string>(vocabulary: Vocabulary<T>, typed: string): string {
  const list = `must be one of ${namesOf(vocabulary).join(', ')}`;
  const hint = standIn(vocabulary, typed) ?? nearest(vocabulary, typed);
  return hint === null ? list : `${list} (${hint})`;
}

function standIn(vocabulary: Vocabulary, typed: string): string | null {
  const wanted = fold(typed);
  for (const name of namesOf(vocabulary)) {
    const finer = vocabulary[name]?.standsInFor?.find((known) => fold(known) === wanted);
    if (finer !== undefined) return `for ${finer} use ${name}`;
  }
  return null;
}

/** Two or three letters are near to everything. */
const SHORTEST_ALIAS = 4;

function nearest(vocabulary: Vocabulary, typed: string): string | null {
  const known = new Map<string, string>();
  for (const [name, { aliases }] of Object.entries(vocabulary)) {
    for (const alias of aliases) if (alias.length >= SHORTEST_ALIAS) known.set(alias, name);
  }
  const names = namesOf(vocabulary);
  // The names first: of two that are as near, the shorter answer.
  const meant = nearestName(typed, [...names, ...known.keys()]);
  if (meant === null) return null;
  return names.includes(meant)
    ? `did you mean ${meant}?`
    : `did you mean ${meant}, which is ${known.get(meant)}?`;
}
