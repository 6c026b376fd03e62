import { html, type TemplateResult } from 'lit-html';
import { choicesOf, MODE_WORDS, OUTCOME_WORDS } from '../../client/words.js';
import type { Draft } from '../lib/draft.js';
import { typedName } from '../lib/typed-name.js';
import { renderChoice, renderField } from './fields.js';
import { missingName, renderMissingName, renderNameField } from './name-field.js';
import type { SetupActions, SetupModel } from './model.js';
import type { RaidPhase, ShowJson } from '../../client/wire.js';

/** What most streamers have a scene for. */
const PHASE_WORDS = {
  lobby: 'Lobby',
  queuing: 'Queue',
  in_progress: 'In raid',
  survived: OUTCOME_WORDS.survived,
  died: OUTCOME_WORDS.died,
  mia: OUTCOME_WORDS.mia,
} as const satisfies Readonly<Partial<Record<'lobby' | RaidPhase, string>>>;

/** The others: without a scene of its own, an outcome has that of the one it counts as. */
const MORE_PHASE_WORDS = {
  over: 'Raid over, outcome not said',
  run_through: OUTCOME_WORDS.run_through,
  transit: OUTCOME_WORDS.transit,
  left: OUTCOME_WORDS.left,
} as const satisfies Readonly<Partial<Record<RaidPhase, string>>>;

const SCENE = 'scene-';
/** Marks a scene whose name is typed; no part of the show. */
const FREE = 'free-';

/** Which scene belongs to what, and the show's times; saved as one. */
export function renderTimes(model: SetupModel, actions: SetupActions): TemplateResult {
  const { show, draft } = model;
  if (show === null) return html``;
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    actions.saveTimes(showOf(draft, model.names?.scenes ?? []), draft);
  };
  const gameMode = draft['game_mode'] ?? show.game_mode;
  const switches = draft['switch_scenes'] ?? show.switch_scenes;
  return html`<section class="panel wide" aria-labelledby="times-title">
    <h2 id="times-title">Scenes and times</h2>
    <form class="times" @submit=${onSubmit} @input=${actions.typeTimes}>
      ${choicesOf(PHASE_WORDS).map(([phase, name]) => renderScene(phase, name, show, model, actions))}
      <label class="field">
        <span class="label">Outcome stays (seconds)</span>
        <input
          class="input"
          name="post_raid_seconds"
          type="number"
          required
          min="0"
          max="3600"
          step="any"
          .value=${draft['post_raid_seconds'] ?? String(show.post_raid_seconds)}
        />
      </label>
      <label class="field">
        <span class="label">A new day begins at</span>
        <input
          class="input"
          name="day_starts_at"
          required
          pattern="([01]\\d|2[0-3]):[0-5]\\d"
          title="A time of day such as 05:00"
          maxlength="5"
          autocomplete="off"
          .value=${draft['day_starts_at'] ?? show.day_starts_at}
        />
      </label>
      ${renderField({
        label: 'Never leave scenes that contain',
        name: 'protected_scenes',
        value: draft['protected_scenes'] ?? show.protected_scenes.join(', '),
        placeholder: 'none',
      })}
      ${renderChoice({ label: 'Default game mode', name: 'game_mode', value: gameMode, options: Object.entries(MODE_WORDS) })}
      <label class="check-field">
        <input type="checkbox" name="switch_scenes" .checked=${Boolean(switches)} /> Switch scenes in OBS
      </label>
      <details class="more">
        <summary>More scenes and times</summary>
        <div class="times">
          ${choicesOf(MORE_PHASE_WORDS).map(([phase, name]) => renderScene(phase, name, show, model, actions))}
          ${renderMinutes('Run-through ends after (minutes)', 'run_through_minutes', show, draft)}
          ${renderMinutes('Scav cooldown (minutes)', 'scav_cooldown_minutes', show, draft)}
        </div>
      </details>
      <button class="key" data-key="save-show">Save scenes and times</button>
    </form>
  </section>`;
}

function renderMinutes(
  label: string,
  name: 'run_through_minutes' | 'scav_cooldown_minutes',
  show: ShowJson,
  draft: Draft,
): TemplateResult {
  return html`<label class="field">
    <span class="label">${label}</span>
    <input
      class="input"
      name=${name}
      type="number"
      required
      min="0"
      max="180"
      step="any"
      .value=${draft[name] ?? String(show[name])}
    />
  </label>`;
}

/** The scene of one phase, from OBS's own list or typed, with a word when OBS does not have it. */
function renderScene(
  phase: string,
  phaseName: string,
  { scenes }: ShowJson,
  { names, draft, savedDraft }: SetupModel,
  actions: SetupActions,
): TemplateResult {
  const name = `${SCENE}${phase}`;
  const typed = draft[name];
  const value = typed ?? scenes[phase] ?? '';
  const known = names?.scenes ?? [];
  const free = `${FREE}${phase}`;
  return html`<div class="scene-field">
    ${renderNameField({
      label: `Scene: ${phaseName}`,
      name,
      value,
      what: 'scene',
      emptyWords: 'switch nothing',
      known: names === null ? null : known,
      isFree: Boolean(draft[free]),
      onFree: (isFree) => {
        actions.setTimes({ [free]: isFree ? 'on' : '' });
      },
    })}
    ${renderMissingName('scene', value, missingName(value, known, names), (nearest) => {
      // What is stored is put right at once; what is being typed is saved with the rest.
      if (typed === undefined || typed === savedDraft[name])
        actions.saveTimes({ scenes: { [phase]: nearest } }, {});
      else actions.setTimes({ [name]: nearest, [free]: '' });
    })}
  </div>`;
}

/** What was typed, as the show file has it; nothing else, so that what was changed elsewhere meanwhile stays. */
function showOf(draft: Draft, knownScenes: readonly string[]): Partial<ShowJson> {
  const fields = Object.entries(draft);
  const scenes = fields.flatMap(([name, value]) =>
    name.startsWith(SCENE)
      ? [[name.slice(SCENE.length), typedName(value, knownScenes) || null] as const]
      : [],
  );
  const others = fields
    .filter(([name]) => !name.startsWith(SCENE) && !name.startsWith(FREE))
    .map(([name, value]) => [name, value.trim()] as const);
  return {
    ...(scenes.length === 0 ? {} : { scenes: Object.fromEntries(scenes) }),
    ...Object.fromEntries(others.map(([name, value]) => [name, READ[name]?.(value) ?? value])),
  };
}

/** How fields that are no text are read. */
const READ: Readonly<Record<string, (value: string) => unknown>> = {
  post_raid_seconds: Number,
  run_through_minutes: Number,
  scav_cooldown_minutes: Number,
  protected_scenes: (value) =>
    value
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  switch_scenes: (value) => value !== '',
};
