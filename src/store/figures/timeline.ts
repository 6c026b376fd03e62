import { lastDayStart } from '../../raid/day-boundary.js';
import { sql, type RawBuilder } from 'kysely';
import { figuresOf, type Figures } from '../../raid/figures/figures.js';
import type { DayStats, HourStats, TimelineQuery } from '../../raid/history/history.js';
import { isWanted, type Tally } from '../../raid/figures/tally.js';
import { inSlices } from '../../lib/in-slices.js';
import type { Reader } from '../store.js';
import { partTallies, type TimeRange } from './tallies.js';
import { parseTime } from '../time.js';
import { timelineRange } from '../query/wanted-range.js';

/** Since the day's start, where a changed clock (by an hour at most) cannot make it another day. */
const SAFE = { from: '01:00:00', to: '22:59:59' } as const;
const DAY_LENGTH = '2026-11-22'.length;

/**
 * The figures of each local day that has raids, oldest first; costs what the days hold.
 * @param dayStartsAt local `HH:MM`: what is before it belongs to the day before, as in the figures of today.
 */
export async function readTimeline(
  reader: Reader,
  query: TimelineQuery,
  dayStartsAt: string,
  now: Date,
): Promise<DayStats[]> {
  const [hours = '0', minutes = '0'] = dayStartsAt.split(':');
  const earlier = [`-${Number(hours)} hours`, `-${Number(minutes)} minutes`] as const;
  const shifted = sql<string>`raids.started_at, 'localtime', ${earlier[0]}, ${earlier[1]}`;
  // In the night of a changed clock the day's start may be skipped or come twice: what is near it is looked at singly.
  const day = sql<string>`
    CASE WHEN time(${shifted}) BETWEEN ${SAFE.from} AND ${SAFE.to} THEN date(${shifted}) ELSE started_at END`;
  const nameOf = (part: string): string =>
    part.length === DAY_LENGTH ? part : dayNameOf(parseTime(part), dayStartsAt);
  const parts = await readParts(reader, query, { part: day, nameOf }, timelineRange(query, dayStartsAt, now));
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
  const parts = await readParts(reader, query, { part: hour }, timelineRange(query, dayStartsAt, now));
  return parts.map(([name, figures]) => ({ hour: Number(name), ...figures }));
}

/** How a raid's part is found in SQL, and what the part is called. */
interface Division {
  readonly part: RawBuilder<string>;
  readonly nameOf?: (part: string) => string;
}

/** The figures of each part that the range has, in the order of their names. */
async function readParts(
  reader: Reader,
  { filter }: TimelineQuery,
  { part, nameOf = (name) => name }: Division,
  range: TimeRange,
): Promise<(readonly [string, Figures])[]> {
  const rows = await partTallies(reader, range, part);
  const byName = new Map<string, Tally[]>();
  await inSlices(rows, ROWS_AT_ONCE, (row) => {
    if (!isWanted(row, filter)) return;
    const name = nameOf(row.part);
    const tallies = byName.get(name);
    if (tallies === undefined) byName.set(name, [row]);
    else tallies.push(row);
  });
  const figures: (readonly [string, Figures])[] = [];
  const inOrder = [...byName].sort(([one], [other]) => (one < other ? -1 : 1));
  await inSlices(inOrder, PARTS_AT_ONCE, ([name, tallies]) => {
    figures.push([name, figuresOf(tallies)]);
  });
  return figures;
}

/** Of a year there are thousands; each of these is a millisecond or two. */
const ROWS_AT_ONCE = 250;
const PARTS_AT_ONCE = 25;

/** The local date on which the day of this moment began. */
function dayNameOf(moment: Date, dayStartsAt: string): string {
  const start = lastDayStart(moment, dayStartsAt);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${start.getFullYear()}-${two(start.getMonth() + 1)}-${two(start.getDate())}`;
}
