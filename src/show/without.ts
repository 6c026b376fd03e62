import { DEFAULT_SCENES, DEFAULT_SHOW } from './default-show.js';
import type { Phase } from './overlay.js';
import type { Show } from './show.js';

/**
 * The built-in sources and scenes that this show does without: a text that is not its own any more, and a scene in whose
 * place it has others throughout.
 */
export function namesWithout({ texts, scenes }: Pick<Show, 'texts' | 'scenes'>): ReadonlySet<string> {
  const givenUp = Object.keys(DEFAULT_SHOW.texts).filter((source) => texts[source] === null);
  const used = new Set(Object.values(scenes));
  const replaced = Object.entries(DEFAULT_SCENES).filter(
    ([phase, scene]) => scene !== null && !used.has(scene) && scenes[phase as Phase] !== null,
  );
  return new Set([...givenUp, ...replaced.flatMap(([, scene]) => scene ?? [])]);
}
