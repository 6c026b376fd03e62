import { html, nothing, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import { renderKey } from '../lib/key.js';
import { ENEMIES, ENEMY_WORDS, timeOfDay } from '../lib/words.js';
import type { HistoryActions, HistoryModel, KillJson, RaidWithKillsJson } from './model.js';
import { filledFields, renderRaidFields } from './raid-fields.js';

/** One raid opened for correction: its fields, its kills, and taking it away. Undo brings everything back. */
export function renderRaidEditor(
  raid: RaidWithKillsJson,
  model: HistoryModel,
  actions: HistoryActions,
): TemplateResult {
  const path = `/raids/${raid.raid_id}`;
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    const fields = filledFields(event.target as HTMLFormElement);
    // Left out it would stay, so a field that was emptied is said to be. An extract goes with survived only: one that
    // stood there already goes by itself, one that was just typed is for the service to refuse.
    const typed = fields['extract_location'] ?? null;
    const isLeft = (fields['status'] ?? 'survived') !== 'survived' && typed === raid.extract_location;
    void actions.press('save-raid', 'PATCH', path, { ...fields, extract_location: isLeft ? null : typed });
  };
  return html`<div class="editor">
    <form class="fields" @submit=${onSubmit}>
      ${renderRaidFields(raid, model.maps)}
      <div class="keys">
        <button class="key key-save" data-key="save-raid">Save</button>
        ${renderKey(model, {
          id: 'delete-raid',
          label: 'Delete this raid',
          look: 'died',
          onPress: () =>
            void actions.press('delete-raid', 'DELETE', path).then((answer) => {
              if (answer.kind === 'ok') actions.openRaid(null);
            }),
        })}
      </div>
    </form>
    ${renderKills(raid, model, actions)}
  </div>`;
}

function renderKills(raid: RaidWithKillsJson, model: HistoryModel, actions: HistoryActions): TemplateResult {
  return html`<div>
    <h3>Kills</h3>
    <ul class="kill-list">
      ${raid.kills.map((kill) => renderKill(kill, model, actions))}
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
  const onWeapon = (event: Event): void => {
    const weapon = (event.target as HTMLInputElement).value.trim();
    const weapon_used = weapon === '' ? null : weapon;
    void actions.press(`weapon-${kill.kill_id}`, 'PATCH', path, { weapon_used });
  };
  return html`<li>
    <span class="kill-what"
      >${ENEMY_WORDS[kill.enemy_type]}<span class="quiet"> ${timeOfDay(kill.killed_at)}</span>${
        isHeadshot ? html` <span class="quiet">headshot</span>` : nothing
      }</span
    >
    <input
      class="input"
      maxlength="64"
      placeholder="Weapon"
      aria-label="Weapon of kill ${kill.kill_id}"
      .value=${kill.weapon_used ?? ''}
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
  </li>`;
}
