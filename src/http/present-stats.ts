import type { Figures } from '../raid/figures.js';
import type { AllTimeStats, SessionStats } from '../raid/stats.js';

/** The session's figures on the wire. */
export function presentSession(stats: SessionStats): object {
  return {
    session_id: stats.session_id,
    name: stats.name,
    since: stats.since?.toISOString() ?? null,
    ...presentFigures(stats),
    current_streak: stats.current_streak,
    best_streak: stats.best_streak,
  };
}

/** The all-time figures on the wire. */
export function presentAllTime(stats: AllTimeStats): object {
  const favorite = stats.favorite_map;
  return {
    ...presentFigures(stats),
    favorite_map: favorite === null ? null : { map_name: favorite.map_name, raids: favorite.raids },
    pmc_scav_ratio: stats.pmc_scav_ratio,
  };
}

/** The figures that every view of the raids shares, on the wire. */
export function presentFigures(figures: Figures): object {
  const kills = figures.kills_by_enemy_type;
  return {
    total_raids: figures.total_raids,
    total_kills: figures.total_kills,
    survived: figures.survived,
    deaths: figures.deaths,
    survival_rate: figures.survival_rate,
    kd_ratio: figures.kd_ratio,
    average_queue_time_seconds: figures.average_queue_time_seconds,
    average_raid_time_seconds: figures.average_raid_time_seconds,
    pmc_raids: figures.pmc_raids,
    scav_raids: figures.scav_raids,
    kills_by_enemy_type: { scav: kills.scav, pmc: kills.pmc, boss: kills.boss, raider: kills.raider },
    headshot_rate: figures.headshot_rate,
  };
}
