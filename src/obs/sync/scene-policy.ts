import type { ScenePolicy } from '../../show/overlay.js';
import type { Bindings, Resolved } from '../observe/bindings.js';
import { resolve } from '../observe/bindings.js';
import type { ObservedSource } from '../observe/observed.js';

/** What became of a scene that a person asked for. */
export type AskedScene =
  | { readonly kind: 'shown'; readonly scene: string }
  /** A protected scene is on program, and leaving it was not asked for. */
  | { readonly kind: 'protected'; readonly scene: string }
  /** The open collection does not have it, or the show names none for this moment. */
  | { readonly kind: 'missing'; readonly scene: string | null }
  /** OBS went away, or did not carry it out within the time. */
  | { readonly kind: 'failed' };

/**
 * Why a scene should change: a press, time, a (re)connect, or a person who asks for the scene itself; `forced`: even if
 * a protected scene is on program.
 */
export interface SceneChange {
  readonly cause: 'start' | 'press' | 'time' | 'connect' | 'asked' | 'forced';
  /** The raid's own outcome scene, by its name in the show; of `time` alone. */
  readonly fromScene: string | null;
  /** Since when it is wanted. */
  readonly atMs: number;
  /** The generation whose texts go first. */
  readonly generation: number;
  /** Hears what became of it; of `asked` and `forced` alone. */
  readonly settle?: (result: AskedScene) => void;
}

export type SceneDecision =
  | { readonly kind: 'switch'; readonly scene: ObservedSource }
  | { readonly kind: 'live'; readonly scene: ObservedSource }
  | { readonly kind: 'leave'; readonly reason: string }
  /** OBS does not have the scene; the switch follows when it appears, unless somebody chose another one in between. */
  | { readonly kind: 'missing'; readonly reason: string }
  /** OBS has no program scene: it is still loading. */
  | { readonly kind: 'wait' }
  /** Nothing is wanted. */
  | { readonly kind: 'none' };

/** Decides by README's "Which scene, when" what to do about a wanted change; pure. */
export function decideScene(
  change: SceneChange,
  target: string | null,
  policy: ScenePolicy,
  observed: { readonly programScene: string | null; readonly scenes: readonly ObservedSource[] },
  bindings: Bindings,
): SceneDecision {
  const isAsked = change.cause === 'asked' || change.cause === 'forced';
  if (target === null || (!policy.switchScenes && !isAsked)) return { kind: 'none' };
  const program = observed.programScene;
  if (program === null) return { kind: 'wait' };
  const names = ownNames(policy, target);
  const ours = resolve(names, observed.scenes, bindings);
  const scene = ours.found.get(target);
  if (scene?.name === program) return { kind: 'live', scene };
  const isOurs = [...ours.found.values()].some(({ name }) => name === program);
  // A scene of the show is never protected: it would be entered at its phase and never left again.
  const guard = isOurs ? undefined : policy.protectedScenes.find((part) => contains(program, part));
  if (guard !== undefined && change.cause !== 'forced')
    return leave(`"${program}" is protected (its name contains "${guard}")`);
  const objection = objectionTo(change, program, ours, isOurs);
  if (objection !== null) return leave(objection);
  if (scene === undefined)
    return { kind: 'missing', reason: `OBS has no scene "${target}" in this collection` };
  return { kind: 'switch', scene };
}

function objectionTo(
  change: SceneChange,
  program: string,
  ours: Resolved<ObservedSource>,
  isOurs: boolean,
): string | null {
  switch (change.cause) {
    case 'start':
    case 'asked':
    case 'forced':
      return null;
    case 'press':
    case 'connect':
      return isOurs ? null : `"${program}" is not one of the show's scenes; only Queue leaves it`;
    case 'time': {
      const from = change.fromScene === null ? undefined : ours.found.get(change.fromScene);
      return from?.name === program
        ? null
        : `"${program}" was chosen by hand, and time alone does not leave it`;
    }
  }
}

function leave(reason: string): SceneDecision {
  return { kind: 'leave', reason };
}

function contains(name: string, part: string): boolean {
  return part !== '' && name.toLowerCase().includes(part.toLowerCase());
}

/** Every scene name that the show may mean, once. */
export function ownNames(policy: ScenePolicy, target: string | null): readonly string[] {
  return [...new Set(target === null ? policy.ourScenes : [...policy.ourScenes, target])];
}

const RANK = { forced: 5, asked: 4, start: 3, press: 2, connect: 1, time: 0 } as const;

/** Two waiting changes become one, with the cause that may leave more scenes. */
export function mergeChanges(waiting: SceneChange | null, next: SceneChange): SceneChange {
  if (waiting === null || RANK[next.cause] >= RANK[waiting.cause]) return next;
  return { ...waiting, generation: next.generation };
}

/** A start may leave a foreign scene only while the press is recent, not after OBS was away for long. */
export function ageChange(change: SceneChange, nowMs: number, startPrivilegeMs: number): SceneChange {
  const isStale = change.cause === 'start' && nowMs - change.atMs > startPrivilegeMs;
  return isStale ? { ...change, cause: 'press' } : change;
}
