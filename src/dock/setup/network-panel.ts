import { html, nothing, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import type { NetworkJson } from '../../client/wire.js';
import { renderCopied } from './copied.js';
import type { SetupActions, SetupModel } from './model.js';
import { isOnStreamingPc, renderOnlyThere } from './on-streaming-pc.js';
import { renderQrCode } from './qr-code.js';
import { renderSwitch } from './switch.js';

/** One switch that lets a phone and a second PC in, with the way there and the way back. */
export function renderNetwork(model: SetupModel, actions: SetupActions): TemplateResult {
  if (!isOnStreamingPc(location.hostname)) return renderOnlyThere('Other devices are let in');
  const { network } = model;
  if (network === null) return html`<p class="quiet">Being looked up…</p>`;
  const { enabled, fixed_by: fixedBy } = network;
  return html`<p>A phone, a tablet or a second PC can show the dock and press keys, too.</p>
    ${
      fixedBy.includes('TSP_HOST')
        ? html`<p class="notice">
            ${enabled ? 'Other devices are let in' : 'Only this PC is let in'}, because
            <code>TSP_HOST</code> is set for this program. It wins over this switch: remove it and start the
            program again.
          </p>`
        : renderSwitch(model, {
            id: 'network',
            label: 'Let other devices in',
            isOn: enabled,
            onPress: () => void actions.switchNetwork({ enabled: !enabled }),
          })
    }
    ${
      enabled
        ? renderOpen(network, model, actions)
        : html`<p class="quiet">
            Off: only this PC can press keys. Switching it on makes a token, and only who knows it gets in.
          </p>`
    }`;
}

function renderOpen(network: NetworkJson, model: SetupModel, actions: SetupActions): TemplateResult {
  const { addresses } = network;
  if (addresses.length === 0) {
    return html`<p class="notice notice-warn">
      This PC has no address in a network now. Connect it to your router; the address then appears here.
    </p>`;
  }
  return html`${
      model.isCodeShown
        ? renderWayIn(network, model, actions)
        : html`<p>The way in is hidden, because your stream may show this window.</p>
            <div class="keys">
              ${renderKey(model, {
                id: 'show-code',
                label: 'Show address and code',
                onPress: () => {
                  actions.showCode(true);
                },
              })}
            </div>`
    }
    <p class="quiet">
      If Windows asks whether others may reach Node.js, allow it for private networks. The connection is not
      encrypted: use it only in a network that you trust.
    </p>
    <p class="quiet">
      To take it back, switch it off: every other device is cut off at once. The token is kept, so that your
      devices get in again when you switch it on.
    </p>
    ${
      network.fixed_by.includes('TSP_TOKEN')
        ? html`<p class="quiet">
            The token comes from <code>TSP_TOKEN</code>, so it can be changed only there.
          </p>`
        : html`<div class="keys">
            ${renderKey(model, {
              id: 'new-token',
              label: 'Make a new token',
              detail: 'every device has to scan again',
              look: 'small',
              onPress: () => void actions.switchNetwork({ enabled: true, new_token: true }),
            })}
          </div>`
    }`;
}

function renderWayIn(
  { addresses, token }: NetworkJson,
  model: SetupModel,
  actions: SetupActions,
): TemplateResult {
  const address = addresses.find((url) => url === model.address) ?? addresses[0] ?? '';
  return html`<div class="way-in">
      ${renderQrCode(`${address}/?key=${token ?? ''}`)}
      <div class="way-in-words">
        <p><strong>Phone:</strong> scan the code with its camera.</p>
        <p>
          <strong>Second PC:</strong> open the address there and type the token once. For its deck, open Keys
          there.
        </p>
        ${addresses.length > 1 ? renderAddresses(addresses, address, actions) : nothing}
        ${renderCopied(model, actions, { id: 'address', label: 'Address', value: address })}
        ${renderCopied(model, actions, { id: 'token', label: 'Token', value: token ?? '' })}
        ${renderCopied(model, actions, {
          id: 'deck-address',
          label: 'Both, for the Stream Deck plugin there',
          value: `${address}/?key=${token ?? ''}`,
        })}
      </div>
    </div>
    <div class="keys">
      ${renderKey(model, {
        id: 'hide-code',
        label: 'Hide it',
        look: 'small',
        onPress: () => {
          actions.showCode(false);
        },
      })}
    </div>`;
}

/** A PC in several networks: which one the phone is in, only the streamer knows. */
function renderAddresses(
  addresses: readonly string[],
  chosen: string,
  actions: SetupActions,
): TemplateResult {
  return html`<label class="field">
    <span class="label">This PC is in several networks. If the page does not open, try another one:</span>
    <select
      class="input"
      data-key="choose-network"
      @change=${(event: Event) => {
        actions.chooseAddress((event.target as HTMLSelectElement).value);
      }}
    >
      ${addresses.map((url) => html`<option value=${url} ?selected=${url === chosen}>${url}</option>`)}
    </select>
  </label>`;
}
