import type { ReactionJson } from '../lib/wire.js';

export type Verb = Exclude<keyof ReactionJson, 'on' | 'if'>;

/** The events that a page offers; lists of several come from the file. */
export const EVENT_WORDS: Readonly<Record<string, string>> = {
  kill: 'A kill',
  queuing: 'The queue begins',
  matched: 'Matched is pressed',
  in_progress: 'The raid begins',
  survived: 'Survived',
  died: 'Died',
  mia: 'MIA',
  'survived,died,mia': 'The raid ends',
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

export const ONLY_IF: readonly (readonly [string, string])[] = [
  ['', 'Always'],
  ['enemy_type=boss', 'Enemy is a boss'],
  ['enemy_type=pmc', 'Enemy is a PMC'],
  ['enemy_type=raider', 'Enemy is a raider'],
  ['enemy_type=scav', 'Enemy is a scav'],
  ['headshot=true', 'Headshot'],
  ['character_type=pmc', 'I play PMC'],
  ['character_type=scav', 'I play scav'],
];

/** What is typed on the page, as text. */
export interface Form {
  readonly on: string;
  readonly only: string;
  readonly verb: Verb;
  readonly source: string;
  readonly filter: string;
  readonly seconds: string;
  readonly text: string;
  readonly target: string;
  readonly state: string;
  /** Its counterpart at the raid's end is made with it. */
  readonly untilEnd?: boolean;
}

export function toForm(part: Partial<Form> = {}): Form {
  return {
    ...{ on: 'kill', only: '', verb: 'save_replay', source: '', filter: '', seconds: '6', text: '' },
    ...{ target: 'streamerbot', state: 'on' },
    ...part,
  };
}

const STREAMERBOT =
  '{"action":{"name":"Tarkov kill"},"args":{"enemy":"{{kill.enemy_type}}","kills":"{{raid.kill_count}}"}}';

/** Ready ones: the form opens filled in, so that names of OBS are chosen before it is saved. */
export const READY: readonly { readonly id: string; readonly label: string; readonly form: Form }[] = [
  { id: 'replay', label: 'Save the replay 6 s after a boss kill', form: toForm({ only: 'enemy_type=boss' }) },
  {
    id: 'chapter',
    label: 'Chapter at every raid’s end',
    form: toForm({ on: 'survived,died,mia', verb: 'chapter', text: '{{last_raid.line}}' }),
  },
  { id: 'pop', label: 'Kill pop for 3 s', form: toForm({ verb: 'show', source: 'Kill Pop', seconds: '3' }) },
  {
    id: 'music',
    label: 'Mute music in raid',
    form: toForm({ on: 'in_progress', verb: 'mute', source: 'Music', untilEnd: true }),
  },
  { id: 'streamerbot', label: 'Tell Streamer.bot', form: toForm({ verb: 'send', text: STREAMERBOT }) },
];

/** The reactions that the form stands for, or what is missing. */
export function toReactions(form: Form): readonly ReactionJson[] | string {
  const doing = doingOf(form);
  if (typeof doing === 'string') return doing;
  const events = form.on.split(',');
  const base = { on: events.length === 1 ? form.on : events, ...conditionOf(form.only) };
  const made: ReactionJson = { ...base, ...doing };
  if (form.untilEnd !== true || form.verb !== 'mute') return [made];
  return [
    made,
    { on: ['survived', 'died', 'mia'], mute: { input: form.source.trim(), muted: form.state !== 'on' } },
  ];
}

function conditionOf(only: string): Partial<Pick<ReactionJson, 'if'>> {
  const [name = '', value = ''] = only.split('=');
  if (name === '') return {};
  return { if: { [name]: value === 'true' ? true : value } };
}

function doingOf(form: Form): Omit<ReactionJson, 'on' | 'if'> | string {
  const source = form.source.trim();
  const seconds = Number(form.seconds.replace(',', '.'));
  const isOn = form.state === 'on';
  const needsSource = ['show', 'filter', 'media', 'mute'].includes(form.verb);
  if (needsSource && source === '') return 'Choose what it is about first.';
  switch (form.verb) {
    case 'save_replay':
      return Number.isFinite(seconds)
        ? { save_replay: { after_seconds: seconds } }
        : 'Type the seconds as a number.';
    case 'chapter':
      return { chapter: form.text };
    case 'show':
      if (form.seconds.trim() === '') return { show: { source } };
      return Number.isFinite(seconds)
        ? { show: { source, for_seconds: seconds } }
        : 'Type the seconds as a number.';
    case 'filter':
      return { filter: { source, name: form.filter.trim(), enabled: isOn } };
    case 'media':
      return { media: { source } };
    case 'mute':
      return { mute: { input: source, muted: isOn } };
    case 'record':
      return { record: isOn ? 'start' : 'stop' };
    case 'send':
      try {
        return { send: { to: form.target.trim(), body: JSON.parse(form.text) as unknown } };
      } catch {
        return 'What is sent must be JSON: look for a missing quote or bracket.';
      }
  }
}

/** "On a kill, if enemy_type is boss: save the replay after 6 s" */
export function sentenceOf(reaction: ReactionJson): string {
  const events = typeof reaction.on === 'string' ? reaction.on : reaction.on.join(',');
  const when =
    EVENT_WORDS[events] ??
    events
      .split(',')
      .map((event) => EVENT_WORDS[event] ?? event)
      .join(' or ');
  const only = Object.entries(reaction.if ?? {}).map(
    ([name, value]) => `${name.replaceAll('_', ' ')} is ${String(value)}`,
  );
  return `${when}${only.length === 0 ? '' : `, only if ${only.join(' and ')}`}: ${doingWords(reaction)}`;
}

const DOING: { readonly [Name in Verb]: (what: NonNullable<ReactionJson[Name]>) => string } = {
  save_replay: ({ after_seconds = 6 }) => `save the replay after ${after_seconds} s`,
  chapter: (name) => `set the chapter "${name}"`,
  show: ({ source, visible, for_seconds }) =>
    `${visible === false ? 'hide' : 'show'} "${source}"${for_seconds === undefined ? '' : ` for ${for_seconds} s`}`,
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
