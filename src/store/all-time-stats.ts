import type { EnemyType } from '../raid/model.js';
import {
  averageSeconds,
  kdRatio,
  percent,
  pmcScavRatio,
  survivalRate,
  type AllTimeStats,
} from '../raid/stats.js';
import type { Reader } from './store.js';

/** Figures over every stored raid. */
export async function readAllTimeStats(reader: Reader): Promise<AllTimeStats> {
  const raids = await reader
    .selectFrom('raids')
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
  const kills = await readKillTotals(reader);
  return {
    total_raids: raids.total,
    total_kills: kills.total,
    survived: raids.survived,
    deaths: raids.deaths,
    survival_rate: survivalRate(raids.survived, raids.deaths),
    kd_ratio: kdRatio(kills.total, raids.deaths),
    average_queue_time_seconds: averageSeconds(raids.queueSeconds, raids.queues),
    favorite_map: await readFavoriteMap(reader),
    pmc_raids: raids.pmc,
    scav_raids: raids.scav,
    pmc_scav_ratio: pmcScavRatio(raids.pmc, raids.scav),
    kills_by_enemy_type: kills.byEnemyType,
    headshot_rate: percent(kills.headshots, kills.headshotKnown),
  };
}

async function readKillTotals(reader: Reader) {
  const rows = await reader
    .selectFrom('kills')
    .groupBy('enemy_type')
    .select((eb) => [
      'enemy_type',
      eb.fn.countAll<number>().as('total'),
      eb.fn.countAll<number>().filterWhere('headshot', '=', 1).as('headshots'),
      eb.fn.count<number>('headshot').as('headshotKnown'),
    ])
    .execute();
  const byEnemyType: Record<EnemyType, number> = { scav: 0, pmc: 0, boss: 0, raider: 0 };
  const totals = { total: 0, headshots: 0, headshotKnown: 0, byEnemyType };
  for (const row of rows) {
    byEnemyType[row.enemy_type] = row.total;
    totals.total += row.total;
    totals.headshots += row.headshots;
    totals.headshotKnown += row.headshotKnown;
  }
  return totals;
}

/** The most played map; on a tie the one whose latest raid is newest. */
async function readFavoriteMap(reader: Reader): Promise<AllTimeStats['favorite_map']> {
  const row = await reader
    .selectFrom('raids')
    .where('status', '<>', 'queuing')
    .groupBy('map_name')
    .select((eb) => ['map_name', eb.fn.countAll<number>().as('raids')])
    .orderBy('raids', 'desc')
    .orderBy((eb) => eb.fn.max('started_at'), 'desc')
    .orderBy((eb) => eb.fn.max('raid_id'), 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
