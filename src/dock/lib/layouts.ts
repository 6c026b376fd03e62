import { html, type TemplateResult } from 'lit-html';
import { DECKS } from '../../keys/layouts.js';

/** What the keys of a layout are for; the service fills in what is left out. */
export interface LayoutChoice {
  readonly map_name?: string;
  readonly character_type?: string;
  readonly address?: string;
}

export type LayoutKind = 'stream-deck-profile' | 'companion-page';

/** A file for each size of deck. */
export function renderLayoutLinks(kind: LayoutKind, choice: LayoutChoice): TemplateResult {
  return html`<div class="layout-links" role="group" aria-label=${LABELS[kind]}>
    ${DECKS.map(
      ({ id, name }) =>
        html`<a class="key key-small" href=${layoutPath(kind, id, choice)} data-key="${kind}-${id}" download
          >${name}</a
        >`,
    )}
  </div>`;
}

const LABELS: Readonly<Record<LayoutKind, string>> = {
  'stream-deck-profile': 'Stream Deck profiles',
  'companion-page': 'Companion pages',
};

/** Of a file for keys that call from another device. */
export function renderTokenWords(): TemplateResult {
  return html`<p>The file holds your token: give it to nobody, and do not open it on stream.</p>`;
}

/** What to know of a profile before it is opened. */
export function renderProfileWords(): TemplateResult {
  return html`<p>
    A whole layout with its pictures, without a plugin: download the file for your deck and open it.
    <strong>Experimental:</strong> the Stream Deck app may refuse a file that it did not write itself. The
    list of keys always works.
  </p>`;
}

/** The same of a page for Companion. */
export function renderCompanionWords(): TemplateResult {
  return html`<p>
    A page of buttons with their pictures and the connection that they need. In Companion 4.1 or newer, open
    <strong>Import / Export</strong>, choose the file, and import its page. <strong>Experimental:</strong> it
    is made after Companion's own files. The list of keys always works.
  </p>`;
}

/** The pictures of all keys, for a deck that takes pictures. */
export function renderIconsLink(): TemplateResult {
  return html`<a class="key key-small" href="/icons/tarkov-icons.zip" data-key="icons" download
    >Icons for all keys (zip)</a
  >`;
}

function layoutPath(kind: LayoutKind, deck: string, choice: LayoutChoice): string {
  return `/keys/${kind}?${new URLSearchParams({ deck, ...choice }).toString()}`;
}
