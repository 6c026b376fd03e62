import { z } from 'zod';
import {
  ALL_TIME_STATS,
  BACKUP_REPLY,
  DIAGNOSIS,
  HEALTH,
  IMPORT_REPLY,
  MAP_LIST,
  MAP_STATS,
  KEY_LIST,
  OBS_STATUS,
  PRESS_REPLY,
  PREVIEW,
  RAID,
  RAID_PAGE,
  RAID_WITH_KILLS,
  SESSION_PAGE,
  SESSION_STATS,
  SETUP_REPLY,
  SHOW,
  SHOW_REPLY,
  TIMELINE,
} from './reply-schemas.js';

/** What a call answers when it went well. */
export interface ReplyDoc {
  readonly schema: z.ZodType;
  readonly statuses: readonly number[];
  readonly example: object;
  /** What is sent, where the fields' own examples do not go together. */
  readonly request?: object;
}

const RAID_EXAMPLE = {
  raid_id: 7,
  status: 'in_progress',
  active: true,
  stale: false,
  character_type: 'pmc',
  game_mode: 'pvp',
  map_name: 'Customs',
  started_at: '2026-11-22T19:03:11.250Z',
  matched_at: '2026-11-22T19:04:45.250Z',
  ended_at: null,
  queue_time_seconds: 94,
  raid_duration_seconds: 312,
  time_in_raid_seconds: 218,
  kill_count: 2,
  headshot_count: 1,
  extract_location: null,
};

const KILL_EXAMPLE = {
  kill_id: 3,
  raid_id: 7,
  killed_at: '2026-11-22T19:08:23.250Z',
  enemy_type: 'pmc',
  weapon_used: 'M4A1',
  headshot: true,
};

const FIGURES_EXAMPLE = {
  total_raids: 11,
  total_kills: 21,
  survived: 7,
  deaths: 4,
  survival_rate: 63.6,
  kd_ratio: 5.25,
  average_queue_time_seconds: 134,
  average_raid_time_seconds: 1210,
  pmc_raids: 8,
  scav_raids: 3,
  kills_by_enemy_type: { scav: 9, pmc: 8, boss: 1, raider: 3 },
  headshot_rate: 41.2,
};

const SESSION_EXAMPLE = {
  session_id: 4,
  name: 'Friday',
  started_at: '2026-11-22T18:00:00.000Z',
  ended_at: null,
  opened_by: 'key',
};

const SESSION_STATS_EXAMPLE = {
  ...{ session_id: null, name: null, since: '2026-11-22T05:00:00.000Z' },
  ...FIGURES_EXAMPLE,
  ...{ current_streak: 3, best_streak: 5 },
};

/** What a call sends that goes on until all is sent. */
export const STREAM_DOCS: Readonly<Record<string, { readonly type: string; readonly description: string }>> =
  {
    'GET /events': {
      type: 'text/event-stream',
      description: 'Events named `snapshot`, each with everything that a page shows as JSON.',
    },
    'GET /export/raids.json': {
      type: 'application/json',
      description: 'Every raid, kill and session; `POST /import` takes them in again.',
    },
    'GET /export/raids.csv': { type: 'text/csv', description: 'Every raid as a table.' },
  };

/** By method and path. A GET twin under `/deck` answers as the call that it is the twin of. */
export const REPLY_DOCS: Readonly<Record<string, ReplyDoc>> = {
  'POST /raid/start': pressed('In the queue for Customs as PMC.', {}, [201, 200]),
  'POST /raid/matched': pressed('The raid on Customs has begun after 1:34 in the queue.'),
  'POST /raid/kill': pressed('PMC kill counted.', { kill: KILL_EXAMPLE }, [201]),
  'POST /raid/end': pressed('Survived Customs.'),
  'POST /raid/update': pressed('The map is Customs now.'),
  'POST /raid/cancel': pressed('The raid on Customs is removed.', { raid: null }),
  'POST /undo': pressed('Taken back: PMC kill.', { undone: 'PMC kill' }),
  'POST /redo': pressed('Done again: PMC kill.', { redone: 'PMC kill' }),
  'POST /obs/resync': pressed('Every text is being sent to OBS again.', { changed: false }),
  'POST /obs/connect': pressed('Stored. OBS shows everything.'),
  'POST /obs/setup': {
    schema: SETUP_REPLY,
    statuses: [200],
    example: {
      ...{ ok: true, changed: true, message: 'Added 5 scenes and 19 sources.', raid: null, obs: 'ready' },
      scene_collection: 'My Stream',
      made: { scenes: ['Tarkov Lobby'], sources: ['Tarkov Raid Kills'] },
      already_there: { scenes: [], sources: [] },
      not_made: [],
    },
  },
  'GET /doctor': {
    schema: DIAGNOSIS,
    statuses: [200],
    example: {
      ...{ ok: true, message: 'Everything is right.' },
      checks: [
        { check: 'link', title: 'Connection', state: 'ok', finding: 'OBS shows everything.', remedy: null },
      ],
    },
  },
  'GET /raid': { schema: RAID, statuses: [200], example: RAID_EXAMPLE },
  'GET /stats/current': { schema: RAID, statuses: [200], example: RAID_EXAMPLE },
  'GET /stats/session': {
    schema: SESSION_STATS,
    statuses: [200],
    example: SESSION_STATS_EXAMPLE,
  },
  'GET /stats/all-time': {
    schema: ALL_TIME_STATS,
    statuses: [200],
    example: {
      ...FIGURES_EXAMPLE,
      favorite_map: { map_name: 'Customs', raids: 402 },
      pmc_scav_ratio: 2.67,
    },
  },
  'GET /stats/maps': {
    schema: MAP_STATS,
    statuses: [200],
    example: { maps: [{ map_name: 'Customs', ...FIGURES_EXAMPLE, kills_per_raid: 1.91 }] },
  },
  'GET /stats/timeline': {
    schema: TIMELINE,
    statuses: [200],
    example: { by: 'day', days: [{ day: '2026-11-22', ...FIGURES_EXAMPLE }] },
  },
  'GET /raids': { schema: RAID_PAGE, statuses: [200], example: { raids: [RAID_EXAMPLE], next: null } },
  'GET /raids/:raid_id': {
    schema: RAID_WITH_KILLS,
    statuses: [200],
    example: { ...RAID_EXAMPLE, kills: [KILL_EXAMPLE] },
  },
  'POST /raids': pressed('Added the raid on Customs.', { kills: [KILL_EXAMPLE] }, [201]),
  'PATCH /raids/:raid_id': pressed('The raid on Customs is corrected.'),
  'DELETE /raids/:raid_id': pressed('The raid on Customs is deleted.'),
  'POST /raids/:raid_id/kills': {
    ...pressed('1 kill added to the raid on Customs.', { kills: [KILL_EXAMPLE] }, [201]),
    request: { kills: [{ enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true }] },
  },
  'PATCH /kills/:kill_id': pressed('The kill is corrected.', { kill: KILL_EXAMPLE }),
  'DELETE /kills/:kill_id': pressed('The kill is deleted.'),
  'POST /session/start': pressed('A new session has begun.', { session: SESSION_EXAMPLE }, [201, 200]),
  'POST /session/end': pressed('The session is over.', { session: SESSION_EXAMPLE }),
  'POST /import': {
    schema: IMPORT_REPLY,
    statuses: [200],
    example: { ok: true, changed: true, message: '12 taken in, 3 left out.', imported: 12, skipped: 3 },
  },
  'POST /backup': {
    schema: BACKUP_REPLY,
    statuses: [201],
    example: { ok: true, changed: false, message: 'A copy of all raids is in the backup folder.' },
  },
  'POST /rehearsal/start': pressed('A test drive plays a raid through OBS for 40 more seconds.', {
    raid: null,
  }),
  'POST /rehearsal/end': pressed('The test drive is over; OBS shows the truth again.', { raid: null }),
  'GET /maps': {
    schema: MAP_LIST,
    statuses: [200],
    example: { maps: [{ name: 'Customs', minutes: 35, extracts: { pmc: ['ZB-1011'], scav: [] } }] },
  },
  'GET /show': {
    schema: SHOW,
    statuses: [200],
    example: {
      ...{ file: 'show.json', faults: [] },
      texts: [
        {
          ...{ source: 'Tarkov Raid Kills', template: '{{raid.kill_count}}' },
          ...{ default: '{{raid.kill_count}}', reads: '2' },
        },
      ],
      scenes: { lobby: 'Tarkov Lobby', mia: null },
      ...{ post_raid_seconds: 10, switch_scenes: true, protected_scenes: ['BRB'], day_starts_at: '05:00' },
      variables: [{ name: 'raid.kill_count', reads: '2' }],
    },
  },
  'GET /show/preview': {
    schema: PREVIEW,
    statuses: [200],
    example: { ok: true, reads: '2 kills', fault: null },
  },
  'PATCH /show': {
    schema: SHOW_REPLY,
    statuses: [200],
    example: { ok: true, changed: true, message: 'Saved, and on its way to OBS.', obs: 'ready' },
    request: { texts: { 'Tarkov Raid Kills': '{{raid.kill_count}} kills' }, post_raid_seconds: 15 },
  },
  'GET /sessions': {
    schema: SESSION_PAGE,
    statuses: [200],
    example: { sessions: [{ ...SESSION_EXAMPLE, stats: SESSION_STATS_EXAMPLE }], next: null },
  },
  'GET /obs': {
    schema: OBS_STATUS,
    statuses: [200],
    example: {
      ...{ state: 'ready', message: 'OBS shows everything.', url: 'ws://127.0.0.1:4455' },
      ...{ obs_version: '32.2.2', websocket_version: '5.7.4', program_scene: 'Tarkov In Raid' },
      ...{ scene_collection: 'Tarkov Stream', studio_mode: false, streaming: true },
      acknowledged: { revision: 42, at: '2026-11-22T19:08:23.250Z' },
      ...{
        missing_scenes: [],
        missing_inputs: [],
        dead_inputs: [],
        not_text_inputs: [],
        renamed: [],
        scene_left_alone: null,
      },
    },
  },
  'GET /health': {
    schema: HEALTH,
    statuses: [200],
    example: {
      ...{ ok: true, message: 'Tarkov Stream Producer 1.0.0 is running.', version: '1.0.0' },
      ...{ revision: 42, obs: 'ready', database_id: '0b9c4f5e' },
    },
  },
  'GET /openapi.json': {
    schema: z.looseObject({ openapi: z.string() }),
    statuses: [200],
    example: { openapi: '3.1.0' },
  },
  'GET /keys': {
    schema: KEY_LIST,
    statuses: [200],
    example: {
      ...{ address: 'http://localhost:4777', needs_token: false, map_name: 'Customs', character_type: 'pmc' },
      software: [{ id: 'curl', name: 'curl', how: 'Run the command in any terminal.' }],
      keys: [
        {
          ...{ group: 'Kills', name: 'PMC kill', when: "you killed a player's PMC" },
          ...{ method: 'POST', path: '/raid/kill', fields: { enemy_type: 'pmc' } },
          url: 'http://localhost:4777/deck/raid/kill?enemy_type=pmc',
          settings: {
            curl: [
              { field: 'Command', value: 'curl -X POST "http://localhost:4777/raid/kill?enemy_type=pmc"' },
            ],
          },
        },
      ],
    },
  },
};

function pressed(message: string, own: object = {}, statuses: readonly number[] = [200]): ReplyDoc {
  const example = { ok: true, changed: true, message, raid: RAID_EXAMPLE, obs: 'ready', ...own };
  return { schema: PRESS_REPLY, statuses, example };
}
