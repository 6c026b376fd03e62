/**
 * The last time before or at `reference` at which the local clock read `dayStartsAt`: where "today" begins.
 * @param dayStartsAt local time of day, `HH:MM`. On a day whose clock change skips it, an hour later by the new clock;
 *   on a day that has it twice, the first.
 */
export function lastDayStart(reference: Date, dayStartsAt: string): Date {
  const today = dayStartOn(reference, dayStartsAt, 0);
  return today <= reference ? today : dayStartOn(reference, dayStartsAt, -1);
}

/** The next time after `reference` at which "today" becomes another day. */
export function nextDayStart(reference: Date, dayStartsAt: string): Date {
  const today = dayStartOn(reference, dayStartsAt, 0);
  return today > reference ? today : dayStartOn(reference, dayStartsAt, 1);
}

/** A local day by its name, `2026-11-22`: from `day_starts_at` of that date to that of the next. */
export type LocalDay = string;
/** Where a range begins or ends. */
export type DayOrMoment = Date | LocalDay;

/** The moment that is meant: of a day, its beginning. */
export function momentOf(when: DayOrMoment, dayStartsAt: string): Date {
  if (when instanceof Date) return when;
  const [year = 0, month = 1, day = 1] = when.split('-').map(Number);
  return dayStartOn(new Date(year, month - 1, day), dayStartsAt, 0);
}

function dayStartOn(reference: Date, dayStartsAt: string, dayOffset: number): Date {
  const [hours = 0, minutes = 0] = dayStartsAt.split(':').map(Number);
  return new Date(
    reference.getFullYear(),
    reference.getMonth(),
    reference.getDate() + dayOffset,
    hours,
    minutes,
  );
}
