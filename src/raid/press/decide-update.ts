import type { Decision, RaidState } from './change.js';
import type { UpdateCommand } from './command.js';
import { noChange } from './no-change.js';
import { canonicalMapName } from '../game/map-names.js';
import type { NextRaid } from '../model.js';
import { RuleError } from '../rule-error.js';
import { forgottenWords } from './stale-words.js';
import { CHARACTER_WORDS, MODE_WORDS, raidWords, sentence } from '../words.js';

/** Another map, character or game mode: of the open raid, else of the next one. */
export function decideUpdate({ open, next }: RaidState, command: UpdateCommand, now: Date): Decision {
  const { map_name, character_type, game_mode } = command;
  if (map_name === undefined && character_type === undefined && game_mode === undefined) {
    throw new RuleError('bad-input', 'Say what to change: add map_name or character_type to the key.', {
      map_name: 'give this or character_type',
      character_type: 'give this or map_name',
    });
  }
  const wanted = {
    ...(map_name !== undefined && { map_name: canonicalMapName(map_name) }),
    ...(character_type !== undefined && { character_type }),
    ...(game_mode !== undefined && { game_mode }),
  };
  if (open === null) return decideNext(next, { ...next, ...wanted });
  const updated = { ...open, ...wanted };
  if (sameChoice(updated, open)) {
    return noChange(open, sentence(`It is already ${raidWords(open)}.`, forgottenWords(open, open, now)));
  }
  return {
    changes: [{ type: 'update_raid', raid_id: open.raid_id, set: wanted }],
    message: sentence(`Corrected: ${raidWords(updated)}.`, forgottenWords(open, updated, now)),
    step: `Correction from ${raidWords(open)} to ${raidWords(updated)}`,
    raidId: open.raid_id,
  };
}

function decideNext(next: NextRaid, chosen: NextRaid): Decision {
  const character = chosen.character_type && CHARACTER_WORDS[chosen.character_type];
  const mode = chosen.game_mode === null ? '' : ` in ${MODE_WORDS[chosen.game_mode]}`;
  const words = `${[chosen.map_name, character].filter(Boolean).join(' as ')}${mode}`.trim();
  if (sameChoice(chosen, next)) {
    return { changes: [], message: `The next raid is already ${words}.`, step: '', raidId: null };
  }
  return {
    changes: [{ type: 'set_next_raid', next: chosen }],
    message: `Next raid: ${words}.`,
    step: `Next raid: ${words}`,
    raidId: null,
  };
}

function sameChoice(one: NextRaid, other: NextRaid): boolean {
  return (
    one.map_name === other.map_name &&
    one.character_type === other.character_type &&
    one.game_mode === other.game_mode
  );
}
