import { html, type TemplateResult } from 'lit-html';
import type { SetupActions, SetupModel } from './model.js';

/** Something to paste elsewhere, with a key that copies it. */
export function renderCopied(
  { copied }: Pick<SetupModel, 'copied'>,
  actions: Pick<SetupActions, 'copy'>,
  { id, label, value }: { readonly id: string; readonly label: string; readonly value: string },
): TemplateResult {
  const word = copied?.id !== id ? 'Copy' : copied.isDone ? 'Copied' : 'Select and copy by hand';
  return html`<div class="pasted">
    <span class="label">${label}</span>
    <code>${value}</code>
    <button
      type="button"
      class="key key-small"
      data-key="copy-${id}"
      @click=${(event: Event) => {
        actions.copy(id, (event.currentTarget as Element).previousElementSibling);
      }}
    >
      ${word}<span class="spoken"> ${label}</span>
    </button>
  </div>`;
}
