import { html, nothing, type TemplateResult } from 'lit-html';
import type { CheckJson } from '../../client/wire.js';
import type { SetupModel } from './model.js';

const STATE_WORDS = {
  ok: 'In order',
  warning: 'Look here',
  fault: 'Broken',
  unknown: 'Not checked',
} as const;

/** Everything that must be right for a press to be on the air, each with what to do; folded away while it is. */
export function renderChecks({ checks, checksMissing }: SetupModel): TemplateResult {
  const wrong = checks.filter(({ state }) => state === 'fault' || state === 'warning').length;
  return html`<section class="panel" aria-labelledby="checks-title">
    <h2 id="checks-title">All checks</h2>
    ${
      checks.length === 0
        ? html`<p class="quiet">${checksMissing}</p>`
        : html`<details class="more">
            <summary>${wrong === 0 ? 'Everything is in order' : `${wrong} to look at`}</summary>
            <ul class="checks" aria-label="Checks">
              ${checks.map(renderCheck)}
            </ul>
          </details>`
    }
  </section>`;
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

/** What the path leads to by itself, or what has a notice of its own. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set([
  ...['obs_address', 'obs_connection', 'obs_version', 'scenes', 'sources', 'source_kinds', 'canvas'],
  ...['on_program', 'show'],
]);

/** The one thing that is broken and lies on no step of the path: it stands on top. */
export function renderBroken({ checks }: SetupModel): TemplateResult | typeof nothing {
  const broken = checks.find(({ check, state }) => state === 'fault' && !SAID_ELSEWHERE.has(check));
  if (broken === undefined) return nothing;
  return html`<div class="notice notice-bad wide" role="alert" id="broken">
    <p><strong>${broken.title}:</strong> ${broken.finding} ${broken.remedy}</p>
  </div>`;
}
