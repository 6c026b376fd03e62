import { html, nothing, render, type TemplateResult } from 'lit-html';
import { call } from '../lib/call.js';
import { renderKey } from '../lib/key.js';
import { renderSaid, saidOf, type Said } from '../lib/said.js';
import type { ReactionJson, ReactionStatusJson, ShowJson, SnapshotJson } from '../lib/wire.js';
import {
  ACTION_WORDS,
  EVENT_WORDS,
  ONLY_IF,
  READY,
  sentenceOf,
  toForm,
  toReactions,
  type Form,
} from './reaction-words.js';

/** What OBS has to choose from. */
interface Choices {
  readonly sources: readonly string[];
  readonly media: readonly string[];
  readonly inputs: readonly string[];
  readonly filters: readonly { readonly source: string; readonly name: string }[];
  readonly targets: readonly string[];
}

interface State {
  readonly reactions: readonly ReactionStatusJson[];
  readonly choices: Choices | null;
  /** What is being made; null: nothing. */
  readonly form: Form | null;
  readonly said: Said | null;
  readonly pressed: ReadonlySet<string>;
}

const REFRESH_AFTER_MS = 250;

/** The list of what raid events do: a part of the page with a state of its own, fed by the page's snapshots. */
class ReactionList extends HTMLElement {
  #state: State = { reactions: [], choices: null, form: null, said: null, pressed: new Set() };
  #timer: number | undefined;

  /** Anything may have changed with it. */
  set snapshot(snapshot: SnapshotJson | null) {
    if (snapshot === null || !this.isConnected) return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#refresh(), REFRESH_AFTER_MS);
  }

  connectedCallback(): void {
    this.#show({});
    void this.#refresh();
  }

  #show(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
    render(this.#page(), this);
  }

  async #refresh(): Promise<void> {
    const obs = await call<{ reactions: readonly ReactionStatusJson[] }>('GET', '/obs');
    if (obs.kind === 'ok') this.#show({ reactions: obs.json.reactions });
  }

  async #press(key: string, method: 'POST' | 'PATCH', path: string, fields: object): Promise<boolean> {
    this.#show({ pressed: new Set([...this.#state.pressed, key]), said: null });
    const answer = await call(method, path, fields);
    const pressed = new Set([...this.#state.pressed].filter((other) => other !== key));
    this.#show({ pressed, said: saidOf(answer, path) });
    await this.#refresh();
    return answer.kind === 'ok';
  }

  /** Saves the whole list, from the file as it is now: somebody may have edited it. */
  async #save(
    key: string,
    change: (list: readonly ReactionJson[]) => readonly ReactionJson[],
  ): Promise<boolean> {
    const shown = await call<ShowJson>('GET', '/show');
    if (shown.kind !== 'ok') {
      this.#show({ said: saidOf(shown, '/show') });
      return false;
    }
    return this.#press(key, 'PATCH', '/show', { reactions: change(shown.json.reactions) });
  }

  async #open(form: Form): Promise<void> {
    this.#show({ form, said: null });
    this.querySelector<HTMLElement>('form select, form input')?.focus();
    const choices = await call<Choices>('GET', '/reactions/choices');
    if (choices.kind === 'ok') this.#show({ choices: choices.json });
  }

  #page(): TemplateResult {
    const { reactions, form, said } = this.#state;
    return html`<section class="panel wide" aria-labelledby="reactions-title">
      <h2 id="reactions-title">Reactions</h2>
      <p>
        A press can do more in OBS, or tell another program: <em>when</em>, <em>only if</em>, <em>do</em>.
      </p>
      ${
        reactions.length === 0
          ? html`<p class="quiet">None yet. Start with one of these, or make your own.</p>`
          : html`<ol class="reactions">
              ${reactions.map((status) => this.#row(status))}
            </ol>`
      }
      <div class="keys">
        ${READY.map(({ id, label, form: ready }) =>
          renderKey(this.#state, { id: `ready-${id}`, label, onPress: () => void this.#open(ready) }),
        )}
        ${renderKey(this.#state, { id: 'new-reaction', label: 'Make your own', onPress: () => void this.#open(toForm()) })}
      </div>
      ${form === null ? nothing : this.#editor(form)}
      <div role="status" class="said">${renderSaid(said)}</div>
    </section>`;
  }

  #row({ number, reaction, problem, last }: ReactionStatusJson): TemplateResult {
    const off = problem?.remedy.includes('Start replay buffer') === true;
    const key = (id: string, label: string, onPress: () => void) =>
      renderKey(this.#state, {
        id: `${id}-${number}`,
        label,
        look: 'small',
        spokenAfter: sentenceOf(reaction),
        onPress,
      });
    return html`<li class="reaction">
      <strong>${sentenceOf(reaction)}</strong>
      ${problem === null ? nothing : html`<p class="notice">${problem.finding} ${problem.remedy}</p>`}
      ${
        problem !== null || last === null
          ? nothing
          : html`<p class="quiet">Last time: ${last.message} ${last.remedy ?? ''}</p>`
      }
      <div class="keys">
        ${key('try', 'Try', () => void this.#press(`try-${number}`, 'POST', '/reactions/try', { reaction: number }))}
        ${
          off
            ? key(
                'start-replay',
                'Start replay buffer',
                () => void this.#press(`start-replay-${number}`, 'POST', '/obs/replay/start', {}),
              )
            : nothing
        }
        ${key(
          'remove',
          'Remove',
          () =>
            void this.#save(`remove-${number}`, (list) =>
              list.filter((entry) => JSON.stringify(entry) !== JSON.stringify(reaction)),
            ),
        )}
      </div>
    </li>`;
  }

  #editor(form: Form): TemplateResult {
    const change = (part: Partial<Form>): void => {
      this.#show({ form: { ...(this.#state.form ?? form), ...part } });
    };
    const save = async (event: Event): Promise<void> => {
      event.preventDefault();
      const made = toReactions(this.#state.form ?? form);
      if (typeof made === 'string') {
        this.#show({ said: { kind: 'refused', sentence: made } });
        return;
      }
      if (await this.#save('save-reaction', (list) => [...list, ...made])) this.#show({ form: null });
    };
    const choice = (
      label: string,
      name: keyof Form,
      options: readonly (readonly [string, string])[],
    ): TemplateResult =>
      html`<label class="field">
        <span class="label">${label}</span>
        <select
          class="input"
          name=${name}
          @change=${(event: Event) => {
            change({ [name]: (event.target as HTMLSelectElement).value });
          }}
        >
          ${options.map(
            ([value, word]) =>
              html`<option value=${value} .selected=${form[name] === value}>${word}</option>`,
          )}
        </select>
      </label>`;
    const field = (label: string, name: keyof Form, known: readonly string[] = []): TemplateResult =>
      html`<label class="field">
        <span class="label">${label}</span>
        <input
          class="input"
          name=${name}
          autocomplete="off"
          maxlength="500"
          list=${`known-${name}`}
          .value=${String(form[name])}
          @input=${(event: Event) => {
            change({ [name]: (event.target as HTMLInputElement).value });
          }}
        />
        <datalist id=${`known-${name}`}>
          ${[...new Set(known)].map((value) => html`<option value=${value}></option>`)}
        </datalist>
      </label>`;
    return html`<form class="times" @submit=${(event: Event) => void save(event)}>
      ${choice('When', 'on', Object.entries(EVENT_WORDS))} ${choice('Only if', 'only', ONLY_IF)}
      ${choice('Do', 'verb', Object.entries(ACTION_WORDS))} ${this.#fields(form, choice, field)}
      <button class="key" data-key="save-reaction">Save reaction</button>
      ${renderKey(this.#state, {
        id: 'close-reaction',
        label: 'Close',
        onPress: () => {
          this.#show({ form: null });
        },
      })}
    </form>`;
  }

  /** What the chosen verb needs. */
  #fields(
    form: Form,
    choice: (
      label: string,
      name: keyof Form,
      options: readonly (readonly [string, string])[],
    ) => TemplateResult,
    field: (label: string, name: keyof Form, known?: readonly string[]) => TemplateResult,
  ): TemplateResult {
    const { choices } = this.#state;
    const onOff = (on: string, off: string) =>
      choice('How', 'state', [
        ['on', on],
        ['off', off],
      ]);
    switch (form.verb) {
      case 'save_replay':
        return field('Seconds after it', 'seconds');
      case 'chapter':
        return field('Name of the chapter', 'text');
      case 'show':
        return html`${field('Source', 'source', choices?.sources)} ${field('For how many seconds', 'seconds')}`;
      case 'filter':
        return html`${field(
          'Source',
          'source',
          choices?.filters.map(({ source }) => source),
        )}
        ${field(
          'Filter',
          'filter',
          choices?.filters.filter(({ source }) => source === form.source).map(({ name }) => name),
        )}
        ${onOff('Switch on', 'Switch off')}`;
      case 'media':
        return field('Media source', 'source', choices?.media);
      case 'mute':
        return html`${field('Input', 'source', choices?.inputs)} ${onOff('Mute', 'Unmute')}`;
      case 'record':
        return onOff('Start', 'Stop');
      case 'send':
        return html`${field('Target (in settings.json)', 'target', choices?.targets)}
        ${field('JSON to send', 'text')}`;
    }
  }
}

customElements.define('reaction-list', ReactionList);
