import { game, GAME_SCENE } from './items.js';
import { inRaidScene } from './in-raid-scene.js';
import { lobbyScene } from './lobby-scene.js';
import { deathScene, survivedScene } from './outcome-scenes.js';
import type { Platform } from '../lib/obs-platforms.js';
import { queueScene } from './queue-scene.js';
import type { SceneDescription, SourceDescription } from './scene-description.js';
import { GAME_CAPTURE, LABELS, LIVE_TEXTS, SURFACES } from './sources.js';

/** Our scenes in the order in which OBS lists them. The five lie over the nested `Tarkov Game`, which comes last. */
export function describeScenes(platform: Platform): readonly SceneDescription[] {
  const shown = [lobbyScene(), queueScene(), inRaidScene(), survivedScene(), deathScene()];
  return [
    ...shown.map(({ name, items }) => ({ name, items: [game(), ...items] })),
    {
      name: GAME_SCENE,
      items: hasGame(platform) ? [{ type: 'full', source: GAME_CAPTURE.name, fit: 'contain' }] : [],
    },
  ];
}

/** Every input that those scenes show. */
export function describeSources(platform: Platform): readonly SourceDescription[] {
  return [...SURFACES, ...LABELS, ...LIVE_TEXTS, ...(hasGame(platform) ? [GAME_CAPTURE] : [])];
}

/**
 * The game runs on Windows alone. Elsewhere the picture comes from a capture card or over the network, which only the
 * streamer can choose: there `Tarkov Game` is empty, since a Windows capture would be a dead source and a screen
 * capture would ask for permission (and show the desktop) as soon as the scenes are opened.
 */
function hasGame(platform: Platform): boolean {
  return platform === 'windows';
}
