import type { Show } from './show.js';

/** The built-in show: what a streamer's show file is merged over. The names are those of the shipped scenes. */
export const DEFAULT_SHOW: Show = {
  texts: {
    'Tarkov Status': '{{status}}',
    'Tarkov Map': '{{map}}',
    'Tarkov Character': '{{character}}',
    'Tarkov Raid Kills': '{{raid.kill_count}}',
    'Tarkov Raid Time': '{{raid.time}}',
    'Tarkov Queue Time': '{{raid.queue_time}}',
    'Tarkov Last Raid': '{{last_raid.line}}',
    'Tarkov Session Raids': '{{session.total_raids}}',
    'Tarkov Session Kills': '{{session.total_kills}}',
    'Tarkov Session Deaths': '{{session.deaths}}',
    'Tarkov Session KD': '{{session.kd_ratio}}',
    'Tarkov Survival Rate': '{{session.survival_rate}}',
    'Tarkov Average Queue': '{{session.average_queue_time}}',
    'Tarkov Streak': '{{session.current_streak}}',
    'Tarkov Total Raids': '{{all_time.total_raids}}',
    'Tarkov Total Kills': '{{all_time.total_kills}}',
    'Tarkov KD': '{{all_time.kd_ratio}}',
    'Tarkov Favorite Map': '{{all_time.favorite_map}}',
    'Tarkov PMC Scav': '{{all_time.pmc_scav}}',
  },
  scenes: {
    lobby: 'Tarkov Lobby',
    queuing: 'Tarkov Queue',
    in_progress: 'Tarkov In Raid',
    survived: 'Tarkov Survived',
    died: 'Tarkov Death',
    mia: 'Tarkov Death',
  },
  post_raid_seconds: 10,
  switch_scenes: true,
  protected_scenes: ['BRB', 'Be Right Back', 'Starting Soon', 'Ending', 'Intermission'],
  day_starts_at: '05:00',
  game_mode: 'pvp',
};
