import type { LinkState } from './link-state.js';
import type { Timings } from '../timings.js';

/** Call it before sending a scene switch to OBS: viewers see `scene` until the transition ends. */
export function beginLeaving(session: LinkState, scene: string | null, nowMs: number): void {
  // After OBS dropped a switch, the program scene that it reports is not on screen, so the scene left before still
  // counts.
  const left = session.programUnconfirmed ? (session.leaving?.scene ?? scene) : scene;
  if (left !== null)
    session.leaving = { scene: left, sinceMs: nowMs, startedBefore: session.transitionsStarted };
}

/** Somebody else has switched the scene: its transition has already started. */
export function noteLeft(session: LinkState, before: string | null, now: string | null, nowMs: number): void {
  if (before === null || before === now || session.transitionSinceMs === null) return;
  const startedBefore = session.transitionsStarted - 1;
  session.leaving ??= { scene: before, sinceMs: nowMs, startedBefore };
}

/** The scene that viewers still see, because the transition to the program scene is not over; null: none. */
export function leavingScene(session: LinkState, timings: Timings, nowMs: number): string | null {
  if (session.leaving !== null && nowMs < leavingUntilMs(session, timings)) return session.leaving.scene;
  return null;
}

/**
 * When the old scene no longer counts as visible, even if OBS never reported the end of the transition; Infinity: there
 * is none.
 */
export function leavingUntilMs({ leaving, ...session }: LinkState, timings: Timings): number {
  if (leaving === null) return Infinity;
  if (session.transitionsStarted > leaving.startedBefore || session.programUnconfirmed)
    return leaving.sinceMs + timings.transitionTimeoutMs;
  return leaving.sinceMs + timings.transitionStartTimeoutMs;
}
