import { html, nothing, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import { renderLost } from '../lib/lost.js';
import { obsLamp, renderLamp } from '../lib/obs-lamp.js';
import { renderNav } from '../lib/page-top.js';
import { renderKey } from '../lib/key.js';
import type { DockActions, DockModel } from './model.js';

/** The lamp for OBS with the remedy, what to do when the program itself is away, and the way to the other pages. */
export function renderTop(model: DockModel, actions: DockActions): TemplateResult {
  return html`<header class="top">
    <div class="top-line">${renderLamp(model.snapshot, model.isLost)} ${renderNav('/')}</div>
    ${renderLost(model.isLost, model.snapshot !== null)}
    ${model.isLost ? nothing : renderRemedy(model, actions)}
  </header>`;
}

function renderRemedy(model: DockModel, actions: DockActions): TemplateResult | typeof nothing {
  const { snapshot } = model;
  if (snapshot === null) return nothing;
  const lamp = obsLamp(snapshot.obs);
  const left = snapshot.obs.scene_left_alone;
  return html`${
    snapshot.rehearsal == null
      ? nothing
      : html`<p class="notice"><strong>Test drive.</strong> ${snapshot.rehearsal.message}</p>`
  }
  ${
    lamp.remedy === ''
      ? nothing
      : html`<div class="notice notice-${lamp.look}">
          <p>${lamp.remedy} Every press is stored all the same.</p>
          ${renderKey(model, {
            id: 'resync',
            label: 'Try again',
            look: 'small',
            onPress: () => {
              actions.press('resync', '/obs/resync');
            },
          })}
        </div>`
  }
  ${left === null ? nothing : html`<p class="notice">The scene “${left.scene}” was left alone: ${left.reason}</p>`}`;
}
