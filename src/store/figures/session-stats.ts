import { figuresOf, streaks, type SessionStats } from '../../raid/figures/figures.js';
import { byKind, isWanted, type StatsFilter, type Tally } from '../../raid/figures/tally.js';
import { isOutcome } from '../../raid/model.js';
import type { Reader } from '../store.js';
import { raidTallies, type TimeRange } from './tallies.js';

/** What a session's figures are made from, read once for every filter. */
export interface SessionRows {
  readonly tallies: readonly Tally[];
  /** The finished raids in the order in which they ended. */
  readonly byEnd: readonly Pick<Tally, 'character_type' | 'game_mode' | 'status'>[];
}

/** The raids that started in the range. */
export async function readSessionRows(reader: Reader, range: TimeRange): Promise<SessionRows> {
  const raids = await raidTallies(reader, range);
  return { tallies: byKind(raids), byEnd: raids.filter(({ status }) => isOutcome(status)) };
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
