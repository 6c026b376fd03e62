import { lastDayStart, momentOf, type DayOrMoment } from '../../raid/day-boundary.js';
import { RuleError } from '../../raid/rule-error.js';

const DEFAULT_DAYS = 30;
/** Reading days is a scan of their raids: a year is quick, all time might hold a press up. */
const MOST_DAYS = 366;
const HOUR_MS = 3_600_000;

/** From when until when, as asked for. */
export interface WantedRange {
  readonly from?: DayOrMoment | undefined;
  readonly to?: DayOrMoment | undefined;
}
/** The same as moments. */
export interface Moments {
  readonly from?: Date;
  readonly to?: Date;
}

/**
 * What is meant by days, in which `day_starts_at` counts as in the figures of today.
 * @throws RuleError for a range that holds nothing.
 */
export function momentsOf({ from, to }: WantedRange, dayStartsAt: string): Moments {
  const moments = {
    ...(from !== undefined && { from: momentOf(from, dayStartsAt) }),
    ...(to !== undefined && { to: momentOf(to, dayStartsAt) }),
  };
  if (moments.from !== undefined && moments.to !== undefined && moments.from >= moments.to) {
    throw new RuleError(
      'bad-input',
      'to must be later than from: it is the first moment that does not count, so of one day it is the day after.',
      { to: 'must be later than from' },
    );
  }
  return moments;
}

/**
 * The range of a timeline: without a beginning the last days.
 * @throws RuleError for one that holds nothing, or more than can be added up at once.
 */
export function timelineRange(wanted: WantedRange, dayStartsAt: string, now: Date) {
  const { from, to } = momentsOf(wanted, dayStartsAt);
  const until = to ?? now;
  // A changed clock makes a year an hour longer.
  if (from !== undefined && until.getTime() - from.getTime() > (MOST_DAYS * 24 + 1) * HOUR_MS) {
    throw new RuleError('bad-input', `Ask for at most ${MOST_DAYS} days at once: move from closer to to.`, {
      from: `must be within ${MOST_DAYS} days of to`,
    });
  }
  return { from: from ?? daysBefore(until, dayStartsAt), until: to };
}

function daysBefore(end: Date, dayStartsAt: string): Date {
  const reference = new Date(end);
  reference.setDate(reference.getDate() - DEFAULT_DAYS + 1);
  return lastDayStart(reference, dayStartsAt);
}
