import type { RaidJson, UnreadableJson } from '../../client/wire.js';

type Computed = 'active' | 'stale' | 'raid_duration_seconds' | 'time_in_raid_seconds';
type RaidField = Exclude<
  keyof RaidJson,
  Computed | 'raid_id' | 'kill_count' | 'headshot_count' | 'from_game_log' | 'unreadable'
>;

/** What people call the fields of a raid, a kill and a session. */
const NAMES: Readonly<Record<RaidField, string>> & Readonly<Record<string, string>> = {
  started_at: 'Start time',
  matched_at: 'Match time',
  ended_at: 'End time',
  queue_time_seconds: 'Queue time',
  status: 'Outcome',
  outcome: 'Outcome',
  over_at: 'Time at which the raid was over',
  character_type: 'Character',
  game_mode: 'Game mode',
  map_name: 'Map',
  extract_location: 'Extract',
  killed_at: 'Time',
  enemy_type: 'Enemy',
  weapon_used: 'Weapon',
  headshot: 'Headshot',
  name: 'Name',
  opened_by: 'Opened by',
};

/** "Start time cannot be read: “r026-11-22”. Map is missing." */
export function unreadableWords(fields: readonly UnreadableJson[]): string {
  return fields.map(wordsOf).join(' ');
}

function wordsOf({ field, stored }: UnreadableJson): string {
  const name = NAMES[field] ?? field;
  if (stored === null) return `${name} is missing.`;
  return stored === '' ? `${name} cannot be read: it is empty.` : `${name} cannot be read: “${stored}”.`;
}

/** Whether the field is one of those that cannot be read. */
export function isUnreadable(
  { unreadable = [] }: { readonly unreadable?: readonly UnreadableJson[] | undefined },
  name: string,
): boolean {
  return unreadable.some(({ field }) => field === name);
}
