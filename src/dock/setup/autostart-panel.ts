import { html, nothing, type TemplateResult } from 'lit-html';
import type { SetupActions, SetupModel } from './model.js';
import { isOnStreamingPc, renderOnlyThere } from './on-streaming-pc.js';
import { renderSwitch } from './switch.js';

/** Whether the program starts when its user signs in. */
export function renderAutostart(model: SetupModel, actions: SetupActions): TemplateResult {
  return html`<section class="panel" aria-labelledby="autostart-title">
    <h2 id="autostart-title">Start with this PC</h2>
    ${isOnStreamingPc(location.hostname) ? renderHere(model, actions) : renderOnlyThere('This is switched')}
  </section>`;
}

function renderHere(model: SetupModel, actions: SetupActions): TemplateResult {
  const { autostart } = model;
  if (autostart === null) return html`<p class="quiet">Being looked up…</p>`;
  const { enabled, file, message } = autostart;
  return html`${
      file === null
        ? nothing
        : renderSwitch(model, {
            id: 'autostart',
            label: 'Start by itself when I sign in',
            isOn: enabled,
            onPress: () => void actions.switchAutostart(!enabled),
          })
    }
    <p class="quiet">${message}</p>`;
}
