import * as z from 'zod';
import { DEFAULT_LOOK } from '../show/look.js';
import { LOOK, presentLook } from './look.js';
import type { ShowView } from '../service/show-editor.js';
import { GAME_MODES } from '../raid/model.js';
import type { ObsState } from '../obs/status/obs-state.js';
import { OBS_STATE } from './obs.js';
import { REACTION } from './reactions.js';
import { DONE } from './press.js';
import { NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

const TEXT = z.object({
  source: z.string(),
  template: z.string().nullable().describe('null: not ours, never written'),
  default: z.string().nullable(),
  reads: z.string().nullable(),
});
export type TextJson = JsonOf<typeof TEXT>;

const SHOW = z
  .object({
    file: z.string(),
    faults: z.array(z.string()).describe('not empty: the last good show is in force'),
    texts: z.array(TEXT),
    scenes: z
      .record(z.string(), z.string().nullable())
      .describe(
        'by phase; null: the scene stays. An outcome without an entry of its own has that of its status',
      ),
    look: LOOK.describe('how our scenes look, and what they show'),
    post_raid_seconds: z.number(),
    run_through_minutes: z.number(),
    scav_cooldown_minutes: z.number(),
    switch_scenes: z.boolean(),
    protected_scenes: z.array(z.string()),
    day_starts_at: z.string(),
    game_mode: z.enum(GAME_MODES),
    reactions: z.array(REACTION).describe('what raid events do, as in the show file'),
    variables: z.array(z.object({ name: z.string(), reads: z.string() })),
  })
  .register(NAMED_SCHEMAS, { id: 'Show' });
export type ShowJson = JsonOf<typeof SHOW>;

const PREVIEW = z
  .object({ ok: z.boolean(), reads: z.string().nullable(), fault: z.string().nullable() })
  .register(NAMED_SCHEMAS, { id: 'Preview' });

const NOT_IN_OBS = z
  .object({
    kind: z.enum(['scene', 'text']),
    name: z.string(),
    nearest: z.string().nullable().describe('what OBS has that was most likely meant'),
  })
  .describe('A name that was given here and that the open collection does not have; OBS is connected.');
export type NotInObsJson = JsonOf<typeof NOT_IN_OBS>;

const SHOW_CHANGE = z
  .object({ ...DONE, obs: OBS_STATE, not_in_obs: z.array(NOT_IN_OBS) })
  .register(NAMED_SCHEMAS, { id: 'ShowReply' });

export function presentShow(view: ShowView): ShowJson {
  return {
    file: view.file,
    faults: view.faults,
    texts: view.texts.map(({ source, template, byDefault, reads }) => ({
      source,
      template,
      default: byDefault,
      reads,
    })),
    scenes: view.scenes,
    look: presentLook(view.look),
    post_raid_seconds: view.postRaidSeconds,
    run_through_minutes: view.runThroughMinutes,
    scav_cooldown_minutes: view.scavCooldownMinutes,
    switch_scenes: view.switchScenes,
    protected_scenes: view.protectedScenes,
    day_starts_at: view.dayStartsAt,
    game_mode: view.gameMode,
    reactions: view.reactions,
    variables: view.variables.map(({ name, reads }) => ({ name, reads })),
  };
}

export function presentPreview(reads: string | null, fault: string | null): JsonOf<typeof PREVIEW> {
  return { ok: fault === null, reads, fault };
}

export function presentShowChange(
  changed: boolean,
  message: string,
  obs: ObsState,
  notInObs: readonly NotInObsJson[],
): JsonOf<typeof SHOW_CHANGE> {
  return { ok: true, changed, message, obs, not_in_obs: notInObs };
}

export const SHOW_REPLY = replies(
  SHOW,
  presentShow({
    ...{ file: 'show.json', faults: [], inForce: 'file' },
    texts: [
      {
        ...{ source: 'Tarkov Raid Kills', template: '{{raid.kill_count}}' },
        ...{ byDefault: '{{raid.kill_count}}', reads: '2' },
      },
    ],
    scenes: { lobby: 'Tarkov Lobby', mia: null },
    look: DEFAULT_LOOK,
    ...{ postRaidSeconds: 10, switchScenes: true, protectedScenes: ['BRB'], dayStartsAt: '05:00' },
    ...{ gameMode: 'pvp', runThroughMinutes: 7, scavCooldownMinutes: 25 },
    reactions: [{ on: 'kill', if: { enemy_type: 'boss' }, save_replay: { after_seconds: 6 } }],
    variables: [{ name: 'raid.kill_count', reads: '2' }],
  }),
);
export const PREVIEW_REPLY = replies(PREVIEW, presentPreview('2 kills', null));
export const SHOW_CHANGE_REPLY = replies(
  SHOW_CHANGE,
  presentShowChange(true, 'Saved, and on its way to OBS.', 'ready', []),
  { request: { texts: { 'Tarkov Raid Kills': '{{raid.kill_count}} kills' }, post_raid_seconds: 15 } },
);
