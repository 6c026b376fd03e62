import { html, type TemplateResult } from 'lit-html';
import { renderCopyKey } from '../lib/copy.js';
import type { SetupActions, SetupModel } from './model.js';

/** Something to paste elsewhere, with a key that copies it. */
export function renderCopied(
  { copied }: Pick<SetupModel, 'copied'>,
  { copy }: Pick<SetupActions, 'copy'>,
  { id, label, value }: { readonly id: string; readonly label: string; readonly value: string },
): TemplateResult {
  return html`<div class="pasted">
    <span class="label">${label}</span>
    <code>${value}</code>
    ${renderCopyKey(copied, copy, id, label)}
  </div>`;
}
