import type { Overlay } from '../../show/overlay.js';

/** What OBS should show now. */
export interface DesiredState {
  readonly revision: number;
  readonly overlay: Overlay;
  /**
   * Why the phase changed since the last desired state; null when it did not. `start` may leave a foreign scene, `press` only
   * one of ours, `time` only `fromScene` (the raid's own outcome scene).
   */
  readonly sceneChange:
    | { readonly cause: 'start' | 'press' }
    | { readonly cause: 'time'; readonly fromScene: string | null }
    | null;
}
