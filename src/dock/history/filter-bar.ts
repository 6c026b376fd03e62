import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { CHARACTER_WORDS, choicesOf, MODE_WORDS, OUTCOME_WORDS } from '../../client/words.js';
import type { SessionJson } from '../../client/wire.js';
import { mapNames, type Filters, type HistoryActions, type HistoryModel } from './model.js';

/** Which raids are listed. */
export function renderFilters(model: HistoryModel, actions: HistoryActions): TemplateResult {
  const { filters, sessions } = model;
  const set = (change: Filters): void => {
    actions.filter({ ...filters, ...change });
  };
  return html`<div class="filters" role="group" aria-label="Which raids">
    ${renderSelect(
      'Map',
      'map_name',
      mapNames(model).map((name) => [name, name] as const),
      filters,
      set,
    )}
    ${renderSelect('Character', 'character_type', choicesOf(CHARACTER_WORDS), filters, set)}
    ${renderSelect('Game mode', 'game_mode', choicesOf(MODE_WORDS), filters, set)}
    ${renderSelect('Outcome', 'outcome', choicesOf(OUTCOME_WORDS), filters, set)}
    ${renderSelect(
      'Session',
      'session_id',
      sessions.map((session) => [String(session.session_id), sessionWords(session)] as const),
      filters,
      set,
    )}
    ${renderDay('From', 'from', filters, set)} ${renderDay('To', 'to', filters, set)}
  </div>`;
}

/** `22 Nov, 19:03 · Raid night`: two evenings may have one name. */
function sessionWords({ session_id, started_at, name }: SessionJson): string {
  if (started_at === null) return name ?? `Session ${session_id}`;
  const start = new Date(started_at).toLocaleString('en-GB', {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  });
  return name === null ? start : `${start} · ${name}`;
}

function renderSelect(
  label: string,
  name: keyof Filters,
  options: readonly (readonly [string, string])[],
  filters: Filters,
  set: (change: Filters) => void,
): TemplateResult {
  return html`<label class="field filter-${name}">
    <span class="label">${label}</span>
    <select
      class="input"
      data-key="filter-${name}"
      .value=${live(filters[name] ?? '')}
      @change=${(event: Event) => {
        set({ [name]: (event.target as HTMLSelectElement).value });
      }}
    >
      <option value="">Any</option>
      ${options.map(([value, word]) => html`<option value=${value}>${word}</option>`)}
    </select>
  </label>`;
}

function renderDay(
  label: string,
  name: 'from' | 'to',
  filters: Filters,
  set: (change: Filters) => void,
): TemplateResult {
  return html`<label class="field filter-${name}">
    <span class="label">${label}</span>
    <input
      class="input"
      type="date"
      data-key="filter-${name}"
      .value=${live(filters[name] ?? '')}
      @change=${(event: Event) => {
        set({ [name]: (event.target as HTMLInputElement).value });
      }}
    />
  </label>`;
}
