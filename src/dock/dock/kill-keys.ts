import { html, type TemplateResult } from 'lit-html';
import { ENEMIES, ENEMY_WORDS } from '../../client/words.js';
import type { EnemyType } from '../../client/wire.js';
import { renderKey } from '../lib/key.js';
import { renderSuggestField } from './suggest-field.js';
import { killTarget } from '../../client/upcoming.js';
import type { DockActions, DockModel } from './model.js';

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
  return renderSuggestField({
    key: 'weapon',
    label: 'Weapon',
    hint: '(stays for the next kills)',
    value: model.weapon,
    suggestions: model.recentWeapons,
    onInput: (weapon) => actions.set({ weapon }),
  });
}
