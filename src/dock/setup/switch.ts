import { html, type TemplateResult } from 'lit-html';
import { ignoreRepeats } from '../lib/key.js';

export interface Switch {
  readonly id: string;
  readonly label: string;
  readonly isOn: boolean;
  readonly onPress: () => void;
}

/** Something that is on or off, and says which. */
export function renderSwitch(
  { pressed }: { readonly pressed: ReadonlySet<string> },
  { id, label, isOn, onPress }: Switch,
): TemplateResult {
  return html`<button
    type="button"
    role="switch"
    aria-checked=${isOn}
    class="switch ${pressed.has(id) ? 'is-pressed' : ''}"
    data-key=${id}
    @click=${onPress}
    @keydown=${ignoreRepeats}
  >
    <span class="switch-track" aria-hidden="true"></span>
    <span class="switch-label">${label}</span>
    <span class="switch-word" aria-hidden="true">${isOn ? 'On' : 'Off'}</span>
  </button>`;
}
