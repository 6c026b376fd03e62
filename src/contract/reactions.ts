import { z } from 'zod';
import { NAMED_SCHEMAS } from './reply.js';

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
