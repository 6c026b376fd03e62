import { html, noChange, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';

interface AnyField {
  readonly label: string;
  readonly name: string;
  readonly onInput?: ((value: string) => void) | undefined;
}

export interface TextField extends AnyField {
  /** Left out: the browser alone keeps what is typed, until the form is sent. */
  readonly value?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly type?: 'text' | 'password';
  readonly isRequired?: boolean;
}

/** A field for one line of text. */
export function renderField(field: TextField): TemplateResult {
  const { label, name, value, placeholder = '', maxLength = 256, type = 'text', isRequired = false } = field;
  return html`<label class="field">
    <span class="label">${label}</span>
    <input
      class="input"
      name=${name}
      type=${type}
      .value=${value === undefined ? noChange : live(value)}
      placeholder=${placeholder}
      maxlength=${maxLength}
      autocomplete="off"
      ?required=${isRequired}
      @input=${(event: Event) => field.onInput?.((event.target as HTMLInputElement).value)}
    />
  </label>`;
}

export interface Choice extends AnyField {
  readonly value: string;
  /** What is stored, and what people read. */
  readonly options: readonly (readonly [value: string, words: string])[];
}

/** One of a few; a value that is none of them is there as it is. */
export function renderChoice({ label, name, value, options, onInput }: Choice): TemplateResult {
  const isKnown = options.some(([known]) => known === value);
  return html`<label class="field">
    <span class="label">${label}</span>
    <select
      class="input"
      name=${name}
      .value=${live(value)}
      @input=${(event: Event) => onInput?.((event.target as HTMLSelectElement).value)}
    >
      ${options.map(([known, words]) => html`<option value=${known} ?selected=${known === value}>${words}</option>`)}
      ${isKnown ? nothing : html`<option value=${value} selected>${value}</option>`}
    </select>
  </label>`;
}

export interface Check {
  readonly label: string;
  readonly name: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** A box to tick. */
export function renderCheck({ label, name, value, onChange }: Check): TemplateResult {
  return html`<label class="check-field">
    <input
      type="checkbox"
      name=${name}
      .checked=${live(value)}
      @change=${(event: Event) => {
        onChange((event.target as HTMLInputElement).checked);
      }}
    />
    ${label}
  </label>`;
}
