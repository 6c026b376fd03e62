import { TARKOV_MAPS } from '../../raid/game/maps.js';
import { escapeHtml, renderPage } from '../pages/page.js';
import {
  DECK_SOFTWARE,
  TOKEN_PLACEHOLDER,
  type DeckSoftware,
  type ServerAddress,
  type Setting,
} from './deck-software.js';
import type { DeckKey, RaidChoice } from './key-list.js';

export interface KeysPage {
  readonly keys: readonly DeckKey[];
  readonly choice: RaidChoice;
  readonly server: ServerAddress;
  /** Addresses that can be chosen. */
  readonly choices: readonly string[];
  readonly softwareId: string;
}

/** The page of keys for one deck software, with choosers; it works without its script, too. */
export function renderKeysPage(page: KeysPage): string {
  const software = DECK_SOFTWARE.find(({ id }) => id === page.softwareId) ?? DECK_SOFTWARE[0];
  if (software === undefined) return '';
  const keys = page.keys.filter((key) => key.group !== 'Show' || software.shows);
  const groups = [...new Set(keys.map((key) => key.group))];
  const sections = groups.map((group) => {
    const cards = keys.flatMap((key, index) =>
      key.group === group ? [card(key, index, software, page.server)] : [],
    );
    return `<h2>${group === 'Show' ? 'On the key itself' : group}</h2><div class="cards">${cards.join('')}</div>`;
  });
  return renderPage(
    'Keys – Tarkov Stream Producer',
    `<nav aria-label="Pages"><a href="/">Dock</a><a href="/history">History</a><a href="/setup">Set-up</a></nav>
<h1>Keys</h1>
<p>Choose what your deck runs, then paste what each key needs.</p>
${choosers(page)}
<p>${escapeHtml(software.how)}</p>
${page.server.needsToken ? `<p>Write your own token where it says <code>${TOKEN_PLACEHOLDER}</code>.</p>` : ''}
${sections.join('\n')}
<p class="end">The same for programs: <a href="/keys?format=json">JSON</a>, and every call: <a href="/openapi.json">OpenAPI</a>.</p>`,
    { script: '/keys.js', isWide: true },
  );
}

function choosers({ choice, choices, server, softwareId }: KeysPage): string {
  const names = TARKOV_MAPS.map((map) => map.name);
  const maps = names.includes(choice.map_name) ? names : [choice.map_name, ...names];
  const addresses = choices.map((url): Option => [url, url]);
  return `<form method="get">
${chooser(
  'Deck',
  'software',
  DECK_SOFTWARE.map(({ id, name }): Option => [id, name]),
  softwareId,
)}
${chooser(
  'Map',
  'map_name',
  maps.map((name): Option => [name, name]),
  choice.map_name,
)}
${chooser(
  'Character',
  'character_type',
  [
    ['pmc', 'PMC'],
    ['scav', 'Scav'],
  ],
  choice.character_type,
)}
${addresses.length > 1 ? chooser('Address', 'address', addresses, server.url) : ''}
<button>Show</button>
</form>`;
}

type Option = readonly [value: string, text: string];

function chooser(label: string, name: string, options: readonly Option[], chosen: string): string {
  const items = options.map(
    ([value, text]) =>
      `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(text)}</option>`,
  );
  return `<label>${label} <select name="${name}">${items.join('')}</select></label>`;
}

function card(key: DeckKey, index: number, software: DeckSoftware, server: ServerAddress): string {
  const rows = software
    .settings(key, server)
    .map((setting, row) => settingRow(setting, `v${index}-${row}`, key.name));
  const when = key.group === 'Show' ? 'Shows' : key.group === 'More' ? 'To' : 'Press it when';
  return `<section><h3>${escapeHtml(key.name)}</h3><p class="quiet">${when} ${escapeHtml(key.when)}.</p><dl>${rows.join('')}</dl></section>`;
}

function settingRow({ field, value, isPicked }: Setting, id: string, keyName: string): string {
  if (isPicked) return `<div><dt>${escapeHtml(field)}</dt><dd>${escapeHtml(value)}</dd></div>`;
  const label = escapeHtml(`Copy ${field} of ${keyName}`);
  return `<div><dt>${escapeHtml(field)}</dt><dd><code id="${id}">${escapeHtml(value)}</code><button type="button" class="copy" data-for="${id}" aria-label="${label}" hidden>Copy</button></dd></div>`;
}
