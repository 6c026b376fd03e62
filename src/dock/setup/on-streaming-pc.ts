import { html, type TemplateResult } from 'lit-html';
import { isThisPc } from '../../lib/this-pc.js';

/** Whether a page with this host in its address is on the PC of the service, by the same rule as the service has it. */
export function isOnStreamingPc(hostname: string): boolean {
  return isThisPc(hostname);
}

/** For settings that the service takes from its own PC alone. @param what begins the sentence, e.g. `It is switched`. */
export function renderOnlyThere(what: string): TemplateResult {
  return html`<p class="elsewhere quiet">
    ${what} only on the streaming PC: open <code>http://localhost:${location.port}/setup</code> there.
  </p>`;
}
