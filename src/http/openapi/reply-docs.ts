import { z } from 'zod';
import {
  DIAGNOSIS,
  FIT_REPLY,
  KEY_LIST,
  MAP_LIST,
  PREVIEW,
  SETUP_REPLY,
  SHOW,
  SHOW_REPLY,
} from './page-schemas.js';
import {
  RAID_EXAMPLE,
  KILL_EXAMPLE,
  FIGURES_EXAMPLE,
  SESSION_EXAMPLE,
  SESSION_STATS_EXAMPLE,
} from './reply-examples.js';
import {
  ALL_TIME_STATS,
  BACKUP_REPLY,
  HEALTH,
  IMPORT_REPLY,
  LEFT_OUT,
  MAP_STATS,
  OBS_STATUS,
  PRESS_REPLY,
  RAID,
  RAID_PAGE,
  RAID_WITH_KILLS,
  SESSION_PAGE,
  SESSION_STATS,
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
  'POST /raid/kill': pressed('PMC headshot with M4A1 counted.', { kill: KILL_EXAMPLE }, [201]),
  'POST /raid/end': pressed('Survived Customs.'),
  'POST /raid/update': pressed('The map is Customs now.'),
  'POST /raid/cancel': pressed('The raid on Customs is removed.', { raid: null }),
  'POST /undo': pressed('Taken back: PMC kill.', { undone: 'PMC kill' }),
  'POST /redo': pressed('Done again: PMC kill.', { redone: 'PMC kill' }),
  'POST /obs/resync': pressed('Every text is being sent to OBS again.', { changed: false }),
  'POST /obs/scene': pressed('OBS shows "Tarkov Lobby".'),
  'POST /obs/connect': {
    ...pressed('Stored. OBS 32.2.2 is connected.'),
    request: { url: '192.168.1.20:4455', password: 'the password from OBS' },
  },
  'POST /obs/setup': {
    schema: SETUP_REPLY,
    statuses: [200],
    example: {
      ...{ ok: true, changed: true, message: 'Made 6 scenes and 44 sources.', raid: null, obs: 'ready' },
      scene_collection: 'My Stream',
      made: { scenes: ['Tarkov Lobby'], sources: ['Tarkov Raid Kills'] },
      already_there: { scenes: [], sources: [] },
      not_made: [],
    },
  },
  'POST /obs/fit': {
    schema: FIT_REPLY,
    statuses: [200],
    example: {
      ...{ ok: true, changed: true, message: 'Done: 5 scenes fit the canvas of 1280×720 now.', raid: null },
      ...{ obs: 'ready', canvas: { width: 1280, height: 720 }, scenes: ['Tarkov Lobby'] },
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
    example: {
      maps: [
        {
          ...{ map_name: 'Customs', built_in: true, did_you_mean: null },
          ...FIGURES_EXAMPLE,
          kills_per_raid: 1.91,
        },
      ],
    },
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
  'POST /raids/move-back': pressed('1 raid moved back by 5 hours. Press Undo if that is wrong.'),
  'PATCH /raids/:raid_id': pressed('The raid on Customs is corrected.'),
  'DELETE /raids/:raid_id': pressed('The raid on Customs is deleted.'),
  'POST /raids/:raid_id/kills': {
    ...pressed('1 kill added to the raid on Customs.', { kills: [KILL_EXAMPLE] }, [201]),
    request: { kills: [{ enemy_type: 'pmc', weapon_used: 'M4A1', headshot: true }] },
  },
  'PATCH /kills/:kill_id': pressed('The kill is corrected.', { kill: KILL_EXAMPLE }),
  'DELETE /kills/:kill_id': pressed('The kill is deleted.'),
  'POST /session/start': pressed('A new session has begun.', { session: SESSION_EXAMPLE }, [201, 200]),
  'DELETE /sessions/:session_id': pressed('Deleted: the session "Friday". Its raids stay.', { raid: null }),
  'GET /export/left-out': {
    schema: LEFT_OUT,
    statuses: [200],
    example: {
      message:
        'Raid 7 (ended_at) holds a value that cannot be read. Mend or delete raid 7 on the history page. Until then what cannot be read is left out of the figures and of exports.',
      ...{ raid_count: 1, raids: [{ raid_id: 7, fields: ['ended_at'] }], session_count: 0, sessions: [] },
    },
  },
  'POST /session/end': pressed('The session is over.', { session: SESSION_EXAMPLE }),
  'POST /import': {
    schema: IMPORT_REPLY,
    statuses: [200],
    example: {
      ...{ ok: true, changed: true, imported: 12, skipped: 3, imported_sessions: 1, skipped_sessions: 0 },
      message:
        'Raids: 12 taken in, 3 left out because they were there already or are open. Sessions: 1 taken in, 0 left out.',
    },
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
  'POST /maps/merge': {
    ...pressed('Merged: 3 raids on custms are on Customs now.', { raid: null }),
    request: { map_name: 'custms', into: 'Customs' },
  },
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
      game_mode: 'pvp',
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
    example: {
      ...{ ok: true, changed: true, message: 'Saved, and on its way to OBS.', obs: 'ready' },
      not_in_obs: [],
    },
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
      ...{ state: 'ready', message: 'OBS 32.2.2 is connected.', url: 'ws://127.0.0.1:4455' },
      ...{ lamp: { look: 'good', word: 'OBS is ready' }, problems: [] },
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
        show_problem: null,
        scenes: ['Tarkov Lobby', 'Tarkov In Raid'],
        text_inputs: ['Tarkov Map', 'Tarkov Raid Kills'],
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
