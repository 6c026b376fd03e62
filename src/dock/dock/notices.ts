import { html, nothing, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import { obsLamp, type ObsLamp } from '../lib/obs-lamp.js';
import type { ObsJson, RaidJson } from '../lib/wire.js';
import { renderInFuture } from '../lib/in-future.js';
import { renderKey } from '../lib/key.js';
import type { DockActions, DockModel } from './model.js';

/** States of OBS in which address or password may be wrong. */
const TO_CONNECT: ReadonlySet<string> = new Set(['wrong_password', 'not_obs', 'unreachable']);

/** What is not as it should be, with what to do; under everything else, because it comes and goes while keys are pressed. */
export function renderNotices(model: DockModel, actions: DockActions): TemplateResult | typeof nothing {
  const { snapshot } = model;
  if (snapshot === null || model.isLost) return nothing;
  const { obs, raid } = snapshot;
  const lamp = obsLamp(obs);
  return html`<div class="notices">
    ${lamp.remedy === '' ? nothing : renderRemedy(lamp, obs, model, actions)} ${renderNewMap(model, actions)}
    ${renderAhead(model, actions)}
    ${isLeftAloneNow(obs, raid) ? renderLeftAlone(obs.scene_left_alone) : nothing}
  </div>`;
}

/** A map that nobody has played before: new in the game, or misspelled. */
function renderNewMap({ snapshot }: DockModel, actions: DockActions): TemplateResult | typeof nothing {
  const newMap = snapshot?.new_map;
  if (newMap == null || snapshot?.raid.stale === true) return nothing;
  const { map_name, did_you_mean } = newMap;
  return html`<div class="notice notice-warn">
    <p>“${map_name}” is a new map${did_you_mean === null ? '.' : html`; did you mean ${did_you_mean}?`}</p>
    ${
      did_you_mean === null
        ? nothing
        : html`<div class="row">
            <button
              type="button"
              class="key key-small"
              data-key="new-map"
              @click=${() => {
                actions.choose({ map_name: did_you_mean });
              }}
            >
              <span class="key-label">Change it to ${did_you_mean}</span>
            </button>
          </div>`
    }
  </div>`;
}

function renderAhead(model: DockModel, actions: DockActions): TemplateResult | typeof nothing {
  const ahead = model.snapshot?.in_future ?? null;
  if (ahead === null) return nothing;
  return renderInFuture(ahead, model, () => {
    actions.press('move-back', '/raids/move-back');
  });
}

function renderRemedy(lamp: ObsLamp, obs: ObsJson, model: DockModel, actions: DockActions): TemplateResult {
  const cannotStore = model.said?.code?.startsWith('storage') === true;
  return html`<div class="notice notice-${lamp.look}" id="remedy" tabindex="-1">
    <p>${lamp.remedy} ${cannotStore ? nothing : 'Every press is stored all the same.'}</p>
    <div class="row">
      ${renderSetupLink(lamp, obs)}
      ${renderKey(model, {
        id: 'resync',
        label: 'Try again',
        look: 'small',
        onPress: () => {
          actions.press('resync', '/obs/resync');
        },
      })}
    </div>
  </div>`;
}

function renderSetupLink({ look }: ObsLamp, { state }: ObsJson): TemplateResult | typeof nothing {
  const link = (words: string): TemplateResult =>
    html`<a class="key key-small" data-key="setup" href="/setup">${words}</a>`;
  if (look === 'warn') return link('Make my scenes in Set-up');
  return TO_CONNECT.has(state) ? link('Open Set-up') : nothing;
}

/** In the lobby no scene is waited for, and one that was changed since has answered it. */
function isLeftAloneNow({ scene_left_alone, program_scene }: ObsJson, { active, stale }: RaidJson): boolean {
  return active && stale !== true && scene_left_alone !== null && scene_left_alone.scene === program_scene;
}

function renderLeftAlone(left: ObsJson['scene_left_alone']): TemplateResult {
  return html`<p class="notice">
    OBS stays on “${left?.scene}”: ${left?.reason}. Choose a scene of the show in OBS, and it moves with the
    raid again.
  </p>`;
}
