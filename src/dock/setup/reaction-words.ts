import { typedName } from '../lib/typed-name.js';
import type { ReactionJson } from '../../client/wire.js';
import { OUTCOME_WORDS, SAID_OUTCOMES } from '../../client/words.js';

export type Verb = Exclude<keyof ReactionJson, 'on' | 'if'>;

/** Each way in which a raid can end. */
const RAID_ENDS = SAID_OUTCOMES.join();
/** The first of them that comes: an outcome may be said long after the raid. */
const RAID_IS_OVER = `over,${RAID_ENDS}`;

/** The events that a page offers; lists of several come from the file. */
export const EVENT_WORDS: Readonly<Record<string, string>> = {
  kill: 'A kill',
  queuing: 'The queue begins',
  matched: 'Matched is pressed',
  in_progress: 'The raid begins',
  over: 'Raid over is pressed',
  ...Object.fromEntries(SAID_OUTCOMES.map((outcome) => [outcome, OUTCOME_WORDS[outcome]])),
  [RAID_ENDS]: 'The raid ends',
  [RAID_IS_OVER]: 'The raid is over, or ends',
};

export const ACTION_WORDS: Readonly<Record<Verb, string>> = {
  save_replay: 'Save the replay',
  chapter: 'Set a chapter in the recording',
  show: 'Show a source',
  filter: 'Switch a filter',
  media: 'Play a media source',
  mute: 'Mute or unmute an input',
  record: 'Start or stop the recording',
  send: 'Tell another program',
};

type Condition = NonNullable<ReactionJson['if']>;

/** Conditions that a page offers, as JSON; others come from the file. */
export const ONLY_IF: readonly (readonly [string, string])[] = [
  ['{}', 'Always'],
  ['{"enemy_type":"boss"}', 'Enemy is a boss'],
  ['{"enemy_type":"pmc"}', 'Enemy is a PMC'],
  ['{"enemy_type":"raider"}', 'Enemy is a raider'],
  ['{"enemy_type":"scav"}', 'Enemy is a scav'],
  ['{"headshot":true}', 'Headshot'],
  ['{"character_type":"pmc"}', 'I play PMC'],
  ['{"character_type":"scav"}', 'I play scav'],
];

/** What is typed on the page, as text. */
export interface Form {
  readonly on: string;
  /** As JSON. */
  readonly only: string;
  readonly verb: Verb;
  readonly source: string;
  /** Where the source is shown; empty: in every scene that has it. */
  readonly scene: string;
  readonly filter: string;
  /** Of a replay or a source that is shown; empty: as built in, or for good. */
  readonly seconds: string;
  readonly text: string;
  readonly target: string;
  readonly state: string;
  /** Its counterpart at the raid's end is made with it. */
  readonly untilEnd: boolean;
}

export function toForm(part: Partial<Form> = {}): Form {
  return {
    ...{ on: 'kill', only: '{}', verb: 'save_replay', source: '', scene: '', filter: '', seconds: '6' },
    ...{ text: '', target: 'streamerbot', state: 'on', untilEnd: false },
    ...part,
  };
}

/** The form that makes this very reaction. */
export function formOf(reaction: ReactionJson): Form {
  const base = { on: eventsOf(reaction), only: JSON.stringify(reaction.if ?? {}) };
  const { save_replay: replay, chapter, show, filter, media, mute, record, send } = reaction;
  const onOff = (isOn: boolean) => ({ state: isOn ? 'on' : 'off' });
  const seconds = (value: number | undefined) => ({ seconds: value === undefined ? '' : String(value) });
  const of = (verb: Verb, part: Partial<Form>): Form => toForm({ ...base, verb, ...part });
  if (chapter !== undefined) return of('chapter', { text: chapter });
  if (show !== undefined) {
    const { source, scene = '', visible = true } = show;
    return of('show', { source, scene, ...onOff(visible), ...seconds(show.for_seconds) });
  }
  if (filter !== undefined)
    return of('filter', { source: filter.source, filter: filter.name, ...onOff(filter.enabled) });
  if (media !== undefined) return of('media', { source: media.source });
  if (mute !== undefined) return of('mute', { source: mute.input, ...onOff(mute.muted) });
  if (record !== undefined) return of('record', onOff(record === 'start'));
  if (send !== undefined)
    return of('send', { target: send.to, text: JSON.stringify(send.body, undefined, 2) });
  return of('save_replay', seconds(replay?.after_seconds));
}

const STREAMERBOT =
  '{"action":{"name":"Tarkov kill"},"args":{"enemy":"{{kill.enemy_type}}","kills":"{{raid.kill_count}}"}}';

/** Ready ones: the form opens filled in, so that names of OBS are chosen before it is saved. */
export const READY: readonly { readonly id: string; readonly label: string; readonly form: Form }[] = [
  {
    id: 'replay',
    label: 'Save the replay 6 s after a boss kill',
    form: toForm({ only: '{"enemy_type":"boss"}' }),
  },
  {
    id: 'chapter',
    label: 'Chapter at every raid’s end',
    form: toForm({ on: RAID_ENDS, verb: 'chapter', text: '{{last_raid.line}}' }),
  },
  { id: 'pop', label: 'Kill pop for 3 s', form: toForm({ verb: 'show', source: 'Kill Pop', seconds: '3' }) },
  {
    id: 'music',
    label: 'Mute music in raid',
    form: toForm({ on: 'in_progress', verb: 'mute', source: 'Music', untilEnd: true }),
  },
  { id: 'streamerbot', label: 'Tell Streamer.bot', form: toForm({ verb: 'send', text: STREAMERBOT }) },
];

/** Names that are kept exactly, also with blanks around them: they were chosen, not typed. */
export type KnownNames = Readonly<
  Partial<Record<'source' | 'scene' | 'filter' | 'target', readonly string[]>>
>;

/** The form with its typed names as they are meant. */
export function withNames(form: Form, known: KnownNames): Form {
  const meant = (name: keyof KnownNames): string => typedName(form[name], known[name] ?? []);
  return {
    ...form,
    ...{ source: meant('source'), scene: meant('scene'), filter: meant('filter'), target: meant('target') },
  };
}

/** The reactions that the form stands for, with its names as they are, or what is missing. */
export function toReactions(form: Form): readonly ReactionJson[] | string {
  const doing = doingOf(form);
  if (typeof doing === 'string') return doing;
  const made = { ...whenOf(form), ...doing };
  if (!form.untilEnd || !hasCounterpart(form)) return [made];
  const counterpart = doingOf({ ...form, state: form.state === 'on' ? 'off' : 'on' });
  return typeof counterpart === 'string' ? counterpart : [made, { ...onOf(RAID_IS_OVER), ...counterpart }];
}

/** What takes this back when the raid ends, as it is made with it; null: nothing does. */
function counterpartOf(reaction: ReactionJson): ReactionJson | null {
  const form = formOf(reaction);
  const made = hasCounterpart(form) ? toReactions({ ...form, untilEnd: true }) : [];
  return typeof made === 'string' ? null : (made[1] ?? null);
}

/** The other one of the list, about the same thing of OBS as before, where `was` became `now` and they take each other back. */
export function withPartner(
  other: ReactionJson,
  was: ReactionJson,
  now: ReactionJson | undefined,
): ReactionJson {
  if (now === undefined || !(isTakenBack(other, was) || isTakenBack(was, other))) return other;
  const { verb, source, filter } = formOf(now);
  const form = formOf(other);
  const made = verb === form.verb ? toReactions({ ...form, source, filter }) : [];
  return typeof made === 'string' ? other : (made[0] ?? other);
}

function isTakenBack(reaction: ReactionJson, by: ReactionJson): boolean {
  const counterpart = counterpartOf(reaction);
  return counterpart !== null && sentenceOf(counterpart) === sentenceOf(by);
}

/** What can be taken back when the raid ends. */
export function hasCounterpart({ verb, on }: Form): boolean {
  return (verb === 'mute' || verb === 'filter') && on !== RAID_ENDS && on !== RAID_IS_OVER;
}

function onOf(events: string): Pick<ReactionJson, 'on'> {
  const list = events.split(',');
  return { on: list.length === 1 ? events : list };
}

function whenOf({ on, only }: Form): Pick<ReactionJson, 'on' | 'if'> {
  const condition = JSON.parse(only) as Condition;
  return { ...onOf(on), ...(Object.keys(condition).length === 0 ? {} : { if: condition }) };
}

const NO_NUMBER = 'Type the seconds as a number.';

function doingOf(form: Form): Omit<ReactionJson, 'on' | 'if'> | string {
  const { source, scene, filter } = form;
  const seconds = form.seconds.trim() === '' ? undefined : Number(form.seconds.replace(',', '.'));
  const isOn = form.state === 'on';
  if (NEEDS_SOURCE.has(form.verb) && isBlank(source)) return 'Choose what it is about first.';
  if (seconds !== undefined && !Number.isFinite(seconds) && NEEDS_SECONDS.has(form.verb)) return NO_NUMBER;
  switch (form.verb) {
    case 'save_replay':
      return { save_replay: seconds === undefined ? {} : { after_seconds: seconds } };
    case 'chapter':
      return form.text.trim() === '' ? 'Type the name of the chapter first.' : { chapter: form.text };
    case 'show':
      return {
        show: {
          source,
          ...(isBlank(scene) ? {} : { scene }),
          ...(isOn ? {} : { visible: false }),
          ...(seconds === undefined ? {} : { for_seconds: seconds }),
        },
      };
    case 'filter':
      return isBlank(filter)
        ? 'Choose the filter first.'
        : { filter: { source, name: filter, enabled: isOn } };
    case 'media':
      return { media: { source } };
    case 'mute':
      return { mute: { input: source, muted: isOn } };
    case 'record':
      return { record: isOn ? 'start' : 'stop' };
    case 'send':
      return sendOf(form);
  }
}

function isBlank(name: string): boolean {
  return name.trim() === '';
}

const NEEDS_SOURCE: ReadonlySet<Verb> = new Set(['show', 'filter', 'media', 'mute'] as const);
const NEEDS_SECONDS: ReadonlySet<Verb> = new Set(['save_replay', 'show'] as const);

function sendOf({ target, text }: Form): Pick<ReactionJson, 'send'> | string {
  if (isBlank(target)) return 'Choose the program to tell first.';
  try {
    return { send: { to: target, body: JSON.parse(text) as unknown } };
  } catch {
    return 'What is sent must be JSON: look for a missing quote or bracket.';
  }
}

/** "On a kill, if enemy_type is boss: save the replay after 6 s" */
export function sentenceOf(reaction: ReactionJson): string {
  const only = conditionWords(reaction.if ?? {});
  return `${whenWords(eventsOf(reaction))}${only === '' ? '' : `, only if ${only}`}: ${doingWords(reaction)}`;
}

function eventsOf({ on }: Pick<ReactionJson, 'on'>): string {
  return typeof on === 'string' ? on : on.join(',');
}

export function whenWords(events: string): string {
  const each = events.split(',').map((event) => EVENT_WORDS[event] ?? event.replaceAll('_', ' '));
  return EVENT_WORDS[events] ?? each.join(' or ');
}

export function conditionWords(condition: Condition): string {
  const all = Object.entries(condition);
  return all.map(([name, value]) => `${name.replaceAll('_', ' ')} is ${String(value)}`).join(' and ');
}

const DOING: { readonly [Name in Verb]: (what: NonNullable<ReactionJson[Name]>) => string } = {
  save_replay: ({ after_seconds = 6 }) => `save the replay after ${after_seconds} s`,
  chapter: (name) => `set the chapter "${name}"`,
  show: ({ source, scene, visible, for_seconds }) =>
    `${visible === false ? 'hide' : 'show'} "${source}"${scene === undefined ? '' : ` in "${scene}"`}${for_seconds === undefined ? '' : ` for ${for_seconds} s`}`,
  filter: ({ source, name, enabled }) =>
    `switch the filter "${name}" of "${source}" ${enabled ? 'on' : 'off'}`,
  media: ({ source }) => `play "${source}"`,
  mute: ({ input, muted }) => `${muted ? 'mute' : 'unmute'} "${input}"`,
  record: (what) => `${what} the recording`,
  send: ({ to }) => `tell "${to}"`,
};

function doingWords(reaction: ReactionJson): string {
  const verb = (Object.keys(DOING) as Verb[]).find((name) => reaction[name] !== undefined);
  return verb === undefined ? '' : (DOING[verb] as (what: unknown) => string)(reaction[verb]);
}
