import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Kill, Raid, RaidWithCounts } from '../raid/model.js';
import type { KillsTable, RaidsTable } from './schema.js';
import { formatTime, parseTime } from './time.js';

export type RaidRow = Selectable<RaidsTable>;
export type KillRow = Selectable<KillsTable>;

export function raidFromRow(row: RaidRow): Raid {
  return {
    raid_id: row.raid_id,
    status: row.status,
    character_type: row.character_type,
    game_mode: row.game_mode,
    map_name: row.map_name,
    started_at: parseTime(row.started_at),
    matched_at: timeOrNull(row.matched_at),
    ended_at: timeOrNull(row.ended_at),
    queue_time_seconds: row.queue_time_seconds,
    extract_location: row.extract_location,
  };
}

export function raidWithCountsFromRow(
  row: RaidRow & { kill_count: number; headshot_count: number },
): RaidWithCounts {
  return { ...raidFromRow(row), kill_count: row.kill_count, headshot_count: row.headshot_count };
}

export function raidToRow(raid: Omit<Raid, 'raid_id'>): Insertable<RaidsTable> {
  return {
    ...raid,
    started_at: formatTime(raid.started_at),
    matched_at: raid.matched_at && formatTime(raid.matched_at),
    ended_at: raid.ended_at && formatTime(raid.ended_at),
  };
}

export function raidSetToRow(set: Partial<Omit<Raid, 'raid_id'>>): Updateable<RaidsTable> {
  const { started_at, matched_at, ended_at, ...others } = set;
  return {
    ...others,
    ...(started_at !== undefined && { started_at: formatTime(started_at) }),
    ...(matched_at !== undefined && { matched_at: matched_at && formatTime(matched_at) }),
    ...(ended_at !== undefined && { ended_at: ended_at && formatTime(ended_at) }),
  };
}

export function killFromRow(row: KillRow): Kill {
  return {
    kill_id: row.kill_id,
    raid_id: row.raid_id,
    killed_at: parseTime(row.killed_at),
    enemy_type: row.enemy_type,
    weapon_used: row.weapon_used,
    headshot: row.headshot === null ? null : row.headshot !== 0,
  };
}

export function killToRow(kill: Omit<Kill, 'kill_id'>): Insertable<KillsTable> {
  return {
    ...kill,
    killed_at: formatTime(kill.killed_at),
    headshot: kill.headshot === null ? null : kill.headshot ? 1 : 0,
  };
}

export function killSetToRow(set: Partial<Omit<Kill, 'kill_id'>>): Updateable<KillsTable> {
  const { killed_at, headshot, ...others } = set;
  return {
    ...others,
    ...(killed_at !== undefined && { killed_at: formatTime(killed_at) }),
    ...(headshot !== undefined && { headshot: headshot === null ? null : headshot ? 1 : 0 }),
  };
}

function timeOrNull(text: string | null): Date | null {
  return text === null ? null : parseTime(text);
}
