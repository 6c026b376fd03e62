import { html, nothing, type TemplateResult } from 'lit-html';
import { countWords } from '../../client/words.js';
import { mapNames, type HistoryActions, type HistoryModel } from './model.js';
import type { MapFiguresJson } from '../../client/wire.js';

/** Maps that the program does not know: misspelled ones become a part of the right one; new ones are left as they are. */
export function renderUnknownMaps(
  model: HistoryModel,
  actions: HistoryActions,
): TemplateResult | typeof nothing {
  const unknown = model.charts.maps?.filter(({ built_in }) => !built_in) ?? [];
  if (unknown.length === 0) return nothing;
  return html`<section class="panel" aria-labelledby="unknown-maps-title">
    <h2 id="unknown-maps-title">Unknown maps</h2>
    <p class="quiet">
      These names are no maps that this program knows. Is one misspelled? Merge it into the right map. Is it a
      new map of the game? Leave it.
    </p>
    ${unknown.map((map) => renderUnknownMap(map, model, actions))}
  </section>`;
}

function renderUnknownMap(
  { map_name, total_raids, did_you_mean }: MapFiguresJson,
  model: HistoryModel,
  actions: HistoryActions,
): TemplateResult {
  const key = `merge-${map_name}`;
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    const into = new FormData(event.target as HTMLFormElement).get('into');
    void actions.press(key, 'POST', '/maps/merge', { map_name, into });
  };
  return html`<form class="merge" @submit=${onSubmit}>
    <label class="field">
      <span class="label"
        ><strong>${map_name}</strong> ·
        ${countWords(total_raids, 'raid')}${
          did_you_mean === null ? nothing : html` · did you mean ${did_you_mean}?`
        }</span
      >
      <select class="input" name="into" required>
        <option value="">Choose the right map</option>
        ${mapNames(model)
          .filter((name) => name !== map_name)
          .map((name) => html`<option value=${name} ?selected=${name === did_you_mean}>${name}</option>`)}
      </select>
    </label>
    <button class="key key-small" data-key=${key} ?disabled=${model.pressed.has(key)}>Merge</button>
  </form>`;
}
