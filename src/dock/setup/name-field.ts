import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { nearestName } from '../../lib/nearest-name.js';
import { typedName } from '../lib/typed-name.js';
import type { ObsNames } from './model.js';

const OTHER = '…';

/** A field for the name of something in OBS, or of a target: those that are there to choose from, and any other typed. */
export interface NameField {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly what: 'scene' | 'text source' | 'source' | 'target';
  /** What an empty name means; null: there must be one. */
  readonly emptyWords: string | null;
  /** What OBS has; null while it is not connected: then the name is typed. */
  readonly known: readonly string[] | null;
  /** A name is typed although OBS has a list. */
  readonly isFree: boolean;
  readonly key?: string;
  readonly onFree: (isFree: boolean) => void;
  readonly onInput?: (value: string) => void;
}

export function renderNameField(field: NameField): TemplateResult {
  const { known, isFree } = field;
  return html`<div class="name-field">
    <label class="field">
      <span class="label">${field.label}</span>
      ${known === null || known.length === 0 || isFree ? renderInput(field) : renderSelect(field, known)}
    </label>
    ${
      isFree && known !== null && known.length > 0
        ? html`<button
            type="button"
            class="key key-small"
            @click=${() => {
              field.onFree(false);
            }}
          >
            ${field.what === 'target' ? 'Choose from the list' : 'Choose from OBS’s list'}
          </button>`
        : nothing
    }
  </div>`;
}

function renderInput({ name, value, emptyWords, key, onInput }: NameField): TemplateResult {
  return html`<input
    class="input"
    name=${name}
    data-key=${key ?? name}
    .value=${live(value)}
    ?required=${emptyWords === null}
    placeholder=${emptyWords === null ? '' : `empty: ${emptyWords}`}
    maxlength="256"
    autocomplete="off"
    @input=${(event: Event) => onInput?.((event.target as HTMLInputElement).value)}
  />`;
}

function renderSelect(field: NameField, known: readonly string[]): TemplateResult {
  const { name, value, emptyWords, key } = field;
  const onInput = (event: Event): void => {
    const chosen = (event.target as HTMLSelectElement).value;
    if (chosen === OTHER) {
      event.stopPropagation();
      field.onFree(true);
    } else field.onInput?.(chosen);
  };
  return html`<select
    class="input"
    name=${name}
    data-key=${key ?? name}
    .value=${live(value)}
    ?required=${emptyWords === null}
    @input=${onInput}
  >
    <option value="" ?selected=${value === ''}>
      ${emptyWords === null ? 'Choose…' : `None: ${emptyWords}`}
    </option>
    ${
      value === '' || known.includes(value)
        ? nothing
        : html`<option value=${value} selected>
            ${value} (${field.what === 'target' ? 'not set up yet' : 'not in OBS'})
          </option>`
    }
    ${known.map((known) => html`<option value=${known} ?selected=${known === value}>${known}</option>`)}
    <option value=${OTHER}>Another name…</option>
  </select>`;
}

/** A name of the show that OBS does not have. */
export interface MissingName {
  /** What OBS has that was most likely meant. */
  readonly nearest: string | null;
  /** It was renamed in OBS, and is followed there as long as OBS runs. */
  readonly isRenamed: boolean;
}

/**
 * Null while the name is fine, or nobody can know.
 * @param used names that the show has for something else: they are not what was meant.
 */
export function missingName(
  value: string,
  known: readonly string[],
  names: ObsNames | null,
  used: readonly string[] = [],
): MissingName | null {
  const name = typedName(value, known);
  if (names === null || name === '' || known.includes(name)) return null;
  const renamed = names.renamed.find(({ from }) => from === name)?.to;
  const free = known.filter((other) => !used.includes(other));
  return { nearest: renamed ?? nearestName(name, free), isRenamed: renamed !== undefined };
}

/** Says that OBS does not have the name, with a key that takes the one it has. */
export function renderMissingName(
  what: NameField['what'],
  value: string,
  missing: MissingName | null,
  onTake: (nearest: string) => void,
): TemplateResult | typeof nothing {
  if (missing === null) return nothing;
  const { nearest, isRenamed } = missing;
  return html`<div class="name-missing">
    <p>
      ${
        isRenamed
          ? html`Renamed in OBS to “${nearest}”, and followed until OBS closes.`
          : html`OBS has no ${what}
            “${value.trim()}”${nearest === null ? ' in the open collection.' : html`, but it has “${nearest}”.`}`
      }
    </p>
    ${
      nearest === null
        ? nothing
        : html`<button
            type="button"
            class="key key-small"
            data-key="take-${nearest}"
            @click=${() => {
              onTake(nearest);
            }}
          >
            Use “${nearest}”
          </button>`
    }
  </div>`;
}
