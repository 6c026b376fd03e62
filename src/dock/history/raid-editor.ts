import { html, nothing, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { Draft } from '../lib/draft.js';
import { renderKey } from '../lib/key.js';
import { isUnreadable, unreadableWords } from '../lib/unreadable.js';
import { ENEMIES, ENEMY_WORDS, timeOfDay, UNKNOWN } from '../../client/words.js';
import type { HistoryActions, HistoryModel } from './model.js';
import type { KillJson, RaidWithKillsJson, UnreadableJson } from '../../client/wire.js';
import { drafted, renderRaidFields } from './raid-fields.js';
import { isTimeField, localTime, momentOf, renderTimeFields } from './time-fields.js';

/** A kill's weapon is stored by itself, as soon as its field is left. */
const WEAPON = 'weapon-';

/** One raid opened for correction: its fields, its kills, and taking it away. Undo brings everything back. */
export function renderRaidEditor(
  raid: RaidWithKillsJson,
  model: HistoryModel,
  actions: HistoryActions,
): TemplateResult {
  const path = `/raids/${raid.raid_id}`;
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    save(raid, model.draft, actions);
  };
  return html`<div class="editor">
    <form class="fields" @submit=${onSubmit} @input=${actions.type}>
      ${renderRaidFields(drafted(raid, model.draft), model.maps)} ${renderTimeFields(raid, model.draft)}
      <div class="keys">
        <button class="key key-save" data-key="save-raid">Save</button>
        ${renderKey(model, {
          id: 'delete-raid',
          label: 'Delete this raid',
          look: 'died',
          onPress: () =>
            void actions.press('delete-raid', 'DELETE', path).then((answer) => {
              if (answer?.kind === 'ok') actions.openRaid(null);
            }),
        })}
      </div>
    </form>
    ${renderKills(raid, model, actions)}
  </div>`;
}

/** Sends what was typed and nothing else, so that what was corrected elsewhere meanwhile stays. */
function save(raid: RaidWithKillsJson, draft: Draft, actions: HistoryActions): void {
  const sent = Object.fromEntries(Object.entries(draft).filter(([name]) => !name.startsWith(WEAPON)));
  // Left out it would stay, so a field that was emptied is said to be.
  const fields = Object.entries({ ...unreadAsShown(raid), ...sent }).map(
    ([name, value]) => [name, isTimeField(name) ? momentOf(value, raid) : value.trim() || null] as const,
  );
  actions.correct('save-raid', `/raids/${raid.raid_id}`, Object.fromEntries(fields), sent);
}

/**
 * What of a raid cannot be read and need not be filled in is stored as its field shows it: empty. The queue time, which
 * has no field, is counted anew with the match.
 */
function unreadAsShown(raid: RaidWithKillsJson): Draft {
  const shown: Record<string, string> = {};
  if (isUnreadable(raid, 'extract_location')) shown['extract_location'] = '';
  if (isUnreadable(raid, 'over_at')) shown['over_at'] = '';
  if (isUnreadable(raid, 'matched_at') || isUnreadable(raid, 'queue_time_seconds'))
    shown['matched_at'] = localTime(raid.matched_at);
  return shown;
}

function renderKills(raid: RaidWithKillsJson, model: HistoryModel, actions: HistoryActions): TemplateResult {
  return html`<div>
    <h3>Kills</h3>
    <ul class="kill-list">
      ${repeat(
        raid.kills,
        ({ kill_id }) => kill_id,
        (kill) => renderKill(kill, model, actions),
      )}
    </ul>
    <div class="keys" role="group" aria-label="Add a forgotten kill">
      ${ENEMIES.map((enemy) =>
        renderKey(model, {
          id: `add-${enemy}`,
          label: `+ ${ENEMY_WORDS[enemy]}`,
          spokenAfter: 'kill',
          look: 'small',
          onPress: () =>
            void actions.press(`add-${enemy}`, 'POST', `/raids/${raid.raid_id}/kills`, { enemy_type: enemy }),
        }),
      )}
    </div>
  </div>`;
}

function renderKill(kill: KillJson, model: HistoryModel, actions: HistoryActions): TemplateResult {
  const path = `/kills/${kill.kill_id}`;
  const isHeadshot = kill.headshot === true;
  const weaponField = `${WEAPON}${kill.kill_id}`;
  const onWeapon = (event: Event): void => {
    const { value } = event.target as HTMLInputElement;
    actions.correct(weaponField, path, { weapon_used: value.trim() || null }, { [weaponField]: value });
  };
  return html`<li>
    <span
      >${kill.enemy_type === null ? 'Unknown enemy' : ENEMY_WORDS[kill.enemy_type]}<span class="quiet">
        ${kill.killed_at === null ? UNKNOWN : timeOfDay(kill.killed_at)}</span
      >${isHeadshot ? html` <span class="quiet">headshot</span>` : nothing}</span
    >
    <input
      class="input"
      maxlength="64"
      placeholder="Weapon"
      aria-label="Weapon of kill ${kill.kill_id}"
      name=${weaponField}
      .value=${model.draft[weaponField] ?? kill.weapon_used ?? ''}
      @input=${actions.type}
      @change=${onWeapon}
    />
    <div class="keys">
      ${renderKey(model, {
        id: `head-${kill.kill_id}`,
        label: isHeadshot ? 'No headshot' : 'Headshot',
        spokenAfter: `kill ${kill.kill_id}`,
        look: 'small',
        onPress: () => void actions.press(`head-${kill.kill_id}`, 'PATCH', path, { headshot: !isHeadshot }),
      })}
      ${renderKey(model, {
        id: `delete-kill-${kill.kill_id}`,
        label: 'Delete',
        spokenAfter: `kill ${kill.kill_id}`,
        look: 'small',
        onPress: () => void actions.press(`delete-kill-${kill.kill_id}`, 'DELETE', path),
      })}
    </div>
    ${renderUnreadable(kill)}
  </li>`;
}

/** What of a kill can be put right without making it anew. */
const MENDED_BY: Readonly<Record<string, string>> = {
  headshot: 'Press Headshot or No headshot until it is right.',
  weapon_used: 'Type the weapon again.',
};

function mendingOf(fields: readonly UnreadableJson[]): string {
  const ways = fields.map(({ field }) => MENDED_BY[field]);
  return ways.includes(undefined) ? 'Delete this kill, then add it again.' : ways.join(' ');
}

function renderUnreadable({ unreadable = [] }: KillJson): TemplateResult | typeof nothing {
  if (unreadable.length === 0) return nothing;
  return html`<p class="notice notice-warn">${unreadableWords(unreadable)} ${mendingOf(unreadable)}</p>`;
}
