import { html, nothing, type TemplateResult } from 'lit-html';
import type { SetupActions, SetupModel } from './model.js';
import type { TextJson } from '../../client/wire.js';
import { missingName, renderMissingName } from './name-field.js';
import { renderEditor } from './text-editor.js';

/** Every text with its words as they read now; each can be changed here. */
export function renderTexts(model: SetupModel, actions: SetupActions): TemplateResult {
  const { show } = model;
  return html`<section class="panel wide" aria-labelledby="texts-title">
    <h2 id="texts-title">Texts</h2>
    ${
      show === null
        ? html`<p class="quiet">The texts are being read…</p>`
        : html`<p class="quiet">
              What each text source in OBS shows. Changes are written to <code>${show.file}</code>; the file
              before stays beside it as <code>.bak</code>.
            </p>
            <ul class="texts">
              ${show.texts.map((text) => renderText(text, model, actions))}
            </ul>
            ${
              model.editing?.isNew === true
                ? renderEditor(model.editing, null, model, actions)
                : html`<div class="keys">
                    <button
                      type="button"
                      class="key key-small"
                      data-key="add-text"
                      @click=${() => {
                        actions.edit({ source: '', template: '', isNew: true });
                      }}
                    >
                      Add a text source of your own
                    </button>
                  </div>`
            }`
    }
  </section>`;
}

/** The show file is broken: that stands on top of the page, since nothing can be saved meanwhile. */
export function renderShowFaults({ show }: SetupModel): TemplateResult | typeof nothing {
  if (show === null || show.faults.length === 0) return nothing;
  const { faults, file } = show;
  return html`<div class="notice notice-bad wide" role="alert">
    <p>
      <strong>The show file has a fault</strong>, so the last good one is in force, and nothing can be saved
      here until it is mended by hand in <code>${file}</code>: ${faults.join('; ')}.
    </p>
  </div>`;
}

function renderText(text: TextJson, model: SetupModel, actions: SetupActions): TemplateResult {
  const { source, template, reads } = text;
  if (model.editing?.source === source && !model.editing.isNew) {
    return html`<li>${renderEditor(model.editing, text, model, actions)}</li>`;
  }
  return html`<li class="text">
    <span class="text-source">${source}</span>
    <span class="text-reads"
      >${reads === null ? html`<span class="quiet">not written</span>` : reads === '' ? html`<span class="quiet">(empty)</span>` : reads}</span
    >
    <button
      type="button"
      class="key key-small"
      data-key="edit-${source}"
      @click=${() => {
        actions.edit({ source, template: template ?? text.default ?? '', isNew: false });
      }}
    >
      Edit<span class="spoken"> ${source}</span>
    </button>
    ${template === null ? nothing : renderMissing(source, template, model, actions)}
  </li>`;
}

/** A source that OBS does not have: one key gives its text to the one that was most likely meant. */
function renderMissing(
  source: string,
  template: string,
  { names, show }: SetupModel,
  actions: SetupActions,
): TemplateResult | typeof nothing {
  const used = show?.texts.flatMap((text) => (text.template === null ? [] : [text.source])) ?? [];
  const missing = missingName(source, names?.text_inputs ?? [], names, used);
  return renderMissingName('text source', source, missing, (nearest) => {
    const texts = { [source]: null, [nearest]: template };
    void actions.press('take-text', 'PATCH', '/show', { texts });
  });
}
