import { html, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import type { HistoryActions, HistoryModel } from './model.js';
import { filledFields, renderRaidFields } from './raid-fields.js';

/** A whole raid that was forgotten, with its kills. */
export function renderAddRaid(model: HistoryModel, actions: HistoryActions): TemplateResult {
  if (!model.isAdding) {
    return renderKey(model, {
      id: 'add-raid',
      label: 'Add a forgotten raid',
      look: 'small',
      onPress: () => {
        actions.setAdding(true);
      },
    });
  }
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    const { started_at, ended_at, ...fields } = filledFields(event.target as HTMLFormElement);
    const times = {
      ...(started_at === undefined ? {} : { started_at: new Date(started_at).toISOString() }),
      ...(ended_at === undefined ? {} : { ended_at: new Date(ended_at).toISOString() }),
    };
    void actions.press('save-new', 'POST', '/raids', { ...fields, ...times }).then((answer) => {
      if (answer?.kind === 'ok') actions.setAdding(false);
    });
  };
  return html`<form class="editor fields forgotten" aria-label="A forgotten raid" @submit=${onSubmit}>
    ${renderRaidFields({}, model.maps)}
    <label class="field">
      <span class="label">Started</span>
      <input class="input" type="datetime-local" name="started_at" required />
    </label>
    <label class="field">
      <span class="label">Ended</span>
      <input class="input" type="datetime-local" name="ended_at" required />
    </label>
    <label class="field">
      <span class="label">Kills, such as: 2 scav; pmc:M4A1:headshot</span>
      <input class="input" name="kills" maxlength="500" />
    </label>
    <div class="keys">
      <button class="key key-save" data-key="save-new">Add it</button>
      ${renderKey(model, {
        id: 'close-new',
        label: 'Close',
        look: 'small',
        onPress: () => {
          actions.setAdding(false);
        },
      })}
    </div>
  </form>`;
}
