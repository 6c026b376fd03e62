import { html, nothing, type TemplateResult } from 'lit-html';
import { obsLamp, renderLamp } from '../lib/obs-lamp.js';
import { renderNav } from '../lib/page-top.js';
import type { DockModel } from './model.js';

/** The lamp for OBS, which leads to the remedy, and the way to the other pages. Its height never changes. */
export function renderTop({ snapshot, isLost }: DockModel): TemplateResult {
  const hasRemedy = !isLost && snapshot !== null && obsLamp(snapshot.obs).hasRemedy;
  return html`<header class="top">
    <div class="top-line">
      <div class="lamp-place ${hasRemedy ? 'has-remedy' : ''}">
        ${renderLamp(snapshot, isLost)}
        ${hasRemedy ? html`<a class="over" href="#remedy"><span class="spoken">What to do about it</span></a>` : nothing}
      </div>
      ${renderNav('dock')}
    </div>
  </header>`;
}
