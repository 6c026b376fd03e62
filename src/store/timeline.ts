import { lastDayStart } from '../raid/day-boundary.js';
import { sql } from 'kysely';
import { figuresOf } from '../raid/figures.js';
import type { DayStats, TimelineQuery } from '../raid/history.js';
import { isWanted, type Tally } from '../raid/tally.js';
import type { Reader } from './store.js';
import { killTallies, raidTallies } from './tallies.js';

const DEFAULT_DAYS = 30;

/**
 * The figures of each local day that has raids, oldest first; costs what the days hold.
 * @param dayStartsAt local `HH:MM`: what is earlier on the clock belongs to the day before, also when the clock changes.
 */
export async function readTimeline(
  reader: Reader,
  { filter, from, to }: TimelineQuery,
  dayStartsAt: string,
  now: Date,
): Promise<DayStats[]> {
  const [hours = '0', minutes = '0'] = dayStartsAt.split(':');
  const earlier = [`-${Number(hours)} hours`, `-${Number(minutes)} minutes`] as const;
  const day = sql<string>`date(raids.started_at, 'localtime', ${earlier[0]}, ${earlier[1]})`;
  const range = { from: from ?? daysBefore(to ?? now, dayStartsAt), until: to };
  const rows = [...(await raidTallies(reader, range, day)), ...(await killTallies(reader, range, day))];
  const byDay = new Map<string, Tally[]>();
  for (const row of rows) {
    if (isWanted(row, filter)) byDay.set(row.part, [...(byDay.get(row.part) ?? []), row]);
  }
  return [...byDay]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, tallies]) => ({ day: name, ...figuresOf(tallies) }));
}

function daysBefore(end: Date, dayStartsAt: string): Date {
  const reference = new Date(end);
  reference.setDate(reference.getDate() - DEFAULT_DAYS + 1);
  return lastDayStart(reference, dayStartsAt);
}
