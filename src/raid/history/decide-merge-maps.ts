import { nearestName } from '../../lib/nearest-name.js';
import type { Change, Decision } from '../press/change.js';
import type { MapState, MergeMapsCommand } from './map-command.js';
import { isBuiltInMap, newMapWords, storedMapName } from '../game/map-names.js';
import { RuleError } from '../rule-error.js';
import { counted } from '../../lib/counted.js';
import { sentence } from '../words.js';

/**
 * All raids of one map become raids of another; the choice for the next raid goes with them.
 * @throws RuleError `not-found` when no raid is on that map.
 */
export function decideMergeMaps({ maps, next }: MapState, command: MergeMapsCommand): Decision {
  const stored = maps.map(({ map_name }) => map_name);
  const typed = command.map_name.trim();
  // An older version may have stored what is an alias today: that very name first.
  const from = stored.includes(typed) ? typed : storedMapName(typed, stored);
  const to = storedMapName(
    command.into,
    stored.filter((name) => name !== from),
  );
  const raids = maps.find(({ map_name }) => map_name === from)?.raids ?? 0;
  const isNext = next.map_name === from;
  if (raids === 0 && !isNext) throw noSuchMap(from, stored);
  if (from === to) return { changes: [], message: `Both are ${to} already.`, step: '', raidId: null };
  const changes: Change[] = [];
  if (raids > 0) changes.push({ type: 'rename_map', from, to });
  if (isNext) changes.push({ type: 'set_next_raid', next: { ...next, map_name: to } });
  const moved = raids === 0 ? 'The next raid' : counted(raids, 'raid');
  const isNew = !isBuiltInMap(to) && !stored.includes(to);
  return {
    changes,
    message: sentence(
      `Merged: ${moved} on ${from} ${raids > 1 ? 'are' : 'is'} on ${to} now.`,
      isNew ? newMapWords(to) : '',
    ),
    step: `${moved} moved from ${from} to ${to}`,
    raidId: null,
  };
}

function noSuchMap(name: string, stored: readonly string[]): RuleError {
  const meant = nearestName(name, stored);
  const hint = meant === null ? '' : ` Did you mean ${meant}?`;
  return new RuleError('not-found', `No raid is on ${name}.${hint}`, {
    map_name: 'is no map of a stored raid',
  });
}
