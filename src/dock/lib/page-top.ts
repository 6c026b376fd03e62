import { html, type TemplateResult } from 'lit-html';

const PAGES = [
  ['/', 'Dock'],
  ['/history', 'History'],
  ['/setup', 'Set-up'],
] as const;

/** The way to the other pages. */
export function renderNav(current: '/' | '/history' | '/setup'): TemplateResult {
  return html`<nav aria-label="Pages">
    ${PAGES.filter(([path]) => path !== current).map(([path, name]) => html`<a href=${path}>${name}</a>`)}
  </nav>`;
}
