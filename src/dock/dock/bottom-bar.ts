import { html, nothing, type TemplateResult } from 'lit-html';
import type { StepJson } from '../../client/wire.js';
import { renderKey } from '../lib/key.js';
import { countWords } from '../../client/words.js';
import { renderLost } from '../lib/lost.js';
import { renderOffer } from '../lib/offer.js';
import { renderSaid } from '../lib/said.js';
import type { DockActions, DockModel } from './model.js';

/**
 * What the last press came to, and the way back; always in sight, because a wrong press is seen here first. It grows
 * upwards, over the keys and not against them.
 */
export function renderBottom(model: DockModel, actions: DockActions): TemplateResult {
  const { said, offer } = model;
  return html`<footer class="bottom">
    <div class="said">
      ${renderLost(model.isLost, model.snapshot !== null)} ${renderDrive(model)}
      <div>${renderSaid(said)}</div>
      ${renderOffer(offer, model, (path, fields) => {
        actions.press('offer', path, fields);
      })}
    </div>
    <div class="row">
      ${renderStep('undo', 'Undo', model.snapshot?.undo, model, actions)}
      ${renderStep('redo', 'Redo', model.snapshot?.redo, model, actions)}
    </div>
  </footer>`;
}

function renderDrive({ isLost, snapshot, nowMs }: DockModel): TemplateResult | typeof nothing {
  if (isLost || snapshot?.rehearsal == null) return nothing;
  const sinceMs = nowMs - Date.parse(snapshot.now);
  const left = Math.max(0, Math.round(snapshot.rehearsal.seconds_left - sinceMs / 1000));
  return html`<p class="notice">
    <strong>Test drive,</strong> ${countWords(left, 'second')} left: OBS plays a raid, nothing is stored, and
    any real press ends it.
  </p>`;
}

function renderStep(
  id: 'undo' | 'redo',
  label: string,
  step: StepJson | null | undefined,
  model: DockModel,
  actions: DockActions,
): TemplateResult {
  return renderKey(model, {
    id,
    label,
    detail: step?.sentence ?? 'nothing',
    look: 'small',
    onPress: () => {
      actions.press(id, `/${id}`);
    },
  });
}
