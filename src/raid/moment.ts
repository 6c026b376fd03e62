const PATTERN =
  /^(\d{4}-\d\d-\d\d)[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(?:Z|([+-](?:[01]\d|2[0-3])):?([0-5]\d))$/i;

/** Completes the sentence "started_at …". */
export const MOMENT_FAULT = 'must be a time with its zone, such as 2026-11-22T19:03:11Z';

/**
 * The instant of an ISO 8601 time with its zone; null for anything else, for a day that no calendar has, and for the
 * years before 1 and after 9999 UTC, which the database cannot keep in order. JavaScript alone would guess:
 * `11/12/2025` is a November there, and the 30th of February a day in March.
 */
export function parseMoment(text: string): Date | null {
  const match = PATTERN.exec(text.trim());
  if (match === null || !isDay(match[1] ?? '')) return null;
  const [, day, minute, second = '00', fraction = '0', hours, minutes] = match;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes ?? '00'}`;
  const time = new Date(`${day}T${minute}:${second}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`);
  const year = time.getUTCFullYear();
  return year >= 1 && year <= 9999 ? time : null;
}

/** Whether `2026-02-29` is a day of the calendar, from the year 1 on. */
export function isDay(text: string): boolean {
  if (text.startsWith('0000')) return false;
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
