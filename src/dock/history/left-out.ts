import { html, nothing, type TemplateResult } from 'lit-html';
import { call } from '../lib/call.js';
import { renderKey } from '../lib/key.js';
import { unreadableWords } from '../lib/unreadable.js';
import type { LeftOutJson, SessionJson } from '../../client/wire.js';
import type { HistoryActions, HistoryModel } from './model.js';

/** What cannot be read; what was read before stays where the service does not answer. */
export async function readLeftOut(before: LeftOutJson | null): Promise<LeftOutJson | null> {
  const answer = await call<LeftOutJson>('GET', '/export/left-out');
  return answer.kind === 'ok' ? answer.json : before;
}

/** Whether downloads lack anything. */
export function hasLeftOut({ raid_count, session_count }: LeftOutJson): boolean {
  return raid_count + session_count > 0;
}

/** What the downloads lack, with the way to get rid of sessions: raids are mended in the list. */
export function renderLeftOut(
  { leftOut, ...model }: HistoryModel,
  actions: HistoryActions,
): TemplateResult | typeof nothing {
  if (leftOut === null || !hasLeftOut(leftOut)) return nothing;
  return html`<div class="notice notice-warn left-out">
    <p>Not in these downloads: ${leftOut.message}</p>
    ${leftOut.sessions.map((session) => renderSession(session, model, actions))}
  </div>`;
}

function renderSession(
  { session_id, name, unreadable = [] }: SessionJson,
  model: Pick<HistoryModel, 'pressed'>,
  actions: HistoryActions,
): TemplateResult {
  const id = `delete-session-${session_id}`;
  return html`<div class="row">
    <span
      >Session ${session_id}${name === null ? nothing : html` (${name})`}:
      ${unreadableWords(unreadable)}</span
    >
    ${renderKey(model, {
      id,
      label: 'Delete session',
      detail: 'its raids stay',
      look: 'small',
      onPress: () => void actions.press(id, 'DELETE', `/sessions/${session_id}`),
    })}
  </div>`;
}
