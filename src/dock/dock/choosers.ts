import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { CHARACTER_WORDS, MODE_WORDS } from '../../client/words.js';
import { ignoreRepeats } from '../lib/key.js';
import { chosen, isChoosingForOpen } from '../../client/upcoming.js';
import type { DockActions, DockModel } from './model.js';

const OTHER = '…';

/** Map, character and game mode: of the open raid, else of the next one; the service remembers the last ones. */
export function renderChoosers(model: DockModel, actions: DockActions): TemplateResult {
  const choice = chosen(model);
  const which = isChoosingForOpen(model) ? 'of this raid' : 'of the next raid';
  return html`<div class="choosers">
    <label class="field map-field">
      ${
        // The panel is headed by the forgotten raid, which is on another map perhaps.
        model.snapshot?.raid.stale === true
          ? html`<span class="label">Next raid</span>`
          : html`<span class="spoken">Map ${which}</span>`
      }
      ${model.isTypingMap ? renderMapInput(actions) : renderMapSelect(model, choice?.map_name ?? null, actions)}
    </label>
    ${renderSegments(`Character ${which}`, 'character_type', CHARACTER_WORDS, choice?.character_type, actions)}
    ${renderSegments(`Game mode ${which}`, 'game_mode', MODE_WORDS, choice?.game_mode, actions)}
  </div>`;
}

/** Two keys of which one is down. */
function renderSegments(
  label: string,
  field: 'character_type' | 'game_mode',
  words: Readonly<Record<string, string>>,
  chosen: string | null | undefined,
  actions: DockActions,
): TemplateResult {
  return html`<div class="segments" role="group" aria-label=${label}>
    ${Object.entries(words).map(
      ([value, word]) =>
        html`<button
          type="button"
          class="segment segment-${value}"
          data-key="choose-${value}"
          aria-pressed=${value === chosen}
          @click=${() => {
            actions.choose({ [field]: value });
          }}
          @keydown=${ignoreRepeats}
        >
          ${word}
        </button>`,
    )}
  </div>`;
}

function renderMapSelect(model: DockModel, current: string | null, actions: DockActions): TemplateResult {
  const known = model.maps.map((map) => map.name);
  const names = current === null || known.includes(current) ? known : [current, ...known];
  const onChange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (value === OTHER) actions.typeMap();
    else if (value !== '') actions.choose({ map_name: value });
  };
  return html`<select class="input" data-key="map" .value=${live(current ?? '')} @change=${onChange}>
    ${current === null ? html`<option value="" selected>Choose a map</option>` : nothing}
    ${names.map((name) => html`<option value=${name} ?selected=${name === current}>${name}</option>`)}
    <option value=${OTHER}>Another map…</option>
  </select>`;
}

/** For a map that a patch has added: any name is taken. Enter or leaving the field takes it, Escape goes back. */
function renderMapInput(actions: DockActions): TemplateResult {
  const nameOf = ({ target }: Event): string => (target as HTMLInputElement).value;
  const onKeydown = (event: KeyboardEvent): void => {
    // Enter also ends the choice of a letter in an input method.
    if (event.isComposing) return;
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    // The list that comes back must not take the same stroke.
    event.preventDefault();
    actions.nameMap(event.key === 'Enter' ? nameOf(event) : null);
  };
  return html`<input
    class="input"
    maxlength="64"
    placeholder="Name of the map"
    data-key="map-name"
    @blur=${(event: Event) => {
      // Another window has come to the front, the game perhaps: the field is still there to go on with.
      if (event.target !== document.activeElement) actions.nameMap(nameOf(event));
    }}
    @keydown=${onKeydown}
  />`;
}
