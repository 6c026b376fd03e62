import { TARKOV_MAPS } from './maps.js';
import { RuleError } from './rule-error.js';

/** Longest name kept, in characters: patches add maps, so an unknown name is not refused. */
export const MAP_NAME_MAX_LENGTH = 64;

const CANONICAL_NAMES: ReadonlyMap<string, string> = new Map(
  TARKOV_MAPS.flatMap((map) =>
    [map.name, ...map.alsoKnownAs].map((name): [string, string] => [name.toLowerCase(), map.name]),
  ),
);

/**
 * The canonical name for a known name, log id or alias in any case; an unknown name is kept as typed, trimmed.
 * @throws RuleError `bad-input` for an empty name or one over 64 characters.
 */
export function canonicalMapName(typed: string): string {
  const name = typed.trim();
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
  return CANONICAL_NAMES.get(name.toLowerCase()) ?? name;
}
