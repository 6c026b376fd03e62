import { nearestName } from '../../lib/nearest-name.js';
import { fold } from './fold.js';
import { TARKOV_MAPS } from './maps.js';
import { RuleError } from '../rule-error.js';

/** Longest name kept, in characters: patches add maps, so an unknown name is not refused. */
export const MAP_NAME_MAX_LENGTH = 64;

const BUILT_IN: ReadonlyMap<string, string> = new Map(
  TARKOV_MAPS.flatMap((map) =>
    [map.name, ...map.alsoKnownAs].map((name): [string, string] => [fold(name), map.name]),
  ),
);

/**
 * The canonical name for a known name, log id or alias, however it is spelled; an unknown name is kept as typed, without
 * the blanks and quotes around it.
 * @throws RuleError `bad-input` for an empty name or one over 64 characters.
 */
export function canonicalMapName(typed: string): string {
  const name = withoutQuotes(typed.trim());
  if (name === '') {
    throw new RuleError('bad-input', 'The map has no name. Give a map name such as Customs.', {
      map_name: 'must not be empty',
    });
  }
  if (name.length > MAP_NAME_MAX_LENGTH) {
    throw new RuleError(
      'bad-input',
      `That map name is too long. Use at most ${MAP_NAME_MAX_LENGTH} characters.`,
      {
        map_name: `must be at most ${MAP_NAME_MAX_LENGTH} characters`,
      },
    );
  }
  const folded = fold(name);
  return BUILT_IN.get(folded) ?? BUILT_IN.get(folded.replace(/^the/, '')) ?? name;
}

/** `"Woods"`, as it is copied from elsewhere. */
const QUOTED = /^[\p{Quotation_Mark}`]\s*(.*[\p{L}\p{N}].*?)\s*[\p{Quotation_Mark}`]$/u;

function withoutQuotes(name: string): string {
  const inside = QUOTED.exec(name)?.[1];
  return inside === undefined ? name : withoutQuotes(inside);
}

/** Whether the map is one that the program came with. */
export function isBuiltInMap(canonicalName: string): boolean {
  return BUILT_IN.get(fold(canonicalName)) === canonicalName;
}

/** The same, for a name that may have been stored in another spelling: `town` is `Town` where that was played. */
export function storedMapName(typed: string, stored: readonly string[]): string {
  const name = canonicalMapName(typed);
  if (isBuiltInMap(name) || stored.includes(name)) return name;
  const folded = fold(name);
  return folded === '' ? name : (stored.find((known) => fold(known) === folded) ?? name);
}

/** The map that was most likely meant by a name that is none of the built-in ones; null when nothing is near. */
export function nearestMapName(name: string, others: readonly string[] = []): string | null {
  const names = [...TARKOV_MAPS.flatMap((map) => [map.name, ...map.alsoKnownAs]), ...others];
  const folded = new Map(names.filter((known) => known !== name).map((known) => [fold(known), known]));
  // Two letters are near to everything.
  const meant = nearestName(
    fold(name),
    [...folded.keys()].filter((known) => known.length > 3),
  );
  const known = meant === null ? undefined : folded.get(meant);
  return known === undefined ? null : canonicalMapName(known);
}

/** "Custms is a new map; did you mean Customs?" */
export function newMapWords(name: string, others: readonly string[] = []): string {
  const meant = nearestMapName(name, others);
  return meant === null ? `${name} is a new map.` : `${name} is a new map; did you mean ${meant}?`;
}
