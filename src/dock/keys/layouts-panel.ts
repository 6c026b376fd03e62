import { html, nothing, type TemplateResult } from 'lit-html';
import {
  renderCompanionWords,
  renderIconsLink,
  renderLayoutLinks,
  renderProfileWords,
  renderTokenWords,
} from '../lib/layouts.js';
import type { KeyListJson } from '../../client/wire.js';

/** What spares the pasting, as far as the chosen deck software can take it. */
export function renderLayouts(softwareId: string | undefined, list: KeyListJson): TemplateResult {
  const { map_name, character_type, address } = list;
  const choice = { map_name, character_type, address };
  const isStreamDeck = softwareId !== undefined && STREAM_DECK.has(softwareId);
  const isCompanion = softwareId === 'companion';
  const hasLayout = isStreamDeck || isCompanion;
  return html`<section class="group" aria-label="Ready to use">
    <h2>${hasLayout ? 'Ready layouts and icons' : 'Icons'}</h2>
    <div class="panel">
      ${
        isStreamDeck
          ? html`${renderProfileWords()} ${renderLayoutLinks('stream-deck-profile', choice)}`
          : nothing
      }
      ${
        isCompanion ? html`${renderCompanionWords()} ${renderLayoutLinks('companion-page', choice)}` : nothing
      }
      ${hasLayout && list.needs_token ? renderTokenWords() : nothing}
      <p>Pictures for your keys, 72 and 144 pixels, with and without a title:</p>
      <div class="layout-links">${renderIconsLink()}</div>
    </div>
  </section>`;
}

/** Ways of the Stream Deck app, whose profiles it imports. */
const STREAM_DECK: ReadonlySet<string> = new Set(['website', 'web-requests', 'api-ninja']);
