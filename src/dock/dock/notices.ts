import { html, nothing, type TemplateResult } from 'lit-html';
import { fileName } from '../../lib/file-name.js';
import { renderInFuture } from '../lib/in-future.js';
import { unreadableWords } from '../lib/unreadable.js';
import type { ObsJson, ObsProblemJson, SnapshotJson } from '../../client/wire.js';
import { renderKey } from '../lib/key.js';
import { timeOfDay } from '../../client/words.js';
import type { DockActions, DockModel } from './model.js';

/** States of OBS in which address or password may be wrong. */
const TO_CONNECT: ReadonlySet<string> = new Set(['wrong_password', 'not_obs', 'unreachable', 'server_off']);
/** Problems that Set-up mends. */
const TO_MAKE: ReadonlySet<string> = new Set([
  'scene_missing',
  'text_missing',
  'text_refused',
  'not_drawn',
  'not_text',
]);

/** What is not as it should be, with what to do; under everything else, because it comes and goes while keys are pressed. */
export function renderNotices(model: DockModel, actions: DockActions): TemplateResult | typeof nothing {
  const { snapshot } = model;
  if (snapshot === null || model.isLost) return nothing;
  const { obs } = snapshot;
  return html`<div class="notices">
    ${obs.state === 'ready' ? renderProblems(obs, model, actions) : renderAway(obs, model, actions)}
    ${renderUnreadable(snapshot)} ${renderNewMap(model, actions)} ${renderAhead(model, actions)}
    ${renderReplay(obs)}
  </div>`;
}

/** The newest replay, whether a reaction or the streamer had OBS save it. */
function renderReplay({ last_replay: replay }: ObsJson): TemplateResult | typeof nothing {
  if (replay === null) return nothing;
  return html`<p class="replay quiet" title=${replay.file}>
    Replay saved at ${timeOfDay(replay.at)}: ${fileName(replay.file)}
  </p>`;
}

/** Of the raid that is on; others are named in History. */
function renderUnreadable({ raid }: SnapshotJson): TemplateResult | typeof nothing {
  if (raid.unreadable === undefined) return nothing;
  return html`<div class="notice notice-warn">
    <p>${unreadableWords(raid.unreadable)} Correct this raid in History.</p>
    <div class="row"><a class="key key-small" href="/history">Open History</a></div>
  </div>`;
}

/** A map that nobody has played before: new in the game, or misspelled. */
function renderNewMap({ snapshot }: DockModel, actions: DockActions): TemplateResult | typeof nothing {
  const newMap = snapshot?.new_map;
  if (newMap == null || snapshot?.raid.stale === true) return nothing;
  const { map_name, did_you_mean } = newMap;
  return html`<div class="notice notice-warn">
    <p>“${map_name}” is a new map${did_you_mean === null ? '.' : html`; did you mean ${did_you_mean}?`}</p>
    ${
      did_you_mean === null
        ? nothing
        : html`<div class="row">
            <button
              type="button"
              class="key key-small"
              data-key="new-map"
              @click=${() => {
                actions.choose({ map_name: did_you_mean });
              }}
            >
              <span class="key-label">Change it to ${did_you_mean}</span>
            </button>
          </div>`
    }
  </div>`;
}

function renderAhead(model: DockModel, actions: DockActions): TemplateResult | typeof nothing {
  const ahead = model.snapshot?.in_future ?? null;
  if (ahead === null) return nothing;
  return renderInFuture(ahead, model, () => {
    actions.press('move-back', '/raids/move-back');
  });
}

function renderAway(obs: ObsJson, model: DockModel, actions: DockActions): TemplateResult {
  return html`<div class="notice notice-${obs.lamp.look}" id="remedy" tabindex="-1">
    <p>${obs.message} ${renderStored(model)}</p>
    <div class="row">
      ${TO_CONNECT.has(obs.state) ? renderSetupLink('Open Set-up') : nothing}
      ${renderTryAgain(model, actions)}
    </div>
  </div>`;
}

function renderProblems(
  { lamp, problems }: ObsJson,
  model: DockModel,
  actions: DockActions,
): TemplateResult | typeof nothing {
  if (lamp.look === 'good') return nothing;
  const attention = problems.filter(({ severity }) => severity === 'attention');
  if (attention.length === 0) {
    const scene = problems.find(({ code }) => code === 'other_scene');
    return html`<p class="notice" id="remedy" tabindex="-1">
      ${scene === undefined ? nothing : wordsOf(scene)}
    </p>`;
  }
  const toMake = attention.some(({ code }) => TO_MAKE.has(code));
  const toRetry = toMake || attention.some(({ code }) => code === 'fought_over');
  return html`<div class="notice notice-warn" id="remedy" tabindex="-1">
    <div class="words">
      ${attention.map((problem) => html`<p>${wordsOf(problem)}</p>`)}
      <p>${renderStored(model)}</p>
    </div>
    ${
      toRetry
        ? html`<div class="row">
            ${toMake ? renderSetupLink('Make my scenes in Set-up') : nothing}
            ${renderTryAgain(model, actions)}
          </div>`
        : nothing
    }
  </div>`;
}

function wordsOf({ finding, remedy }: ObsProblemJson): string {
  return `${finding} ${remedy}`;
}

function renderStored({ said }: DockModel): string | typeof nothing {
  const cannotStore = said?.code?.startsWith('storage') === true;
  return cannotStore ? nothing : 'Every press is stored all the same.';
}

function renderTryAgain(model: DockModel, actions: DockActions): TemplateResult {
  return renderKey(model, {
    id: 'resync',
    label: 'Try again',
    look: 'small',
    onPress: () => {
      actions.press('resync', '/obs/resync');
    },
  });
}

function renderSetupLink(words: string): TemplateResult {
  return html`<a class="key key-small" data-key="setup" href="/setup">${words}</a>`;
}
