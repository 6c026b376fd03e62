import * as z from 'zod';
import type { Check } from '../doctor/check.js';
import type { FitDone, SetupDone } from '../service/obs-setup.js';
import { EXAMPLE_NOW } from './examples.js';
import { presentDone, PRESS_HEAD, type PressState } from './press.js';
import { NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

const NAMES = z.object({ scenes: z.array(z.string()), sources: z.array(z.string()) });

const SETUP = z
  .object({
    ...PRESS_HEAD,
    scene_collection: z.string().nullable(),
    made: NAMES,
    already_there: NAMES,
    not_made: z.array(z.object({ name: z.string(), reason: z.string() })),
  })
  .register(NAMED_SCHEMAS, { id: 'SetupReply' });

const FIT = z
  .object({
    ...PRESS_HEAD,
    canvas: z.object({ width: z.int(), height: z.int() }),
    scenes: z.array(z.string()).describe('those that did not fit before'),
  })
  .register(NAMED_SCHEMAS, { id: 'FitReply' });

const CHECK = z.object({
  check: z.string(),
  title: z.string(),
  state: z.enum(['ok', 'warning', 'fault', 'unknown']),
  finding: z.string(),
  remedy: z.string().nullable(),
});
export type CheckJson = JsonOf<typeof CHECK>;

const DIAGNOSIS = z
  .object({
    ok: z.boolean().describe('false: something is broken'),
    message: z.string(),
    checks: z.array(CHECK),
  })
  .register(NAMED_SCHEMAS, { id: 'Diagnosis' });

export function presentSetup(report: SetupDone, scene: PressState): JsonOf<typeof SETUP> {
  const { message, madeScenes, madeSources, replacedItems } = report;
  const changed = madeScenes.length + madeSources.length + replacedItems > 0;
  return {
    ...presentDone({ changed, message }, scene),
    scene_collection: report.sceneCollection,
    made: { scenes: madeScenes, sources: madeSources },
    already_there: { scenes: report.presentScenes, sources: report.presentSources },
    not_made: report.notMade.map(({ name, reason }) => ({ name, reason })),
  };
}

export function presentFit({ message, canvas, scenes }: FitDone, scene: PressState): JsonOf<typeof FIT> {
  return {
    ...presentDone({ changed: scenes.length > 0, message }, scene),
    canvas: { width: canvas.width, height: canvas.height },
    scenes,
  };
}

export function presentDiagnosis(
  ok: boolean,
  message: string,
  checks: readonly Check[],
): JsonOf<typeof DIAGNOSIS> {
  return {
    ok,
    message,
    checks: checks.map(({ check, title, state, finding, remedy }) => ({
      ...{ check, title, state, finding, remedy },
    })),
  };
}

const EXAMPLE_SCENE: PressState = { raid: null, obs: 'ready', now: EXAMPLE_NOW };

export const SETUP_REPLY = replies(
  SETUP,
  presentSetup(
    {
      message: 'Made 1 scene and 1 source in the scene collection "My Stream".',
      sceneCollection: 'My Stream',
      ...{ madeScenes: ['Tarkov Lobby'], madeSources: ['Tarkov Raid Kills'] },
      ...{ presentScenes: [], presentSources: [], replacedItems: 0, notMade: [] },
    },
    EXAMPLE_SCENE,
  ),
);
export const FIT_REPLY = replies(
  FIT,
  presentFit(
    {
      message: 'Done: 1 scene fits the canvas of 1280×720 now.',
      canvas: { width: 1280, height: 720 },
      scenes: ['Tarkov Lobby'],
    },
    EXAMPLE_SCENE,
  ),
);
export const DIAGNOSIS_REPLY = replies(
  DIAGNOSIS,
  presentDiagnosis(true, 'Everything is in order.', [
    {
      ...{ check: 'obs_connection', title: 'Connection', state: 'ok', remedy: null },
      finding: 'OBS 32.2.2 is connected.',
    },
  ]),
);
