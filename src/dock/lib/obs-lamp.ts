import { html, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import type { ObsJson, SnapshotJson } from './wire.js';

/** How OBS stands, in a word; the shape and the word say it, not the colour alone. */
export interface ObsLamp {
  readonly look: 'good' | 'warn' | 'wait' | 'bad';
  readonly word: string;
  /** What is wrong and what to do; empty when nothing is. */
  readonly remedy: string;
}

const WORDS: Readonly<Record<string, string>> = {
  connecting: 'OBS: connecting',
  not_running: 'OBS is not running',
  server_off: 'OBS: server is off',
  wrong_password: 'OBS: wrong password',
  not_obs: 'OBS: wrong address',
  too_old: 'OBS is too old',
  kicked: 'OBS: disconnected',
  closing: 'OBS is closing',
  unreachable: 'OBS is not reached',
};

export function obsLamp(obs: ObsJson): ObsLamp {
  if (obs.state !== 'ready') {
    const look = obs.state === 'connecting' || obs.state === 'closing' ? 'wait' : 'bad';
    return { look, word: WORDS[obs.state] ?? `OBS: ${obs.state}`, remedy: obs.message };
  }
  if (obs.show_problem) return { look: 'warn', word: 'show.json has a fault', remedy: obs.show_problem };
  const missing = obs.missing_inputs.length + obs.missing_scenes.length + obs.dead_inputs.length;
  if (missing > 0) return { look: 'warn', word: 'OBS: something is missing', remedy: obs.message };
  return { look: 'good', word: 'OBS is ready', remedy: '' };
}

/** The lamp of a page: OBS's state, or the program's own absence. */
export function renderLamp(snapshot: SnapshotJson | null, isLost: boolean): TemplateResult {
  const lamp =
    isLost || snapshot === null
      ? ({ look: 'wait', word: isLost ? 'No answer' : 'Connecting' } as const)
      : obsLamp(snapshot.obs);
  return html`<span class="lamp lamp-${lamp.look}" role="status">${lamp.word}</span>`;
}
