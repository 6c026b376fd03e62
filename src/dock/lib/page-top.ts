import { html, type TemplateResult } from 'lit-html';
import { PAGES, type PageName } from '../../lib/pages.js';

/** The way to the other pages. */
export function renderNav(current: PageName): TemplateResult {
  const others = Object.values(PAGES).filter((page) => page !== PAGES[current]);
  return html`<nav aria-label="Pages">
    ${others.map(({ path, title }) => html`<a href=${path}>${title}</a>`)}
  </nav>`;
}
