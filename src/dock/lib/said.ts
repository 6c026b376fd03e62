import { html, nothing, type TemplateResult } from 'lit-html';
import type { Answer } from '../../client/answer.js';
import type { SnapshotJson } from '../../client/wire.js';

/** What the last press came to, in a sentence. */
export interface Said {
  readonly kind: 'ok' | 'held' | 'refused' | 'lost';
  readonly sentence: string;
  /** The problem's name, of a refusal. */
  readonly code?: string;
  /** A second key beside the sentence, where the refusal offers a way on. */
  readonly offer?: Offer;
  /** It was pressed on a deck, which shows no sentence. */
  readonly isOfDeck?: true;
}

export interface Offer {
  readonly label: string;
  readonly path: string;
  readonly fields: object;
}

/** For a form that is saved as it is. */
export const NOTHING_TYPED: Said = {
  kind: 'held',
  sentence: 'Nothing was changed here, so nothing is saved.',
};

/** Names the field that a deck key would need; here there is a key for it. */
const BY_FORCE = /(?:, or|\.) add force=true.*$/i;

/** @param path what was called, to call it again where a refusal may be overruled. */
export function saidOf(answer: Answer<unknown>, path = ''): Said {
  if (answer.kind === 'ok') {
    const { obs_note: note } = answer.json as { readonly obs_note?: string | null };
    const sentence = note == null ? answer.message : `${answer.message} ${note}.`;
    return { kind: answer.changed ? 'ok' : 'held', sentence };
  }
  if (answer.kind === 'lost') return { kind: 'lost', sentence: answer.message };
  const sentence = answer.message.replace(BY_FORCE, '.');
  if (sentence !== answer.message && (path === '/undo' || path === '/redo')) {
    const label = `${path === '/undo' ? 'Undo' : 'Redo'} it anyway`;
    return { kind: 'refused', sentence, offer: { label, path, fields: { force: true } } };
  }
  // Leaving a scene that is never left by itself is a person's own decision.
  if (answer.code === 'scene-protected') {
    const offer = { label: 'Switch the scene anyway', path, fields: { force: true } };
    return { kind: 'refused', sentence, code: answer.code, offer };
  }
  return { kind: 'refused', sentence: answer.message, code: answer.code };
}

/** A refusal that a page finds when it opens is worth telling only this long. */
const NEW_FOR_MS = 60_000;

/**
 * What a new snapshot tells of the deck: why its key was refused; null: its next key was taken, so that the refusal
 * before goes; undefined: nothing new.
 */
export function saidOfDeck(
  before: SnapshotJson | null,
  { refused_key: refused, now }: SnapshotJson,
  said: Said | null,
): Said | null | undefined {
  if (refused === null) return said?.isOfDeck === true ? null : undefined;
  const isNew =
    before === null
      ? Date.parse(now) - Date.parse(refused.at) < NEW_FOR_MS
      : refused.at !== before.refused_key?.at;
  if (!isNew) return undefined;
  return { kind: 'refused', sentence: `A deck key was refused: ${refused.message}`, isOfDeck: true };
}

/** Two regions that are always there: good news is read out when there is a pause, a refusal at once. */
export function renderSaid(said: Said | null): TemplateResult {
  const isRefusal = said?.kind === 'refused' || said?.kind === 'lost';
  const line = said === null ? nothing : html`<p class="said-line said-${said.kind}">${said.sentence}</p>`;
  return html`<div role="status">${isRefusal ? nothing : line}</div>
    <div role="alert">${isRefusal ? line : nothing}</div>`;
}
