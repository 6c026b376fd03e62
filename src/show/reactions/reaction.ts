import type { Condition } from './conditions.js';
import type { ReactionEvent } from './events.js';
import type { Json } from './variables.js';

/** The eight things that a reaction can do, with what each needs, as they stand in the show file. */
export interface Actions {
  readonly save_replay: { readonly after_seconds?: number | undefined };
  /** The chapter's name, a template. */
  readonly chapter: string;
  readonly show: {
    readonly source: string;
    /** Without it: every scene and group that has the source. */
    readonly scene?: string | undefined;
    /** false: hide it. */
    readonly visible?: boolean | undefined;
    /** Without it: it stays as it is then. */
    readonly for_seconds?: number | undefined;
  };
  readonly filter: { readonly source: string; readonly name: string; readonly enabled: boolean };
  readonly media: { readonly source: string };
  readonly mute: { readonly input: string; readonly muted: boolean };
  readonly record: 'start' | 'stop';
  readonly send: { readonly to: string; readonly body: Json };
}
export type Verb = keyof Actions;
const EVERY_VERB: Readonly<Record<Verb, true>> = {
  ...{ save_replay: true, chapter: true, show: true, filter: true },
  ...{ media: true, mute: true, record: true, send: true },
};
export const VERBS = Object.keys(EVERY_VERB) as readonly Verb[];

/** One reaction as it stands in the show file: when, only if, and exactly one verb. */
export type ReactionEntry = {
  readonly on: ReactionEvent | readonly ReactionEvent[];
  readonly if?: Condition | undefined;
} & { readonly [Name in Verb]?: Actions[Name] | undefined };

/** What is to be done, by its verb. */
export type Action = { readonly [Name in Verb]: { readonly verb: Name; readonly what: Actions[Name] } }[Verb];
export type ActionOf<Name extends Verb> = Extract<Action, { verb: Name }>;

export function eventsOf({ on }: Pick<ReactionEntry, 'on'>): readonly ReactionEvent[] {
  return typeof on === 'string' ? [on] : on;
}

/** The one verb of an entry. The schema lets no entry through that has none or two. */
export function actionOf(entry: ReactionEntry): Action {
  const verb = VERBS.find((name) => entry[name] !== undefined) ?? 'save_replay';
  return { verb, what: entry[verb] } as Action;
}

/** Between the event and the saved replay, where the show does not say: what follows a kill belongs to it. */
export const REPLAY_DELAY_SECONDS = 6;

export function replayDelaySeconds({ after_seconds = REPLAY_DELAY_SECONDS }: Actions['save_replay']): number {
  return after_seconds;
}
