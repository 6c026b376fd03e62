import type { SceneDescription } from '../scene-description.js';
import { inRaidScene } from './in-raid-scene.js';
import { lobbyScene } from './lobby-scene.js';
import { deathScene, survivedScene } from './outcome-scenes.js';
import { queueScene } from './queue-scene.js';

/** The scenes as the versions made them that had no looks, so that collections of theirs can be completed and fitted. */
export function earlierScenes(): readonly SceneDescription[] {
  return [lobbyScene(), queueScene(), inRaidScene(), survivedScene(), deathScene()];
}
