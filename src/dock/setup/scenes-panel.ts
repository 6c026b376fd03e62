import { html, nothing, type TemplateResult } from 'lit-html';
import { collectionFileName, PLATFORM_NAMES, PLATFORMS } from '../../lib/obs-platforms.js';
import { renderKey } from '../lib/key.js';
import { renderSkip } from './deck-panel.js';
import { renderGamePicture } from './game-picture.js';
import type { SetupActions, SetupModel } from './model.js';
import { sceneInObs } from './scene-in-obs.js';

/** Our scenes into OBS, in one press or by import. */
export function renderScenesStep(model: SetupModel, actions: SetupActions): TemplateResult {
  const collection = model.snapshot?.obs.scene_collection;
  const look = model.show?.look.name;
  return html`<p>
      Adds the Tarkov scenes and their texts to the scene collection that is open in
      OBS${collection == null ? nothing : html` (<strong>${collection}</strong>)`}. Everything of yours stays
      as it is.
    </p>
    ${renderMissingParts(model)}
    <div class="keys">
      ${renderKey(model, {
        id: 'make-scenes',
        label: 'Make my scenes',
        look: 'next',
        onPress: () => void actions.press('make-scenes', 'POST', '/obs/setup'),
      })}
      ${
        model.checks.some(({ check, state }) => check === 'canvas' && state === 'fault')
          ? renderKey(model, {
              id: 'fit-scenes',
              label: 'Fit scenes to canvas',
              onPress: () => void actions.press('fit-scenes', 'POST', '/obs/fit'),
            })
          : nothing
      }
    </div>
    <details class="more">
      <summary>Or import them as a scene collection of their own</summary>
      <p>
        Download the file for your PC. In OBS, open <strong>Scene Collection → Import</strong>, choose it, and
        then choose <strong>Scene Collection → Tarkov Stream</strong>: importing does not switch to it.
      </p>
      <ul class="downloads">
        ${PLATFORMS.map(
          (platform) =>
            html`<li>
              <a href="/scenes/${collectionFileName(platform, look === 'ledger' ? undefined : look)}" download
                >Download for ${PLATFORM_NAMES[platform]}</a
              >
            </li>`,
        )}
      </ul>
    </details>`;
}

/** What is wrong with scenes that were there before. */
function renderMissingParts({ snapshot, show }: SetupModel): TemplateResult | typeof nothing {
  const problems = snapshot?.obs.problems.filter(({ code }) => code !== 'other_scene') ?? [];
  const [first] = problems;
  const wanted = new Set(Object.values(show?.scenes ?? {}).filter((scene) => scene !== null));
  // None of ours is there yet: the key says enough.
  if (snapshot?.obs.missing_scenes.length === wanted.size) return nothing;
  if (first === undefined || first.severity === 'note') return nothing;
  return html`<p class="quiet">${first.finding} ${first.remedy}</p>`;
}

/** Where the game capture goes, with a picture of it. */
export function renderGameStep(model: SetupModel, actions: SetupActions): TemplateResult {
  const isFilled = model.names?.game_filled === true;
  return html`<p>
      <strong>Tarkov Game</strong> lies under all five scenes, so you do this once.
      ${
        isFilled
          ? 'It has a source already: start the game and look whether you see it there.'
          : 'It is still empty.'
      }
    </p>
    ${renderGamePicture()}
    <ol class="clicks">
      <li>In OBS, click the scene <strong>Tarkov Game</strong>.</li>
      <li>
        Under Sources, press <strong>+</strong> and choose <strong>Game Capture</strong>, or the capture that
        you use in your other scenes. Add your camera the same way.
      </li>
    </ol>
    ${
      isFilled
        ? nothing
        : html`<div class="keys">${renderSkip('game', 'I do this later', model, actions)}</div>`
    }`;
}

/** The scene of this moment on program, by a key. */
export function renderLobbyStep(model: SetupModel, actions: SetupActions): TemplateResult {
  const program = model.snapshot?.obs.program_scene ?? null;
  return html`<p>
      OBS has to show one of the Tarkov scenes. From then on, the program switches between them. If you choose
      another scene of yours, OBS stays there until you press Queue; it never leaves your “be right back”
      scenes.
    </p>
    ${
      renderSceneInTheWay(model, actions) ??
      html`<p class="quiet">
        ${program === null ? 'OBS is not connected.' : html`OBS shows <strong>${program}</strong>.`}
      </p>`
    }`;
}

/** A marked raid through OBS, without a trace in the figures. */
export function renderDriveStep(model: SetupModel, actions: SetupActions): TemplateResult {
  const { driveEndsAtMs } = model;
  return html`<p>
      Plays a raid through OBS: queue, raid, two kills, survived. It is marked <em>Test drive</em>, nothing of
      it is stored, and any real press ends it. Scenes switch only while OBS shows one of the Tarkov scenes.
    </p>
    ${driveEndsAtMs === null ? nothing : html`<p class="notice">It runs: ${secondsTo(driveEndsAtMs)} left.</p>`}
    <div class="keys">
      ${
        driveEndsAtMs === null
          ? renderKey(model, {
              id: 'drive',
              label: 'Start the test drive',
              look: 'next',
              onPress: () => void actions.press('drive', 'POST', '/rehearsal/start'),
            })
          : renderKey(model, {
              id: 'drive-end',
              label: 'End it now',
              onPress: () => void actions.press('drive-end', 'POST', '/rehearsal/end'),
            })
      }
    </div>`;
}

/** OBS shows a scene that is none of the show's, so nothing of a raid is seen: which one to choose, and a key for it. */
function renderSceneInTheWay(model: SetupModel, actions: SetupActions): TemplateResult | null {
  const { snapshot, show, names } = model;
  const program = snapshot?.obs.program_scene ?? null;
  if (snapshot === null || show === null || names === null || program === null) return null;
  const ours = Object.values(show.scenes).map((scene) => sceneInObs(scene, names));
  if (ours.includes(program)) return null;
  const { raid, rehearsal } = snapshot;
  const phase = raid.active && raid.status !== null ? raid.status : 'lobby';
  const target = rehearsal == null ? sceneInObs(show.scenes[phase] ?? null, names) : null;
  if (target !== null && !names.scenes.includes(target)) {
    return html`<p class="notice">
      OBS has no scene “${target}” yet, so there is nothing to see: press Make my scenes first.
    </p>`;
  }
  return html`<div class="notice" id="scene-in-the-way">
    <p>
      OBS shows “${program}”, which is none of the show’s scenes, so you will see nothing of a raid.
      ${target === null ? nothing : html`Choose <strong>${target}</strong> in OBS, or press:`}
    </p>
    <div class="keys">
      ${renderKey(model, {
        id: 'show-scene',
        label: target === null ? 'Switch OBS to the show' : `Switch OBS to ${target}`,
        look: 'next',
        onPress: () => void actions.press('show-scene', 'POST', '/obs/scene'),
      })}
    </div>
  </div>`;
}

function secondsTo(endsAtMs: number): string {
  const seconds = Math.max(0, Math.round((endsAtMs - performance.now()) / 1000));
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
