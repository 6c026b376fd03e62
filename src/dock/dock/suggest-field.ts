import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

interface SuggestField {
  readonly key: string;
  readonly label: string;
  /** Behind the label, in smaller words. */
  readonly hint: string;
  readonly value: string;
  /** What the browser offers while somebody types; any text is fine. */
  readonly suggestions: readonly string[];
  readonly onInput: (value: string) => void;
}

/** A field for a short text, with suggestions. */
export function renderSuggestField(field: SuggestField): TemplateResult {
  const listId = `${field.key}-suggestions`;
  return html`<label class="field">
    <span class="label">${field.label} <span class="quiet">${field.hint}</span></span>
    <input
      class="input"
      list=${listId}
      maxlength="64"
      autocomplete="off"
      data-key=${field.key}
      .value=${live(field.value)}
      @input=${(event: Event) => {
        field.onInput((event.target as HTMLInputElement).value);
      }}
    />
    <datalist id=${listId}>
      ${field.suggestions.map((name) => html`<option value=${name}></option>`)}
    </datalist>
  </label>`;
}
