import { sql } from 'kysely';
import { figuresOf, streaks, type SessionStats } from '../../raid/figures/figures.js';
import { isWanted, type StatsFilter, type Tally } from '../../raid/figures/tally.js';
import { isOutcome, OUTCOMES } from '../../raid/model.js';
import { prepared } from '../prepared.js';
import type { Reader } from '../store.js';
import { boundsOf, inBounds, readRangeTallies, type Bounds, type TimeRange } from './tallies.js';

/** What a session's figures are made from, read once for every filter. */
export interface SessionRows {
  readonly tallies: readonly Tally[];
  /** The finished raids in the order in which they ended, also where the clock was set back in between. */
  readonly byEnd: readonly Pick<Tally, 'character_type' | 'game_mode' | 'status'>[];
}

const finishedByEnd = prepared((db, bounds: Bounds) =>
  inBounds(db, bounds)
    .select(['character_type', 'game_mode', 'status'])
    .where(sql<string>`+status`, 'in', OUTCOMES)
    .orderBy('clock_era')
    .orderBy('ended_at')
    .orderBy('raid_id'),
);

/** The raids that started in the range. */
export async function readSessionRows(reader: Reader, range: TimeRange): Promise<SessionRows> {
  const byEnd = await finishedByEnd(reader, boundsOf(range));
  return { tallies: await readRangeTallies(reader, range), byEnd };
}

/** Whose figures they are. */
export type SessionHead = Pick<SessionStats, 'session_id' | 'name' | 'since'>;

/** The session's figures over the raids that the filter wants. */
export function sessionStatsOf(head: SessionHead, rows: SessionRows, filter: StatsFilter): SessionStats {
  const ends = rows.byEnd.filter((raid) => isWanted(raid, filter));
  const streak = streaks(ends.map(({ status }) => status).filter(isOutcome));
  return {
    ...head,
    ...figuresOf(rows.tallies.filter((tally) => isWanted(tally, filter))),
    current_streak: streak.current,
    best_streak: streak.best,
  };
}
