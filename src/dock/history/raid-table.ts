import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import {
  CHARACTER_WORDS,
  clockWords,
  fromGameLogWords,
  MODE_WORDS,
  PHASE_WORDS,
  phaseOf,
  UNKNOWN,
} from '../../client/words.js';
import { unreadableWords } from '../lib/unreadable.js';
import type { CharacterType, GameMode, RaidJson } from '../../client/wire.js';
import type { HistoryActions, HistoryModel } from './model.js';
import { renderRaidEditor } from './raid-editor.js';

const COLUMNS = ['Started', 'Map', 'As', 'Outcome', 'Kills', 'In raid', 'Queue', 'Extract', ''] as const;

/** One page of raids, newest first; on a narrow page each is a card. */
export function renderTable(model: HistoryModel, actions: HistoryActions): TemplateResult {
  const { raids, unread } = model;
  if (raids === null) return html`<p class="quiet">${unread ?? 'The raids are being read…'}</p>`;
  if (raids.length === 0) return html`<p class="quiet">No raid fits.</p>`;
  return html`<table class="raids">
    <caption class="spoken">
      Raids, newest first
    </caption>
    <thead>
      <tr>
        ${COLUMNS.map((name) => html`<th scope="col">${name === '' ? html`<span class="spoken">Keys</span>` : name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${repeat(
        raids,
        ({ raid_id }) => raid_id,
        (raid) => renderRow(raid, model, actions),
      )}
    </tbody>
  </table>`;
}

function renderRow(raid: RaidJson, model: HistoryModel, actions: HistoryActions): TemplateResult {
  const open = model.open !== null && model.open.raid_id === raid.raid_id ? model.open : null;
  const isOpen = open !== null;
  return html`<tr class="raid ${isOpen ? 'is-open' : ''}">
      ${cellsOf(raid).map(([name, value]) => html`<td data-name=${name}>${value}</td>`)}
      <td>
        <button
          type="button"
          class="key key-small"
          data-key="raid-${raid.raid_id}"
          aria-expanded=${isOpen}
          @click=${() => {
            actions.openRaid(isOpen ? null : raid.raid_id);
          }}
        >
          ${isOpen ? 'Close' : 'Edit'}<span class="spoken"> raid ${raid.raid_id}</span>
        </button>
      </td>
    </tr>
    ${renderUnreadable(raid)}
    ${
      open !== null
        ? html`<tr class="editor-row">
            <td colspan=${COLUMNS.length}>${renderRaidEditor(open, model, actions)}</td>
          </tr>`
        : nothing
    }`;
}

/** What cannot be read, and what to press. */
function renderUnreadable({ unreadable = [] }: RaidJson): TemplateResult | typeof nothing {
  if (unreadable.length === 0) return nothing;
  return html`<tr class="unreadable">
    <td colspan=${COLUMNS.length}>
      <p class="notice notice-warn">
        ${unreadableWords(unreadable)} Press Edit to correct or delete this raid.
      </p>
    </td>
  </tr>`;
}

function cellsOf(raid: RaidJson): readonly (readonly [string, TemplateResult | string])[] {
  const phase = phaseOf(raid);
  return [
    ['Started', startedCell(raid)],
    ['Map', raid.map_name ?? UNKNOWN],
    ['As', raid.character_type === null ? UNKNOWN : asWords(raid.character_type, raid.game_mode)],
    [
      'Outcome',
      phase === null
        ? UNKNOWN
        : html`<strong class="outcome outcome-${phase}">${PHASE_WORDS[phase]}</strong>`,
    ],
    ['Kills', `${raid.kill_count}`],
    ['In raid', clockWords(raid.time_in_raid_seconds)],
    ['Queue', clockWords(raid.queue_time_seconds)],
    ['Extract', raid.extract_location ?? UNKNOWN],
  ];
}

/** With a small word under it, where not all was pressed. */
function startedCell(raid: RaidJson): TemplateResult | string {
  const started = raid.started_at === null ? UNKNOWN : startWords(raid.started_at);
  const words = fromGameLogWords(raid);
  return words === ''
    ? started
    : html`${started} <small class="from-game-log quiet" title=${words}>from the game’s log</small>`;
}

/** `PMC`, `PMC · PvE`: PvP is the rule, so that it goes without saying. */
function asWords(character: CharacterType, mode: GameMode | null): string {
  const who = CHARACTER_WORDS[character];
  return mode === null || mode === 'pvp' ? who : `${who} · ${MODE_WORDS[mode]}`;
}

/** `22 Nov 2026, 19:03`, in the viewer's own time zone. */
function startWords(time: string): string {
  return new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
