import * as z from 'zod';
import { CHARACTERS } from '../../raid/game/characters.js';
import { ENEMIES } from '../../raid/game/enemies.js';
import { MODES } from '../../raid/game/game-modes.js';
import type { RaidFields } from '../../raid/history/history-command.js';
import type { RaidValues } from '../../raid/model.js';
import { KILL_LIST_FAULT, MAX_KILLS_AT_ONCE, parseKillList } from '../../raid/history/kill-list.js';
import { OUTCOME_VOCABULARY, STATE_VOCABULARY } from '../../raid/game/statuses.js';
import { dayOrMoment, flag, idOrLast, shortText, time, wholeNumber, wordOf } from '../call/field-types.js';

// What the calls about stored raids take.

/** Longer lists come page by page. */
const MAX_PAGE = 500;
const MAX_QUEUE_SECONDS = 86_400;

const KILL = {
  enemy_type: wordOf(ENEMIES),
  weapon_used: shortText().optional(),
  headshot: flag().optional(),
  killed_at: time().optional(),
};

const kills = z.preprocess(
  (value, context) => {
    if (typeof value !== 'string') return value;
    const list = parseKillList(value);
    if (list.ok) return list.kills;
    context.addIssue({ code: 'custom', message: list.fault });
    return z.NEVER;
  },
  z
    .array(z.strictObject(KILL), { error: KILL_LIST_FAULT })
    .max(MAX_KILLS_AT_ONCE, { error: `must be at most ${MAX_KILLS_AT_ONCE} kills` }),
);

const RAID = {
  map_name: shortText(),
  character_type: wordOf(CHARACTERS),
  status: wordOf(STATE_VOCABULARY),
  outcome: wordOf(OUTCOME_VOCABULARY).optional(),
  game_mode: wordOf(MODES).optional(),
  started_at: time().optional(),
  matched_at: time().optional(),
  over_at: time().optional(),
  ended_at: time().optional(),
  queue_time_seconds: wholeNumber(0, MAX_QUEUE_SECONDS).optional(),
  extract_location: shortText().optional(),
} satisfies Record<keyof RaidFields, z.ZodType>;

export const STATS_FILTER = {
  character_type: wordOf(CHARACTERS).optional(),
  game_mode: wordOf(MODES).optional(),
};

export const LIST = z.object({
  ...STATS_FILTER,
  map_name: shortText().optional(),
  status: wordOf(STATE_VOCABULARY).optional(),
  outcome: wordOf(OUTCOME_VOCABULARY).optional(),
  session_id: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  from: dayOrMoment().optional(),
  to: dayOrMoment().optional(),
  cursor: z.string({ error: 'must be "next" of the page before' }).max(200).optional(),
  limit: wholeNumber(1, MAX_PAGE).optional(),
});

export const RAID_ID = z.object({ raid_id: idOrLast() });
export const KILL_ID = z.object({ kill_id: idOrLast() });
export const NEW_RAID = z.object({ ...RAID, kills: kills.optional() });
/** What a correction may take away with null: every value that a raid may lack. */
const REMOVABLE = {
  matched_at: time().nullable().optional(),
  over_at: time().nullable().optional(),
  ended_at: time().nullable().optional(),
  queue_time_seconds: wholeNumber(0, MAX_QUEUE_SECONDS).nullable().optional(),
  extract_location: shortText().nullable().optional(),
} satisfies Record<Removable, z.ZodType>;
type Removable = {
  [Field in Exclude<keyof RaidValues, 'outcome'>]: null extends RaidValues[Field] ? Field : never;
}[Exclude<keyof RaidValues, 'outcome'>];
export const RAID_CORRECTION = RAID_ID.extend(z.object(RAID).partial().shape).extend(REMOVABLE);
export const NEW_KILLS = RAID_ID.extend(z.object(KILL).partial().shape).extend({
  count: wholeNumber(1, MAX_KILLS_AT_ONCE).optional(),
  kills: kills.optional(),
});
export const KILL_CORRECTION = KILL_ID.extend(z.object(KILL).partial().shape).extend({
  weapon_used: shortText().nullable().optional(),
  headshot: flag().nullable().optional(),
});
