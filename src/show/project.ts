import type { Snapshot } from '../raid/snapshot.js';
import { isStale } from '../raid/press/stale.js';
import type { Overlay } from './overlay.js';
import { phaseOf } from './phase.js';
import type { Show } from './show.js';
import { renderTemplate } from './template.js';
import { createView } from './view.js';

/** What should be on screen now. Pure: the same snapshot, show and time give the same overlay. */
export function project(snapshot: Snapshot, show: Show, now: Date): Overlay {
  const phase = phaseOf(snapshot, show.post_raid_seconds, now);
  const view = createView(snapshot, phase, now, show);
  const texts: Record<string, string> = {};
  for (const [source, template] of Object.entries(show.texts)) {
    if (template !== null) texts[source] = renderTemplate(template, view);
  }
  const isForgotten = snapshot.raid !== null && isStale(snapshot.raid, now);
  return {
    phase,
    // With a forgotten raid, time and connects must not put the streamer back into it.
    scene: isForgotten ? null : show.scenes[phase],
    texts,
    isForgotten,
    scenePolicy: {
      switchScenes: show.switch_scenes,
      ourScenes: [...new Set(Object.values(show.scenes).filter((scene) => scene !== null))],
      protectedScenes: show.protected_scenes,
    },
  };
}
