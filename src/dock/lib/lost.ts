import { html, nothing, type TemplateResult } from 'lit-html';
import { isThisPc } from '../../lib/this-pc.js';

/** Says that the service is away; the region is always there, so that it is read out. */
export function renderLost(isLost: boolean, hasShown: boolean): TemplateResult {
  return html`<div role="alert">
    ${
      isLost
        ? html`<p class="notice notice-bad">
            <strong>The program does not answer.</strong> Start it again if its window is
            closed${isThisPc(location.hostname) ? nothing : ', and look in Set-up there whether other devices may press keys'};
            this page comes back by itself.${hasShown ? ' What you see is how it stood last.' : nothing}
          </p>`
        : nothing
    }
  </div>`;
}
