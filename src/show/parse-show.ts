import * as z from 'zod';
import { GAME_MODES } from '../raid/model.js';
import { builtInTexts, completeScenes, DEFAULT_SHOW } from './default-show.js';
import { COLOR, FIGURE_NAMES, LOOK_NAMES, MOST_FIGURES, SIDES } from './look.js';
import { PHASES } from './overlay.js';
import type { Show } from './show.js';
import { REACTIONS_SCHEMA } from './reactions/reaction-schema.js';
import { templateFault } from './template.js';

const HOLD_RULE = 'must be from 0 to 3600';
const MINUTES_RULE = 'must be from 0 to 180';
const FIGURES_RULE = `must name one to ${MOST_FIGURES} figures`;
const sourceName = z.string().regex(/\S/, 'must be a name, not blanks').max(256);

const showFile = z.strictObject({
  texts: z
    .record(
      sourceName,
      z
        .string()
        .max(2000)
        .superRefine((template, context) => {
          const fault = templateFault(template);
          if (fault !== null) context.addIssue({ code: 'custom', message: fault });
        })
        .nullable(),
    )
    .optional(),
  scenes: z.partialRecord(z.enum(PHASES), sourceName.nullable()).optional(),
  look: z
    .strictObject({
      name: z.enum(LOOK_NAMES).optional(),
      accent: z.string().regex(COLOR, 'must be a colour such as "#C9B37E"').optional(),
      side: z.enum(SIDES).optional(),
      figures: z
        .array(z.enum(FIGURE_NAMES))
        .min(1, FIGURES_RULE)
        .max(MOST_FIGURES, FIGURES_RULE)
        .refine((figures) => new Set(figures).size === figures.length, 'must name each figure once')
        .optional(),
      split: z.boolean().optional(),
      motion: z.boolean().optional(),
    })
    .optional(),
  post_raid_seconds: z.number().min(0, HOLD_RULE).max(3600, HOLD_RULE).optional(),
  run_through_minutes: z.number().min(0, MINUTES_RULE).max(180, MINUTES_RULE).optional(),
  scav_cooldown_minutes: z.number().min(0, MINUTES_RULE).max(180, MINUTES_RULE).optional(),
  switch_scenes: z.boolean().optional(),
  protected_scenes: z.array(sourceName).max(100).optional(),
  day_starts_at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as "05:00"')
    .optional(),
  game_mode: z.enum(GAME_MODES).optional(),
  sessions: z
    .strictObject({
      follow_stream: z.boolean().optional(),
      grace_seconds: z.number().min(0).max(3600).optional(),
    })
    .optional(),
  reactions: REACTIONS_SCHEMA.optional(),
});

/** The schema of the show file: every part may be left out, nothing unknown may stand in it. */
export const SHOW_FILE_SCHEMA = showFile;

/** The show that the file asks for, over the built-in one. Texts and scenes are merged one by one. */
export function mergeShow(file: z.infer<typeof showFile>): Show {
  const { texts, scenes, sessions, look: given, ...rest } = file;
  const look = { ...DEFAULT_SHOW.look, ...withoutUndefined(given ?? {}) };
  return {
    ...DEFAULT_SHOW,
    ...(withoutUndefined(rest) as Partial<Show>),
    look,
    texts: { ...builtInTexts(look), ...texts },
    scenes: completeScenes(scenes ?? {}),
    sessions: {
      follow_stream: sessions?.follow_stream ?? DEFAULT_SHOW.sessions.follow_stream,
      grace_seconds: sessions?.grace_seconds ?? DEFAULT_SHOW.sessions.grace_seconds,
    },
  };
}

function withoutUndefined<T extends object>(given: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>;
  };
}
