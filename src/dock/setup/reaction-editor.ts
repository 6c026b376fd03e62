import { html, nothing, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import type { ReactionChoicesJson } from '../../client/wire.js';
import { renderCheck, renderChoice, renderField } from './fields.js';
import { renderNameField, type NameField } from './name-field.js';
import {
  ACTION_WORDS,
  conditionWords,
  EVENT_WORDS,
  hasCounterpart,
  ONLY_IF,
  whenWords,
  type Form,
} from './reaction-words.js';

export interface ReactionEditor {
  readonly form: Form;
  /** Null while OBS has not answered: then names are typed. */
  readonly choices: ReactionChoicesJson | null;
  /** The reaction is in the list already. */
  readonly isOld: boolean;
  /** Fields whose name is typed, though there is a list. */
  readonly free: ReadonlySet<keyof Form>;
  readonly pressed: ReadonlySet<string>;
  readonly change: (part: Partial<Form>) => void;
  readonly setFree: (field: keyof Form, isFree: boolean) => void;
  readonly save: () => void;
  readonly close: () => void;
}

type Options = readonly (readonly [string, string])[];

/** One reaction in the making: when, only if, do. */
export function renderReactionEditor(editor: ReactionEditor): TemplateResult {
  const { form, change, isOld } = editor;
  return html`<form
    class="times reaction-editor"
    @submit=${(event: Event) => {
      event.preventDefault();
      editor.save();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') editor.close();
    }}
  >
    ${choice(editor, 'When', 'on', withOwn(Object.entries(EVENT_WORDS), form.on, whenWords(form.on)))}
    ${choice(editor, 'Only if', 'only', withOwn(ONLY_IF, form.only, ownCondition(form.only)))}
    ${choice(editor, 'Do', 'verb', Object.entries(ACTION_WORDS))} ${renderWhat(editor)}
    ${
      !isOld && hasCounterpart(form)
        ? renderCheck({
            ...{ label: 'Undo it when the raid ends', name: 'untilEnd', value: form.untilEnd },
            onChange: (untilEnd) => {
              change({ untilEnd });
            },
          })
        : nothing
    }
    <div class="keys">
      <button class="key" data-key="save-reaction">Save reaction</button>
      ${renderKey(editor, { id: 'close-reaction', label: 'Close', look: 'small', onPress: editor.close })}
    </div>
  </form>`;
}

/** The value that the reaction has, where it is none of those that are offered. */
function withOwn(options: Options, value: string, words: string): Options {
  return options.some(([known]) => known === value) ? options : [...options, [value, words]];
}

function ownCondition(only: string): string {
  return conditionWords(JSON.parse(only) as Parameters<typeof conditionWords>[0]);
}

function choice({ form, change }: ReactionEditor, label: string, name: keyof Form, options: Options) {
  return renderChoice({
    ...{ label, name, options, value: String(form[name]) },
    onInput: (value) => {
      change({ [name]: value });
    },
  });
}

function field({ form, change }: ReactionEditor, label: string, name: keyof Form, placeholder = '') {
  return renderField({
    ...{ label, name, placeholder, value: String(form[name]), maxLength: 500 },
    onInput: (value) => {
      change({ [name]: value });
    },
  });
}

/** A name, from what there is or typed. */
function named(
  editor: ReactionEditor,
  label: string,
  name: keyof Form,
  known: readonly string[] | undefined,
  { emptyWords = null, what = 'source' }: Partial<Pick<NameField, 'emptyWords' | 'what'>> = {},
): TemplateResult {
  return renderNameField({
    ...{ label, name, emptyWords, what, value: String(editor.form[name]) },
    ...{ known: known === undefined ? null : [...new Set(known)], isFree: editor.free.has(name) },
    onFree: (isFree) => {
      editor.setFree(name, isFree);
    },
    onInput: (value) => {
      editor.change({ [name]: value });
    },
  });
}

/** What the chosen verb needs. */
function renderWhat(editor: ReactionEditor): TemplateResult {
  const { choices, form } = editor;
  const how = (on: string, off: string) =>
    choice(editor, 'How', 'state', [
      ['on', on],
      ['off', off],
    ]);
  switch (form.verb) {
    case 'save_replay':
      return field(editor, 'Seconds after it', 'seconds', '6');
    case 'chapter':
      return field(editor, 'Name of the chapter', 'text');
    case 'show':
      return html`${named(editor, 'Source', 'source', choices?.sources)} ${how('Show', 'Hide')}
      ${field(editor, 'For how many seconds', 'seconds', 'empty: for good')}
      ${named(editor, 'In the scene', 'scene', choices?.scenes, { emptyWords: 'every scene that has it' })}`;
    case 'filter': {
      const ofSource = choices?.filters.filter(({ source }) => source === form.source);
      const sources = choices?.filters.map(({ source }) => source);
      const filters = ofSource?.map(({ name }) => name);
      return html`${named(editor, 'Source', 'source', sources)} ${named(editor, 'Filter', 'filter', filters)}
      ${how('Switch on', 'Switch off')}`;
    }
    case 'media':
      return named(editor, 'Media source', 'source', choices?.media);
    case 'mute':
      return html`${named(editor, 'Input', 'source', choices?.inputs)} ${how('Mute', 'Unmute')}`;
    case 'record':
      return how('Start', 'Stop');
    case 'send':
      return html`${named(editor, 'Program to tell', 'target', choices?.targets, { what: 'target' })}
      ${renderJsonField(editor)}`;
  }
}

function renderJsonField({ form, change }: ReactionEditor): TemplateResult {
  return html`<label class="field json-field">
    <span class="label">JSON to send</span>
    <textarea
      class="input"
      name="text"
      rows="4"
      maxlength="8000"
      spellcheck="false"
      .value=${form.text}
      @input=${(event: Event) => {
        change({ text: (event.target as HTMLTextAreaElement).value });
      }}
    ></textarea>
  </label>`;
}
