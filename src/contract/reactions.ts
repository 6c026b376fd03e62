import * as z from 'zod';
import type { ReactionChoices } from '../service/reactions/choices.js';
import type { ReactionStatus } from '../service/reactions/reactions.js';
import { NAMED_SCHEMAS, replies, time, type JsonOf } from './reply.js';

const VALUE = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A reaction as it stands in the show file: when, only if, and one thing to do. */
export const REACTION = z
  .object({
    on: z.union([z.string(), z.array(z.string())]),
    if: z.record(z.string(), VALUE).optional(),
    save_replay: z.object({ after_seconds: z.number().optional() }).optional(),
    chapter: z.string().optional(),
    show: z
      .object({
        source: z.string(),
        scene: z.string().optional().describe('left out: every scene and group that has the source'),
        visible: z.boolean().optional().describe('false: hide it'),
        for_seconds: z.number().optional(),
      })
      .optional(),
    filter: z.object({ source: z.string(), name: z.string(), enabled: z.boolean() }).optional(),
    media: z.object({ source: z.string() }).optional(),
    mute: z.object({ input: z.string(), muted: z.boolean() }).optional(),
    record: z.enum(['start', 'stop']).optional(),
    send: z.object({ to: z.string(), body: z.unknown() }).optional(),
  })
  .register(NAMED_SCHEMAS, { id: 'Reaction' });

/** What is so, and what to do. */
export const PROBLEM = z.object({ finding: z.string(), remedy: z.string() }).nullable();

export const REACTION_STATUS = z
  .object({
    number: z.int().min(1).describe('for POST /reactions/try'),
    reaction: REACTION,
    problem: PROBLEM.describe('what keeps it from being carried out now'),
    last: z
      .object({
        at: time,
        ok: z.boolean(),
        message: z.string(),
        remedy: z.string().nullable(),
        file: z.string().nullable().describe('of a saved replay'),
      })
      .nullable()
      .describe('what became of it when it came last, since the program runs'),
  })
  .register(NAMED_SCHEMAS, { id: 'ReactionStatus' });
export type ReactionStatusJson = JsonOf<typeof REACTION_STATUS>;

export function presentReactionStatus(
  { entry, problem, last }: ReactionStatus,
  index: number,
): ReactionStatusJson {
  return {
    number: index + 1,
    reaction: entry,
    problem: problem === null ? null : { finding: problem.finding, remedy: problem.remedy },
    last:
      last === null
        ? null
        : {
            ...{ at: last.at.toISOString(), ok: last.ok, message: last.message },
            ...{ remedy: last.remedy, file: last.file },
          },
  };
}

export const EXAMPLE_REPLAY = new Date('2026-11-22T19:08:29.250Z');

export const EXAMPLE_REACTIONS: readonly ReactionStatus[] = [
  {
    entry: { on: 'kill', if: { enemy_type: 'boss' }, save_replay: { after_seconds: 6 } },
    problem: null,
    last: {
      ...{ at: EXAMPLE_REPLAY, ok: true, message: 'Replay saved: Replay 2026-11-22 20-08-29.mp4.' },
      ...{ remedy: null, file: 'D:/Videos/Replay 2026-11-22 20-08-29.mp4' },
    },
  },
];

const CHOICES = z
  .object({
    scenes: z.array(z.string()),
    sources: z.array(z.string()).describe('everything that a scene can show'),
    media: z.array(z.string()).describe('sources that can be played'),
    inputs: z.array(z.string()).describe('inputs that have sound'),
    filters: z.array(z.object({ source: z.string(), name: z.string() })),
    targets: z.array(z.string()).describe('of settings.json'),
  })
  .register(NAMED_SCHEMAS, { id: 'ReactionChoices' });
export type ReactionChoicesJson = JsonOf<typeof CHOICES>;

export function presentChoices({
  scenes,
  sources,
  media,
  inputs,
  filters,
  targets,
}: ReactionChoices): ReactionChoicesJson {
  return {
    ...{ scenes, sources, media, inputs, targets },
    filters: filters.map(({ source, name }) => ({ source, name })),
  };
}

export const CHOICES_REPLY = replies(
  CHOICES,
  presentChoices({
    ...{
      scenes: ['Tarkov In Raid'],
      sources: ['Kill Pop', 'Camera'],
      media: ['Death Sting'],
      inputs: ['Music'],
    },
    ...{ filters: [{ source: 'Camera', name: 'Grey' }], targets: ['streamerbot'] },
  }),
);

export type ReactionJson = JsonOf<typeof REACTION>;
