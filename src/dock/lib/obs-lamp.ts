import { html, type TemplateResult } from 'lit-html';
import type { ObsJson, SnapshotJson } from '../../client/wire.js';

/** How OBS stands, in a word; the shape and the word say it, not the colour alone. */
export interface ObsLamp {
  readonly look: ObsJson['lamp']['look'];
  readonly word: string;
  /** Whether something is to be said about it below. */
  readonly hasRemedy: boolean;
}

export function obsLamp({ lamp }: ObsJson): ObsLamp {
  return { ...lamp, hasRemedy: lamp.look !== 'good' };
}

/** The lamp of a page: OBS's state, or the program's own absence. */
export function renderLamp(snapshot: SnapshotJson | null, isLost: boolean): TemplateResult {
  const lamp =
    isLost || snapshot === null
      ? ({ look: 'wait', word: isLost ? 'No answer' : 'Connecting' } as const)
      : obsLamp(snapshot.obs);
  return html`<span class="lamp lamp-${lamp.look}" role="status" title=${lamp.word}
    ><span class="lamp-word">${lamp.word}</span></span
  >`;
}
