import type { LinkState } from './link-state.js';
import type { Timings } from '../timings.js';

/** Call it before sending a scene switch to OBS: viewers see `scene` until the transition ends. */
export function beginLeaving(linkState: LinkState, scene: string | null, nowMs: number): void {
  // After OBS dropped a switch, the program scene that it reports is not on screen, so the scene left before still
  // counts.
  const left = linkState.programUnconfirmed ? (linkState.leaving?.scene ?? scene) : scene;
  if (left !== null)
    linkState.leaving = { scene: left, sinceMs: nowMs, startedBefore: linkState.transitionsStarted };
}

/** Somebody else has switched the scene: its transition has already started. */
export function noteLeft(
  linkState: LinkState,
  before: string | null,
  now: string | null,
  nowMs: number,
): void {
  if (before === null || before === now || linkState.transitionSinceMs === null) return;
  const startedBefore = linkState.transitionsStarted - 1;
  linkState.leaving ??= { scene: before, sinceMs: nowMs, startedBefore };
}

/** The scene that viewers still see, because the transition to the program scene is not over; null: none. */
export function leavingScene(linkState: LinkState, timings: Timings, nowMs: number): string | null {
  if (linkState.leaving !== null && nowMs < leavingUntilMs(linkState, timings))
    return linkState.leaving.scene;
  return null;
}

/**
 * When the old scene no longer counts as visible, even if OBS never reported the end of the transition; Infinity: there
 * is none.
 */
export function leavingUntilMs({ leaving, ...linkState }: LinkState, timings: Timings): number {
  if (leaving === null) return Infinity;
  if (linkState.transitionsStarted > leaving.startedBefore || linkState.programUnconfirmed)
    return leaving.sinceMs + timings.transitionTimeoutMs;
  return leaving.sinceMs + timings.transitionStartTimeoutMs;
}
