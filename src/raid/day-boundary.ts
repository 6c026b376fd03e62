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
