import { html, nothing, type TemplateResult } from 'lit-html';
import { EXTRACTED, nextStep, openPhase } from '../../client/next-step.js';
import { OUTCOME_WORDS, SAID_OUTCOMES } from '../../client/words.js';
import type { SaidOutcome } from '../../client/wire.js';
import { renderKey } from '../lib/key.js';
import { renderMatchedChooser } from './matched-chooser.js';
import type { DockActions, DockModel } from './model.js';
import { renderSuggestField } from './suggest-field.js';

/** Offered while a raid is on; the rarer ones are asked for when it is over. */
const COMMON: readonly SaidOutcome[] = ['died', 'mia'];

/** One big key for what comes next, and beside it what else may happen now. */
export function renderNextStep(model: DockModel, actions: DockActions): TemplateResult {
  return html`<section id="next" class="panel next" tabindex="-1" aria-label="Next step">
    ${renderKeys(model, actions)}
  </section>`;
}

function renderKeys(model: DockModel, actions: DockActions): TemplateResult {
  const phase = openPhase(model.snapshot);
  if (phase === 'queuing') return renderQueue(model, actions);
  if (phase === 'in_progress') return renderInRaid(model, actions);
  if (phase === 'over') return renderOver(model, actions);
  // How a forgotten raid ended can still be said.
  const isForgotten = model.snapshot?.raid.stale === true;
  return html`${renderBigKey(model, actions)} ${isForgotten ? renderForgotten(model, actions) : nothing}`;
}

function renderBigKey(model: DockModel, actions: DockActions): TemplateResult {
  const { id, label, detail, call } = nextStep(model, model.extract);
  return renderKey(model, {
    ...{ id, label, detail },
    look: id === EXTRACTED ? 'survived' : 'next',
    onPress: () => {
      if (typeof call === 'string') actions.refuse(call);
      else actions.press(id, call.path, call.fields);
    },
  });
}

function renderQueue(model: DockModel, actions: DockActions): TemplateResult {
  return html`${renderBigKey(model, actions)}
    <div class="row">
      ${renderKey(model, {
        id: 'cancel',
        label: 'Leave the queue',
        look: 'small',
        onPress: () => {
          actions.press('cancel', '/raid/cancel');
        },
      })}
    </div>
    ${renderForgotten(model, actions)}`;
}

/** For who is in the raid already. */
function renderMatchedAgo(model: DockModel, actions: DockActions): TemplateResult {
  const raid = model.snapshot?.raid;
  if (raid?.status !== 'queuing' || raid.stale) return html``;
  return html`<label class="field">
    <span class="label">Are you in the raid already?</span>
    ${renderMatchedChooser(raid, model, actions)}
  </label>`;
}

/** For who forgot keys on the way: the outcome alone is worth having. */
function renderForgotten(model: DockModel, actions: DockActions): TemplateResult {
  return html`<details class="more">
    <summary>Forgot a key?</summary>
    ${renderMatchedAgo(model, actions)}
    <p class="quiet">Is the raid over? How did it end?</p>
    <div class="outcomes">${SAID_OUTCOMES.map((outcome) => renderEnd(outcome, 'small', model, actions))}</div>
  </details>`;
}

function renderInRaid(model: DockModel, actions: DockActions): TemplateResult {
  return html`${renderExtract(model, actions)} ${renderBigKey(model, actions)}
    <div class="outcomes">
      ${COMMON.map((outcome) => renderEnd(outcome, 'died', model, actions))}
      ${renderKey(model, {
        id: 'over',
        label: 'Raid over',
        spokenAfter: 'I say later how it ended',
        look: 'small',
        onPress: () => {
          actions.press('over', '/raid/over');
        },
      })}
      ${renderDiscard(model, actions)}
    </div>`;
}

/** The raid is over, and all outcomes are at hand. */
function renderOver(model: DockModel, actions: DockActions): TemplateResult {
  const others = SAID_OUTCOMES.filter((outcome) => outcome !== EXTRACTED);
  return html`<h2 class="question">How did it end?</h2>
    ${renderExtract(model, actions)} ${renderBigKey(model, actions)}
    <div class="outcomes">
      ${others.map((outcome) => renderEnd(outcome, COMMON.includes(outcome) ? 'died' : 'small', model, actions))}
      ${renderDiscard(model, actions)}
    </div>`;
}

function renderDiscard(model: DockModel, actions: DockActions): TemplateResult {
  return renderKey(model, {
    id: 'cancel',
    label: 'Discard',
    spokenAfter: 'this raid',
    look: 'small',
    onPress: () => {
      actions.press('cancel', '/raid/cancel');
    },
  });
}

function renderEnd(
  status: SaidOutcome,
  look: 'died' | 'small',
  model: DockModel,
  actions: DockActions,
): TemplateResult {
  const extract = model.extract.trim();
  const hasExtract = status === EXTRACTED && extract !== '';
  return renderKey(model, {
    id: status,
    label: OUTCOME_WORDS[status],
    look,
    onPress: () => {
      actions.press(status, '/raid/end', { status, ...(hasExtract ? { extract_location: extract } : {}) });
    },
  });
}

/** The extract goes with Survived; the list knows the map's, and any text is fine. */
function renderExtract(model: DockModel, actions: DockActions): TemplateResult {
  const raid = model.snapshot?.raid;
  const map = model.maps.find(({ name }) => name === raid?.map_name);
  const names = raid?.character_type == null ? [] : (map?.extracts[raid.character_type] ?? []);
  return renderSuggestField({
    key: 'extract',
    label: 'Extract',
    hint: '(optional)',
    value: model.extract,
    suggestions: names,
    onInput: (extract) => actions.set({ extract }),
  });
}
