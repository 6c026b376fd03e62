import type { CommandResult } from '../raid/press/command-result.js';
import { figuresOf, type Figures, type SessionStats } from '../raid/figures/figures.js';
import { NOTHING_YET, standingOf, type Kill, type RaidWithCounts } from '../raid/model.js';
import type { Session } from '../raid/session/session.js';

// The evening from which every example in the API description is made, by the presenters that make the replies.

export const EXAMPLE_NOW = new Date('2026-11-22T19:08:23.250Z');

export const EXAMPLE_RAID: RaidWithCounts = {
  ...NOTHING_YET,
  raid_id: 7,
  status: 'in_progress',
  character_type: 'pmc',
  game_mode: 'pvp',
  map_name: 'Customs',
  started_at: new Date('2026-11-22T19:03:11.250Z'),
  matched_at: new Date('2026-11-22T19:04:45.250Z'),
  queue_time_seconds: 94,
  kill_count: 2,
  headshot_count: 1,
};

/** The same when it is over, and when its outcome is said. */
export const EXAMPLE_OVER: RaidWithCounts = { ...EXAMPLE_RAID, over_at: EXAMPLE_NOW };
export const EXAMPLE_ENDED: RaidWithCounts = {
  ...EXAMPLE_OVER,
  ...standingOf('survived'),
  ended_at: EXAMPLE_NOW,
  extract_location: 'ZB-1011',
};

export const EXAMPLE_KILL: Kill = {
  kill_id: 3,
  raid_id: 7,
  killed_at: EXAMPLE_NOW,
  enemy_type: 'pmc',
  weapon_used: 'M4A1',
  headshot: true,
};

export const EXAMPLE_SESSION: Session = {
  session_id: 4,
  name: 'Friday',
  started_at: new Date('2026-11-22T18:00:00.000Z'),
  ended_at: null,
  opened_by: 'press',
  stream_lost_at: null,
  stream_began_at: null,
};

/** Seven survived and four died, with 21 kills, 7 of 17 by a headshot. */
export const EXAMPLE_FIGURES: Figures = figuresOf([
  {
    ...{ status: 'survived', character_type: 'pmc', game_mode: 'pvp' },
    ...{ raids: 7, queues: 7, queue_seconds: 980, timed_raids: 7, raid_ms: 8_820_000 },
    ...{ kills: { scav: 6, pmc: 6, boss: 1, raider: 2 }, headshots: 5, headshots_known: 11 },
  },
  {
    ...{ status: 'died', character_type: 'pmc', game_mode: 'pvp' },
    ...{ raids: 1, queues: 1, queue_seconds: 94, timed_raids: 1, raid_ms: 1_130_000 },
    ...{ kills: { scav: 2, pmc: 2, boss: 0, raider: 1 }, headshots: 2, headshots_known: 5 },
  },
  {
    ...{ status: 'died', character_type: 'scav', game_mode: 'pvp' },
    ...{ raids: 3, queues: 3, queue_seconds: 400, timed_raids: 3, raid_ms: 3_360_000 },
    ...{ kills: { scav: 1, pmc: 0, boss: 0, raider: 0 }, headshots: 0, headshots_known: 1 },
  },
]);

export const EXAMPLE_SESSION_STATS: SessionStats = {
  session_id: null,
  name: null,
  since: new Date('2026-11-22T05:00:00.000Z'),
  ...EXAMPLE_FIGURES,
  current_streak: 3,
  best_streak: 5,
};

/** A command that went well, with what every reply shows. */
export function exampleResult(message: string, own: Partial<CommandResult> = {}): CommandResult {
  return { changed: true, message, raid: EXAMPLE_RAID, ...own };
}
