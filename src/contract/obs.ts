import * as z from 'zod';
import { OBS_STATES } from '../obs/status/obs-state.js';
import type { ServiceStatus } from '../service/show-problem.js';
import { EXAMPLE_REACTIONS, EXAMPLE_REPLAY, presentReactionStatus, REACTION_STATUS } from './reactions.js';
import { NAMED_SCHEMAS, replies, time, type JsonOf } from './reply.js';

export const OBS_STATE = z.enum(OBS_STATES).register(NAMED_SCHEMAS, { id: 'ObsState' });

const PROBLEMS = z
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
  .describe('everything in OBS that is not as the show wants it, the most pressing first');

export type ObsProblemJson = JsonOf<typeof PROBLEMS>[number];

const SOURCES = z.array(z.object({ name: z.string(), kind: z.string() }));

/** What a snapshot carries; `GET /obs` adds OBS's own lists of names. */
export const OBS_IN_SNAPSHOT = z.object({
  state: OBS_STATE,
  message: z.string().describe('one plain sentence: how it stands, and what to do'),
  url: z.string(),
  lamp: z
    .object({ look: z.enum(['good', 'note', 'warn', 'wait', 'bad']), word: z.string() })
    .describe('the same in a few words; `note`: all is well, and viewers see another scene than the show’s'),
  problems: PROBLEMS,
  obs_version: z.string().nullable(),
  websocket_version: z.string().nullable(),
  program_scene: z.string().nullable(),
  scene_collection: z.string().nullable(),
  studio_mode: z.boolean().nullable(),
  streaming: z.boolean().nullable(),
  acknowledged: z.object({ revision: z.int(), at: time }).nullable(),
  missing_scenes: z.array(z.string()),
  missing_inputs: z.array(z.string()),
  dead_inputs: SOURCES,
  not_text_inputs: SOURCES,
  renamed: z.array(z.object({ from: z.string(), to: z.string() })),
  scene_left_alone: z.object({ scene: z.string(), reason: z.string(), at: time }).nullable(),
  show_problem: z.string().nullable(),
  last_replay: z
    .object({ file: z.string(), at: time })
    .nullable()
    .describe('the replay that OBS has saved last, since the program runs'),
});
export type ObsJson = JsonOf<typeof OBS_IN_SNAPSHOT>;

const OBS_STATUS = z
  .object({
    ...OBS_IN_SNAPSHOT.shape,
    scenes: z.array(z.string()).describe('every scene of the open collection, as OBS lists them'),
    text_inputs: z.array(z.string()).describe('every text source of the open collection'),
    game_filled: z
      .boolean()
      .nullable()
      .describe('whether anything is to be seen in the scene "Tarkov Game"; null: not known'),
    reactions: z.array(REACTION_STATUS).describe('every reaction of the show, in its order'),
  })
  .register(NAMED_SCHEMAS, { id: 'ObsStatus' });
export type ObsStatusJson = JsonOf<typeof OBS_STATUS>;

export function presentObs(obs: ServiceStatus): ObsJson {
  const acknowledged = obs.acknowledged;
  const left = obs.sceneLeftAlone;
  return {
    state: obs.state,
    message: obs.message,
    url: obs.url,
    lamp: { look: obs.lamp.look, word: obs.lamp.word },
    problems: obs.problems.map(({ code, severity, names, word, finding, remedy }) => ({
      ...{ code, severity, names, word, finding, remedy },
    })),
    obs_version: obs.obsVersion,
    websocket_version: obs.websocketVersion,
    program_scene: obs.programScene,
    scene_collection: obs.sceneCollection,
    studio_mode: obs.studioMode,
    streaming: obs.streaming,
    acknowledged:
      acknowledged === null ? null : { revision: acknowledged.revision, at: acknowledged.at.toISOString() },
    missing_scenes: obs.missingScenes,
    missing_inputs: obs.missingInputs,
    dead_inputs: obs.deadInputs.map(({ name, kind }) => ({ name, kind })),
    not_text_inputs: obs.notTextInputs.map(({ name, kind }) => ({ name, kind })),
    renamed: obs.renamed.map(({ from, to }) => ({ from, to })),
    scene_left_alone:
      left === null ? null : { scene: left.scene, reason: left.reason, at: left.at.toISOString() },
    show_problem: obs.showProblem,
    last_replay:
      obs.lastReplay === null ? null : { file: obs.lastReplay.file, at: obs.lastReplay.at.toISOString() },
  };
}

/** With names only where they are asked for: a snapshot goes out with each press. */
export function presentObsStatus(obs: ServiceStatus): ObsStatusJson {
  return {
    ...presentObs(obs),
    scenes: obs.scenes,
    text_inputs: obs.textInputs,
    game_filled: obs.gameFilled,
    reactions: obs.reactions.map(presentReactionStatus),
  };
}

export const OBS_STATUS_REPLY = replies(
  OBS_STATUS,
  presentObsStatus({
    ...{ state: 'ready', message: 'OBS 32.2.2 is connected.', url: 'ws://127.0.0.1:4455' },
    ...{ lamp: { look: 'good', word: 'OBS is ready' }, problems: [], program: null },
    ...{ obsVersion: '32.2.2', websocketVersion: '5.7.4', programScene: 'Tarkov In Raid' },
    ...{ sceneCollection: 'Tarkov Stream', studioMode: false, streaming: true },
    acknowledged: { revision: 42, at: new Date('2026-11-22T19:08:23.250Z') },
    ...{ missingScenes: [], missingInputs: [], deadInputs: [], notTextInputs: [], renamed: [] },
    ...{ sceneLeftAlone: null, showProblem: null, nearest: [], reactionFaults: [] },
    lastReplay: { file: 'D:/Videos/Replay 2026-11-22 20-08-29.mp4', at: EXAMPLE_REPLAY },
    reactions: EXAMPLE_REACTIONS,
    scenes: ['Tarkov Lobby', 'Tarkov In Raid'],
    textInputs: ['Tarkov Map', 'Tarkov Raid Kills'],
    gameFilled: true,
  }),
);
