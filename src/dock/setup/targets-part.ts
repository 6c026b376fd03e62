import { html, nothing, type TemplateResult } from 'lit-html';
import { renderKey } from '../lib/key.js';
import type { TargetsJson } from '../../client/wire.js';
import { renderField } from './fields.js';
import { isOnStreamingPc, renderOnlyThere } from './on-streaming-pc.js';

type Target = TargetsJson['targets'][number];

/** An address that is being typed. */
export interface TargetForm {
  readonly name: string;
  readonly address: string;
  /** It has another address until it is saved. */
  readonly isOld: boolean;
}

export interface TargetsPart {
  /** Null until the service has answered. */
  readonly targets: readonly Target[] | null;
  /** Null: nothing is typed. */
  readonly form: TargetForm | null;
  readonly pressed: ReadonlySet<string>;
  readonly open: (form: TargetForm | null) => void;
  readonly save: () => void;
  readonly remove: (name: string) => void;
}

/** As Streamer.bot has it when its HTTP server is switched on. */
const STREAMERBOT: TargetForm = {
  ...{ name: 'streamerbot', address: 'http://127.0.0.1:7474/DoAction', isOld: false },
};

/** The programs that reactions can tell, with the address of each. */
export function renderTargets(part: TargetsPart): TemplateResult {
  const { targets, form } = part;
  return html`<h3>Other programs</h3>
    ${
      !isOnStreamingPc(location.hostname)
        ? renderOnlyThere('Their addresses can be seen and changed')
        : html`${
            targets === null || targets.length === 0
              ? html`<p class="quiet">
                  Reactions can tell Streamer.bot or any program that takes JSON over HTTP. There is none yet.
                </p>`
              : html`<ul class="reactions">
                  ${targets.map((target) => renderTarget(target, part))}
                </ul>`
          }
          ${form !== null && !form.isOld ? renderTargetForm(form, part) : renderAdd(part)}`
    }`;
}

function renderAdd(part: TargetsPart): TemplateResult {
  const add = (id: string, label: string, form: TargetForm) =>
    renderKey(part, {
      ...{ id, label, look: 'small' },
      onPress: () => {
        part.open(form);
      },
    });
  const hasBot = part.targets?.some(({ name }) => name === STREAMERBOT.name) === true;
  return html`<div class="keys">
    ${hasBot ? nothing : add('add-streamerbot', 'Add Streamer.bot', STREAMERBOT)}
    ${add('add-target', 'Add a program', { name: '', address: '', isOld: false })}
  </div>`;
}

function renderTarget({ name, address, problem }: Target, part: TargetsPart): TemplateResult {
  if (part.form?.isOld === true && part.form.name === name)
    return html`<li class="reaction">${renderTargetForm(part.form, part)}</li>`;
  const key = (id: string, label: string, onPress: () => void) =>
    renderKey(part, { id: `${id}-${name}`, label, look: 'small', spokenAfter: name, onPress });
  return html`<li class="reaction">
    <p><strong>${name}</strong> <code>${address}</code></p>
    ${problem === null ? nothing : html`<p class="notice">${problem.finding} ${problem.remedy}</p>`}
    <div class="keys">
      ${key('edit-target', 'Edit', () => {
        part.open({ name, address, isOld: true });
      })}
      ${key('remove-target', 'Remove', () => {
        part.remove(name);
      })}
    </div>
  </li>`;
}

function renderTargetForm(form: TargetForm, part: TargetsPart): TemplateResult {
  return html`<form
    class="times"
    @submit=${(event: Event) => {
      event.preventDefault();
      part.save();
    }}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') part.open(null);
    }}
  >
    ${
      form.isOld
        ? html`<strong>${form.name}</strong>`
        : renderField({
            ...{ label: 'Name of the program', name: 'target-name', value: form.name, maxLength: 64 },
            ...{ isRequired: true },
            onInput: (name) => {
              part.open({ ...form, name });
            },
          })
    }
    ${renderField({
      ...{ label: 'Address', name: 'target-address', value: form.address, maxLength: 2000 },
      ...{ isRequired: true, placeholder: STREAMERBOT.address },
      onInput: (address) => {
        part.open({ ...form, address });
      },
    })}
    <div class="keys">
      <button class="key" data-key="save-target">Save program</button>
      ${renderKey(part, {
        ...{ id: 'close-target', label: 'Close', look: 'small' },
        onPress: () => {
          part.open(null);
        },
      })}
    </div>
  </form>`;
}
