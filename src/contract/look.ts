import * as z from 'zod';
import type { LookDone } from '../service/obs-look.js';
import {
  COLOR,
  DEFAULT_LOOK,
  FIGURE_NAMES,
  LOOK_NAMES,
  MOST_FIGURES,
  SIDES,
  type LookChoice,
} from '../show/look.js';
import { EXAMPLE_NOW } from './examples.js';
import { presentDone, PRESS_HEAD, type PressState } from './press.js';
import { NAMED_SCHEMAS, replies, type JsonOf } from './reply.js';

/** The words that a call may use. */
export const LOOK_WORDS = {
  names: LOOK_NAMES,
  sides: SIDES,
  figures: FIGURE_NAMES,
  mostFigures: MOST_FIGURES,
  color: COLOR,
};

/** How our scenes look, and what they show. */
export const LOOK = z.object({
  name: z.enum(LOOK_NAMES),
  accent: z.string().describe('`#RRGGBB`'),
  side: z.enum(SIDES),
  figures: z.array(z.enum(FIGURE_NAMES)).describe('of the session, one to four'),
  split: z.boolean().describe('kills by PMC, Scav, boss and raider'),
  motion: z.boolean().describe('each kill pops up for a moment'),
});

export type LookJson = JsonOf<typeof LOOK>;

const ENTRY = z.object({
  scene: z.string().nullable().describe('null: the source, in every scene'),
  source: z.string(),
});

const LOOK_REPLY_BODY = z
  .object({
    ...PRESS_HEAD,
    look: LOOK,
    restyled: z.array(z.string()).describe('sources whose colour, letters or size changed'),
    placed: z.array(ENTRY).describe('items that got another place, came or went'),
    kept: z.array(ENTRY).describe('changed by hand before, and therefore left as they were'),
    not_made: z.array(z.object({ name: z.string(), reason: z.string() })),
  })
  .register(NAMED_SCHEMAS, { id: 'LookReply' });

export type LookReplyJson = JsonOf<typeof LOOK_REPLY_BODY>;

export function presentLook({ figures, ...look }: LookChoice): LookJson {
  return { ...look, figures: [...figures] };
}

export function presentLookDone(
  { message, changed, look, report }: LookDone,
  scene: PressState,
): LookReplyJson {
  const entries = (list: readonly { scene: string | null; source: string }[] = []) =>
    list.map(({ scene: name, source }) => ({ scene: name, source }));
  return {
    ...presentDone({ changed, message }, scene),
    look: presentLook(look),
    restyled: [...(report?.restyled ?? [])],
    placed: entries(report?.placed),
    kept: entries(report?.kept),
    not_made: (report?.notMade ?? []).map(({ name, reason }) => ({ name, reason })),
  };
}

export const LOOK_REPLY = replies(
  LOOK_REPLY_BODY,
  presentLookDone(
    {
      message:
        'Changed 12 sources and 1 item in the scene collection "My Stream". Left as you made it: Tarkov Map.',
      changed: true,
      look: { ...DEFAULT_LOOK, name: 'bold' },
      report: {
        sceneCollection: 'My Stream',
        restyled: ['Tarkov Outcome'],
        placed: [{ scene: 'Tarkov In Raid', source: 'Tarkov Raid Kills' }],
        kept: [{ scene: 'Tarkov In Raid', source: 'Tarkov Map' }],
        notMade: [],
      },
    },
    { raid: null, obs: 'ready', now: EXAMPLE_NOW },
  ),
  { request: { name: 'bold', accent: '#C9B37E' } },
);
