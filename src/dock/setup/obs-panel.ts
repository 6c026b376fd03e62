import { html, nothing, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import { isOnStreamingPc } from './on-streaming-pc.js';
import type { SetupActions, SetupModel } from './model.js';
import type { CheckJson } from '../lib/wire.js';

const STATE_WORDS = {
  ok: 'In order',
  warning: 'Look here',
  fault: 'Broken',
  unknown: 'Not checked',
} as const;

/** OBS and everything that must be right for a press to be on the air, each with what to do. */
export function renderObs(model: SetupModel, actions: SetupActions): TemplateResult {
  return html`<section class="panel" aria-labelledby="obs-title">
    <h2 id="obs-title">1 · Connect OBS</h2>
    <p>${model.snapshot?.obs.message ?? 'Connecting…'}</p>
    <div class="keys">
      ${renderKey(model, {
        id: 'resync',
        label: 'Try again',
        onPress: () => void actions.press('resync', 'POST', '/obs/resync'),
      })}
    </div>
    ${
      isOnStreamingPc(location.hostname)
        ? html`${renderOwnSettings(model, actions)} ${renderConnect(model, actions)}`
        : renderElsewhere()
    }
    ${renderChecks(model)}
  </section>`;
}

function renderChecks({ checks, checksMissing }: SetupModel): TemplateResult {
  if (checks.length === 0) return html`<p class="quiet">${checksMissing}</p>`;
  return html`<ul class="checks" aria-label="Checks">
    ${checks.map(renderCheck)}
  </ul>`;
}

function renderCheck({ title, state, finding, remedy }: CheckJson): TemplateResult {
  return html`<li class="check check-${state}">
    <span class="check-state">${STATE_WORDS[state]}</span>
    <div>
      <strong>${title}</strong> <span class="quiet">${finding}</span>
      ${remedy === null ? nothing : html`<p class="remedy">${remedy}</p>`}
    </div>
  </li>`;
}

/** Where the service takes no address or password of OBS. */
function renderElsewhere(): TemplateResult {
  return html`<p class="elsewhere quiet">
    The address and the password of OBS can be changed only on the streaming PC: open
    <code>http://localhost:${location.port}/setup</code> there.
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
  return html`<div class="keys">
    <button
      type="button"
      class="key ${pressed.has('connect') ? 'is-pressed' : ''}"
      data-key="own-settings"
      @click=${() => void actions.connect({ use_obs_settings: true })}
    >
      Use OBS’s own settings
      <span class="key-detail">of the OBS on this PC</span>
    </button>
  </div>`;
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
  return html`<details class="more">
    <summary>Another address or password</summary>
    <form class="connect" @submit=${onSubmit}>
      <label class="field">
        <span class="label">Address</span>
        <input
          class="input"
          name="url"
          placeholder=${model.snapshot?.obs.url ?? '192.168.1.20:4455'}
          maxlength="256"
        />
      </label>
      <label class="field">
        <span class="label">Password (OBS: Tools → WebSocket Server Settings → Show Connect Info)</span>
        <input class="input" name="password" type="password" autocomplete="off" maxlength="256" />
      </label>
      <button class="key ${model.pressed.has('connect') ? 'is-pressed' : ''}" data-key="connect">
        Save and connect
      </button>
    </form>
  </details>`;
}
