import { sql, type RawBuilder } from 'kysely';
import { CHARACTER_TYPES, ENEMY_TYPES, GAME_MODES, RAID_STATUSES } from '../raid/model.js';

const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');

/** The same as `readTime` in rows.ts: a time of this program's or SQLite's own form, in a year that can be. */
const time = (column: string): string => `(
  typeof(${column}) = 'text' AND ${column} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9][ T][0-9][0-9]:[0-9][0-9]*'
  AND ${column} NOT GLOB '*[^-0-9:.TZ ]*' AND julianday(${column}) IS NOT NULL AND substr(${column}, 1, 4) < '2100')`;
const timeOrNull = (column: string): string => `(${column} IS NULL OR ${time(column)})`;

/**
 * Raids of which every value can be read. A damaged disk changes values behind the back of SQLite's checks; such a raid
 * is left out of the figures and is never the last one.
 */
export const READABLE_RAID: RawBuilder<boolean> = sql.raw(`(
  ${time('raids.started_at')} AND ${timeOrNull('raids.matched_at')} AND ${timeOrNull('raids.ended_at')}
  AND typeof(raids.map_name) = 'text'
  AND +raids.character_type IN (${list(CHARACTER_TYPES)}) AND +raids.game_mode IN (${list(GAME_MODES)})
  AND +raids.status IN (${list(RAID_STATUSES)})
  AND typeof(raids.queue_time_seconds) IN ('integer', 'null'))`);

export const READABLE_KILL: RawBuilder<boolean> = sql.raw(`(
  ${time('kills.killed_at')} AND kills.enemy_type IN (${list(ENEMY_TYPES)})
  AND typeof(kills.headshot) IN ('integer', 'null'))`);
