import * as z from 'zod';
import { conditionFault, wholeConditionFault, type Condition } from './conditions.js';
import { eventFault, isReactionEvent, REACTION_EVENTS, type ReactionEvent } from './events.js';
import { VERBS, type ReactionEntry, type Verb } from './reaction.js';
import { reactionTemplateFault, textsIn, type Json } from './variables.js';

/** More reactions are surely not meant. */
const MOST_REACTIONS = 50;
/** A list in the show may be longer than what a person sees of a message, but it is no file. */
const LONGEST_BODY = 8000;
const DEEPEST_BODY = 16;

const DELAY_RULE = 'must be from 0 to 60';
const SHOWN_RULE = 'must be from 0.1 to 600';

const sourceName = z.string().regex(/\S/, 'must be a name, not blanks').max(256);

const template = z
  .string()
  .regex(/\S/, 'must be a text, not blanks')
  .max(500)
  .superRefine((text, context) => {
    const fault = reactionTemplateFault(text);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });

const events = z.custom<ReactionEvent | readonly ReactionEvent[]>().superRefine((on: unknown, context) => {
  const add = (path: PropertyKey[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  if (typeof on === 'string') {
    if (!isReactionEvent(on)) add([], eventFault(on));
  } else if (!Array.isArray(on)) {
    add([], `must be one of ${REACTION_EVENTS.join(', ')}, or a list of these`);
  } else if (on.length === 0 || on.length > REACTION_EVENTS.length) {
    add([], `must list 1 to ${REACTION_EVENTS.length} of ${REACTION_EVENTS.join(', ')}`);
  } else {
    on.forEach((word: unknown, index) => {
      if (typeof word !== 'string' || !isReactionEvent(word)) add([index], eventFault(String(word)));
      else if (on.indexOf(word) !== index) add([index], `names "${word}" a second time`);
    });
  }
});

const body = z.custom<Json>().superRefine((value: unknown, context) => {
  const fault = bodyFault(value);
  if (fault !== null) context.addIssue({ code: 'custom', message: fault });
});

function bodyFault(value: unknown): string | null {
  if (value === undefined) return 'is missing: give the JSON to send';
  if (depthOf(value) > DEEPEST_BODY) return `must not be nested deeper than ${DEEPEST_BODY}`;
  if (JSON.stringify(value).length > LONGEST_BODY) return `must have at most ${LONGEST_BODY} characters`;
  for (const text of textsIn(value as Json)) {
    const fault = reactionTemplateFault(text);
    if (fault !== null) return `${fault}, in ${JSON.stringify(text.slice(0, 60))}`;
  }
  return null;
}

function depthOf(value: unknown, limit = DEEPEST_BODY + 1): number {
  if (typeof value !== 'object' || value === null || limit === 0) return 0;
  return 1 + Math.max(0, ...Object.values(value).map((entry) => depthOf(entry, limit - 1)));
}

const OF_VERBS = {
  save_replay: z.strictObject({
    after_seconds: z.number().min(0, DELAY_RULE).max(60, DELAY_RULE).optional(),
  }),
  chapter: template,
  show: z.strictObject({
    source: sourceName,
    scene: sourceName.optional(),
    visible: z.boolean().optional(),
    for_seconds: z.number().min(0.1, SHOWN_RULE).max(600, SHOWN_RULE).optional(),
  }),
  filter: z.strictObject({ source: sourceName, name: sourceName, enabled: z.boolean() }),
  media: z.strictObject({ source: sourceName }),
  mute: z.strictObject({ input: sourceName, muted: z.boolean() }),
  record: z.enum(['start', 'stop']),
  send: z.strictObject({ to: sourceName, body }),
} as const satisfies Readonly<Record<Verb, z.ZodType>>;

const entry = z
  .strictObject({
    on: events,
    if: z.custom<Condition>().optional(),
    save_replay: OF_VERBS.save_replay.optional(),
    chapter: OF_VERBS.chapter.optional(),
    show: OF_VERBS.show.optional(),
    filter: OF_VERBS.filter.optional(),
    media: OF_VERBS.media.optional(),
    mute: OF_VERBS.mute.optional(),
    record: OF_VERBS.record.optional(),
    send: OF_VERBS.send.optional(),
  })
  .superRefine((reaction, context) => {
    const add = (path: PropertyKey[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    const given = VERBS.filter((verb) => reaction[verb] !== undefined);
    if (given.length === 0) add([], `must say what to do: one of ${VERBS.join(', ')}`);
    if (given.length > 1) add([], `must do one thing, not ${given.join(' and ')}: make two reactions of it`);
    const condition: unknown = reaction.if;
    if (condition === undefined) return;
    if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
      add(['if'], 'must be an object in { }, such as { "enemy_type": "boss" }');
      return;
    }
    // It may be anything here: what is wrong with it is said beside this.
    const events: unknown = reaction.on;
    const on = Array.isArray(events) ? (events as readonly string[]) : [String(events)];
    const faults = Object.entries(condition).flatMap(([name, value]) => {
      const fault = conditionFault(name, value, on);
      return fault === null ? [] : [{ name, fault }];
    });
    for (const { name, fault } of faults) add(['if', name], fault);
    const whole = faults.length === 0 ? wholeConditionFault(condition as Condition, on) : null;
    if (whole !== null) add(['if'], whole);
  });

/** The list of reactions in the show file. */
export const REACTIONS_SCHEMA: z.ZodType<readonly ReactionEntry[]> = z.array(entry).max(MOST_REACTIONS);
