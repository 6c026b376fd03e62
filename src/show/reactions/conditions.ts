import { nearestName } from '../../lib/nearest-name.js';
import { CHARACTERS } from '../../raid/game/characters.js';
import { ENEMIES } from '../../raid/game/enemies.js';
import { MODES } from '../../raid/game/game-modes.js';
import { canonicalMapName } from '../../raid/game/map-names.js';
import { OUTCOME_VOCABULARY, STATUS_VOCABULARY } from '../../raid/game/statuses.js';
import { findWord, wordFault, type Vocabulary } from '../../raid/game/vocabulary.js';
import type { Kill, RaidWithCounts } from '../../raid/model.js';

/** What a field of the event must be. */
export type ConditionValue = string | number | boolean | null;

/** Field → value; all of them must hold. */
export type Condition = Readonly<Record<string, ConditionValue>>;

/** What happened, with everything that a condition may ask for. */
export interface EventFields {
  readonly raid: RaidWithCounts;
  /** Of a kill alone. */
  readonly kill: Kill | null;
}

interface Field {
  /** A field of the kill is nothing to ask at the end of a raid. */
  readonly of: 'raid' | 'kill';
  /** Why the value can never be met, to complete "headshot …"; null: it can. */
  readonly fault: (value: ConditionValue) => string | null;
  readonly read: (fields: EventFields) => ConditionValue;
  /** What is compared, so that any spelling of the same thing is the same. */
  readonly normal: (value: ConditionValue) => ConditionValue;
}

type Rule = Pick<Field, 'fault' | 'normal'>;

function word(vocabulary: Vocabulary): Rule {
  return {
    fault: (value) =>
      typeof value !== 'string'
        ? wordFault(vocabulary, '')
        : findWord(vocabulary, value) === null
          ? wordFault(vocabulary, value)
          : null,
    normal: (value) => (typeof value === 'string' ? findWord(vocabulary, value) : value),
  };
}

const TEXT: Rule = {
  fault: (value) =>
    value === null || typeof value === 'string' ? null : 'must be a text in quotes, or null for none',
  normal: (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
};
const MAP: Rule = {
  fault: (value) => (typeof value === 'string' && value.trim() !== '' ? null : 'must be the name of a map'),
  normal: (value) => (typeof value === 'string' ? canonicalMapName(value).toLowerCase() : value),
};
const NUMBER: Rule = {
  fault: (value) => (typeof value === 'number' ? null : 'must be a number'),
  normal: (value) => value,
};
const YES_NO: Rule = {
  fault: (value) =>
    value === null || typeof value === 'boolean' ? null : 'must be true or false, or null for not said',
  normal: (value) => value,
};

/** Every stored field that a reaction can ask for. */
const FIELDS = {
  enemy_type: { of: 'kill', ...word(ENEMIES), read: ({ kill }) => kill?.enemy_type ?? null },
  weapon_used: { of: 'kill', ...TEXT, read: ({ kill }) => kill?.weapon_used ?? null },
  headshot: { of: 'kill', ...YES_NO, read: ({ kill }) => kill?.headshot ?? null },
  map_name: { of: 'raid', ...MAP, read: ({ raid }) => raid.map_name },
  character_type: { of: 'raid', ...word(CHARACTERS), read: ({ raid }) => raid.character_type },
  game_mode: { of: 'raid', ...word(MODES), read: ({ raid }) => raid.game_mode },
  status: { of: 'raid', ...word(STATUS_VOCABULARY), read: ({ raid }) => raid.status },
  outcome: { of: 'raid', ...word(OUTCOME_VOCABULARY), read: ({ raid }) => raid.outcome },
  extract_location: { of: 'raid', ...TEXT, read: ({ raid }) => raid.extract_location },
  kill_count: { of: 'raid', ...NUMBER, read: ({ raid }) => raid.kill_count },
  headshot_count: { of: 'raid', ...NUMBER, read: ({ raid }) => raid.headshot_count },
} as const satisfies Readonly<Record<string, Field>>;

export const CONDITION_FIELDS: readonly string[] = Object.keys(FIELDS);

/** What is wrong with one part of a condition, to complete "if → enemy_type …"; null: nothing. */
export function conditionFault(name: string, value: unknown, events: readonly string[]): string | null {
  const field = fieldOf(name);
  if (field === null) {
    const nearest = nearestName(name, CONDITION_FIELDS);
    const hint = nearest === null ? `there are ${CONDITION_FIELDS.join(', ')}` : `did you mean "${nearest}"?`;
    return `is no field of a raid or kill (${hint})`;
  }
  if (field.of === 'kill' && !events.includes('kill'))
    return 'is known of a kill alone: put "kill" into "on"';
  if (!isConditionValue(value)) return 'must be a text, a number, true, false or null';
  return field.fault(value);
}

/** Whether the event is one that the condition asks for; without one, each is. */
export function holds(condition: Condition, event: EventFields): boolean {
  return Object.entries(condition).every(([name, wanted]) => {
    const field = fieldOf(name);
    if (field === null || (field.of === 'kill' && event.kill === null)) return false;
    return field.normal(field.read(event)) === field.normal(wanted);
  });
}

function fieldOf(name: string): Field | null {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof typeof FIELDS] : null;
}

function isConditionValue(value: unknown): value is ConditionValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
