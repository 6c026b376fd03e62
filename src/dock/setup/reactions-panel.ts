import { html, nothing, type TemplateResult } from 'lit-html';
import { call } from '../lib/call.js';
import { renderKey } from '../lib/key.js';
import { renderSaid, saidOf } from '../lib/said.js';
import type {
  ReactionChoicesJson,
  ReactionJson,
  ReactionStatusJson,
  ShowJson,
  TargetsJson,
} from '../../client/wire.js';
import { isOnStreamingPc } from './on-streaming-pc.js';
import { renderReactionEditor } from './reaction-editor.js';
import {
  formOf,
  READY,
  sentenceOf,
  toForm,
  toReactions,
  withNames,
  type Form,
  type KnownNames,
  withPartner,
} from './reaction-words.js';
import { PagePart, type PartState } from './page-part.js';
import { renderTargets, type TargetForm } from './targets-part.js';

/** A reaction at its place in the list. */
interface Place {
  readonly index: number;
  readonly reaction: ReactionJson;
}

/** What is being made, or changed. */
interface Editing {
  readonly form: Form;
  /** Null: it is a new one. */
  readonly place: Place | null;
  readonly free: ReadonlySet<keyof Form>;
}

interface State extends PartState {
  readonly reactions: readonly ReactionStatusJson[];
  readonly choices: ReactionChoicesJson | null;
  readonly editing: Editing | null;
  readonly targets: TargetsJson['targets'] | null;
  readonly targetForm: TargetForm | null;
}

type Change = (list: readonly ReactionJson[]) => readonly ReactionJson[] | string;

const IS_GONE = 'This reaction was changed or removed elsewhere: look at the list, then press again.';

/** The list of what raid events do. */
class ReactionList extends PagePart<State> {
  protected override state: State = {
    ...{ reactions: [], choices: null, editing: null, targets: null, targetForm: null },
    ...{ said: null, pressed: new Set() },
  };

  protected override async refresh(): Promise<void> {
    const obs = await call<{ reactions: readonly ReactionStatusJson[] }>('GET', '/obs');
    if (obs.kind === 'ok') this.show({ reactions: obs.json.reactions });
    if (this.state.editing !== null) await this.#refreshChoices();
    if (!isOnStreamingPc(location.hostname)) return;
    const targets = await call<TargetsJson>('GET', '/targets');
    if (targets.kind === 'ok') this.show({ targets: targets.json.targets });
  }

  async #refreshChoices(): Promise<void> {
    const choices = await call<ReactionChoicesJson>('GET', '/reactions/choices');
    // Without OBS there is nothing to choose from.
    if (choices.kind === 'ok') this.show({ choices: choices.json });
  }

  /** @param onOk before the page shows what is stored by now. */
  async #press(
    key: string,
    method: 'POST' | 'PATCH',
    path: string,
    fields: object,
    onOk?: () => void,
  ): Promise<void> {
    this.show({ pressed: this.withPressed(key), said: null });
    const answer = await call(method, path, fields);
    const pressed = this.withoutPressed(key);
    this.show({ pressed, said: saidOf(answer, path) });
    if (answer.kind === 'ok') onOk?.();
    await this.refresh();
  }

  #refuse(sentence: string): void {
    // The old sentence goes first, so that the same one is told again by a screen reader.
    this.show({ said: null });
    this.show({ said: { kind: 'refused', sentence } });
  }

  /** Saves the whole list, from the file as it is now: somebody may have edited it. */
  async #save(key: string, change: Change, onOk?: () => void): Promise<void> {
    // A double press is one: the second would add it again, or remove the next one like it.
    if (this.state.pressed.has(key)) return;
    this.show({ pressed: this.withPressed(key) });
    const shown = await call<ShowJson>('GET', '/show');
    const pressed = this.withoutPressed(key);
    if (shown.kind !== 'ok') {
      this.show({ pressed, said: saidOf(shown, '/show') });
      return;
    }
    const reactions = change(shown.json.reactions);
    if (typeof reactions !== 'string') return this.#press(key, 'PATCH', '/show', { reactions }, onOk);
    this.show({ pressed });
    this.#refuse(reactions);
    await this.refresh();
  }

  #open(form: Form, place: Place | null): void {
    this.show({ editing: { form, place, free: new Set() }, said: null });
    this.querySelector<HTMLElement>('.reaction-editor select')?.focus();
    void this.#refreshChoices();
  }

  /** Whoever works by keyboard goes on where the editor was opened. */
  #close(): void {
    const { editing } = this.state;
    this.show({ editing: null });
    const opener = editing?.place == null ? 'new-reaction' : `edit-${editing.place.index + 1}`;
    this.querySelector<HTMLElement>(`[data-key="${opener}"]`)?.focus();
  }

  async #saveEdited(): Promise<void> {
    const { editing } = this.state;
    if (editing === null) return;
    const made = toReactions(withNames(editing.form, this.#knownNames(editing)));
    if (typeof made === 'string') {
      this.#refuse(made);
      return;
    }
    const { place } = editing;
    const change: Change = (list) => (place === null ? [...list, ...made] : replaced(list, place, made));
    // What was typed meanwhile stays.
    await this.#save('save-reaction', change, () => {
      if (this.state.editing === editing) this.#close();
    });
  }

  /** What OBS has, and what the reaction had: OBS may have another scene collection open. */
  #knownNames({ place }: Editing): KnownNames {
    const { choices } = this.state;
    const { source, scene, filter, target } = place === null ? toForm() : formOf(place.reaction);
    return {
      source: [...(choices?.sources ?? []), ...(choices?.inputs ?? []), source],
      scene: [...(choices?.scenes ?? []), scene],
      filter: [...(choices?.filters.map(({ name }) => name) ?? []), filter],
      target: [...(choices?.targets ?? []), target],
    };
  }

  async #saveTarget(): Promise<void> {
    const { targetForm } = this.state;
    if (targetForm === null) return;
    const { name, address } = targetForm;
    await this.#press('save-target', 'POST', '/targets', { name, address }, () => {
      if (this.state.targetForm === targetForm) this.show({ targetForm: null });
    });
  }

  protected override page(): TemplateResult {
    const { reactions, editing, said, targets, targetForm, pressed } = this.state;
    const list = reactions.map(({ reaction }) => reaction);
    const editedAt = editing?.place == null ? -1 : indexIn(list, editing.place);
    return html`<section class="panel wide" aria-labelledby="reactions-title">
      <h2 id="reactions-title">Reactions</h2>
      <p>
        A press can do more in OBS, or tell another program: <em>when</em>, <em>only if</em>, <em>do</em>.
      </p>
      ${
        reactions.length === 0
          ? html`<p class="quiet">None yet. Start with one of these, or make your own.</p>`
          : html`<ol class="reactions">
              ${reactions.map((status, index) => this.#row(status, index === editedAt ? editing : null))}
            </ol>`
      }
      <div class="keys">
        ${READY.map(({ id, label, form }) =>
          renderKey(this.state, {
            ...{ id: `ready-${id}`, label, look: 'small' },
            onPress: () => {
              this.#open(form, null);
            },
          }),
        )}
        ${renderKey(this.state, {
          ...{ id: 'new-reaction', label: 'Make your own', look: 'small' },
          onPress: () => {
            this.#open(toForm(), null);
          },
        })}
      </div>
      ${editing !== null && editedAt === -1 ? this.#editor(editing) : nothing}
      <div class="said">${renderSaid(said)}</div>
      ${renderTargets({
        ...{ targets, form: targetForm, pressed },
        open: (form) => {
          this.show({ targetForm: form });
        },
        save: () => void this.#saveTarget(),
        remove: (name) => void this.#press(`remove-target-${name}`, 'POST', '/targets/remove', { name }),
      })}
    </section>`;
  }

  #row({ number, reaction, problem, last }: ReactionStatusJson, editing: Editing | null): TemplateResult {
    const place: Place = { index: number - 1, reaction };
    if (editing !== null)
      return html`<li class="reaction"><strong>${sentenceOf(reaction)}</strong>${this.#editor(editing)}</li>`;
    const off = problem?.remedy.includes('Start replay buffer') === true;
    const key = (id: string, label: string, onPress: () => void) =>
      renderKey(this.state, {
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
        ${key('edit', 'Edit', () => {
          this.#open(formOf(reaction), place);
        })}
        ${key('remove', 'Remove', () => void this.#save(`remove-${number}`, (list) => replaced(list, place, [])))}
      </div>
    </li>`;
  }

  #editor(editing: Editing): TemplateResult {
    const { choices, pressed } = this.state;
    const change = (part: Partial<Editing>): void => {
      this.show({ editing: { ...(this.state.editing ?? editing), ...part } });
    };
    return renderReactionEditor({
      ...{ form: editing.form, choices, isOld: editing.place !== null, free: editing.free, pressed },
      change: (part) => {
        change({ form: { ...(this.state.editing ?? editing).form, ...part } });
      },
      setFree: (field, isFree) => {
        const others = [...editing.free].filter((other) => other !== field);
        change({ free: new Set(isFree ? [...others, field] : others) });
      },
      save: () => void this.#saveEdited(),
      close: () => {
        this.#close();
      },
    });
  }
}

/** The list with others in the place of this one alone; a sentence where it is not there any more. */
function replaced(
  list: readonly ReactionJson[],
  place: Place,
  by: readonly ReactionJson[],
): readonly ReactionJson[] | string {
  const at = indexIn(list, place);
  if (at === -1) return IS_GONE;
  const others = (part: readonly ReactionJson[]): readonly ReactionJson[] =>
    part.map((other) => withPartner(other, place.reaction, by[0]));
  return [...others(list.slice(0, at)), ...by, ...others(list.slice(at + 1))];
}

/** Where it is by now: others may have been put before it. -1: nowhere. */
function indexIn(list: readonly ReactionJson[], { index, reaction }: Place): number {
  const wanted = JSON.stringify(reaction);
  const isThere = (at: number): boolean => JSON.stringify(list[at]) === wanted;
  return isThere(index) ? index : list.findIndex((_, other) => isThere(other));
}

customElements.define('reaction-list', ReactionList);
