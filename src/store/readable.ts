import { sql, type RawBuilder } from 'kysely';
import {
  CHARACTER_TYPES,
  END_STATUSES,
  ENEMY_TYPES,
  GAME_MODES,
  OUTCOME_DETAILS,
  RAID_STATUSES,
} from '../raid/model.js';
import { OUTCOME_RULES } from '../raid/game/statuses.js';

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** The same as `readTime` in rows.ts: a time of this program's or SQLite's own form, in a year that can be. */
export const readableTime = (column: string): string => `(
  typeof(${column}) = 'text' AND ${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][ T][0-9][0-9]:[0-9][0-9]*'
  AND substr(${column}, 17) NOT GLOB '*[^0-9:.Z]*' AND substr(${column}, 1, 4) BETWEEN '1970' AND '2099'
  AND julianday(${column}) IS NOT NULL)`;
const timeOrNull = (column: string): string => `(${column} IS NULL OR ${readableTime(column)})`;
/** Seconds from 1970 to the end of 2099: more than any two times of one raid are apart, and safe to add up. */
export const MOST_SECONDS = 4_102_444_800;
const secondsOrNull = (column: string): string =>
  `(${column} IS NULL OR (typeof(${column}) IN ('integer', 'real') AND ABS(${column}) <= ${MOST_SECONDS}))`;

/** The finer outcomes that go with each status. */
const DETAILS = END_STATUSES.map((status) => ({
  status,
  details: OUTCOME_DETAILS.filter((detail) => OUTCOME_RULES[detail].status === status),
})).filter(({ details }) => details.length > 0);
const READABLE_OUTCOME = DETAILS.map(
  ({ status, details }) => `(+raids.status = '${status}' AND raids.outcome_detail IN (${list(details)}))`,
).join(' OR ');

/** The outcome where the raid is over, else the status: what figures count by. */
export const RAID_STATE_SQL = 'COALESCE(raids.outcome_detail, raids.status)';

/** Never NULL, also where a value is missing that must be there. */
export const READABLE_RAID_SQL = `((
  ${readableTime('raids.started_at')} AND ${timeOrNull('raids.matched_at')} AND ${timeOrNull('raids.ended_at')}
  AND ${timeOrNull('raids.over_at')} AND (raids.outcome_detail IS NULL OR ${READABLE_OUTCOME})
  AND typeof(raids.map_name) = 'text'
  AND +raids.character_type IN (${list(CHARACTER_TYPES)}) AND +raids.game_mode IN (${list(GAME_MODES)})
  AND +raids.status IN (${list(RAID_STATUSES)})
  AND ${secondsOrNull('raids.queue_time_seconds')}) IS TRUE)`;

export const READABLE_KILL_SQL = `((
  ${readableTime('kills.killed_at')} AND kills.enemy_type IN (${list(ENEMY_TYPES)})
  AND typeof(kills.headshot) IN ('integer', 'real', 'null')) IS TRUE)`;

/** Of values that can be read, those that no press leaves: a hand, or a damaged disk. As `oddFields` has it. */
export const ODD_RAID_SQL = `(raids.map_name NOT GLOB '*[^ ]*' OR raids.queue_time_seconds < 0)`;
export const ODD_KILL_SQL = `(kills.headshot NOT IN (0, 1))`;

/**
 * Raids whose every value can be read. A damaged disk changes values past SQLite's checks; such a raid is left out of
 * the figures and is never the last one.
 */
export const READABLE_RAID: RawBuilder<boolean> = sql.raw(READABLE_RAID_SQL);

export const READABLE_KILL: RawBuilder<boolean> = sql.raw(READABLE_KILL_SQL);

/**
 * Whether a text has bytes that are no UTF-8: SQLite's own functions read each of them as the sign for it, and write that
 * as three bytes. A text is taken apart only where it has more than plain letters.
 */
export const brokenBytes = (column: string): string => `(
  typeof(${column}) = 'text' AND ${column} GLOB '*[^ -~]*' AND hex(${column}) <> (
    WITH RECURSIVE letters(i, whole) AS (
      SELECT 0, '' UNION ALL
      SELECT i + 1, whole || char(unicode(substr(${column}, i + 1, 1))) FROM letters WHERE i < length(${column}))
    SELECT hex(whole) FROM letters ORDER BY i DESC LIMIT 1))`;

/** Columns that a copy of an older version does not have yet, by the value that stands for them. */
export const NEWER_COLUMNS: Readonly<Record<string, string>> = {
  'raids.outcome_detail': 'NULL',
  'raids.over_at': 'NULL',
};
