import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { renderKey } from '../lib/key.js';
import { typedName } from '../lib/typed-name.js';
import { missingName, renderMissingName, renderNameField } from './name-field.js';
import type { Editing, SetupActions, SetupModel } from './model.js';
import type { TextJson } from '../../client/wire.js';

/** One text in the making: its template, how it would read, and the ways out. `text` is null for a new source. */
export function renderEditor(
  editing: Editing,
  text: TextJson | null,
  model: SetupModel,
  actions: SetupActions,
): TemplateResult {
  return html`<form
    class="editor"
    @submit=${(event: Event) => {
      event.preventDefault();
      const fault = sourceFault(editing, model);
      if (fault === null) void save('save', editing, editing.template, model, actions);
      else actions.refuse(fault);
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') actions.edit(null);
    }}
  >
    ${
      text === null
        ? renderSource(editing, model, actions)
        : html`<strong>${editing.source}</strong> ${renderChangedElsewhere(editing, text)}`
    }
    <label class="field">
      <span class="label">Template</span>
      <textarea
        class="input"
        rows="2"
        maxlength="2000"
        data-key="template"
        spellcheck="false"
        .value=${live(editing.template)}
        @input=${(event: Event) => {
          actions.type({ template: (event.target as HTMLTextAreaElement).value });
        }}
      ></textarea>
    </label>
    ${renderInsert(editing, model, actions)} ${renderPreview(editing)}
    <div class="keys">
      <button class="key key-save" data-key="save">Save</button>
      ${text === null ? nothing : renderWaysOut(editing, text, model, actions)}
      ${renderKey(model, {
        id: 'close',
        label: 'Close',
        look: 'small',
        onPress: () => {
          actions.edit(null);
        },
      })}
    </div>
  </form>`;
}

/** What is wrong with the name of a new source; null when nothing is. */
function sourceFault({ isNew, source }: Editing, { show, names }: SetupModel): string | null {
  if (!isNew) return null;
  const name = typedName(source, names?.text_inputs ?? []);
  if (name === '') return 'Type the name of the text source first, as OBS has it.';
  const isThere = show?.texts.some((text) => text.source === name) === true;
  return isThere ? `${name} is in the list already: press its Edit to change it.` : null;
}

/** Another page, or a hand in the file: saving here would write over it. */
function renderChangedElsewhere({ base }: Editing, text: TextJson): TemplateResult | typeof nothing {
  const now = text.template ?? text.default ?? '';
  if (now === base) return nothing;
  return html`<p class="notice">
    Meanwhile this text was changed elsewhere to <code>${now}</code>. Save writes yours in its place, Close
    leaves it.
  </p>`;
}

async function save(
  key: string,
  editing: Editing,
  template: string | null,
  { names }: SetupModel,
  actions: SetupActions,
): Promise<void> {
  const source = editing.isNew ? typedName(editing.source, names?.text_inputs ?? []) : editing.source;
  const answer = await actions.press(key, 'PATCH', '/show', { texts: { [source]: template } });
  if (answer.kind === 'ok') actions.closeSaved(editing);
}

function renderSource(
  { source, isFree = false }: Editing,
  { names, show }: SetupModel,
  actions: SetupActions,
): TemplateResult {
  const used = show?.texts.map((text) => text.source) ?? [];
  const known = names?.text_inputs ?? [];
  return html`${renderNameField({
    label: 'Name of the text source in OBS',
    name: 'source',
    value: source,
    what: 'text source',
    emptyWords: null,
    known: names === null ? null : known.filter((name) => !used.includes(name)),
    isFree,
    onFree: (free) => {
      actions.type({ isFree: free });
    },
    onInput: (value) => {
      actions.type({ source: value });
    },
  })}
  ${renderMissingName('text source', source, missingName(source, known, names, used), (nearest) => {
    actions.type({ source: nearest, isFree: false });
  })}`;
}

/** Puts a variable where the cursor is. By a key of its own: the arrows choose on a closed list, one step at a time. */
function renderInsert(editing: Editing, { show }: SetupModel, actions: SetupActions): TemplateResult {
  const onInsert = (event: Event): void => {
    const form = (event.currentTarget as HTMLButtonElement).form;
    const area = form?.querySelector('textarea');
    const name = form?.querySelector('select')?.value ?? '';
    if (area == null || name === '') {
      actions.refuse('Choose a variable first, then press Insert.');
      return;
    }
    const variable = `{{${name}}}`;
    const at = area.selectionStart;
    actions.type({
      template: `${editing.template.slice(0, at)}${variable}${editing.template.slice(area.selectionEnd)}`,
    });
    area.focus();
    area.setSelectionRange(at + variable.length, at + variable.length);
  };
  return html`<div class="insert">
    <label class="field">
      <span class="label">Variable</span>
      <select class="input" data-key="insert">
        <option value="">Choose…</option>
        ${(show?.variables ?? []).map(({ name, reads }) => html`<option value=${name}>${name} (${reads})</option>`)}
      </select>
    </label>
    <button type="button" class="key" data-key="put-in" @click=${onInsert}>Insert</button>
  </div>`;
}

function renderPreview({ fault, reads }: Editing): TemplateResult {
  return html`<div class="preview" aria-live="polite">
    <span class="label">${fault === null ? 'Shows now' : 'Can’t save yet'}</span>
    ${
      fault === null
        ? html`<output class="preview-reads">${reads ?? '…'}</output>`
        : html`<p class="preview-fault">The template ${fault}</p>`
    }
  </div>`;
}

function renderWaysOut(
  editing: Editing,
  text: TextJson,
  model: SetupModel,
  actions: SetupActions,
): TemplateResult {
  const put = (id: string, template: string | null) => (): void =>
    void save(id, editing, template, model, actions);
  const isOwn = text.default === null;
  return html`${
    isOwn || text.template === text.default
      ? nothing
      : renderKey(model, {
          id: 'as-built-in',
          label: 'Reset to default',
          look: 'small',
          onPress: put('as-built-in', text.default),
        })
  }
  ${
    text.template === null
      ? nothing
      : renderKey(model, {
          id: 'leave-alone',
          label: isOwn ? 'Remove from the show' : 'Leave this source alone',
          look: 'small',
          onPress: put('leave-alone', null),
        })
  }`;
}
