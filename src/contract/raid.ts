import * as z from 'zod';
import {
  CHARACTER_TYPES,
  ENEMY_TYPES,
  GAME_MODES,
  LOG_DEEDS,
  OUTCOMES,
  isOpen,
  RAID_STATUSES,
  secondsBetween,
  type Kill,
  type NextRaid,
  type RaidWithCounts,
  type UnreadableField,
} from '../raid/model.js';
import type { RaidPage, RaidWithKills } from '../raid/history/history.js';
import type { Snapshot } from '../raid/snapshot.js';
import { countedUntil, isStale } from '../raid/press/stale.js';
import { EXAMPLE_KILL, EXAMPLE_NOW, EXAMPLE_RAID } from './examples.js';
import { count, NAMED_SCHEMAS, replies, seconds, time, type JsonOf } from './reply.js';

export const UNREADABLE = z
  .array(z.object({ field: z.string(), stored: z.string().nullable() }))
  .describe('fields whose stored value cannot be read, which are null here: correct or delete it');
export type UnreadableJson = JsonOf<typeof UNREADABLE>[number];

/** What is made of a raid's values for who reads them. */
type Computed = 'active' | 'stale' | 'raid_duration_seconds' | 'time_in_raid_seconds';

export const RAID = z
  .object({
    raid_id: z.int().nullable(),
    status: z.enum(RAID_STATUSES).nullable(),
    outcome: z
      .enum(OUTCOMES)
      .nullable()
      .describe('how it ended, as the game counts it: `status`, or a finer word; null while it is open'),
    active: z.boolean(),
    stale: z.boolean().describe('true: a key was forgotten, and the next start closes it'),
    character_type: z.enum(CHARACTER_TYPES).nullable(),
    game_mode: z.enum(GAME_MODES).nullable(),
    map_name: z.string().nullable(),
    started_at: time.nullable(),
    matched_at: time.nullable(),
    over_at: time
      .nullable()
      .describe('when the raid was over, where that was told before its outcome; its clock stops then'),
    ended_at: time.nullable(),
    queue_time_seconds: seconds.nullable(),
    raid_duration_seconds: seconds.nullable(),
    time_in_raid_seconds: seconds.nullable(),
    kill_count: count,
    headshot_count: count.nullable(),
    extract_location: z.string().nullable(),
    from_game_log: z
      .array(z.enum(LOG_DEEDS))
      .optional()
      .describe("what the game's own log did in it, without a press; absent: nothing"),
    unreadable: UNREADABLE.optional(),
  } satisfies Record<keyof RaidWithCounts | Computed, z.ZodType>)
  .describe('A raid; before the first one every field is null, `active` false and `kill_count` 0.')
  .register(NAMED_SCHEMAS, { id: 'Raid' });
export type RaidJson = JsonOf<typeof RAID>;

export const KILL = z
  .object({
    kill_id: z.int(),
    raid_id: z.int(),
    killed_at: time.nullable().describe('null: cannot be read'),
    enemy_type: z.enum(ENEMY_TYPES).nullable().describe('null: cannot be read'),
    weapon_used: z.string().nullable(),
    headshot: z.boolean().nullable().describe('null: it was not said'),
    unreadable: UNREADABLE.optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'Kill' });
export type KillJson = JsonOf<typeof KILL>;

/** The page after this one. */
export const next = z
  .string()
  .nullable()
  .describe('goes into `cursor` for the page after; null: there is none');

const RAID_PAGE = z.object({ raids: z.array(RAID), next }).register(NAMED_SCHEMAS, { id: 'RaidPage' });

const RAID_WITH_KILLS = z
  .object({ ...RAID.shape, kills: z.array(KILL) })
  .register(NAMED_SCHEMAS, { id: 'RaidWithKills' });
export type RaidWithKillsJson = JsonOf<typeof RAID_WITH_KILLS>;

export const NEXT_RAID = z.object({
  map_name: z.string().nullable(),
  character_type: z.enum(CHARACTER_TYPES).nullable(),
  game_mode: z.enum(GAME_MODES).nullable(),
});

export type NextRaidJson = JsonOf<typeof NEXT_RAID>;

/** A raid as it is at `now`. The duration counts from the queue's start, the time in raid from matched. */
export function presentRaid(raid: RaidWithCounts, now: Date): RaidJson {
  const isStatusUnknown = raid.unreadable?.some(({ field }) => field === 'status') === true;
  const isTimeUnknown = raid.unreadable?.some(({ field }) => field.endsWith('_at')) === true;
  return {
    ...presentReadable(raid, now),
    ...(isStatusUnknown && { outcome: null }),
    ...(isTimeUnknown && { raid_duration_seconds: null, time_in_raid_seconds: null }),
    ...presentUnreadable(raid),
  };
}

/** What stands in for a value that cannot be read is not shown as one: it is null, and named with what is stored. */
export function presentUnreadable({ unreadable }: { readonly unreadable?: readonly UnreadableField[] }) {
  if (unreadable === undefined) return {};
  return { ...Object.fromEntries(unreadable.map(({ field }) => [field, null])), unreadable };
}

function presentReadable(raid: RaidWithCounts, now: Date): RaidJson {
  const until = countedUntil(raid, now);
  return {
    raid_id: raid.raid_id,
    status: raid.status,
    outcome: raid.outcome,
    active: isOpen(raid.status),
    stale: isStale(raid, now),
    character_type: raid.character_type,
    game_mode: raid.game_mode,
    map_name: raid.map_name,
    started_at: raid.started_at.toISOString(),
    matched_at: raid.matched_at?.toISOString() ?? null,
    over_at: raid.over_at?.toISOString() ?? null,
    ended_at: raid.ended_at?.toISOString() ?? null,
    queue_time_seconds: raid.queue_time_seconds,
    raid_duration_seconds: secondsBetween(raid.started_at, until),
    time_in_raid_seconds: raid.matched_at === null ? null : secondsBetween(raid.matched_at, until),
    kill_count: raid.kill_count,
    headshot_count: raid.headshot_count,
    extract_location: raid.extract_location,
    ...(raid.from_game_log !== undefined && { from_game_log: [...raid.from_game_log] }),
  };
}

const NO_RAID: RaidJson = {
  raid_id: null,
  status: null,
  outcome: null,
  active: false,
  stale: false,
  character_type: null,
  game_mode: null,
  map_name: null,
  started_at: null,
  matched_at: null,
  over_at: null,
  ended_at: null,
  queue_time_seconds: null,
  raid_duration_seconds: null,
  time_in_raid_seconds: null,
  kill_count: 0,
  headshot_count: null,
  extract_location: null,
};

/** The open raid, else the last one, else a raid of nulls: the object of `/raid` and `/stats/current`. */
export function presentCurrent(raid: Snapshot['raid'], now: Date): RaidJson {
  return raid === null ? NO_RAID : presentRaid(raid, now);
}

export function presentKill(kill: Kill): KillJson {
  return {
    kill_id: kill.kill_id,
    raid_id: kill.raid_id,
    killed_at: kill.killed_at.toISOString(),
    enemy_type: kill.enemy_type,
    weapon_used: kill.weapon_used,
    headshot: kill.headshot,
    ...presentUnreadable(kill),
  };
}

/** What is chosen for the raid after this one. */
export function presentNextRaid(choice: NextRaid): NextRaidJson {
  return {
    map_name: choice.map_name,
    character_type: choice.character_type,
    game_mode: choice.game_mode,
  };
}

export function presentRaidPage(page: RaidPage, now: Date): JsonOf<typeof RAID_PAGE> {
  return { raids: page.raids.map((raid) => presentRaid(raid, now)), next: page.next };
}

export function presentRaidWithKills({ raid, kills }: RaidWithKills, now: Date): RaidWithKillsJson {
  return { ...presentRaid(raid, now), kills: kills.map(presentKill) };
}

export const RAID_REPLY = replies(RAID, presentCurrent(EXAMPLE_RAID, EXAMPLE_NOW));
export const RAID_PAGE_REPLY = replies(
  RAID_PAGE,
  presentRaidPage({ raids: [EXAMPLE_RAID], next: null }, EXAMPLE_NOW),
);
export const RAID_WITH_KILLS_REPLY = replies(
  RAID_WITH_KILLS,
  presentRaidWithKills({ raid: EXAMPLE_RAID, kills: [EXAMPLE_KILL] }, EXAMPLE_NOW),
);
