import { html, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import type { HistoryActions, HistoryModel } from './model.js';

/** All raids as files: to keep, to bring back, and for a spreadsheet. */
export function renderKeep(model: HistoryModel, actions: HistoryActions): TemplateResult {
  return html`<section class="panel" aria-labelledby="keep-title">
    <h2 id="keep-title">Keep your raids</h2>
    <p class="quiet">
      Once a day, the program copies its database into the folder “backup” beside it. Save all raids as well
      before you change to another PC, and bring them back there.
    </p>
    <div class="keys">
      ${renderKey(model, {
        id: 'copy-now',
        label: 'Copy the database now',
        look: 'small',
        onPress: () => void actions.press('copy-now', 'POST', '/backup'),
      })}
      <a class="key key-small" href="/export/raids.json" download>Save all raids</a>
      <label class="key key-small">
        ${model.broughtBack === null ? 'Bring saved raids back…' : `${model.broughtBack.toLocaleString('en-US')} looked at…`}
        <input
          class="spoken"
          type="file"
          accept=".json"
          data-key="bring-back"
          @change=${(event: Event) => {
            const field = event.target as HTMLInputElement;
            const [file] = field.files ?? [];
            if (file !== undefined) actions.bringBack(file);
            // The same file can be chosen again.
            field.value = '';
          }}
        />
      </label>
    </div>
    <p class="quiet">
      For a spreadsheet: <a href="/export/raids.csv" download>all raids and kills as CSV</a>, or the list
      above as it is filtered.
    </p>
    <div class="keys">
      ${renderSave('csv', 'Save the list as CSV', model, actions)}
      ${renderSave('json', 'Save the list as JSON', model, actions)}
    </div>
  </section>`;
}

function renderSave(
  format: 'csv' | 'json',
  label: string,
  model: HistoryModel,
  actions: HistoryActions,
): TemplateResult {
  return renderKey(model, {
    id: `save-${format}`,
    label: model.exported === null ? label : `${model.exported.toLocaleString('en-US')} read…`,
    look: 'small',
    onPress: () => {
      actions.save(format);
    },
  });
}
