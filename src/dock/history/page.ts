import { html, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import { renderLost } from '../lib/lost.js';
import { renderLamp } from '../lib/obs-lamp.js';
import { renderOffer } from '../lib/offer.js';
import { renderNav } from '../lib/page-top.js';
import { renderSaid } from '../lib/said.js';
import { renderCharts } from './charts.js';
import { renderKeep } from './keep-panel.js';
import { renderListPanel } from './list-panel.js';
import { renderUnknownMaps } from './unknown-maps.js';
import type { HistoryActions, HistoryModel } from './model.js';

/** The whole page; the day chart is drawn into its holder afterwards. */
export function renderPage(model: HistoryModel, actions: HistoryActions): TemplateResult {
  return html`<header class="top">
      <div class="top-line">${renderLamp(model.snapshot, model.isLost)} ${renderNav('history')}</div>
      ${renderLost(model.isLost, model.snapshot !== null)}
    </header>
    <main class="page">
      <h1>History</h1>
      ${model.isReady ? renderContent(model, actions) : html`<p class="quiet">Loading…</p>`}
    </main>
    ${renderBottom(model, actions)}`;
}

function renderContent(model: HistoryModel, actions: HistoryActions): TemplateResult {
  return html`${renderCharts(model)} ${renderUnknownMaps(model, actions)} ${renderListPanel(model, actions)}
  ${renderKeep(model, actions)}`;
}

/** What the last press came to, and the way back. */
function renderBottom(model: HistoryModel, actions: HistoryActions): TemplateResult {
  return html`<footer class="bottom">
    <div class="said">
      <div>${renderSaid(model.said)}</div>
      ${renderOffer(model.said?.offer, model, (path, fields) => void actions.press('offer', 'POST', path, fields))}
    </div>
    <div class="row">
      ${renderKey(model, {
        id: 'undo',
        label: 'Undo',
        detail: model.snapshot?.undo?.sentence ?? 'nothing',
        look: 'small',
        onPress: () => void actions.press('undo', 'POST', '/undo'),
      })}
    </div>
  </footer>`;
}
