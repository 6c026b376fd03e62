import { averageSeconds, kdRatio, streaks, survivalRate, type SessionStats } from '../raid/stats.js';
import type { Reader } from './store.js';
import { formatBoundary } from './time.js';

/** Figures over the raids that started at or after `since`. */
export async function readSessionStats(reader: Reader, since: Date): Promise<SessionStats> {
  const boundary = formatBoundary(since);
  const raids = await reader
    .selectFrom('raids')
    .where('started_at', '>=', boundary)
    .where('status', '<>', 'queuing')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.countAll<number>().filterWhere('status', '=', 'survived').as('survived'),
      eb.fn.countAll<number>().filterWhere('status', 'in', ['died', 'mia']).as('deaths'),
      eb.fn.countAll<number>().filterWhere('character_type', '=', 'pmc').as('pmc'),
      eb.fn.countAll<number>().filterWhere('character_type', '=', 'scav').as('scav'),
      eb.fn.coalesce(eb.fn.sum<number>('queue_time_seconds'), eb.lit(0)).as('queueSeconds'),
      eb.fn.count<number>('queue_time_seconds').as('queues'),
    ])
    .executeTakeFirstOrThrow();
  const { kills } = await reader
    .selectFrom('kills')
    .innerJoin('raids', 'raids.raid_id', 'kills.raid_id')
    .where('started_at', '>=', boundary)
    .select((eb) => eb.fn.countAll<number>().as('kills'))
    .executeTakeFirstOrThrow();
  const streak = streaks(await survivedByEnd(reader, boundary));
  return {
    session_id: null,
    name: null,
    since,
    total_raids: raids.total,
    total_kills: kills,
    survived: raids.survived,
    deaths: raids.deaths,
    survival_rate: survivalRate(raids.survived, raids.deaths),
    kd_ratio: kdRatio(kills, raids.deaths),
    average_queue_time_seconds: averageSeconds(raids.queueSeconds, raids.queues),
    current_streak: streak.current,
    best_streak: streak.best,
    pmc_raids: raids.pmc,
    scav_raids: raids.scav,
  };
}

async function survivedByEnd(reader: Reader, boundary: string): Promise<boolean[]> {
  const rows = await reader
    .selectFrom('raids')
    .select('status')
    .where('started_at', '>=', boundary)
    .where('status', 'in', ['survived', 'died', 'mia'])
    .orderBy('ended_at')
    .orderBy('raid_id')
    .execute();
  return rows.map(({ status }) => status === 'survived');
}
