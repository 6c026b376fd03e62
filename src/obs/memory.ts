import type { Bindings } from './bindings.js';
import type { ObsStatus, Wish } from './obs-status.js';
import { mergeChanges, type SceneChange } from './scene-policy.js';

/** What outlives a link: the newest wish (one slot, however many come), and what the streamer did in OBS. */
export interface Memory {
  wish: Wish | null;
  /** Counts wishes, for "texts first": a revision can come more than once. */
  wishNumber: number;
  /** The scene change that is not carried out yet. */
  change: SceneChange | null;
  /** The program scene at the time when the change was found to lead nowhere; null: it was not. */
  parkedOn: string | null;
  inputBindings: Bindings;
  sceneBindings: Bindings;
  acknowledged: ObsStatus['acknowledged'];
  sceneLeftAlone: ObsStatus['sceneLeftAlone'];
}

export function createMemory(): Memory {
  return {
    wish: null,
    wishNumber: 0,
    change: null,
    parkedOn: null,
    inputBindings: new Map(),
    sceneBindings: new Map(),
    acknowledged: null,
    sceneLeftAlone: null,
  };
}

/** Puts the wish into the slot; its scene change joins one that is still waiting. */
export function takeWish(memory: Memory, wish: Wish, atMs: number): void {
  memory.wish = wish;
  memory.wishNumber += 1;
  if (wish.sceneChange === null) return;
  const { cause } = wish.sceneChange;
  const fromScene = wish.sceneChange.cause === 'time' ? wish.sceneChange.fromScene : null;
  wantChange(memory, { cause, fromScene, atMs, wishNumber: memory.wishNumber });
}

/** OBS is (again) ours to drive: the scene follows if one of ours is on, whatever was wanted before. */
export function wantSceneOnConnect(memory: Memory, atMs: number): void {
  memory.change = null;
  wantSceneAgain(memory, atMs);
}

/** Somebody asks that all be put right: no less is done than what waits already. */
export function wantSceneAgain(memory: Memory, atMs: number): void {
  wantChange(memory, { cause: 'connect', fromScene: null, atMs, wishNumber: 0 });
}

function wantChange(memory: Memory, change: SceneChange): void {
  memory.change = mergeChanges(memory.change, change);
  memory.parkedOn = null;
}
