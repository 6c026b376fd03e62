import { html, nothing, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import { renderField } from './fields.js';
import { isOnStreamingPc, renderOnlyThere } from './on-streaming-pc.js';
import type { ObsJson } from '../../client/wire.js';
import type { SetupActions, SetupModel } from './model.js';

/** The link to OBS: how it stands, what to tick there, and another address or password. */
export function renderConnectStep(model: SetupModel, actions: SetupActions): TemplateResult {
  const obs = model.snapshot?.obs;
  return html`<p>${obs === undefined ? 'Connecting…' : sentenceOf(obs)}</p>
    ${obs !== undefined && MAY_NEED_A_TICK.has(obs.state) ? renderWhatToTick(obs.state) : nothing}
    <div class="keys">
      ${renderKey(model, {
        id: 'resync',
        label: 'Try again',
        onPress: () => void actions.press('resync', 'POST', '/obs/resync'),
      })}
      ${isOnStreamingPc(location.hostname) ? renderOwnSettings(model, actions) : nothing}
    </div>
    ${
      isOnStreamingPc(location.hostname)
        ? renderConnect(model, actions)
        : renderOnlyThere('The address and the password of OBS can be changed')
    }`;
}

/** Without what is wrong with the show file: that stands on top of the page. */
function sentenceOf({ message, show_problem: problem }: ObsJson): string {
  return problem !== null && message.startsWith(problem) ? message.slice(problem.length).trim() : message;
}

/** States in which OBS may be off, or its server. */
const MAY_NEED_A_TICK: ReadonlySet<string> = new Set([
  ...['not_running', 'server_off', 'connecting', 'unreachable'],
]);

function renderWhatToTick(state: string): TemplateResult {
  return html`<ol class="clicks">
      ${state === 'server_off' ? nothing : html`<li>Start OBS.</li>`}
      <li>In OBS, open <strong>Tools → WebSocket Server Settings</strong>.</li>
      <li>Tick <strong>Enable WebSocket server</strong> and click <strong>OK</strong>.</li>
    </ol>
    <p class="quiet">
      The lamp turns green by itself. The password needs no typing while OBS runs on this PC.
    </p>`;
}

/** States in which what is stored here may be wrong while OBS's own settings are right. */
const MAY_BE_OURS: ReadonlySet<string> = new Set(['wrong_password', 'not_obs', 'unreachable', 'server_off']);

/** The way back from an address or password that was typed here. */
function renderOwnSettings(
  { snapshot, pressed }: SetupModel,
  actions: SetupActions,
): TemplateResult | typeof nothing {
  if (snapshot === null || !MAY_BE_OURS.has(snapshot.obs.state)) return nothing;
  return html`<button
    type="button"
    class="key ${pressed.has('connect') ? 'is-pressed' : ''}"
    data-key="own-settings"
    @click=${() => void actions.connect({ use_obs_settings: true })}
  >
    Use OBS’s own settings
    <span class="key-detail">of the OBS on this PC</span>
  </button>`;
}

/** OBS on this PC is found by itself; this is for another PC, or a password that could not be read. */
function renderConnect(model: SetupModel, actions: SetupActions): TemplateResult {
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = [...new FormData(form)].filter(([, value]) => value !== '');
    void actions.connect(Object.fromEntries(given)).then((isStored) => {
      if (isStored) form.reset();
    });
  };
  return html`<details class="more" ?open=${model.snapshot?.obs.state === 'wrong_password'}>
    <summary>Another address or password</summary>
    <form class="connect" @submit=${onSubmit}>
      ${renderField({ label: 'Address', name: 'url', placeholder: model.snapshot?.obs.url ?? '192.168.1.20:4455' })}
      ${renderField({ label: 'Password (OBS: Tools → WebSocket Server Settings → Show Connect Info)', name: 'password', type: 'password' })}
      <button class="key ${model.pressed.has('connect') ? 'is-pressed' : ''}" data-key="connect">
        Save and connect
      </button>
    </form>
  </details>`;
}
