import { html, nothing, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import { obsLamp } from '../lib/obs-lamp.js';
import { renderKey } from './key.js';
import type { DockActions, DockModel } from './model.js';

/** The lamp for OBS with the remedy, what to do when the program itself is away, and the way to the other pages. */
export function renderTop(model: DockModel, actions: DockActions): TemplateResult {
  return html`<header class="top">
    <div class="top-line">
      ${renderLamp(model)}
      <nav aria-label="Pages"><a href="/history">History</a><a href="/setup">Set-up</a></nav>
    </div>
    <div role="alert">${model.isLost ? renderLost(model) : nothing}</div>
    ${model.isLost ? nothing : renderRemedy(model, actions)}
  </header>`;
}

function renderLamp({ snapshot, isLost }: DockModel): TemplateResult {
  const lamp =
    isLost || snapshot === null
      ? ({ look: 'wait', word: isLost ? 'No answer' : 'Connecting' } as const)
      : obsLamp(snapshot.obs);
  return html`<span class="lamp lamp-${lamp.look}" role="status">${lamp.word}</span>`;
}

function renderLost({ snapshot }: DockModel): TemplateResult {
  return html`<p class="notice notice-bad">
    <strong>The program does not answer.</strong> Start it again if its window is closed; this page comes back
    by itself.${snapshot === null ? nothing : ' What you see is how it stood last.'}
  </p>`;
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
