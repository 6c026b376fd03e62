import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { clockWords, percentWords, ratioWords, timeOfDay } from '../../client/words.js';
import type { SessionJson, SessionStatsJson } from '../../client/wire.js';
import { renderKey } from '../lib/key.js';
import type { DockActions, DockModel } from './model.js';

/** Figures of today, or of the stream session, and the keys that begin and end one. */
export function renderFigures(model: DockModel, actions: DockActions): TemplateResult {
  const session = model.snapshot?.session;
  if (session === undefined) return html``;
  return html`<section id="figures" class="panel figures-panel" tabindex="-1" aria-labelledby="figures-title">
    <h2 id="figures-title">
      ${session.session_id === null ? 'Today' : (session.name ?? 'This session')}
      <span class="quiet">${sinceWords(session)}${openerWords(model.session, session)}</span>
    </h2>
    <dl class="figures">
      ${figuresOf(session).map(
        ([label, value, detail]) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}${detail === undefined ? nothing : html` <span class="quiet">${detail}</span>`}</dd>
          </div>`,
      )}
    </dl>
    ${session.session_id === null ? renderStart(model, actions) : renderEnd(model, actions)}
  </section>`;
}

function sinceWords({ since }: SessionStatsJson): string {
  return since === null ? 'its start cannot be read' : `since ${timeOfDay(since)}`;
}

/** Whether it ends with the stream or by a key. */
function openerWords(head: SessionJson | null, { session_id }: SessionStatsJson): string {
  if (head === null || head.session_id !== session_id) return '';
  return head.opened_by === 'stream' ? ', started with the stream' : ', started by hand';
}

function figuresOf(session: SessionStatsJson): readonly (readonly [string, string, string?])[] {
  return [
    ['Raids', String(session.total_raids)],
    ['Kills', String(session.total_kills)],
    ['K/D', ratioWords(session.kd_ratio)],
    ['Survived', percentWords(session.survival_rate)],
    ['Avg. queue', clockWords(session.average_queue_time_seconds)],
    ['Streak', String(session.current_streak), `best ${session.best_streak}`],
  ];
}

function renderStart(model: DockModel, actions: DockActions): TemplateResult {
  const name = model.sessionName.trim();
  const start = (): void => {
    actions.press('session-start', '/session/start', name === '' ? {} : { name });
  };
  return html`<div class="session-row">
    <input
      class="input"
      maxlength="64"
      placeholder="Name (optional)"
      aria-label="Name of the stream session"
      data-key="session-name"
      .value=${live(model.sessionName)}
      @input=${(event: Event) => {
        actions.set({ sessionName: (event.target as HTMLInputElement).value });
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.isComposing) start();
      }}
    />
    ${renderKey(model, {
      id: 'session-start',
      label: 'Start session',
      look: 'small',
      onPress: start,
    })}
  </div>`;
}

function renderEnd(model: DockModel, actions: DockActions): TemplateResult {
  return html`<div class="row">
    ${renderKey(model, {
      id: 'session-end',
      label: 'End session',
      look: 'small',
      onPress: () => {
        actions.press('session-end', '/session/end');
      },
    })}
  </div>`;
}
