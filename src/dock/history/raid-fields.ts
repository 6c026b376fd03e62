import { html, nothing, type TemplateResult } from 'lit-html';
import type { Draft } from '../lib/draft.js';
import { choicesOf, MODE_WORDS, OUTCOME_WORDS } from '../../client/words.js';
import { isUnreadable } from '../lib/unreadable.js';
import type { MapJson, RaidJson, UnreadableJson } from '../../client/wire.js';

/** What the fields of a raid read. */
type RaidValues = Partial<
  Readonly<
    Record<'map_name' | 'character_type' | 'game_mode' | 'status' | 'extract_location', string | null>
  > & { readonly active: boolean; readonly unreadable: readonly UnreadableJson[] | undefined }
>;

/** A raid as its fields read while someone types in them. */
export function drafted(raid: RaidJson, draft: Draft): RaidValues {
  return { ...raid, status: raid.outcome ?? raid.status, ...draft };
}

/** The fields of a raid, for one that is corrected and one that is added. */
export function renderRaidFields(raid: RaidValues, maps: readonly MapJson[]): TemplateResult {
  const map = maps.find(({ name }) => name === raid.map_name);
  const extracts = map === undefined ? [] : [...new Set([...map.extracts.pmc, ...map.extracts.scav])];
  return html`<label class="field">
      <span class="label">Map</span>
      <input
        class="input"
        name="map_name"
        list="map-names"
        required
        maxlength="64"
        .value=${raid.map_name ?? ''}
        @input=${refuseBlanks}
      />
      <datalist id="map-names">${maps.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
    </label>
    <label class="field">
      <span class="label">Character</span>
      <select class="input" name="character_type" required>
        ${renderUnreadable(raid, 'character_type')}
        <option value="pmc" .selected=${raid.character_type === 'pmc' || raid.character_type === undefined}>
          PMC
        </option>
        <option value="scav" .selected=${raid.character_type === 'scav'}>Scav</option>
      </select>
    </label>
    <label class="field">
      <span class="label">Game mode</span>
      <select class="input" name="game_mode" ?required=${raid.game_mode !== undefined}>
        ${raid.game_mode === undefined ? html`<option value="">Default</option>` : nothing}
        ${renderUnreadable(raid, 'game_mode')}
        ${choicesOf(MODE_WORDS).map(
          ([value, word]) =>
            html`<option value=${value} .selected=${raid.game_mode === value}>${word}</option>`,
        )}
      </select>
    </label>
    ${
      raid.active === true
        ? nothing
        : html`<label class="field">
            <span class="label">Outcome</span>
            <select class="input" name="status" required>
              ${renderUnreadable(raid, 'status')}
              ${choicesOf(OUTCOME_WORDS).map(
                ([value, word]) =>
                  html`<option value=${value} .selected=${raid.status === value}>${word}</option>`,
              )}
            </select>
          </label>`
    }
    <label class="field">
      <span class="label">Extract (of a survived raid)</span>
      <input
        class="input"
        name="extract_location"
        list="extract-names"
        maxlength="64"
        .value=${raid.extract_location ?? ''}
      />
      <datalist id="extract-names">${extracts.map((name) => html`<option value=${name}></option>`)}</datalist>
    </label>`;
}

/** Shown until another one is chosen: what stands for a value that cannot be read must not look like one. */
function renderUnreadable(
  raid: RaidValues,
  name: 'character_type' | 'game_mode' | 'status',
): TemplateResult | typeof nothing {
  const isRead = !isUnreadable(raid, name) && !(name === 'status' && isUnreadable(raid, 'outcome'));
  if (isRead) return nothing;
  return html`<option value="" .selected=${(raid[name] ?? '') === ''}>Choose</option>`;
}

/** A field that must be filled in takes blanks for words. */
function refuseBlanks(event: Event): void {
  const field = event.target as HTMLInputElement;
  const isBlank = field.value !== '' && field.value.trim() === '';
  field.setCustomValidity(isBlank ? 'These are blanks alone. Write the name of the map.' : '');
}

/** What was filled in, by the names of the call's fields; empty ones are left out. */
export function filledFields(form: HTMLFormElement): Record<string, string> {
  const entries = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()] as const] : [],
  );
  return Object.fromEntries(entries);
}
