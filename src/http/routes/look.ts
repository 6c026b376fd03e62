import * as z from 'zod';
import { LOOK_REPLY, LOOK_WORDS, presentLookDone } from '../../contract/look.js';
import type { ObsLook } from '../../service/obs-look.js';
import { flag, oneOf } from '../call/field-types.js';
import { readPressState } from '../call/press-state.js';
import { HttpError } from '../call/problem.js';
import { json, press, type CallContext, type Route } from '../call/route.js';

const FIGURES_RULE = `must name one to ${LOOK_WORDS.mostFigures} figures`;
const COLOR_RULE = 'must be a colour such as #C9B37E';

const LOOK = z.object({
  name: oneOf(LOOK_WORDS.names).optional(),
  accent: z.string({ error: COLOR_RULE }).trim().regex(LOOK_WORDS.color, { error: COLOR_RULE }).optional(),
  side: oneOf(LOOK_WORDS.sides).optional(),
  figures: z
    .array(oneOf(LOOK_WORDS.figures), { error: 'must be a list in [ ]' })
    .min(1, { error: FIGURES_RULE })
    .max(LOOK_WORDS.mostFigures, { error: FIGURES_RULE })
    .refine((figures) => new Set(figures).size === figures.length, { error: 'must name each figure once' })
    .optional(),
  split: flag().optional(),
  motion: flag().optional(),
  also_by_hand: flag().describe('true: also what was moved or recoloured by hand').optional(),
  preview: flag().describe('true: only say what would change').optional(),
});

/** A choice for a page, with a list in it. */
const NO_KEY = { hasAlias: false } as const;

/** How our scenes look. */
export const lookRoutes: readonly Route[] = [
  press({
    ...NO_KEY,
    path: '/obs/look',
    summary: 'Give our scenes another look, and store it in the show file; what was changed by hand stays.',
    fields: LOOK,
    reply: LOOK_REPLY,
    handle: change,
  }),
  press({
    ...NO_KEY,
    path: '/obs/look/undo',
    summary: 'Take back the last change of the look.',
    reply: LOOK_REPLY,
    handle: async (_fields, context) => reply(await context.ports.look.undo(), context),
  }),
];

async function change(
  { also_by_hand: isForced = false, preview: isPreview = false, ...given }: z.output<typeof LOOK>,
  context: CallContext,
) {
  const { name, accent, side, figures, split, motion } = given;
  const look = {
    ...(name === undefined ? {} : { name }),
    ...(accent === undefined ? {} : { accent: accent.toUpperCase() }),
    ...(side === undefined ? {} : { side }),
    ...(figures === undefined ? {} : { figures }),
    ...(split === undefined ? {} : { split }),
    ...(motion === undefined ? {} : { motion }),
  };
  return reply(await context.ports.look.change({ look, isForced, isPreview }), context);
}

async function reply(result: Awaited<ReturnType<ObsLook['change']>>, context: CallContext) {
  if (!result.ok) throw new HttpError(result.code, result.message);
  return json(presentLookDone(result, await readPressState(context)), result.message);
}
