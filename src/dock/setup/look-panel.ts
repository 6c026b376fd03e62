import { html, nothing, type TemplateResult } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import type { LookJson, LookReplyJson, ShowJson } from '../../client/wire.js';
import { choicesOf } from '../../client/words.js';
import { call } from '../lib/call.js';
import { renderKey } from '../lib/key.js';
import { renderSaid, saidOf } from '../lib/said.js';
import { renderCheck, renderChoice, renderField } from './fields.js';
import { PagePart, type PartState } from './page-part.js';

type Figure = LookJson['figures'][number];

const LOOKS = {
  ledger: { title: 'Ledger', detail: 'A block in the corner, a slim bar in the lobby.' },
  line: { title: 'Line', detail: 'One line, as small as it gets.' },
  bold: { title: 'Bold', detail: 'Large figures and icons, the outcome on its colour.' },
} as const satisfies Readonly<Record<LookJson['name'], { title: string; detail: string }>>;

const SIDES = { left: 'Left', right: 'Right' } as const satisfies Readonly<Record<LookJson['side'], string>>;

const FIGURES = {
  raids: 'Raids',
  kills: 'Kills',
  kd: 'K/D',
  survival: 'Survival rate',
  survived: 'Raids survived',
  deaths: 'Deaths',
  streak: 'Streak',
  headshots: 'Headshot rate',
  pmc_kills: 'PMC kills',
  boss_kills: 'Boss kills',
  queue: 'Average queue',
} as const satisfies Readonly<Record<Figure, string>>;

/** The places for figures, and what stands in one that is left empty. */
const PLACES = [0, 1, 2, 3] as const;
const NO_FIGURE = '';

interface State extends PartState {
  /** As the show file has it; null until the service has answered. */
  readonly look: LookJson | null;
  /** What is chosen here and not applied yet. */
  readonly chosen: Partial<LookJson>;
  /** One for each place while they are being chosen; they become `figures`. */
  readonly places: readonly (Figure | typeof NO_FIGURE)[] | null;
  readonly alsoByHand: boolean;
  /** What the last press left as the streamer made it. */
  readonly kept: LookReplyJson['kept'];
}

/** How our scenes look, with a picture of each way; applied to the collection that is open in OBS. */
class LookPart extends PagePart<State> {
  protected override state: State = {
    ...{ look: null, chosen: {}, places: null, alsoByHand: false, kept: [] },
    ...{ said: null, pressed: new Set() },
  };

  protected override async refresh(): Promise<void> {
    const shown = await call<ShowJson>('GET', '/show');
    if (shown.kind === 'ok') this.show({ look: shown.json.look });
  }

  async #press(key: string, path: string, fields: object = {}): Promise<void> {
    this.show({ pressed: this.withPressed(key), said: null, kept: [] });
    const answer = await call<LookReplyJson>('POST', path, fields);
    const pressed = this.withoutPressed(key);
    if (answer.kind !== 'ok') {
      this.show({ pressed, said: saidOf(answer) });
      return;
    }
    // What a preview tells is stored nowhere, so what is chosen stays chosen.
    const isDone = key !== 'look-preview';
    this.show({
      ...{ pressed, said: saidOf(answer), kept: answer.json.kept },
      ...(isDone && { look: answer.json.look, chosen: {}, places: null }),
    });
  }

  #wish(preview: boolean): object {
    const { chosen, places, alsoByHand } = this.state;
    const figures = places?.filter((figure) => figure !== NO_FIGURE);
    return { ...chosen, ...(figures && { figures }), also_by_hand: alsoByHand, preview };
  }

  #choose(chosen: Partial<LookJson>): void {
    this.show({ chosen: { ...this.state.chosen, ...chosen } });
  }

  /** Each figure stands in one place: one that is chosen twice changes places. */
  #place(figures: readonly Figure[], place: number, figure: Figure | typeof NO_FIGURE): void {
    const before = this.state.places ?? PLACES.map((index) => figures[index] ?? NO_FIGURE);
    const other = figure === NO_FIGURE ? -1 : before.indexOf(figure);
    const places = before.map((now, index) =>
      index === place ? figure : index === other ? (before[place] ?? NO_FIGURE) : now,
    );
    this.show({ places });
  }

  protected override page(): TemplateResult {
    const { look, chosen } = this.state;
    return html`<section class="panel" aria-labelledby="look-title">
      <h2 id="look-title">How your scenes look</h2>
      ${look === null ? html`<p class="quiet">Being looked up…</p>` : this.#choices({ ...look, ...chosen })}
    </section>`;
  }

  #choices(look: LookJson): TemplateResult {
    const { alsoByHand, said } = this.state;
    return html`<p>
        Choose, then press <strong>Change the look</strong>. It changes the Tarkov sources in the scene
        collection that is open in OBS. Your own sources, and what you have moved or recoloured, stay as they
        are.
      </p>
      <fieldset class="looks">
        <legend class="label">Look</legend>
        ${choicesOf(LOOKS).map(([name, words]) => this.#card(name, words, look))}
      </fieldset>
      <form
        class="times"
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#press('look', '/obs/look', this.#wish(false));
        }}
      >
        ${this.#accent(look)}
        ${renderChoice({
          ...{ label: 'Side', name: 'look-side', value: look.side, options: choicesOf(SIDES) },
          onInput: (side) => {
            this.#choose({ side: side as LookJson['side'] });
          },
        })}
        ${PLACES.map((place) => this.#figure(place, look))}
        ${renderCheck({
          ...{ label: 'Tell kills apart: PMC, Scav, boss', name: 'look-split', value: look.split },
          onChange: (split) => {
            this.#choose({ split });
          },
        })}
        ${renderCheck({
          ...{ label: 'Motion: each kill pops up for a second', name: 'look-motion', value: look.motion },
          onChange: (motion) => {
            this.#choose({ motion });
          },
        })}
        ${renderCheck({
          ...{
            label: 'Also what I have moved or recoloured by hand',
            name: 'look-by-hand',
            value: alsoByHand,
          },
          onChange: (chosen) => {
            this.show({ alsoByHand: chosen });
          },
        })}
        <div class="keys more">
          <button class="key ${this.state.pressed.has('look') ? 'is-pressed' : ''}" data-key="look">
            Change the look
          </button>
          ${renderKey(this.state, {
            ...{ id: 'look-preview', label: 'What would change?', look: 'small' },
            onPress: () => void this.#press('look-preview', '/obs/look', this.#wish(true)),
          })}
          ${renderKey(this.state, {
            ...{ id: 'look-undo', label: 'Take the last change back', look: 'small' },
            onPress: () => void this.#press('look-undo', '/obs/look/undo'),
          })}
        </div>
      </form>
      <div class="said">${renderSaid(said)}</div>
      ${this.#keptList()}`;
  }

  #card(
    name: LookJson['name'],
    { title, detail }: { readonly title: string; readonly detail: string },
    look: LookJson,
  ): TemplateResult {
    const isChosen = look.name === name;
    return html`<label class="look ${isChosen ? 'is-chosen' : ''}">
      <img src="/assets/looks/${name}.png" width="480" height="270" loading="lazy" alt="" />
      <span class="check-field">
        <input
          type="radio"
          name="look"
          value=${name}
          .checked=${live(isChosen)}
          @change=${() => {
            this.#choose({ name });
          }}
        />
        <strong>${title}</strong>
      </span>
      <span class="quiet">${detail}</span>
    </label>`;
  }

  #accent({ accent }: LookJson): TemplateResult {
    const choose = (typed: string): void => {
      this.#choose({ accent: typed });
    };
    return html`<div class="look-accent">
      ${renderField({
        ...{ label: 'Accent colour', name: 'look-accent', value: accent, maxLength: 7, isRequired: true },
        onInput: choose,
      })}
      <input
        class="input"
        type="color"
        aria-label="Pick the accent colour"
        .value=${live(/^#[0-9a-f]{6}$/i.test(accent) ? accent.toLowerCase() : '#000000')}
        @input=${(event: Event) => {
          choose((event.target as HTMLInputElement).value.toUpperCase());
        }}
      />
    </div>`;
  }

  #figure(place: number, { figures }: LookJson): TemplateResult {
    const value = this.state.places === null ? figures[place] : this.state.places[place];
    return renderChoice({
      ...{ label: `Figure ${place + 1}`, name: `look-figure-${place + 1}`, value: value ?? NO_FIGURE },
      options: [...choicesOf(FIGURES), [NO_FIGURE, 'None']],
      onInput: (figure) => {
        this.#place(figures, place, figure as Figure | typeof NO_FIGURE);
      },
    });
  }

  #keptList(): TemplateResult | typeof nothing {
    const { kept } = this.state;
    if (kept.length === 0) return nothing;
    return html`<details class="more">
      <summary>All that stays as you made it (${kept.length})</summary>
      <ul>
        ${kept.map(({ scene, source }) => html`<li>${source}${scene === null ? ', colour or letters' : ` in ${scene}, its place`}</li>`)}
      </ul>
    </details>`;
  }
}

customElements.define('look-part', LookPart);
