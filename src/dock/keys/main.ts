import { html, nothing, render, type TemplateResult } from 'lit-html';
import { call } from '../lib/call.js';
import { withFieldWords } from '../lib/field-words.js';
import { follow } from '../lib/follow.js';
import { renderLost } from '../lib/lost.js';
import { renderLamp } from '../lib/obs-lamp.js';
import { renderNav } from '../lib/page-top.js';
import type { KeyListJson, MapJson } from '../../client/wire.js';
import { renderGroup } from './cards.js';
import { renderChoosers } from './choosers.js';
import { choiceOf, chosenSoftware, listPath, pagePath, readChoice, type Choice } from './choice.js';
import { createCopy } from '../lib/copy.js';
import { groupKeys } from './groups.js';
import { renderLayouts } from './layouts-panel.js';
import type { KeysActions, KeysModel } from './model.js';

const root = document.getElementById('keys');
/** Counts the questions for keys: only the answer to the newest one is shown. */
let questions = 0;
let model: KeysModel = {
  snapshot: null,
  isLost: false,
  list: null,
  maps: [],
  choice: readChoice(window.location.search),
  fault: null,
  copied: null,
};

const actions: KeysActions = {
  choose: (change) => void choose({ ...model.choice, ...change }),
  copy: createCopy(show),
};

function show(change: Partial<KeysModel>): void {
  model = { ...model, ...change };
  if (root === null) return;
  render(
    html`<header class="top">
        <div class="top-line">${renderLamp(model.snapshot, model.isLost)} ${renderNav('keys')}</div>
        ${renderLost(model.isLost, model.list !== null)}
      </header>
      <main class="page">
        <h1>Keys</h1>
        <p>Choose what your deck runs, then paste what each key needs.</p>
        <div role="alert">
          ${model.fault === null ? nothing : html`<p class="notice notice-bad">${model.fault}</p>`}
        </div>
        ${model.list === null ? nothing : renderList(model.list)}
      </main>`,
    root,
  );
}

function renderList(list: KeyListJson): TemplateResult {
  return html`${renderChoosers(model, list, actions)}
    <div class="how">
      <p>${chosenSoftware(model.choice, list)?.how}</p>
      ${list.needs_token ? html`<p>Write your own token where it says <code>YOUR_TOKEN</code>.</p>` : nothing}
    </div>
    ${renderLayouts(chosenSoftware(model.choice, list)?.id, list)}
    ${groupKeys(list, model.choice).map((group) => renderGroup(group, model, actions))}
    <p class="quiet">
      The same for scripts: <a href="/keys?format=json">JSON</a>, and every call:
      <a href="/openapi.json">OpenAPI</a>.
    </p>`;
}

/** Shows the keys for a choice; where the service refuses it, those of before and the reason. */
async function choose(choice: Choice): Promise<void> {
  const before = model.choice;
  show({ choice, fault: null, copied: null });
  const question = ++questions;
  const answer = await call<KeyListJson>('GET', listPath(choice));
  if (question !== questions) return;
  if (answer.kind === 'ok') {
    show({ choice: choiceOf(choice, answer.json), list: answer.json });
    window.history.replaceState(null, '', pagePath(model.choice));
  } else {
    show({ choice: before, fault: withFieldWords(answer.message) });
  }
}

/** The keys for the page's own address, else, with the reason, those that need no choice. */
async function readFirst(): Promise<void> {
  await choose(model.choice);
  const { list, fault } = model;
  if (list !== null || fault === null) return;
  const { software } = model.choice;
  await choose(software === undefined ? {} : { software });
  if (model.fault === null) show({ fault });
}

async function readMaps(): Promise<void> {
  const maps = await call<{ maps: readonly MapJson[] }>('GET', '/maps');
  if (maps.kind === 'ok') show({ maps: maps.json.maps.map(({ name }) => name) });
}

follow(
  (snapshot) => {
    const wasAway = model.isLost || (model.list === null && model.fault !== null);
    show({ snapshot, isLost: false });
    if (!wasAway) return;
    // Another version of the program may run by now, at another address.
    void readFirst();
    void readMaps();
  },
  () => {
    show({ isLost: true });
  },
);
show({});
void readFirst();
void readMaps();
