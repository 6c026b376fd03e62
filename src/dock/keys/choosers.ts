import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { CHARACTER_WORDS, choicesOf } from '../../client/words.js';
import type { KeyListJson } from '../../client/wire.js';
import { chosenSoftware, mapChoices, type Choice } from './choice.js';
import type { KeysActions, KeysModel } from './model.js';

/** What decides about the values of the keys: the deck, what is played, and where the keys call. */
export function renderChoosers(model: KeysModel, list: KeyListJson, actions: KeysActions): TemplateResult {
  const { map_name = list.map_name, character_type = list.character_type } = model.choice;
  const { address = list.address } = model.choice;
  return html`<div class="choosers" role="group" aria-label="What the keys are for">
    ${renderSelect(
      'Deck',
      'software',
      list.software.map(({ id, name }) => [id, name]),
      chosenSoftware(model.choice, list)?.id ?? '',
      actions,
    )}
    ${renderSelect(
      'Map',
      'map_name',
      mapChoices(model.maps, map_name).map((name) => [name, name]),
      map_name,
      actions,
    )}
    ${renderSelect('Character', 'character_type', choicesOf(CHARACTER_WORDS), character_type, actions)}
    ${
      list.addresses.length > 1
        ? renderSelect(
            'Address',
            'address',
            list.addresses.map((url) => [url, url]),
            address,
            actions,
          )
        : nothing
    }
  </div>`;
}

function renderSelect(
  label: string,
  name: keyof Choice,
  options: readonly (readonly [string, string])[],
  chosen: string,
  actions: KeysActions,
): TemplateResult {
  return html`<label class="field">
    <span class="label">${label}</span>
    <select
      class="input"
      data-key="choose-${name}"
      .value=${live(chosen)}
      @change=${(event: Event) => {
        actions.choose({ [name]: (event.target as HTMLSelectElement).value });
      }}
    >
      ${options.map(
        ([value, word]) => html`<option value=${value} ?selected=${value === chosen}>${word}</option>`,
      )}
    </select>
  </label>`;
}
