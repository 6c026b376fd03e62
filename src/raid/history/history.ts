import type { DayOrMoment } from '../day-boundary.js';
import type { Figures, AllTimeStats, SessionStats } from '../figures/figures.js';
import type { IdOrLast } from './history-command.js';
import type { CharacterType, GameMode, Kill, Outcome, RaidStatus, RaidWithCounts } from '../model.js';
import type { Session } from '../session/session.js';
import type { StatsFilter } from '../figures/tally.js';

/** Which raids are listed; what is not named does not matter. */
export interface RaidQuery {
  readonly map_name?: string;
  readonly character_type?: CharacterType;
  readonly status?: RaidStatus;
  readonly outcome?: Outcome;
  readonly game_mode?: GameMode;
  readonly session_id?: number;
  /** Started at or after. */
  readonly from?: DayOrMoment;
  /** Started before; of a day, before it began. */
  readonly to?: DayOrMoment;
  /** Where the page before ended. */
  readonly cursor?: string;
  readonly limit: number;
}

/** Newest first. */
export interface RaidPage {
  readonly raids: readonly RaidWithCounts[];
  /** The cursor of the page after this one; null when this is the last. */
  readonly next: string | null;
}

export interface RaidWithKills {
  readonly raid: RaidWithCounts;
  /** In the order in which they happened. */
  readonly kills: readonly Kill[];
}

/** Newest first. */
export interface SessionPage {
  readonly sessions: readonly { readonly session: Session; readonly stats: SessionStats }[];
  /** The page after this one is before this session; null when this is the last. */
  readonly next: number | null;
}

export interface MapStats extends Figures {
  readonly map_name: string;
  /** Two decimals; null without raids. */
  readonly kills_per_raid: number | null;
}

export interface DayStats extends Figures {
  /** `2026-11-22`: the local day, from `day_starts_at` to the next. */
  readonly day: string;
}

export interface HourStats extends Figures {
  /** 0 to 23, local time: raids count in the hour in which they were started. */
  readonly hour: number;
}

export interface TimelineQuery {
  readonly filter: StatsFilter;
  /** Without it: the last 30 days. */
  readonly from?: DayOrMoment;
  readonly to?: DayOrMoment;
}

/** What is stored, for those who look back. What is asked for and not there is refused with a RuleError. */
export interface History {
  listRaids(query: RaidQuery): Promise<RaidPage>;
  readRaid(id: IdOrLast): Promise<RaidWithKills>;
  listSessions(before: number | undefined, limit: number): Promise<SessionPage>;
  /** Of the session of this id, else of the open one, else of today. */
  sessionStats(sessionId: number | undefined, filter: StatsFilter): Promise<SessionStats>;
  allTimeStats(filter: StatsFilter): Promise<AllTimeStats>;
  /** Most played first. */
  mapStats(filter: StatsFilter): Promise<readonly MapStats[]>;
  /** The days with raids, oldest first. */
  timeline(query: TimelineQuery): Promise<readonly DayStats[]>;
  /** The hours of the day with raids, from 0 on. */
  hours(query: TimelineQuery): Promise<readonly HourStats[]>;
}
