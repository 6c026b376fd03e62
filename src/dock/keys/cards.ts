import { html, nothing, type TemplateResult } from 'lit-html';
import { renderCopyKey } from '../lib/copy.js';
import type { KeyCard, KeyGroup } from './groups.js';
import type { KeysActions, KeysModel } from './model.js';

/** The keys of one group, each with what to fill in. */
export function renderGroup(
  { title, cards }: KeyGroup,
  model: KeysModel,
  actions: KeysActions,
): TemplateResult {
  return html`<section class="group" aria-label=${title}>
    <h2>${title}</h2>
    <div class="cards">${cards.map((card) => renderCard(card, model, actions))}</div>
  </section>`;
}

function renderCard(card: KeyCard, model: KeysModel, actions: KeysActions): TemplateResult {
  return html`<article class="panel" data-card=${card.name}>
    <div class="card-top">
      <div class="face" aria-hidden="true">
        <img src=${card.picture} alt="" width="72" height="72" loading="lazy" />
        ${card.pictureTitle === null ? nothing : html`<span>${card.pictureTitle}</span>`}
      </div>
      <div>
        <h3>${card.name}</h3>
        <p class="quiet">${card.when}</p>
      </div>
    </div>
    <dl>
      ${card.settings.map(
        (setting) =>
          html`<div class="setting">
            <dt>${setting.field}</dt>
            ${setting.by_hand ? html`<dd>${setting.value}</dd>` : renderCopied(card, setting, model, actions)}
          </div>`,
      )}
    </dl>
  </article>`;
}

function renderCopied(
  card: KeyCard,
  { id, field, value }: KeyCard['settings'][number],
  { copied }: KeysModel,
  { copy }: KeysActions,
): TemplateResult {
  return html`<dd class="pasted">
    <code>${value}</code>
    ${renderCopyKey(copied, copy, id, `${field} of ${card.name}`)}
  </dd>`;
}
