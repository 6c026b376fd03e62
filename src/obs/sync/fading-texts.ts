import type { Context } from './context.js';
import { leavingScene } from './leaving.js';
import { keyOf, type Observed, type SceneContents } from '../observe/observed.js';
import { nextScene } from './scene-sync.js';
import type { LinkState } from './link-state.js';

/**
 * The keys and names of the texts that keep their words for now: those that only the scene on its way out has. It is seen until its
 * transition is over, and what belongs to the next scene would be a foreign word in it. They are sent when it is over; a
 * text that the scene coming in shows as well is never held.
 */
export function fadingTexts(context: Context, session: LinkState): ReadonlySet<string> {
  const { observed } = session;
  const fading = new Set<string>();
  if (observed === null) return fading;
  const program = contentsOf(observed, session, observed.programScene);
  const left = leavingScene(session, context.timings, context.nowMs());
  if (left !== null && left !== observed.programScene)
    addMissingFrom(fading, contentsOf(observed, session, left), program);
  const next = nextScene(context, session);
  if (next !== null) addMissingFrom(fading, program, contentsOf(observed, session, next.name));
  return fading;
}

function addMissingFrom(fading: Set<string>, going: SceneContents, coming: SceneContents): void {
  for (const key of going.all) if (!coming.shown.has(key)) fading.add(key);
}

const NOTHING: SceneContents = { all: new Set(), shown: new Set() };

function contentsOf(observed: Observed, session: LinkState, name: string | null): SceneContents {
  const scene = observed.scenes.find((candidate) => candidate.name === name);
  if (scene === undefined) return NOTHING;
  const contents = observed.contents.get(keyOf(scene));
  if (contents === undefined && !session.dirty.has('items')) {
    session.dirty.add('items');
    session.textWake.wake();
  }
  return contents ?? NOTHING;
}
