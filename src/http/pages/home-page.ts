import * as z from 'zod';
import { escapeHtml, renderPage } from './page.js';
import type { Route } from '../call/route.js';

/** What `/calls` shows: that the service runs, where, and every call that it answers. */
export function renderHomePage(
  version: string,
  addresses: readonly string[],
  routes: readonly Route[],
): string {
  const calls = routes.filter((route) => route.aliasOf === undefined && route.kind !== 'page');
  return renderPage(
    'Tarkov Stream Producer',
    `<h1>Tarkov Stream Producer</h1>
<p><span class="state">● Running</span>, version ${escapeHtml(version)}, at ${addresses.map(code).join(' and ')}</p>
<p>What to paste into which deck software: <a href="/keys">all keys</a>.</p>
<h2>Keys</h2>
<dl>${calls
      .filter(({ kind }) => kind === 'press')
      .map(row)
      .join('')}</dl>
<p>A key that can only open an address uses the same path under ${code('/deck')}, for example ${code(`${addresses[0] ?? ''}/deck/raid/kill?enemy_type=scav`)}.</p>
<h2>Figures</h2>
<dl>${calls
      .filter(({ kind }) => kind !== 'press')
      .map(row)
      .join('')}</dl>
<p>Add ${code('?format=text')} for the sentence alone.</p>`,
  );
}

function row(route: Route): string {
  const fields = Object.entries(route.fields.shape).map(
    ([name, field]) => `${name}${isOptional(field) ? '?' : ''}`,
  );
  const takes = fields.length === 0 ? '' : ` Fields: ${code(fields.join(', '))}`;
  return `<div><dt>${code(`${route.method} ${route.path}`)}</dt><dd>${escapeHtml(route.summary)}${takes}</dd></div>`;
}

function isOptional(field: unknown): boolean {
  return field instanceof z.ZodOptional;
}

function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}
