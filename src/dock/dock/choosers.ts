import { html, nothing, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import { live } from '../vendor/lit-html/directives/live.js';
import { CHARACTER_WORDS, MODE_WORDS } from '../lib/words.js';
import { upcoming, type DockActions, type DockModel } from './model.js';

const OTHER = '…';

/** Map, character and game mode: of the open raid, else of the next one; the service remembers the last ones. */
export function renderChoosers(model: DockModel, actions: DockActions): TemplateResult {
  const raid = model.snapshot?.raid;
  const isOpen = raid?.active === true && raid.stale !== true;
  const chosen = isOpen ? raid : upcoming(model);
  const which = isOpen ? 'of this raid' : 'of the next raid';
  return html`<div class="choosers">
    <label class="field map-field">
      <span class="spoken">Map ${which}</span>
      ${model.isTypingMap ? renderMapInput(actions) : renderMapSelect(model, chosen?.map_name ?? null, actions)}
    </label>
    ${renderSegments(`Character ${which}`, 'character_type', CHARACTER_WORDS, chosen?.character_type, actions)}
    ${renderSegments(`Game mode ${which}`, 'game_mode', MODE_WORDS, chosen?.game_mode, actions)}
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
        >
          ${word}
        </button>`,
    )}
  </div>`;
}

function renderMapSelect(model: DockModel, chosen: string | null, actions: DockActions): TemplateResult {
  const known = model.maps.map((map) => map.name);
  const names = chosen === null || known.includes(chosen) ? known : [chosen, ...known];
  const onChange = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement;
    if (value === OTHER) actions.set({ isTypingMap: true });
    else if (value !== '') actions.choose({ map_name: value });
  };
  return html`<select class="input" data-key="map" .value=${live(chosen ?? '')} @change=${onChange}>
    ${chosen === null ? html`<option value="" selected>Choose a map</option>` : nothing}
    ${names.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`)}
    <option value=${OTHER}>Another map…</option>
  </select>`;
}

/** For a map that a patch has added: any name is taken. Enter or leaving the field sends it, Escape goes back. */
function renderMapInput(actions: DockActions): TemplateResult {
  const send = (event: Event): void => {
    const name = (event.target as HTMLInputElement).value.trim();
    actions.set({ isTypingMap: false });
    if (name !== '') actions.choose({ map_name: name });
  };
  const onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') actions.set({ isTypingMap: false });
    else if (event.key === 'Enter') (event.target as HTMLInputElement).blur();
  };
  return html`<input
    class="input"
    maxlength="64"
    placeholder="Name of the map"
    data-key="map-name"
    @change=${send}
    @blur=${() => {
      actions.set({ isTypingMap: false });
    }}
    @keydown=${onKeydown}
  />`;
}
