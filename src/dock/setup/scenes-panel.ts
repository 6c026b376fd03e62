import { html, nothing, type TemplateResult } from 'lit-html';
import { collectionFileName, PLATFORM_NAMES, PLATFORMS } from '../../lib/obs-platforms.js';
import { renderKey } from '../lib/key.js';
import type { ObsNames, SetupActions, SetupModel } from './model.js';

/** Our scenes into OBS, in one press or by import, and the dock beside them. */
export function renderScenes(model: SetupModel, actions: SetupActions): TemplateResult {
  const collection = model.snapshot?.obs.scene_collection;
  return html`<section class="panel" aria-labelledby="scenes-title">
    <h2 id="scenes-title">2 · Scenes</h2>
    <p>
      Adds the five Tarkov scenes and their texts to the scene collection that is open in
      OBS${collection == null ? nothing : html` (<strong>${collection}</strong>)`}. What is there already is
      not touched.
    </p>
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
    <p class="quiet">Or import them as a collection of their own: OBS menu Scene Collection → Import.</p>
    <ul class="downloads">
      ${PLATFORMS.map(
        (platform) =>
          html`<li>
            <a href="/scenes/${collectionFileName(platform)}" download
              >Download for ${PLATFORM_NAMES[platform]}</a
            >
          </li>`,
      )}
    </ul>
  </section>`;
}

export function renderDock(): TemplateResult {
  return html`<section class="panel" aria-labelledby="dock-title">
    <h2 id="dock-title">3 · Keys and dock</h2>
    <p>
      <strong>In OBS:</strong> menu Docks → Custom Browser Docks, name <em>Tarkov</em>, URL
      <code>http://localhost:${window.location.port}/</code>
    </p>
    <p>
      <strong>On a phone:</strong> set <code>host</code> to <code>0.0.0.0</code> and a <code>token</code> in
      settings.json and start the program again. <a href="/keys">The keys page</a> then lists this PC’s
      address; open it on the phone and type the token once.
    </p>
    <p>
      <strong>On a Stream Deck:</strong> <a href="/keys">every key with its address</a>, ready to copy. For
      scripts: <a href="/calls">every call</a>.
    </p>
  </section>`;
}

/** A marked raid through OBS, without a trace in the figures. */
export function renderTestDrive(model: SetupModel, actions: SetupActions): TemplateResult {
  const { driveEndsAtMs } = model;
  return html`<section class="panel" aria-labelledby="drive-title">
    <h2 id="drive-title">4 · Test drive</h2>
    <p>
      Plays a raid through OBS: queue, raid, two kills, survived. It is marked <em>Test drive</em>, nothing of
      it is stored, and any real press ends it. Scenes switch only while OBS shows one of the Tarkov scenes.
    </p>
    ${renderSceneInTheWay(model, actions)}
    ${driveEndsAtMs === null ? nothing : html`<p class="notice">It runs: ${secondsTo(driveEndsAtMs)} left.</p>`}
    <div class="keys">
      ${
        driveEndsAtMs === null
          ? renderKey(model, {
              id: 'drive',
              label: 'Start the test drive',
              onPress: () => void actions.press('drive', 'POST', '/rehearsal/start'),
            })
          : renderKey(model, {
              id: 'drive-end',
              label: 'End it now',
              onPress: () => void actions.press('drive-end', 'POST', '/rehearsal/end'),
            })
      }
    </div>
  </section>`;
}

/** OBS shows a scene that is none of the show's, so nothing of a raid is seen: which one to choose, and a key for it. */
function renderSceneInTheWay(model: SetupModel, actions: SetupActions): TemplateResult | typeof nothing {
  const { snapshot, show, names } = model;
  const program = snapshot?.obs.program_scene ?? null;
  if (snapshot === null || show === null || names === null || program === null) return nothing;
  const ours = Object.values(show.scenes).map((scene) => inObs(scene, names));
  if (ours.includes(program)) return nothing;
  const { raid, rehearsal } = snapshot;
  const phase = raid.active && raid.status !== null ? raid.status : 'lobby';
  const target = rehearsal == null ? inObs(show.scenes[phase] ?? null, names) : null;
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
        look: 'small',
        onPress: () => void actions.press('show-scene', 'POST', '/obs/scene'),
      })}
    </div>
  </div>`;
}

/** A scene of the show as OBS calls it now. */
function inObs(scene: string | null, { renamed }: ObsNames): string | null {
  return renamed.find(({ from }) => from === scene)?.to ?? scene;
}

function secondsTo(endsAtMs: number): string {
  const seconds = Math.max(0, Math.round((endsAtMs - performance.now()) / 1000));
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}
