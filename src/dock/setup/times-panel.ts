import { html, type TemplateResult } from '../vendor/lit-html/lit-html.js';
import { live } from '../vendor/lit-html/directives/live.js';
import { MODE_WORDS } from '../lib/words.js';
import type { SetupActions, SetupModel, ShowJson } from './model.js';

const PHASES: readonly (readonly [string, string])[] = [
  ['lobby', 'Lobby'],
  ['queuing', 'Queue'],
  ['in_progress', 'In raid'],
  ['survived', 'Survived'],
  ['died', 'Died'],
  ['mia', 'MIA'],
];

/** Which scene belongs to what, and the show's times; saved as one. */
export function renderTimes(model: SetupModel, actions: SetupActions): TemplateResult {
  const { show } = model;
  if (show === null) return html``;
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    void actions.press('save-show', 'PATCH', '/show', showOf(event.target as HTMLFormElement));
  };
  return html`<section class="panel wide" aria-labelledby="times-title">
    <h2 id="times-title">6 · Scenes and times</h2>
    <form class="times" @submit=${onSubmit}>
      ${PHASES.map(([phase, name]) =>
        renderField(`Scene: ${name}`, `scene-${phase}`, show.scenes[phase] ?? '', 'empty: switch nothing'),
      )}
      ${renderField('Outcome stays (seconds)', 'post_raid_seconds', String(show.post_raid_seconds), '10')}
      ${renderField('A new day begins at', 'day_starts_at', show.day_starts_at, '05:00')}
      ${renderField('Never leave scenes that contain', 'protected_scenes', show.protected_scenes.join(', '), 'none')}
      <label class="field">
        <span class="label">Game mode where a key does not say</span>
        <select class="input" name="game_mode" .value=${live(show.game_mode)}>
          ${Object.entries(MODE_WORDS).map(
            ([mode, word]) =>
              html`<option value=${mode} ?selected=${mode === show.game_mode}>${word}</option>`,
          )}
        </select>
      </label>
      <label class="check-field">
        <input type="checkbox" name="switch_scenes" .checked=${live(show.switch_scenes)} /> Switch scenes in
        OBS
      </label>
      <button class="key" data-key="save-show">Save scenes and times</button>
    </form>
  </section>`;
}

function renderField(label: string, name: string, value: string, placeholder: string): TemplateResult {
  return html`<label class="field">
    <span class="label">${label}</span>
    <input
      class="input"
      name=${name}
      .value=${value}
      placeholder=${placeholder}
      maxlength="256"
      autocomplete="off"
    />
  </label>`;
}

/** The form as the show file has it. */
function showOf(form: HTMLFormElement): Partial<ShowJson> {
  const data = new FormData(form);
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return {
    scenes: Object.fromEntries(PHASES.map(([phase]) => [phase, text(`scene-${phase}`) || null])),
    post_raid_seconds: Number(text('post_raid_seconds')),
    day_starts_at: text('day_starts_at'),
    game_mode: text('game_mode') === 'pve' ? 'pve' : 'pvp',
    protected_scenes: text('protected_scenes')
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
    switch_scenes: data.get('switch_scenes') !== null,
  };
}
