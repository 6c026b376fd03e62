import { html, type TemplateResult } from 'lit-html';

const SCENES = [
  'Tarkov Lobby',
  'Tarkov Queue',
  'Tarkov In Raid',
  'Tarkov Survived',
  'Tarkov Death',
  'Tarkov Game',
];

/** OBS's own two lists as they look when the game is at its place. */
export function renderGamePicture(): TemplateResult {
  return html`<figure
    class="obs-picture"
    role="img"
    aria-label="OBS: the scene Tarkov Game is chosen, and Game Capture and Camera stand under Sources, where the plus key is"
  >
    <div class="obs-list">
      <span class="obs-title">Scenes</span>
      ${SCENES.map((name) => html`<span class="obs-row ${name === 'Tarkov Game' ? 'is-chosen' : ''}">${name}</span>`)}
    </div>
    <div class="obs-list">
      <span class="obs-title">Sources</span>
      <span class="obs-row">Camera</span>
      <span class="obs-row is-chosen">Game Capture</span>
      <span class="obs-tools"><span class="obs-plus">+</span> – ⚙</span>
    </div>
  </figure>`;
}
