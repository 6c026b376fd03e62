import { EMPTY_SNAPSHOT } from '../../src/show/empty-snapshot.js';
import { standingOf, type RaidWithCounts } from '../../src/raid/model.js';
import type { Snapshot } from '../../src/raid/snapshot.js';

export const NOW = new Date('2026-11-22T19:03:11.250Z');
export const secondsAgo = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

/** Matched 57:42 ago, after 1:34 in the queue. */
export const IN_RAID: RaidWithCounts = {
  raid_id: 7,
  status: 'in_progress',
  character_type: 'pmc',
  game_mode: 'pvp',
  map_name: 'Streets of Tarkov',
  started_at: secondsAgo(3462 + 94),
  outcome: null,
  matched_at: secondsAgo(3462),
  over_at: null,
  ended_at: null,
  queue_time_seconds: 94,
  extract_location: null,
  kill_count: 4,
  headshot_count: 1,
};

/** Survived on Customs `seconds` ago, after 17:42 in raid. */
export function endedAgo(seconds: number, rest: Partial<RaidWithCounts> = {}): RaidWithCounts {
  return {
    ...IN_RAID,
    raid_id: 6,
    map_name: 'Customs',
    started_at: secondsAgo(seconds + 1062 + 94),
    matched_at: secondsAgo(seconds + 1062),
    ended_at: secondsAgo(seconds),
    ...rest,
    ...standingOf(rest.outcome ?? rest.status ?? 'survived'),
  };
}

/** The figures of README's examples. */
export const FIGURES: Pick<Snapshot, 'session' | 'all_time'> = {
  session: {
    ...EMPTY_SNAPSHOT.session,
    ...{ total_raids: 11, total_kills: 21, survived: 7, deaths: 3, survival_rate: 63.6, kd_ratio: 2.33 },
    ...{ average_queue_time_seconds: 134, current_streak: 3, best_streak: 4 },
  },
  all_time: {
    ...EMPTY_SNAPSHOT.all_time,
    ...{ total_raids: 1204, total_kills: 3377, kd_ratio: 2.4, pmc_raids: 812, scav_raids: 392 },
    favorite_map: { map_name: 'Customs', raids: 400 },
  },
};

export function snapshotOf(raid: RaidWithCounts | null, rest: Partial<Snapshot> = {}): Snapshot {
  const last_finished = raid?.ended_at == null ? null : raid;
  return { ...EMPTY_SNAPSHOT, ...FIGURES, revision: 9, raid, last_finished, ...rest };
}
