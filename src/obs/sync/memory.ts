import { forgetNames, type Bindings } from '../observe/bindings.js';
import type { DesiredState } from './desired-state.js';
import { mergeChanges, type AskedScene, type SceneChange } from './scene-policy.js';

/** What OBS has confirmed last. */
export interface Acknowledged {
  readonly revision: number;
  readonly at: Date;
}

/** A scene that was not switched, and why. */
export interface SceneLeftAlone {
  readonly scene: string;
  readonly reason: string;
  readonly at: Date;
  /** OBS was told to switch and did not. */
  readonly failed?: true;
}

/** What outlives a link: the desired state (one slot, however many come), and what the streamer did in OBS. */
export interface Memory {
  desired: DesiredState | null;
  /** Counts desired states, for "texts first": a revision can come more than once. */
  generation: number;
  /** The scene change that is not carried out yet. */
  change: SceneChange | null;
  /** While OBS lacks the wanted scene: the program scene at that time; else null. */
  waitingFromScene: string | null;
  inputBindings: Bindings;
  sceneBindings: Bindings;
  /** The scene collection that the bindings are of; null before the first. */
  collection: string | null;
  /** The bindings of collections that were open before, in this run of OBS. */
  readonly bindingsByCollection: Map<string, { readonly inputs: Bindings; readonly scenes: Bindings }>;
  acknowledged: Acknowledged | null;
  sceneLeftAlone: SceneLeftAlone | null;
}

export function createMemory(): Memory {
  return {
    desired: null,
    generation: 0,
    change: null,
    waitingFromScene: null,
    inputBindings: new Map(),
    sceneBindings: new Map(),
    collection: null,
    bindingsByCollection: new Map(),
    acknowledged: null,
    sceneLeftAlone: null,
  };
}

/** Another collection has other sources; back in the first one, its renamed sources are still known. */
export function enterCollection(memory: Memory, collection: string): void {
  if (memory.collection === collection) return;
  const { inputBindings: inputs, sceneBindings: scenes } = memory;
  if (memory.collection !== null) memory.bindingsByCollection.set(memory.collection, { inputs, scenes });
  const kept = memory.bindingsByCollection.get(collection);
  memory.inputBindings = kept?.inputs ?? forgetNames(inputs);
  memory.sceneBindings = kept?.scenes ?? forgetNames(scenes);
  memory.collection = collection;
}

/** OBS was restarted: sources that were followed by name alone may be others now. */
export function enterRun(memory: Memory): void {
  memory.inputBindings = forgetNames(memory.inputBindings);
  memory.sceneBindings = forgetNames(memory.sceneBindings);
  memory.bindingsByCollection.clear();
}

/** Puts the newest desired state into the slot; its scene change joins one that is still waiting. */
export function setDesired(memory: Memory, desired: DesiredState, atMs: number): void {
  memory.desired = desired;
  memory.generation += 1;
  if (desired.sceneChange === null) return;
  const { cause } = desired.sceneChange;
  const fromScene = desired.sceneChange.cause === 'time' ? desired.sceneChange.fromScene : null;
  wantChange(memory, { cause, fromScene, atMs, generation: memory.generation });
}

/** After a connect only a scene of ours is left, whatever change was waiting before. */
export function wantSceneOnConnect(memory: Memory, atMs: number): void {
  memory.change = null;
  wantSceneAgain(memory, atMs);
}

/** For a resync; a waiting change that may leave more scenes stays in force. */
export function wantSceneAgain(memory: Memory, atMs: number): void {
  wantChange(memory, { cause: 'connect', fromScene: null, atMs, generation: 0 });
}

/** A person asks for the scene of this moment; `settle` hears what became of it. */
export function wantAskedScene(
  memory: Memory,
  cause: 'asked' | 'forced',
  atMs: number,
  settle: (result: AskedScene) => void,
): void {
  wantChange(memory, { cause, fromScene: null, atMs, generation: 0, settle });
}

function wantChange(memory: Memory, change: SceneChange): void {
  memory.change = mergeChanges(memory.change, change);
  memory.waitingFromScene = null;
}
