import {
  isOpen,
  secondsBetween,
  type Kill,
  type NextRaid,
  type RaidWithCounts,
  type UnreadableField,
} from '../raid/model.js';
import { countedUntil, isStale } from '../raid/stale.js';

/** A raid on the wire. Every field is named here, so that a new column never leaks out by itself. */
export interface RaidJson {
  readonly raid_id: number | null;
  readonly status: string | null;
  readonly active: boolean;
  /** A key was forgotten: nobody can be in it any more, so its timers stand still and the next start closes it. */
  readonly stale: boolean;
  readonly character_type: string | null;
  readonly game_mode: string | null;
  readonly map_name: string | null;
  readonly started_at: string | null;
  readonly matched_at: string | null;
  readonly ended_at: string | null;
  readonly queue_time_seconds: number | null;
  readonly raid_duration_seconds: number | null;
  readonly time_in_raid_seconds: number | null;
  readonly kill_count: number;
  readonly headshot_count: number | null;
  readonly extract_location: string | null;
  /** Fields whose stored value cannot be read; absent where all is well. */
  readonly unreadable?: readonly UnreadableField[];
}

/** A raid as it is at `now`. The duration counts from the queue's start, the time in raid from matched. */
export function presentRaid(raid: RaidWithCounts, now: Date): RaidJson {
  const { unreadable } = raid;
  if (unreadable === undefined) return presentReadable(raid, now);
  // What stands in for a value that cannot be read is not shown as one.
  const unknown = Object.fromEntries(unreadable.map(({ field }) => [field, null]));
  const times = unreadable.some(({ field }) => field.endsWith('_at'));
  return {
    ...presentReadable(raid, now),
    ...unknown,
    ...(times && { raid_duration_seconds: null, time_in_raid_seconds: null }),
    unreadable,
  };
}

function presentReadable(raid: RaidWithCounts, now: Date): RaidJson {
  const until = countedUntil(raid, now);
  return {
    raid_id: raid.raid_id,
    status: raid.status,
    active: isOpen(raid.status),
    stale: isStale(raid, now),
    character_type: raid.character_type,
    game_mode: raid.game_mode,
    map_name: raid.map_name,
    started_at: raid.started_at.toISOString(),
    matched_at: raid.matched_at?.toISOString() ?? null,
    ended_at: raid.ended_at?.toISOString() ?? null,
    queue_time_seconds: raid.queue_time_seconds,
    raid_duration_seconds: secondsBetween(raid.started_at, until),
    time_in_raid_seconds: raid.matched_at === null ? null : secondsBetween(raid.matched_at, until),
    kill_count: raid.kill_count,
    headshot_count: raid.headshot_count,
    extract_location: raid.extract_location,
  };
}

/** What `/raid` and `/stats/current` say before the first raid. */
export const NO_RAID: RaidJson = {
  raid_id: null,
  status: null,
  active: false,
  stale: false,
  character_type: null,
  game_mode: null,
  map_name: null,
  started_at: null,
  matched_at: null,
  ended_at: null,
  queue_time_seconds: null,
  raid_duration_seconds: null,
  time_in_raid_seconds: null,
  kill_count: 0,
  headshot_count: null,
  extract_location: null,
};

/** A kill on the wire. */
export function presentKill(kill: Kill): object {
  return {
    kill_id: kill.kill_id,
    raid_id: kill.raid_id,
    killed_at: kill.killed_at.toISOString(),
    enemy_type: kill.enemy_type,
    weapon_used: kill.weapon_used,
    headshot: kill.headshot,
    ...(kill.unreadable !== undefined && {
      ...Object.fromEntries(kill.unreadable.map(({ field }) => [field, null])),
      unreadable: kill.unreadable,
    }),
  };
}

/** What is chosen for the raid after this one. */
export function presentNextRaid(next: NextRaid): object {
  return { map_name: next.map_name, character_type: next.character_type, game_mode: next.game_mode };
}
