import { html, nothing, type TemplateResult } from 'lit-html';
import { renderInFuture } from '../lib/in-future.js';
import { renderKey } from '../lib/key.js';
import { renderAddRaid } from './add-raid.js';
import { renderFilters } from './filter-bar.js';
import { renderLeftOut } from './left-out.js';
import type { HistoryActions, HistoryModel } from './model.js';
import { renderTable } from './raid-table.js';

/** The list with its filters, the way through its pages, and what can be done with it. */
export function renderListPanel(model: HistoryModel, actions: HistoryActions): TemplateResult {
  return html`<section class="panel" aria-labelledby="raids-title">
    <h2 id="raids-title">Raids</h2>
    ${renderFilters(model, actions)} ${renderAhead(model, actions)}
    <div>${renderUnread(model)} ${renderTable(model, actions)}</div>

    ${renderPaging(model, actions)}
    <div class="keys">${renderAddRaid(model, actions)}</div>
    ${renderLeftOut(model, actions)}
  </section>`;
}

/** Over a list that is not the one asked for; the region is always there, so that it is read out. */
function renderUnread({ raids, unread }: HistoryModel): TemplateResult {
  return html`<div role="alert" class="unread">
    ${
      raids === null || unread === null
        ? nothing
        : html`<p class="notice notice-bad">${unread} What you see is the list as it was read last.</p>`
    }
  </div>`;
}

function renderAhead(model: HistoryModel, actions: HistoryActions): TemplateResult | typeof nothing {
  const ahead = model.snapshot?.in_future ?? null;
  if (ahead === null) return nothing;
  return renderInFuture(ahead, model, () => {
    void actions.press('move-back', 'POST', '/raids/move-back');
  });
}

function renderPaging(model: HistoryModel, actions: HistoryActions): TemplateResult {
  const key = (to: 'older' | 'newer', label: string): TemplateResult =>
    renderKey(model, {
      id: to,
      label,
      look: 'small',
      onPress: () => {
        actions.turn(to);
      },
    });
  return html`<div class="keys">
    ${model.before.length > 0 ? key('newer', 'Newer raids') : nothing}
    ${model.next !== null ? key('older', 'Older raids') : nothing}
  </div>`;
}
