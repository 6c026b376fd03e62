import { OUTCOME_RULES } from '../raid/game/statuses.js';
import { isOutcome } from '../raid/model.js';
import { GAME_MINUTES } from './game-minutes.js';
import { DEFAULT_LOOK, lookTexts, type LookChoice } from './look.js';
import { PHASES, type Phase } from './overlay.js';
import type { Show } from './show.js';

/** The scenes that the built-in show names. */
export const DEFAULT_SCENES = {
  lobby: 'Tarkov Lobby',
  queuing: 'Tarkov Queue',
  in_progress: 'Tarkov In Raid',
  over: null,
  survived: 'Tarkov Survived',
  died: 'Tarkov Death',
  mia: 'Tarkov Death',
} as const satisfies Partial<Show['scenes']>;

/** The built-in scenes with those of a file over them. An outcome that has no entry of its own has that of its status. */
export function completeScenes(file: {
  readonly [Name in Phase]?: string | null | undefined;
}): Show['scenes'] {
  const own: Partial<Record<Phase, string | null | undefined>> = { ...DEFAULT_SCENES, ...file };
  const sceneOf = (phase: Phase): string | null => {
    const scene = own[phase];
    if (scene !== undefined) return scene;
    return phase !== 'lobby' && isOutcome(phase) ? (own[OUTCOME_RULES[phase].status] ?? null) : null;
  };
  const scenes = PHASES.map((phase) => [phase, sceneOf(phase)] as const);
  return Object.fromEntries(scenes) as Show['scenes'];
}

/** The texts of the built-in show for scenes of that look; the names are those of the shipped scenes. */
export function builtInTexts(look: LookChoice): Readonly<Record<string, string>> {
  return {
    'Tarkov Status': '{{status}}',
    'Tarkov Outcome': '{{outcome.status}}',
    'Tarkov Outcome Map':
      '{{outcome.map_name}}{{#outcome.has_extract}} · {{outcome.extract_location}}{{/outcome.has_extract}}',
    'Tarkov Map': '{{map}}',
    'Tarkov Character': '{{character}}',
    'Tarkov Raid Kills': '{{raid.kill_count}}',
    'Tarkov Raid Time': '{{raid.time}}',
    'Tarkov Queue Time': '{{raid.queue_time}}',
    'Tarkov Queue Map': '{{map}}',
    'Tarkov Queue Character': '{{character}}',
    'Tarkov Last Raid': '{{last_raid.line}}',
    'Tarkov Next Map': '{{next_raid.map_name}}',
    'Tarkov Next Character': '{{next_raid.character}}',
    'Tarkov Session Label': '{{session.label}}',
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
    ...lookTexts(look),
  };
}

/** The built-in show: what a streamer's show file is merged over. */
export const DEFAULT_SHOW: Show = {
  texts: builtInTexts(DEFAULT_LOOK),
  look: DEFAULT_LOOK,
  scenes: completeScenes({}),
  post_raid_seconds: 10,
  ...GAME_MINUTES,
  switch_scenes: true,
  protected_scenes: ['BRB', 'Be Right Back', 'Starting Soon', 'Ending', 'Intermission'],
  day_starts_at: '05:00',
  game_mode: 'pvp',
  sessions: { follow_stream: true, grace_seconds: 120 },
  reactions: [],
};
