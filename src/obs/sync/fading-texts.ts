import type { Context } from './context.js';
import { leavingScene } from './leaving.js';
import { keyOf, type Observed, type SceneContents } from '../observe/observed.js';
import { nextScene } from './scene-sync.js';
import type { LinkState } from './link-state.js';

/**
 * The keys and names of the texts that only the outgoing scene has. Viewers see it until its transition is over, and a
 * text of the next scene would be wrong in it, so they are sent afterwards. A text that the incoming scene shows as
 * well is sent at once.
 * @returns null when the contents of these scenes are not known yet: nothing may be sent before they are read.
 */
export function fadingTexts(context: Context, linkState: LinkState): ReadonlySet<string> | null {
  const { observed } = linkState;
  const fading = new Set<string>();
  if (observed === null) return fading;
  // Somebody else has chosen this scene: read what is in it.
  if (contentsOf(observed, observed.programScene) === undefined && !linkState.dirty.has('items')) {
    linkState.dirty.add('items');
    linkState.textWake.wake();
  }
  const left = leavingScene(linkState, context.timings, context.nowMs());
  const next = nextScene(context, linkState);
  const pairs: (readonly [going: string | null, coming: string | null])[] = [];
  if (left !== null && left !== observed.programScene) pairs.push([left, observed.programScene]);
  if (next !== null) pairs.push([observed.programScene, next.name]);
  for (const [going, coming] of pairs) {
    const [before, after] = [contentsOf(observed, going), contentsOf(observed, coming)];
    if (before === undefined || after === undefined) return null;
    addMissingFrom(fading, before, after);
  }
  return fading;
}

function addMissingFrom(fading: Set<string>, going: SceneContents, coming: SceneContents): void {
  for (const key of going.all) if (!coming.shown.has(key)) fading.add(key);
}

const NOTHING: SceneContents = { all: new Set(), shown: new Set() };

/** Undefined while they have not been read. */
function contentsOf(observed: Observed, name: string | null): SceneContents | undefined {
  const scene = observed.scenes.find((candidate) => candidate.name === name);
  if (scene === undefined) return NOTHING;
  const contents = observed.contents.get(keyOf(scene));
  return contents === null ? NOTHING : contents;
}
