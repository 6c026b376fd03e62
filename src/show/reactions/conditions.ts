import { nearestName } from '../../lib/nearest-name.js';
import { CHARACTERS } from '../../raid/game/characters.js';
import { canonicalExtract } from '../../raid/game/extract-names.js';
import { ENEMIES } from '../../raid/game/enemies.js';
import { MODES } from '../../raid/game/game-modes.js';
import {
  canonicalMapName,
  isBuiltInMap,
  MAP_NAME_MAX_LENGTH,
  nearestMapName,
} from '../../raid/game/map-names.js';
import { hasExtract, OUTCOME_VOCABULARY, standingOf, STATUS_VOCABULARY } from '../../raid/game/statuses.js';
import { findWord, wordFault, type Vocabulary } from '../../raid/game/vocabulary.js';
import type { Kill, RaidWithCounts } from '../../raid/model.js';
import { isReactionEvent, type ReactionEvent } from './events.js';

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
  /** Whether the field can have this (normal) value when that happens; left out: any value. */
  readonly canBe?: (value: ConditionValue, event: ReactionEvent) => boolean;
  /** Why the value can never be met, to complete "headshot …"; null: it can. */
  readonly fault: (value: ConditionValue) => string | null;
  readonly read: (fields: EventFields) => ConditionValue;
  /** What is compared, so that any spelling of the same thing is the same. */
  readonly normal: (value: ConditionValue, mapName?: string) => ConditionValue;
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

function wordOrNone(vocabulary: Vocabulary): Rule {
  const { fault, normal } = word(vocabulary);
  return { normal, fault: (value) => (value === null ? null : fault(value)) };
}

const TEXT: Rule = {
  fault: (value) =>
    value === null || (typeof value === 'string' && value.trim() !== '')
      ? null
      : 'must be a text in quotes, or null for none',
  normal: (value) => (typeof value === 'string' ? value.trim().toLowerCase() : value),
};
const MAP: Rule = {
  fault: (value) =>
    typeof value === 'string' && value.trim() !== ''
      ? unknownMapFault(value.trim())
      : 'must be the name of a map',
  normal: (value) => (typeof value === 'string' ? canonicalMapName(value).toLowerCase() : value),
};
const COUNT: Rule = {
  fault: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0
      ? null
      : 'must be a whole number from 0',
  normal: (value) => value,
};
const YES_NO: Rule = {
  fault: (value) =>
    value === null || typeof value === 'boolean' ? null : 'must be true or false, or null for not said',
  normal: (value) => value,
};

/** A map that a patch adds is taken as it is written; a name that is nearly one of ours is a slip of the pen. */
function unknownMapFault(typed: string): string | null {
  if (typed.length > MAP_NAME_MAX_LENGTH) return `must have at most ${MAP_NAME_MAX_LENGTH} characters`;
  const name = canonicalMapName(typed);
  // A second edition of a map is no slip.
  const meant = isBuiltInMap(name) || /\d/.test(name) ? null : nearestMapName(name);
  return meant === null ? null : `is no map that is known (did you mean "${meant}"?)`;
}

const OPEN_EVENTS: ReadonlySet<ReactionEvent> = new Set(['queuing', 'matched', 'in_progress', 'over']);

/** A kill also counts for a raid that is over. */
function canBeStatus(value: ConditionValue, event: ReactionEvent): boolean {
  if (event === 'kill') return value !== 'queuing';
  if (event === 'matched' || event === 'over') return value === 'in_progress';
  return value === standingOf(event).status;
}

function canBeOutcome(value: ConditionValue, event: ReactionEvent): boolean {
  return event === 'kill' || value === (OPEN_EVENTS.has(event) ? null : event);
}

function canBeExtract(value: ConditionValue, event: ReactionEvent): boolean {
  if (value === null || event === 'kill') return true;
  return event !== 'matched' && event !== 'over' && hasExtract(event);
}

/** Every stored field that a reaction can ask for. */
const FIELDS = {
  enemy_type: { of: 'kill', ...word(ENEMIES), read: ({ kill }) => kill?.enemy_type ?? null },
  weapon_used: { of: 'kill', ...TEXT, read: ({ kill }) => kill?.weapon_used ?? null },
  headshot: { of: 'kill', ...YES_NO, read: ({ kill }) => kill?.headshot ?? null },
  map_name: { of: 'raid', ...MAP, read: ({ raid }) => raid.map_name },
  character_type: { of: 'raid', ...word(CHARACTERS), read: ({ raid }) => raid.character_type },
  game_mode: { of: 'raid', ...word(MODES), read: ({ raid }) => raid.game_mode },
  status: {
    ...{ of: 'raid', ...word(STATUS_VOCABULARY), read: ({ raid }) => raid.status },
    canBe: canBeStatus,
  },
  outcome: {
    ...{ of: 'raid', ...wordOrNone(OUTCOME_VOCABULARY), read: ({ raid }) => raid.outcome },
    canBe: canBeOutcome,
  },
  extract_location: {
    ...{ of: 'raid', ...TEXT, read: ({ raid }) => raid.extract_location },
    normal: (value, mapName = '') =>
      typeof value === 'string' ? (canonicalExtract(mapName, value)?.toLowerCase() ?? null) : value,
    canBe: canBeExtract,
  },
  kill_count: {
    ...{ of: 'raid', ...COUNT, read: ({ raid }) => raid.kill_count },
    canBe: (value, event) => (event === 'queuing' ? value === 0 : event !== 'kill' || value !== 0),
  },
  headshot_count: {
    ...{ of: 'raid', ...COUNT, read: ({ raid }) => raid.headshot_count },
    canBe: (value, event) => event !== 'queuing' || value === 0,
  },
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
  const fault = field.fault(value);
  if (fault !== null || events.length === 0 || events.some((event) => canBe(field, value, event)))
    return fault;
  return `is never ${shown(value)} on ${events.join(' or ')}, so the reaction would never come`;
}

/** Why a condition whose parts are good, each for itself, can never be met as a whole; null: it can. */
export function wholeConditionFault(condition: Condition, events: readonly string[]): string | null {
  const parts = Object.entries(condition).flatMap(([name, value]) => {
    const field = fieldOf(name);
    return field === null ? [] : [{ name, field, value }];
  });
  const [kills, headshots] = [condition['kill_count'], condition['headshot_count']];
  if (typeof kills === 'number' && typeof headshots === 'number' && headshots > kills)
    return 'asks for more headshots than kills, so the reaction would never come';
  const isMet = events.some((event) =>
    parts.every(
      ({ field, value }) => (field.of === 'raid' || event === 'kill') && canBe(field, value, event),
    ),
  );
  if (isMet || events.length === 0) return null;
  const names = parts.map(({ name, value }) => `${name} ${shown(value)}`).join(' and ');
  return `is never met on ${events.join(' or ')}: ${names} do not come together`;
}

function canBe({ canBe: rule, normal }: Field, value: ConditionValue, event: string): boolean {
  // What is no event has its own fault.
  return rule === undefined || !isReactionEvent(event) || rule(normal(value), event);
}

function shown(value: ConditionValue): string {
  return typeof value === 'string' ? `"${value}"` : String(value);
}

/** Whether the event is one that the condition asks for; without one, each is. */
export function holds(condition: Condition, event: EventFields): boolean {
  return Object.entries(condition).every(([name, wanted]) => {
    const field = fieldOf(name);
    if (field === null || (field.of === 'kill' && event.kill === null)) return false;
    const { map_name } = event.raid;
    return field.normal(field.read(event), map_name) === field.normal(wanted, map_name);
  });
}

function fieldOf(name: string): Field | null {
  return Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof typeof FIELDS] : null;
}

function isConditionValue(value: unknown): value is ConditionValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
