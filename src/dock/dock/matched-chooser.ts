import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { RaidJson } from '../../client/wire.js';
import type { DockActions, DockModel } from './model.js';

const MINUTES = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45];
/** Nobody counts the seconds; the service takes a minute for rounding, too. */
const ROUNDING_MS = 60_000;

/** When the match was, for a raid whose Matched key was forgotten: as far back as the raid goes. */
export function renderMatchedChooser(
  { started_at }: RaidJson,
  { nowMs }: DockModel,
  actions: DockActions,
): TemplateResult | typeof nothing {
  if (started_at === null) return nothing;
  const ranMs = nowMs - Date.parse(started_at);
  const choices = MINUTES.filter((minutes) => minutes * 60_000 <= ranMs + ROUNDING_MS);
  const onChange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (value !== '') actions.press('matched-ago', '/raid/matched', { minutes_ago: Number(value) });
  };
  return html`<select
    class="input matched-ago"
    aria-label="When the match was found"
    data-key="matched-ago"
    .value=${live('')}
    @change=${onChange}
  >
    <option value="">Matched when?</option>
    ${choices.map((minutes) => html`<option value=${minutes}>${agoWords(minutes)}</option>`)}
  </select>`;
}

function agoWords(minutes: number): string {
  if (minutes === 0) return 'just now';
  return `${minutes} minute${minutes === 1 ? '' : 's'} ago`;
}
