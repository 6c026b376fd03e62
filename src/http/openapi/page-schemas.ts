import { z } from 'zod';
import { CHARACTER_TYPES, GAME_MODES } from '../../raid/model.js';
import { DONE, NAMED_SCHEMAS, OBS_STATE, PRESS_REPLY } from './reply-schemas.js';

// What the calls of the pages answer: set-up, show, keys.

const NAMES = z.object({ scenes: z.array(z.string()), sources: z.array(z.string()) });

export const SETUP_REPLY = z
  .object({
    ...PRESS_REPLY.pick({ ok: true, changed: true, message: true, raid: true, obs: true }).shape,
    scene_collection: z.string().nullable(),
    made: NAMES,
    already_there: NAMES,
    not_made: z.array(z.object({ name: z.string(), reason: z.string() })),
  })
  .register(NAMED_SCHEMAS, { id: 'SetupReply' });

export const FIT_REPLY = z
  .object({
    ...PRESS_REPLY.pick({ ok: true, changed: true, message: true, raid: true, obs: true }).shape,
    canvas: z.object({ width: z.int(), height: z.int() }),
    scenes: z.array(z.string()).describe('those that did not fit before'),
  })
  .register(NAMED_SCHEMAS, { id: 'FitReply' });

export const DIAGNOSIS = z
  .object({
    ok: z.boolean().describe('false: something is broken'),
    message: z.string(),
    checks: z.array(
      z.object({
        check: z.string(),
        title: z.string(),
        state: z.enum(['ok', 'warning', 'fault', 'unknown']),
        finding: z.string(),
        remedy: z.string().nullable(),
      }),
    ),
  })
  .register(NAMED_SCHEMAS, { id: 'Diagnosis' });

const TEXT = z.object({
  source: z.string(),
  template: z.string().nullable().describe('null: not ours, never written'),
  default: z.string().nullable(),
  reads: z.string().nullable(),
});

export const SHOW = z
  .object({
    file: z.string(),
    faults: z.array(z.string()).describe('not empty: the last good show is in force'),
    texts: z.array(TEXT),
    scenes: z.record(z.string(), z.string().nullable()),
    post_raid_seconds: z.number(),
    switch_scenes: z.boolean(),
    protected_scenes: z.array(z.string()),
    day_starts_at: z.string(),
    game_mode: z.enum(GAME_MODES),
    variables: z.array(z.object({ name: z.string(), reads: z.string() })),
  })
  .register(NAMED_SCHEMAS, { id: 'Show' });

export const PREVIEW = z
  .object({ ok: z.boolean(), reads: z.string().nullable(), fault: z.string().nullable() })
  .register(NAMED_SCHEMAS, { id: 'Preview' });

const NOT_IN_OBS = z
  .object({
    kind: z.enum(['scene', 'text']),
    name: z.string(),
    nearest: z.string().nullable().describe('what OBS has that was most likely meant'),
  })
  .describe('A name that was given here and that the open collection does not have; OBS is connected.');

export const SHOW_REPLY = z
  .object({ ...DONE, obs: OBS_STATE, not_in_obs: z.array(NOT_IN_OBS) })
  .register(NAMED_SCHEMAS, { id: 'ShowReply' });

const EXTRACTS = z.array(z.string());

export const MAP_LIST = z
  .object({
    maps: z.array(
      z.object({
        name: z.string(),
        minutes: z.int(),
        extracts: z.object({ pmc: EXTRACTS, scav: EXTRACTS }),
      }),
    ),
  })
  .register(NAMED_SCHEMAS, { id: 'MapList' });

const SETTING = z.object({ field: z.string(), value: z.string() });

export const KEY_LIST = z
  .object({
    address: z.string(),
    needs_token: z.boolean().describe('true: write your token where the addresses say YOUR_TOKEN'),
    map_name: z.string(),
    character_type: z.enum(CHARACTER_TYPES),
    software: z.array(z.object({ id: z.string(), name: z.string(), how: z.string() })),
    keys: z.array(
      z.object({
        group: z.string(),
        name: z.string(),
        when: z.string(),
        method: z.enum(['GET', 'POST']),
        path: z.string(),
        fields: z.record(z.string(), z.union([z.string(), z.boolean()])),
        url: z.string().describe('for keys that can only open an address'),
        settings: z.record(z.string(), z.array(SETTING)).describe('what to fill in, by software id'),
      }),
    ),
  })
  .register(NAMED_SCHEMAS, { id: 'KeyList' });
