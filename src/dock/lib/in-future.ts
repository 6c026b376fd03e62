import { html, type TemplateResult } from 'lit-html';
import { renderKey } from './key.js';
import type { SnapshotJson } from '../../client/wire.js';

/** Raids of a clock that was ahead, and the key that puts them right. */
export function renderInFuture(
  { raids, sessions, message }: NonNullable<SnapshotJson['in_future']>,
  model: { readonly pressed: ReadonlySet<string> },
  onPress: () => void,
): TemplateResult {
  return html`<div class="notice notice-warn">
    <p>${message} Check the clock of this PC first.</p>
    <div class="row">
      ${renderKey(model, {
        id: 'move-back',
        label: raids + sessions === 1 ? 'Move it back' : 'Move them back',
        look: 'small',
        onPress,
      })}
    </div>
  </div>`;
}
