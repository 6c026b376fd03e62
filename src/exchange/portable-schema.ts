import { z } from 'zod';
import { CHARACTER_TYPES, ENEMY_TYPES, GAME_MODES, RAID_STATUSES } from '../raid/model.js';

/** Longest text that is taken in; the program's own are shorter. */
const text = z.string().max(256);
const time = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-11-22T19:03:11Z' });
const moment = time.transform((value) => new Date(value));

const kill = z.object({
  kill_id: z.number().int().optional().default(0),
  killed_at: moment,
  enemy_type: z.enum(ENEMY_TYPES),
  weapon_used: text.nullable().default(null),
  headshot: z.boolean().nullable().default(null),
});

/** A raid as an export has it. Names that a later version adds are passed over. */
export const PORTABLE_RAID = z.object({
  raid_id: z.number().int().optional().default(0),
  status: z.enum(RAID_STATUSES),
  character_type: z.enum(CHARACTER_TYPES),
  game_mode: z.enum(GAME_MODES).default('pvp'),
  map_name: text.min(1),
  started_at: moment,
  matched_at: moment.nullable().default(null),
  ended_at: moment.nullable().default(null),
  queue_time_seconds: z.number().nullable().default(null),
  extract_location: text.nullable().default(null),
  kills: z.array(kill).max(10_000).default([]),
});

export const PORTABLE_SESSION = z.object({
  session_id: z.number().int().optional().default(0),
  name: text.nullable().default(null),
  started_at: moment,
  ended_at: moment.nullable(),
  opened_by: z.enum(['press', 'stream']),
});
