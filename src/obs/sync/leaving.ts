import type { LinkState } from './link-state.js';
import type { Timings } from '../timings.js';

/** A switch away from the scene is on its way to OBS. */
export function beginLeaving(session: LinkState, scene: string | null, nowMs: number): void {
  // What OBS names as live after it dropped a switch is not on screen: the scene that is stays the one that is left.
  const left = session.programUnconfirmed ? (session.leaving?.scene ?? scene) : scene;
  if (left !== null)
    session.leaving = { scene: left, sinceMs: nowMs, startedBefore: session.transitionsStarted };
}

/** Somebody else has switched: seen from here, the transition runs already. */
export function noteLeft(session: LinkState, before: string | null, now: string | null, nowMs: number): void {
  if (before === null || before === now || session.transitionSinceMs === null) return;
  const startedBefore = session.transitionsStarted - 1;
  session.leaving ??= { scene: before, sinceMs: nowMs, startedBefore };
}

/** The scene that viewers still see although another one is on program; null: none. */
export function leavingScene(session: LinkState, timings: Timings, nowMs: number): string | null {
  if (session.leaving !== null && nowMs < leavingUntilMs(session, timings)) return session.leaving.scene;
  return null;
}

/** When we stop believing that a scene is still seen although OBS has not told of the end; Infinity: there is none. */
export function leavingUntilMs({ leaving, ...session }: LinkState, timings: Timings): number {
  if (leaving === null) return Infinity;
  if (session.transitionsStarted > leaving.startedBefore || session.programUnconfirmed)
    return leaving.sinceMs + timings.transitionTimeoutMs;
  return leaving.sinceMs + timings.transitionStartTimeoutMs;
}
