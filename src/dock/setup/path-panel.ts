import { html, nothing, type TemplateResult } from 'lit-html';
import { renderConnectStep } from './obs-panel.js';
import { renderDockStep, renderKeysStep } from './deck-panel.js';
import { renderDriveStep, renderGameStep, renderLobbyStep, renderScenesStep } from './scenes-panel.js';
import { renderNetwork } from './network-panel.js';
import { pathOf, STEPS, type StepName } from './path.js';
import { pathFacts } from './path-facts.js';
import { renderStep, type Step } from './step.js';
import type { SetupActions, SetupModel } from './model.js';

interface StepParts {
  readonly title: string;
  readonly body: (model: SetupModel, actions: SetupActions) => TemplateResult;
}

const PARTS: Readonly<Record<StepName, StepParts>> = {
  connect: { title: 'Connect OBS', body: renderConnectStep },
  scenes: { title: 'Make my scenes', body: renderScenesStep },
  game: { title: 'Put your game into Tarkov Game', body: renderGameStep },
  lobby: { title: 'Show Tarkov Lobby', body: renderLobbyStep },
  drive: { title: 'Test drive', body: renderDriveStep },
  keys: { title: 'Keys for your deck', body: renderKeysStep },
  dock: { title: 'Dock in OBS', body: renderDockStep },
  phone: { title: 'Phone and second PC', body: renderNetwork },
};

/** From nothing to a raid on air, top to bottom: the next step leads, and what is in order is folded away. */
export function renderPath(model: SetupModel, actions: SetupActions): TemplateResult {
  const facts = pathFacts(model);
  const states = pathOf(facts);
  const isReady = STEPS.every((name) => states[name] !== 'next' && states[name] !== 'fault');
  return html`<section class="wide" aria-label="The way to your first raid on air">
    ${isReady && facts.isConnected ? renderReady() : nothing}
    <ol class="path">
      ${STEPS.map((name, index) => {
        const state = states[name];
        return renderStep(
          {
            ...{ name, state, number: index + 1, title: PARTS[name].title },
            ...wordOf(name, model, state === 'open' && facts.skipped.has(name)),
            body: PARTS[name].body(model, actions),
          },
          model,
          actions,
        );
      })}
    </ol>
  </section>`;
}

function renderReady(): TemplateResult {
  return html`<p class="ready">
    <strong>You are set.</strong> Press <em>Queue</em> on your deck or <a href="/">the dock</a> when you enter
    the queue.
  </p>`;
}

/** What says more of a step than its state. */
function wordOf(name: StepName, { snapshot, network }: SetupModel, isSkipped: boolean): Pick<Step, 'word'> {
  if (isSkipped) return { word: 'Skipped' };
  if (name === 'connect' && snapshot !== null) {
    const { state, lamp } = snapshot.obs;
    // What is missing in a connected OBS is told by later steps.
    const { look, word } = state === 'ready' ? ({ look: 'good', word: 'Connected' } as const) : lamp;
    return { word: html`<span class="lamp lamp-${look}"><span class="lamp-word">${word}</span></span>` };
  }
  if (name === 'phone') return { word: network?.enabled === true ? 'On' : 'Optional' };
  return {};
}
