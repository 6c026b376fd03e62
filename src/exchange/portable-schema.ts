import * as z from 'zod';
import { CHARACTERS } from '../raid/game/characters.js';
import { MAX_KILLS } from '../raid/history/check-portable.js';
import { ENEMIES } from '../raid/game/enemies.js';
import { MODES } from '../raid/game/game-modes.js';
import type { PortableRaid } from '../raid/history/portable.js';
import { MOMENT_FAULT, parseMoment } from '../raid/moment.js';
import { LOG_DEEDS } from '../raid/model.js';
import { OUTCOME_VOCABULARY, STATE_VOCABULARY } from '../raid/game/statuses.js';
import { findWord, namesOf, wordFault, type Vocabulary } from '../raid/game/vocabulary.js';

// The shape alone; raid/history/check-portable.ts holds the rules. Each error text completes the sentence "<field> …".

const saying = (what: string) => (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? 'is missing' : what;
const text = z.string({ error: saying('must be text') });
const count = z.number({ error: 'must be a number' });
const wholeNumber = count.int({ error: 'must be a whole number' });
const flag = z.boolean({ error: 'must be true or false' });
const moment = z.iso
  .datetime({ offset: true, error: saying(MOMENT_FAULT) })
  .refine((value) => parseMoment(value) !== null, { error: MOMENT_FAULT })
  .transform((value) => new Date(value));

function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: saying(`must be one of ${words.join(', ')}`) });
}

/** The length is looked at before the items: a list of a hundred thousand wrong ones would take seconds. */
export function atMost<T extends z.ZodType>(most: number, what: string, list: T) {
  return z.preprocess((value, context) => {
    if (!Array.isArray(value) || value.length <= most) return value;
    context.addIssue({ code: 'custom', message: `must be at most ${most} ${what}` });
    return z.NEVER;
  }, list);
}

/** As other tools write it, too. */
function wordOf<T extends string>(vocabulary: Vocabulary<T>) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? (findWord(vocabulary, value) ?? value) : value),
    z.enum(namesOf(vocabulary), {
      error: ({ input }) =>
        input === undefined ? 'is missing' : wordFault(vocabulary, typeof input === 'string' ? input : ''),
    }),
  );
}

const kill = z.object(
  {
    kill_id: wholeNumber.optional().default(0),
    killed_at: moment,
    enemy_type: wordOf(ENEMIES),
    weapon_used: text.nullable().default(null),
    headshot: flag.nullable().default(null),
  },
  { error: 'must be a kill in { }' },
);

/** A raid as an export has it. Names that a later version adds are passed over. */
export const PORTABLE_RAID = z.object(
  {
    raid_id: wholeNumber.optional().default(0),
    status: wordOf(STATE_VOCABULARY),
    outcome: wordOf(OUTCOME_VOCABULARY).nullable().optional(),
    character_type: wordOf(CHARACTERS),
    game_mode: wordOf(MODES).default('pvp'),
    map_name: text,
    started_at: moment,
    matched_at: moment.nullable().default(null),
    over_at: moment.nullable().optional(),
    ended_at: moment.nullable().default(null),
    queue_time_seconds: count.nullable().default(null),
    extract_location: text.nullable().default(null),
    from_game_log: z.array(oneOf(LOG_DEEDS)).max(LOG_DEEDS.length).optional(),
    kills: atMost(
      MAX_KILLS,
      'kills',
      z.array(kill, { error: 'must be a list of kills in [ ]' }).max(MAX_KILLS),
    ).default([]),
    as_stored: flag.optional(),
  } satisfies Record<Exclude<keyof PortableRaid, 'unreadable'>, z.ZodType>,
  { error: 'must be a raid in { }' },
);

export const PORTABLE_SESSION = z.object(
  {
    session_id: wholeNumber.optional().default(0),
    name: text.nullable().default(null),
    started_at: moment,
    ended_at: moment.nullable(),
    opened_by: oneOf(['press', 'stream']),
    as_stored: flag.optional(),
  },
  { error: 'must be a session in { }' },
);
