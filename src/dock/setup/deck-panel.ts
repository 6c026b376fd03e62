import { html, nothing, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import {
  renderCompanionWords,
  renderIconsLink,
  renderLayoutLinks,
  renderProfileWords,
  renderTokenWords,
  type LayoutChoice,
} from '../lib/layouts.js';
import { renderCopied } from './copied.js';
import type { SetupActions, SetupModel } from './model.js';
import { isOnStreamingPc } from './on-streaming-pc.js';
import type { StepName } from './path.js';

/** Where the keys of a deck are, ready to copy. */
export function renderKeysStep(model: SetupModel, actions: SetupActions): TemplateResult {
  const raid = chosenRaid(model);
  return html`<p>
      The keys page lists every key for Stream Deck, Companion, Touch Portal and others. Pick your deck there
      and copy what each key needs. <em>Queue</em>, <em>Matched</em>, <em>Survived</em> and <em>Died</em> are
      enough to begin with.
    </p>
    <div class="keys">
      <a class="key key-next" href="/keys" data-key="open-keys">Open the keys page</a>
      ${renderSkip('keys', 'I have no deck', model, actions)}
    </div>
    <details class="more">
      <summary>Ready layouts and icons</summary>
      <div class="layouts">
        <p>
          The first key queues for ${raid.map_name ?? 'Customs'}; the keys page makes layouts for other maps.
        </p>
        ${isOnStreamingPc(window.location.hostname) ? nothing : renderTokenWords()}
        <h3>Stream Deck</h3>
        ${renderProfileWords()} ${renderLayoutLinks('stream-deck-profile', raid)}
        <h3>Bitfocus Companion</h3>
        ${renderCompanionWords()} ${renderLayoutLinks('companion-page', raid)}
        <h3>Any deck</h3>
        <div class="layout-links">${renderIconsLink()}</div>
      </div>
    </details>
    <p class="quiet">
      This step is done when the first key has called. For scripts: <a href="/calls">every call</a>.
    </p>`;
}

/** The next raid's map and character, where they are chosen. */
function chosenRaid({ snapshot }: SetupModel): LayoutChoice {
  const { map_name = null, character_type = null } = snapshot?.next_raid ?? {};
  return {
    ...(map_name === null ? {} : { map_name }),
    ...(character_type === null ? {} : { character_type }),
  };
}

/** What to paste into OBS for the dock. */
export function renderDockStep(model: SetupModel, actions: SetupActions): TemplateResult {
  const url = `http://localhost:${window.location.port}/`;
  return html`<p>
      In OBS, open <strong>Docks → Custom Browser Docks…</strong>, paste both into the empty row, and click
      <strong>Apply</strong>.
    </p>
    ${renderCopied(model, actions, { id: 'dock-name', label: 'Dock name', value: 'Tarkov' })}
    ${renderCopied(model, actions, { id: 'dock-url', label: 'URL', value: url })}
    <div class="keys">${renderSkip('dock', 'I do without', model, actions)}</div>
    <p class="quiet">
      This step is done when OBS has opened the dock. <a href="/">The same page</a> works in any browser.
    </p>`;
}

export function renderSkip(
  step: StepName,
  label: string,
  model: SetupModel,
  actions: SetupActions,
): TemplateResult {
  const isSkipped = model.remembered.skipped.includes(step);
  return renderKey(model, {
    id: `skip-${step}`,
    label: isSkipped ? 'Do it after all' : label,
    onPress: () => {
      actions.skip(step, !isSkipped);
    },
  });
}
