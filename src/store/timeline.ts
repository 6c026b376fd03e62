import { lastDayStart } from '../raid/day-boundary.js';
import { sql, type RawBuilder } from 'kysely';
import { figuresOf, type Figures } from '../raid/figures.js';
import type { DayStats, HourStats, TimelineQuery } from '../raid/history.js';
import { isWanted, type Tally } from '../raid/tally.js';
import type { Reader } from './store.js';
import { killTallies, raidTallies, type TimeRange } from './tallies.js';

const DEFAULT_DAYS = 30;

/**
 * The figures of each local day that has raids, oldest first; costs what the days hold.
 * @param dayStartsAt local `HH:MM`: what is earlier on the clock belongs to the day before, also when the clock changes.
 */
export async function readTimeline(
  reader: Reader,
  query: TimelineQuery,
  dayStartsAt: string,
  now: Date,
): Promise<DayStats[]> {
  const [hours = '0', minutes = '0'] = dayStartsAt.split(':');
  const earlier = [`-${Number(hours)} hours`, `-${Number(minutes)} minutes`] as const;
  const day = sql<string>`date(raids.started_at, 'localtime', ${earlier[0]}, ${earlier[1]})`;
  const parts = await readParts(reader, query, day, rangeOf(query, dayStartsAt, now));
  return parts.map(([name, figures]) => ({ day: name, ...figures }));
}

/** The same by the hour of the day in which a raid was started; hours without raids are left out. */
export async function readHours(
  reader: Reader,
  query: TimelineQuery,
  dayStartsAt: string,
  now: Date,
): Promise<HourStats[]> {
  const hour = sql<string>`strftime('%H', raids.started_at, 'localtime')`;
  const parts = await readParts(reader, query, hour, rangeOf(query, dayStartsAt, now));
  return parts.map(([name, figures]) => ({ hour: Number(name), ...figures }));
}

/** The figures of each part that the range has, in the order of their names. */
async function readParts(
  reader: Reader,
  { filter }: TimelineQuery,
  part: RawBuilder<string>,
  range: TimeRange,
): Promise<(readonly [string, Figures])[]> {
  const rows = [...(await raidTallies(reader, range, part)), ...(await killTallies(reader, range, part))];
  const byPart = new Map<string, Tally[]>();
  for (const row of rows) {
    if (isWanted(row, filter)) byPart.set(row.part, [...(byPart.get(row.part) ?? []), row]);
  }
  return [...byPart]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, tallies]) => [name, figuresOf(tallies)] as const);
}

function rangeOf({ from, to }: TimelineQuery, dayStartsAt: string, now: Date): TimeRange {
  return { from: from ?? daysBefore(to ?? now, dayStartsAt), until: to };
}

function daysBefore(end: Date, dayStartsAt: string): Date {
  const reference = new Date(end);
  reference.setDate(reference.getDate() - DEFAULT_DAYS + 1);
  return lastDayStart(reference, dayStartsAt);
}
