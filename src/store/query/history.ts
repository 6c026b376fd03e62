import { figuresOf, perRaid, type SessionStats } from '../../raid/figures/figures.js';
import type { History, MapStats, RaidQuery, SessionPage } from '../../raid/history/history.js';
import { isBuiltInMap, storedMapName } from '../../raid/game/map-names.js';
import { noSession } from '../../raid/session/decide-session.js';
import { RuleError } from '../../raid/rule-error.js';
import { hasKnownTimes, type Session } from '../../raid/session/session.js';
import { EVERYTHING, isWanted, type StatsFilter } from '../../raid/figures/tally.js';
import { allTimeStatsOf, readAllTimeRows } from '../figures/all-time-stats.js';
import { findRaid } from './history-state.js';
import { listRaids, type ListQuery } from './list-raids.js';
import { readMapNames } from './map-names.js';
import { readCurrentRaid, readKills, readRaid } from './raids.js';
import { readSessionHead } from './session-head.js';
import { readSessionRows, sessionStatsOf } from '../figures/session-stats.js';
import { listSessions, readSession } from './sessions.js';
import type { Reader, Store } from '../store.js';
import { readTotals, type MapTally } from '../figures/tallies.js';
import { readHours, readTimeline } from '../figures/timeline.js';
import { momentsOf } from './wanted-range.js';

export interface HistoryOptions {
  readonly now: () => Date;
  /** Local `HH:MM`. */
  readonly dayStartsAt: () => string;
}

/** Looks back at what is stored; each answer is of one state of the database. */
export function createHistory(
  store: Pick<Store, 'read' | 'readBeside'>,
  { now, dayStartsAt }: HistoryOptions,
): History {
  return {
    listRaids: (query) =>
      store.readBeside(async (reader) => listRaids(reader, await narrowed(reader, query, dayStartsAt()))),
    readRaid: (id) =>
      store.read(async (reader) => {
        const found = await findRaid(reader, id);
        const raid = found === null ? null : await readRaid(reader, found.raid_id);
        if (raid === null) {
          throw new RuleError(
            'not-found',
            id === 'last'
              ? 'There is no raid yet.'
              : `There is no raid ${id}: it was deleted, or its number is wrong.`,
          );
        }
        return { raid, kills: await readKills(reader, raid.raid_id) };
      }),
    listSessions: (before, limit) => store.readBeside((reader) => pageOfSessions(reader, before, limit)),
    sessionStats: async (sessionId, filter) => {
      if (sessionId !== undefined) {
        return store.readBeside(async (reader) =>
          statsOf(reader, await knownSession(reader, sessionId), filter),
        );
      }
      return store.read(async (reader) => {
        const head = await readSessionHead(reader, await readCurrentRaid(reader), now(), dayStartsAt());
        return sessionStatsOf(head, await readSessionRows(reader, { from: head.since }), filter);
      });
    },
    allTimeStats: (filter) =>
      store.read(async (reader) => allTimeStatsOf(await readAllTimeRows(reader), filter)),
    mapStats: (filter) => store.readBeside(async (reader) => mapStatsOf(await readTotals(reader), filter)),
    timeline: (query) => store.readBeside((reader) => readTimeline(reader, query, dayStartsAt(), now())),
    hours: (query) => store.readBeside((reader) => readHours(reader, query, dayStartsAt(), now())),
  };
}

/** The filter with days and session turned into times. A session's raids are those that started while it was on. */
async function narrowed(
  reader: Reader,
  { session_id, from, to, ...named }: RaidQuery,
  dayStartsAt: string,
): Promise<ListQuery> {
  const query = await withStoredMap(reader, named);
  const asked = momentsOf({ from, to }, dayStartsAt);
  if (session_id === undefined) return { ...query, ...asked };
  const session = await knownSession(reader, session_id);
  const { started_at } = session;
  const ended_at = hasKnownTimes(session) ? session.ended_at : started_at;
  const since = asked.from !== undefined && asked.from > started_at ? asked.from : started_at;
  const until = ended_at !== null && (asked.to === undefined || asked.to > ended_at) ? ended_at : asked.to;
  return { ...query, from: since, ...(until !== undefined && { to: until }) };
}

/** A map that the program does not know may be stored in another spelling. */
async function withStoredMap<T extends Pick<RaidQuery, 'map_name'>>(reader: Reader, query: T): Promise<T> {
  const { map_name } = query;
  if (map_name === undefined || isBuiltInMap(map_name)) return query;
  return { ...query, map_name: storedMapName(map_name, await readMapNames(reader)) };
}

async function knownSession(reader: Reader, sessionId: number): Promise<Session> {
  const session = await readSession(reader, sessionId);
  if (session !== null) return session;
  throw noSession(sessionId);
}

async function statsOf(reader: Reader, session: Session, filter: StatsFilter): Promise<SessionStats> {
  const { session_id, name, started_at } = session;
  const isKnown = hasKnownTimes(session);
  const until = isKnown ? (session.ended_at ?? undefined) : started_at;
  const rows = await readSessionRows(reader, { from: started_at, until });
  return sessionStatsOf({ session_id, name, since: isKnown ? started_at : null }, rows, filter);
}

async function pageOfSessions(
  reader: Reader,
  before: number | undefined,
  limit: number,
): Promise<SessionPage> {
  // One more than is wanted tells whether there is a next page.
  const cursor = before === undefined ? null : await knownSession(reader, before);
  const found = await listSessions(reader, cursor, limit + 1);
  const page = found.slice(0, limit);
  const sessions = [];
  for (const session of page) sessions.push({ session, stats: await statsOf(reader, session, EVERYTHING) });
  return { sessions, next: found.length > limit ? (page.at(-1)?.session_id ?? null) : null };
}

function mapStatsOf(totals: readonly MapTally[], filter: StatsFilter): MapStats[] {
  const wanted = totals.filter((tally) => isWanted(tally, filter));
  return [...new Set(wanted.map(({ map_name }) => map_name))]
    .map((map_name) => {
      const figures = figuresOf(wanted.filter((tally) => tally.map_name === map_name));
      return { map_name, ...figures, kills_per_raid: perRaid(figures.total_kills, figures.total_raids) };
    })
    .sort((one, other) => other.total_raids - one.total_raids || (one.map_name < other.map_name ? -1 : 1));
}
