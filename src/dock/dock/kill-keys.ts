import { html, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { ENEMIES, ENEMY_WORDS } from '../lib/words.js';
import type { EnemyType } from '../lib/wire.js';
import { renderKey } from '../lib/key.js';
import { killTarget, type DockActions, type DockModel } from './model.js';

/** A kill is one press: a key for each kind of enemy, and beside it the same with a headshot. */
export function renderKills(model: DockModel, actions: DockActions): TemplateResult {
  const target = model.snapshot === null ? 'none' : killTarget(model.snapshot, model.nowMs);
  return html`<section
    class="panel kills-panel ${target === 'none' ? 'is-idle' : ''}"
    aria-labelledby="kills-title"
  >
    <h2 id="kills-title">Kills ${note(model, target)}</h2>
    <div class="kill-keys">${ENEMIES.map((enemy) => renderEnemy(enemy, model, actions))}</div>
    ${renderWeapon(model, actions)}
  </section>`;
}

function note(model: DockModel, target: 'open' | 'last' | 'none'): TemplateResult | string {
  if (target === 'open') return '';
  const words =
    target === 'last'
      ? `for the last raid (${model.snapshot?.raid.map_name ?? ''})`
      : 'only while a raid is open';
  return html`<span class="quiet">${words}</span>`;
}

function renderEnemy(enemy: EnemyType, model: DockModel, actions: DockActions): TemplateResult {
  const weapon = model.weapon.trim();
  const press = (key: string, headshot: boolean): void => {
    actions.press(key, '/raid/kill', {
      enemy_type: enemy,
      ...(weapon === '' ? {} : { weapon_used: weapon }),
      ...(headshot ? { headshot: true } : {}),
    });
  };
  const id = `kill-${enemy}`;
  return html`<div class="kill">
    ${renderKey(model, {
      id,
      label: ENEMY_WORDS[enemy],
      spokenAfter: 'kill',
      onPress: () => {
        press(id, false);
      },
    })}
    ${renderKey(model, {
      id: `${id}-head`,
      label: 'Head',
      spokenAfter: `shot: ${ENEMY_WORDS[enemy]} kill`,
      look: 'small',
      onPress: () => {
        press(`${id}-head`, true);
      },
    })}
  </div>`;
}

function renderWeapon(model: DockModel, actions: DockActions): TemplateResult {
  return html`<label class="field">
    <span class="label">Weapon <span class="quiet">(stays for the next kills)</span></span>
    <input
      class="input"
      list="weapons"
      maxlength="64"
      autocomplete="off"
      data-key="weapon"
      .value=${live(model.weapon)}
      @input=${(event: Event) => {
        actions.set({ weapon: (event.target as HTMLInputElement).value });
      }}
    />
    <datalist id="weapons">
      ${model.recentWeapons.map((name) => html`<option value=${name}></option>`)}
    </datalist>
  </label>`;
}
