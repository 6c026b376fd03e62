import { z } from 'zod';
import { CHARACTER_TYPES, ENEMY_TYPES, GAME_MODES, RAID_STATUSES } from '../../raid/model.js';

/** Schemas with a name of their own in the API description. */
export const NAMED_SCHEMAS = z.registry<{ id: string }>();

const time = z.iso.datetime();
const seconds = z.int().min(0);
const count = z.int().min(0);

const UNREADABLE = z
  .array(z.object({ field: z.string(), stored: z.string().nullable() }))
  .describe('fields whose stored value cannot be read, which are null here: correct or delete it');

export const RAID = z
  .object({
    raid_id: z.int().nullable(),
    status: z.enum(RAID_STATUSES).nullable(),
    active: z.boolean(),
    stale: z.boolean().describe('true: a key was forgotten, and the next start closes it'),
    character_type: z.enum(CHARACTER_TYPES).nullable(),
    game_mode: z.enum(GAME_MODES).nullable(),
    map_name: z.string().nullable(),
    started_at: time.nullable(),
    matched_at: time.nullable(),
    ended_at: time.nullable(),
    queue_time_seconds: seconds.nullable(),
    raid_duration_seconds: seconds.nullable(),
    time_in_raid_seconds: seconds.nullable(),
    kill_count: count,
    headshot_count: count.nullable(),
    extract_location: z.string().nullable(),
    unreadable: UNREADABLE.optional(),
  })
  .describe('A raid; before the first one every field is null, `active` false and `kill_count` 0.')
  .register(NAMED_SCHEMAS, { id: 'Raid' });

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

export const SESSION = z
  .object({
    session_id: z.int(),
    name: z.string().nullable(),
    started_at: time.nullable().describe('null: cannot be read'),
    ended_at: time.nullable(),
    opened_by: z.enum(['press', 'stream']).nullable().describe('null: cannot be read'),
    unreadable: UNREADABLE.optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'Session' });

export const OBS_STATE = z
  .enum([
    ...([
      'connecting',
      'ready',
      'not_running',
      'server_off',
      'wrong_password',
      'not_obs',
      'too_old',
    ] as const),
    ...(['kicked', 'closing', 'unreachable'] as const),
  ])
  .register(NAMED_SCHEMAS, { id: 'ObsState' });

export const PRESS_REPLY = z
  .object({
    ok: z.literal(true),
    changed: z.boolean().describe('false: it was so already, and nothing was stored'),
    message: z.string().describe('one plain sentence'),
    raid: RAID.nullable(),
    obs: OBS_STATE,
    obs_note: z
      .string()
      .nullable()
      .optional()
      .describe(
        'what keeps viewers from seeing the raid; null: nothing. In `format=text` it follows the message',
      ),
    kill: KILL.optional(),
    kills: z.array(KILL).optional(),
    session: SESSION.optional(),
    undone: z.string().optional(),
    redone: z.string().optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'PressReply' });

const FIGURES = {
  total_raids: count,
  total_kills: count,
  survived: count,
  deaths: count,
  survival_rate: z.number().nullable().describe('per cent of the finished raids, one decimal'),
  kd_ratio: z.number(),
  average_queue_time_seconds: seconds.nullable(),
  average_raid_time_seconds: seconds.nullable(),
  pmc_raids: count,
  scav_raids: count,
  kills_by_enemy_type: z.object({ scav: count, pmc: count, boss: count, raider: count }),
  headshot_rate: z.number().nullable(),
};

export const SESSION_STATS = z
  .object({
    session_id: z.int().nullable(),
    name: z.string().nullable(),
    since: time.nullable().describe('null: the start of the session cannot be read'),
    ...FIGURES,
    current_streak: count,
    best_streak: count,
  })
  .register(NAMED_SCHEMAS, { id: 'SessionStats' });

export const ALL_TIME_STATS = z
  .object({
    ...FIGURES,
    favorite_map: z.object({ map_name: z.string(), raids: count }).nullable(),
    pmc_scav_ratio: z.number().nullable(),
  })
  .register(NAMED_SCHEMAS, { id: 'AllTimeStats' });

export const MAP_STATS = z
  .object({
    maps: z.array(
      z.object({
        map_name: z.string(),
        built_in: z.boolean().describe('false: none of the maps that the program came with'),
        did_you_mean: z.string().nullable().describe('for such a map: the name that was most likely meant'),
        ...FIGURES,
        kills_per_raid: z.number().nullable(),
      }),
    ),
  })
  .register(NAMED_SCHEMAS, { id: 'MapStats' });

export const TIMELINE = z
  .union([
    z.object({ by: z.literal('day'), days: z.array(z.object({ day: z.string(), ...FIGURES })) }),
    z.object({ by: z.literal('hour'), hours: z.array(z.object({ hour: z.int(), ...FIGURES })) }),
  ])
  .register(NAMED_SCHEMAS, { id: 'Timeline' });

const next = z.string().nullable().describe('goes into `cursor` for the page after; null: there is none');

export const RAID_PAGE = z.object({ raids: z.array(RAID), next }).register(NAMED_SCHEMAS, { id: 'RaidPage' });

export const RAID_WITH_KILLS = z
  .object({ ...RAID.shape, kills: z.array(KILL) })
  .register(NAMED_SCHEMAS, { id: 'RaidWithKills' });

export const DONE = { ok: z.literal(true), changed: z.boolean(), message: z.string() };

export const IMPORT_REPLY = z
  .object({
    ...DONE,
    imported: count.describe('Raids that are new.'),
    skipped: count.describe('Raids that were there already, or are open.'),
    imported_sessions: count,
    skipped_sessions: count,
  })
  .register(NAMED_SCHEMAS, { id: 'ImportReply' });

export const BACKUP_REPLY = z.object(DONE).register(NAMED_SCHEMAS, { id: 'BackupReply' });

export const SESSION_PAGE = z
  .object({ sessions: z.array(z.object({ ...SESSION.shape, stats: SESSION_STATS })), next })
  .register(NAMED_SCHEMAS, { id: 'SessionPage' });

export const LEFT_OUT = z
  .object({
    message: z.string().describe('one sentence: what is left out, and what to do'),
    raid_count: count,
    raids: z
      .array(z.object({ raid_id: z.int(), fields: z.array(z.string()) }))
      .describe(
        'the first of them, with the fields that cannot be read; `kills` stands for a value of a kill',
      ),
    session_count: count,
    sessions: z.array(SESSION).describe('the first of them'),
  })
  .register(NAMED_SCHEMAS, { id: 'LeftOut' });

export const OBS_STATUS = z
  .object({
    state: OBS_STATE,
    message: z.string().describe('one plain sentence: how it stands, and what to do'),
    url: z.string(),
    lamp: z
      .object({ look: z.enum(['good', 'note', 'warn', 'wait', 'bad']), word: z.string() })
      .describe(
        'the same in a few words; `note`: all is well, and viewers see another scene than the show’s',
      ),
    problems: z
      .array(
        z.object({
          code: z.string(),
          severity: z.enum(['attention', 'note']).describe('attention: viewers miss something'),
          names: z.array(z.string()).describe('the scenes or sources that it is about'),
          word: z.string(),
          finding: z.string(),
          remedy: z.string(),
        }),
      )
      .describe('everything in OBS that is not as the show wants it, the most pressing first'),
    obs_version: z.string().nullable(),
    websocket_version: z.string().nullable(),
    program_scene: z.string().nullable(),
    scene_collection: z.string().nullable(),
    studio_mode: z.boolean().nullable(),
    streaming: z.boolean().nullable(),
    acknowledged: z.object({ revision: z.int(), at: time }).nullable(),
    missing_scenes: z.array(z.string()),
    missing_inputs: z.array(z.string()),
    dead_inputs: z.array(z.object({ name: z.string(), kind: z.string() })),
    not_text_inputs: z.array(z.object({ name: z.string(), kind: z.string() })),
    renamed: z.array(z.object({ from: z.string(), to: z.string() })),
    scene_left_alone: z.object({ scene: z.string(), reason: z.string(), at: time }).nullable(),
    show_problem: z.string().nullable().optional(),
    scenes: z.array(z.string()).describe('every scene of the open collection, as OBS lists them'),
    text_inputs: z.array(z.string()).describe('every text source of the open collection'),
  })
  .register(NAMED_SCHEMAS, { id: 'ObsStatus' });

export const HEALTH = z
  .object({
    ok: z.literal(true),
    message: z.string(),
    version: z.string(),
    revision: z.int(),
    obs: OBS_STATE,
    database_id: z.string().describe('the same for as long as the database is the same'),
  })
  .register(NAMED_SCHEMAS, { id: 'Health' });

export const PROBLEM = z
  .object({
    ok: z.literal(false),
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('stable, for programs'),
    message: z.string().describe('one plain sentence: what to do'),
    detail: z.string().describe('the same as `message`'),
    errors: z.record(z.string(), z.string()).describe('field by field'),
  })
  .register(NAMED_SCHEMAS, { id: 'Problem' });
