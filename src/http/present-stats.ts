import type { AllTimeStats, SessionStats } from '../raid/stats.js';

/** The session's figures on the wire. */
export function presentSession(stats: SessionStats): object {
  return {
    session_id: stats.session_id,
    name: stats.name,
    since: stats.since.toISOString(),
    total_raids: stats.total_raids,
    total_kills: stats.total_kills,
    survived: stats.survived,
    deaths: stats.deaths,
    survival_rate: stats.survival_rate,
    kd_ratio: stats.kd_ratio,
    average_queue_time_seconds: stats.average_queue_time_seconds,
    current_streak: stats.current_streak,
    best_streak: stats.best_streak,
    pmc_raids: stats.pmc_raids,
    scav_raids: stats.scav_raids,
  };
}

/** The all-time figures on the wire. */
export function presentAllTime(stats: AllTimeStats): object {
  const favorite = stats.favorite_map;
  return {
    total_raids: stats.total_raids,
    total_kills: stats.total_kills,
    survived: stats.survived,
    deaths: stats.deaths,
    survival_rate: stats.survival_rate,
    kd_ratio: stats.kd_ratio,
    average_queue_time_seconds: stats.average_queue_time_seconds,
    favorite_map: favorite === null ? null : { map_name: favorite.map_name, raids: favorite.raids },
    pmc_raids: stats.pmc_raids,
    scav_raids: stats.scav_raids,
    pmc_scav_ratio: stats.pmc_scav_ratio,
    kills_by_enemy_type: {
      scav: stats.kills_by_enemy_type.scav,
      pmc: stats.kills_by_enemy_type.pmc,
      boss: stats.kills_by_enemy_type.boss,
      raider: stats.kills_by_enemy_type.raider,
    },
    headshot_rate: stats.headshot_rate,
  };
}
