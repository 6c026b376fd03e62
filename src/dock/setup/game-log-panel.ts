import { html, nothing, type TemplateResult } from 'lit-html';
import { call } from '../lib/call.js';
import { renderKey } from '../lib/key.js';
import { renderSaid, saidOf } from '../lib/said.js';
import type { GameLogJson } from '../../client/wire.js';
import { timeOfDay } from '../../client/words.js';
import { renderField } from './fields.js';
import { isOnStreamingPc, renderOnlyThere } from './on-streaming-pc.js';
import { PagePart, type PartState } from './page-part.js';
import { renderSwitch } from './switch.js';

interface State extends PartState {
  /** Null until the service has answered. */
  readonly log: GameLogJson | null;
  /** The folder as it is being typed; null: nothing is typed. */
  readonly typed: string | null;
}

/** The switch that lets the game's own log press keys; a snapshot comes when something was understood, or a folder has gone. */
class GameLogPart extends PagePart<State> {
  protected override state: State = { log: null, typed: null, said: null, pressed: new Set() };

  protected override async refresh(): Promise<void> {
    if (!isOnStreamingPc(location.hostname)) return;
    const log = await call<GameLogJson>('GET', '/game-log');
    if (log.kind === 'ok') this.show({ log: log.json });
  }

  async #set(key: string, fields: object): Promise<void> {
    this.show({ pressed: this.withPressed(key), said: null });
    const answer = await call<GameLogJson>('POST', '/game-log', fields);
    const pressed = this.withoutPressed(key);
    const isStored = answer.kind === 'ok';
    // The switch turns with the sentence, not after it. What keeps it from reading stands below anyway.
    const said = isStored && answer.json.problem !== null ? null : saidOf(answer);
    this.show({ pressed, said, ...(isStored && { log: answer.json, typed: null }) });
  }

  protected override page(): TemplateResult {
    return html`<section class="panel" aria-labelledby="game-log-title">
      <h2 id="game-log-title">Let the game press keys</h2>
      ${isOnStreamingPc(location.hostname) ? this.#here() : renderOnlyThere('This is switched')}
    </section>`;
  }

  #here(): TemplateResult {
    const { log, said } = this.state;
    if (log === null) return html`<p class="quiet">Being looked up…</p>`;
    return html`<p>
        The game writes a log when you queue, find a match and leave a raid. From it come the queue, the map,
        Matched and Raid over, without a key. Kills and how a raid ended are not in it: you still press those.
      </p>
      ${renderSwitch(this.state, {
        ...{ id: 'game-log', label: 'Read the game’s log', isOn: log.enabled },
        onPress: () => void this.#set('game-log', { enabled: !log.enabled }),
      })}
      ${log.enabled ? this.#reading(log) : nothing}
      <details class="more">
        <summary>What it reads, and the risk</summary>
        <ul>
          <li>
            It only reads text files in the game’s folder Logs. It changes no file and does not touch the
            game.
          </li>
          <li>Nothing is sent anywhere. Only your raids are kept: map, character, mode and times.</li>
          <li>
            The makers of the game have not approved tools like this. Others have read these files for years,
            and no account is known to be lost by it. It is your decision.
          </li>
        </ul>
      </details>
      <div class="said">${renderSaid(said)}</div>`;
  }

  /** Whether it works, and where it reads. */
  #reading({ state, folder, folder_is_set, found, last, problem }: GameLogJson): TemplateResult {
    const key = (id: string, label: string, fields: object) =>
      renderKey(this.state, { id, label, look: 'small', onPress: () => void this.#set(id, fields) });
    const others = found.filter((other) => other !== folder);
    return html`<p class="game-log-last" aria-live="polite">
        ${
          last === null
            ? state === 'watching'
              ? 'Nothing understood yet. It begins with your next queue.'
              : nothing
            : html`<strong>Last understood:</strong> ${last.sentence}
                <span class="quiet">${last.is_old ? 'Before it was read,' : ''} ${timeOfDay(last.at)}</span>`
        }
      </p>
      ${problem === null ? nothing : html`<p class="notice notice-warn">${problem.finding} ${problem.remedy}</p>`}
      ${folder === null ? nothing : html`<p class="quiet">Folder: <code>${folder}</code></p>`}
      <form
        class="game-log-folder"
        @submit=${(event: Event) => {
          event.preventDefault();
          void this.#set('folder', { folder: this.state.typed ?? '' });
        }}
      >
        ${renderField({
          ...{
            label: folder === null ? 'Folder Logs of the game' : 'Another folder',
            name: 'game-log-folder',
            value: this.state.typed ?? '',
          },
          ...{ maxLength: 1000, isRequired: true, placeholder: '\\\\gaming-pc\\Logs' },
          onInput: (typed) => {
            this.show({ typed });
          },
        })}
        <div class="keys">
          <button class="key key-small" data-key="folder">Use this folder</button>
          ${folder_is_set ? key('find-folder', 'Find it for me', { find_folder: true }) : nothing}
          ${others.map((other, index) => key(`found-${index}`, `Use ${other}`, { folder: other }))}
        </div>
      </form>`;
  }
}

customElements.define('game-log-part', GameLogPart);
