import type { Decision, RaidState } from './change.js';
import type { UpdateCommand } from './command.js';
import { holds } from './holds.js';
import { canonicalMapName } from './map-names.js';
import { RuleError } from './rule-error.js';
import { CHARACTER_WORDS, raidWords } from './words.js';

/** Another map or character: of the open raid, else of the next one. */
export function decideUpdate({ open, next }: RaidState, command: UpdateCommand): Decision {
  const map_name = command.map_name === undefined ? undefined : canonicalMapName(command.map_name);
  const { character_type } = command;
  if (map_name === undefined && character_type === undefined) {
    throw new RuleError('bad-input', 'Say what to change: add map_name or character_type to the key.', {
      map_name: 'give this or character_type',
      character_type: 'give this or map_name',
    });
  }
  const wanted = {
    ...(map_name !== undefined && { map_name }),
    ...(character_type !== undefined && { character_type }),
  };
  if (open !== null) {
    const updated = { ...open, ...wanted };
    if (updated.map_name === open.map_name && updated.character_type === open.character_type) {
      return holds(open, `It is already ${raidWords(open)}.`);
    }
    return {
      changes: [{ type: 'update_raid', raid_id: open.raid_id, set: wanted }],
      message: `Corrected: ${raidWords(updated)}.`,
      step: `Correction from ${raidWords(open)} to ${raidWords(updated)}`,
      raidId: open.raid_id,
    };
  }
  const chosen = { ...next, ...wanted };
  const words = [chosen.map_name, chosen.character_type && CHARACTER_WORDS[chosen.character_type]]
    .filter(Boolean)
    .join(' as ');
  if (chosen.map_name === next.map_name && chosen.character_type === next.character_type) {
    return { changes: [], message: `The next raid is already ${words}.`, step: '', raidId: null };
  }
  return {
    changes: [{ type: 'set_next_raid', next: chosen }],
    message: `Next raid: ${words}.`,
    step: `Next raid: ${words}`,
    raidId: null,
  };
}
