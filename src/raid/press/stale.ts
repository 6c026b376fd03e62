import { later } from '../clock.js';
import { isOpen, type Raid } from '../model.js';
import { TARKOV_MAPS } from '../game/maps.js';

/** No queue lasts longer; the key for its end was forgotten. */
export const QUEUE_LIMIT_SECONDS = 2 * 3600;
/** What a raid may last beyond its map's own length: loading, a clock that is off, a key pressed late. */
export const RAID_GRACE_MINUTES = 20;
/** The limit on a map that we do not know. */
export const UNKNOWN_MAP_LIMIT_MINUTES = 90;

type Times = Pick<Raid, 'status' | 'map_name' | 'started_at' | 'matched_at' | 'over_at'>;

/**
 * When an open raid becomes stale: nobody can still be in it, so a key was forgotten. Null for a raid that has ended, or
 * is over.
 * With the matched key forgotten, both the longest queue and the longest raid may have passed before.
 */
export function staleAt(raid: Times): Date | null {
  if (!isOpen(raid.status) || raid.over_at !== null) return null;
  const inQueue = QUEUE_LIMIT_SECONDS;
  const inRaid = raidLimitSeconds(raid.map_name);
  if (raid.status === 'queuing') return later(raid.started_at, inQueue);
  return raid.matched_at === null ? later(raid.started_at, inQueue + inRaid) : later(raid.matched_at, inRaid);
}

export function isStale(raid: Times, now: Date): boolean {
  const limit = staleAt(raid);
  return limit !== null && now >= limit;
}

/** Until when a raid's timers count: its end, else when it was over, else now, else the moment from which it is stale. */
export function countedUntil(raid: Times & Pick<Raid, 'ended_at'>, now: Date): Date {
  if (raid.ended_at !== null) return raid.ended_at;
  if (raid.over_at !== null) return raid.over_at;
  const limit = staleAt(raid);
  return limit !== null && now >= limit ? limit : now;
}

/** How a raid whose key was forgotten is closed. */
export interface ForgottenTimes {
  readonly ended_at: Date;
  readonly matched_at: Date | null;
  /** The last kill was later than any raid lasts, and says when it ended. */
  readonly isByKill: boolean;
}

/**
 * When a raid whose key was forgotten ended, as far as anybody can know: at its limit, but not before its last kill. Where
 * that moves the end nobody knows when the match was, so that its time in raid spoils no average. Null while it may still
 * be on. Whoever asks takes it for played: a queue counts as matched at some time.
 */
export function forgottenTimes(raid: Times, lastKillAt: Date | null, now: Date): ForgottenTimes | null {
  const limit = staleAt({ ...raid, status: 'in_progress' });
  if (limit === null || now < limit) return null;
  return lastKillAt === null || lastKillAt <= limit
    ? { ended_at: limit, matched_at: raid.matched_at, isByKill: false }
    : { ended_at: lastKillAt, matched_at: null, isByKill: true };
}

function raidLimitSeconds(mapName: string): number {
  const map = TARKOV_MAPS.find(({ name }) => name === mapName);
  return (map === undefined ? UNKNOWN_MAP_LIMIT_MINUTES : map.minutes + RAID_GRACE_MINUTES) * 60;
}
