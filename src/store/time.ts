import type { TimeText } from './schema.js';

/**
 * `2026-11-22 19:03:11.250`, UTC: SQLite's own format, which sorts as text.
 * @throws RangeError for a year that has not four digits: the row could not be read again.
 */
export function formatTime(time: Date): TimeText {
  const year = time.getUTCFullYear();
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`The year ${year} cannot be stored.`);
  return time.toISOString().slice(0, 23).replace('T', ' ');
}

/** The moment as it may stand in a row: as this program writes it, and as SQLite's CURRENT_TIMESTAMP does. */
export function formsOf(time: Date): readonly TimeText[] {
  return [...new Set([formatTime(time), formatBoundary(time)])];
}

/**
 * A boundary for comparisons, to the millisecond: a raid is on one side of it alone. On the whole second without a
 * fraction, because a row made by CURRENT_TIMESTAMP has none and sorts before the same time with one.
 */
export function formatBoundary(time: Date): TimeText {
  return formatTime(time).replace(/\.000$/, '');
}

/** The instant of a stored time. The `Z` is appended because `new Date` would read the text as local time. */
export function parseTime(text: TimeText): Date {
  const time = new Date(`${text.replace(' ', 'T').replace(/Z$/, '')}Z`);
  if (Number.isNaN(time.getTime())) throw new Error(`The database holds a time that is none: ${text}`);
  return time;
}
