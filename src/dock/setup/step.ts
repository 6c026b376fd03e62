import { html, type TemplateResult } from 'lit-html';
import type { StepName, StepState } from './path.js';
import type { SetupActions, SetupModel } from './model.js';

export interface Step {
  readonly name: StepName;
  readonly number: number;
  readonly title: string;
  readonly state: StepState;
  /** Said beside the title, where the state alone does not say it. */
  readonly word?: string | TemplateResult;
  readonly body: TemplateResult;
}

const MARKS: Readonly<Record<StepState, string | null>> = { done: '✓', fault: '✕', next: null, open: null };
const WORDS: Readonly<Record<StepState, string>> = {
  done: 'Done',
  fault: 'Look here',
  next: 'Next',
  open: '',
};

/** A step of the path: open while it leads, and when it is opened by hand. */
export function renderStep(step: Step, { unfolded }: SetupModel, actions: SetupActions): TemplateResult {
  const { name, number, title, state, word = WORDS[state], body } = step;
  const isOpen = unfolded.get(name) ?? (state === 'next' || state === 'fault');
  const onClick = (event: Event): void => {
    event.preventDefault();
    actions.unfold(name, !isOpen);
  };
  return html`<li>
    <details class="step step-${state}" id="step-${name}" ?open=${isOpen}>
      <summary data-key="step-${name}" @click=${onClick}>
        <span class="step-mark" aria-hidden="true">${MARKS[state] ?? number}</span>
        <h2>${title}</h2>
        <span class="step-word">${word}</span>
      </summary>
      <div class="step-body">${body}</div>
    </details>
  </li>`;
}
