import { RAID_PHASES, type RaidPhase } from '../raid/game/statuses.js';

/** Where the show stands: a pure function of what is stored and the clock. */
export type Phase = 'lobby' | RaidPhase;
export const PHASES: readonly Phase[] = ['lobby', ...RAID_PHASES];

/** What may be done with OBS's scenes; names are compared as OBS has them, protected ones by "contains, any case". */
export interface ScenePolicy {
  /** False: never switch a scene. */
  readonly switchScenes: boolean;
  /** Every scene that the show calls its own. */
  readonly ourScenes: readonly string[];
  /** Parts of names of scenes that are never left, but for our own. */
  readonly protectedScenes: readonly string[];
}

/** What should be on screen: all of it, computed from a snapshot, the show and the clock. */
export interface Overlay {
  readonly phase: Phase;
  /** The scene that belongs to the phase; null where the show leaves the phase alone. */
  readonly scene: string | null;
  /** Input name → text. */
  readonly texts: Readonly<Record<string, string>>;
  readonly scenePolicy: ScenePolicy;
  /** True: the open raid was forgotten, so there is nothing for viewers to see. */
  readonly isForgotten?: boolean;
}
