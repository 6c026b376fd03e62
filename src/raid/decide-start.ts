import type { Decision, RaidState } from './change.js';
import type { StartCommand } from './command.js';
import { holds } from './holds.js';
import { canonicalMapName } from './map-names.js';
import type { Raid } from './model.js';
import { RuleError } from './rule-error.js';
import { raidWords } from './words.js';

/** Into the queue; what the key does not name comes from the choice for the next raid, else from the last raid. */
export function decideStart({ open, last, next }: RaidState, command: StartCommand, now: Date): Decision {
  const named = command.map_name === undefined ? undefined : canonicalMapName(command.map_name);
  if (open !== null) return decideStartAgain(open, named, command.character_type);
  const map_name = named ?? next.map_name ?? last?.map_name;
  const character_type = command.character_type ?? next.character_type ?? last?.character_type;
  if (map_name === undefined || character_type === undefined) {
    throw new RuleError('bad-input', missingForStart(map_name, character_type), {
      ...(map_name === undefined && { map_name: 'needed before the first raid' }),
      ...(character_type === undefined && { character_type: 'needed before the first raid: pmc or scav' }),
    });
  }
  const raid = {
    status: 'queuing',
    character_type,
    map_name,
    started_at: now,
    matched_at: null,
    ended_at: null,
    queue_time_seconds: null,
    extract_location: null,
  } as const;
  const nextIsUsedUp = next.map_name !== null || next.character_type !== null;
  return {
    changes: [
      { type: 'insert_raid', raid },
      ...(last !== null ? [{ type: 'end_outcome', raid_id: last.raid_id } as const] : []),
      ...(nextIsUsedUp
        ? [{ type: 'set_next_raid', next: { map_name: null, character_type: null } } as const]
        : []),
    ],
    message: `In the queue for ${raidWords(raid)}.`,
    step: `Queue for ${raidWords(raid)}`,
    raidId: null,
  };
}

function decideStartAgain(open: Raid, map: string | undefined, character: string | undefined): Decision {
  const sameMap = map === undefined || map === open.map_name;
  const sameCharacter = character === undefined || character === open.character_type;
  if (open.status === 'queuing' && sameMap && sameCharacter) {
    return holds(open, `Already in the queue for ${raidWords(open)}.`);
  }
  throw new RuleError(
    'raid-already-open',
    open.status === 'queuing'
      ? `You are in the queue for ${raidWords(open)}. Press Cancel to leave it, or change map and character with Update.`
      : `A raid is open: ${raidWords(open)}. End it first: press Survived, Died or MIA.`,
  );
}

function missingForStart(map: string | undefined, character: string | undefined): string {
  const missing = [map === undefined ? 'map_name' : '', character === undefined ? 'character_type' : ''];
  return `This is the first raid, so say where: add ${missing.filter(Boolean).join(' and ')} to the Queue key.`;
}
