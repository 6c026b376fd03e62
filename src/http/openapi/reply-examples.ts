// What the examples of replies are made of; a linter holds them against the schemas.

export const RAID_EXAMPLE = {
  raid_id: 7,
  status: 'in_progress',
  active: true,
  stale: false,
  character_type: 'pmc',
  game_mode: 'pvp',
  map_name: 'Customs',
  started_at: '2026-11-22T19:03:11.250Z',
  matched_at: '2026-11-22T19:04:45.250Z',
  ended_at: null,
  queue_time_seconds: 94,
  raid_duration_seconds: 312,
  time_in_raid_seconds: 218,
  kill_count: 2,
  headshot_count: 1,
  extract_location: null,
};

export const KILL_EXAMPLE = {
  kill_id: 3,
  raid_id: 7,
  killed_at: '2026-11-22T19:08:23.250Z',
  enemy_type: 'pmc',
  weapon_used: 'M4A1',
  headshot: true,
};

export const FIGURES_EXAMPLE = {
  total_raids: 11,
  total_kills: 21,
  survived: 7,
  deaths: 4,
  survival_rate: 63.6,
  kd_ratio: 5.25,
  average_queue_time_seconds: 134,
  average_raid_time_seconds: 1210,
  pmc_raids: 8,
  scav_raids: 3,
  kills_by_enemy_type: { scav: 9, pmc: 8, boss: 1, raider: 3 },
  headshot_rate: 41.2,
};

export const SESSION_EXAMPLE = {
  session_id: 4,
  name: 'Friday',
  started_at: '2026-11-22T18:00:00.000Z',
  ended_at: null,
  opened_by: 'press',
};

export const SESSION_STATS_EXAMPLE = {
  ...{ session_id: null, name: null, since: '2026-11-22T05:00:00.000Z' },
  ...FIGURES_EXAMPLE,
  ...{ current_streak: 3, best_streak: 5 },
};
