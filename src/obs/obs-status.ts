import type { Overlay } from '../overlay/overlay.js';
import type { Lamp } from './lamp.js';
import type { NearestSource } from './nearest-source.js';
import type { ObsProblem } from './problems.js';
import type { ProgramView } from './program-view.js';

/** How the link to OBS stands, as the outside sees it. */
export const OBS_STATES = [
  'connecting',
  'ready',
  'not_running',
  'server_off',
  'wrong_password',
  'not_obs',
  'too_old',
  'kicked',
  'closing',
  'unreachable',
] as const;
export type ObsState = (typeof OBS_STATES)[number];

/** The honest answer to "what does OBS do": what `GET /obs` shows, before it is turned into JSON. */
export interface ObsStatus {
  readonly state: ObsState;
  /** One plain sentence; where something is wrong, with what to do about it. */
  readonly message: string;
  /** The address in use, without the password. */
  readonly url: string;
  /** The same in a look and a few words. */
  readonly lamp: Lamp;
  /** Everything that is not as the show wants it, the most pressing first. */
  readonly problems: readonly ObsProblem[];
  /** The program scene, where it is not the show's; null: it is, or it is not known. */
  readonly program: Pick<ProgramView, 'scene' | 'hidesRaid' | 'leftByStart'> | null;
  readonly obsVersion: string | null;
  readonly websocketVersion: string | null;
  readonly programScene: string | null;
  readonly sceneCollection: string | null;
  readonly studioMode: boolean | null;
  /** Whether OBS is streaming; null while it is not known. */
  readonly streaming: boolean | null;
  /** Revision whose texts OBS has acknowledged last, and when. */
  readonly acknowledged: { readonly revision: number; readonly at: Date } | null;
  readonly missingScenes: readonly string[];
  readonly missingInputs: readonly string[];
  /** Inputs that are there, but of a kind this OBS cannot draw. */
  readonly deadInputs: readonly { readonly name: string; readonly kind: string }[];
  /** Inputs that the show names, but that show no words: never written. */
  readonly notTextInputs: readonly { readonly name: string; readonly kind: string }[];
  /** Sources and scenes driven under another name than the show file has. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** Every scene of the open collection, in OBS's own order, and every text source; empty while OBS is away. */
  readonly scenes: readonly string[];
  readonly textInputs: readonly string[];
  /** For missing scenes and inputs, what OBS has instead. */
  readonly nearest: readonly NearestSource[];
  /** Why a scene was not switched last time, with the scene that stayed; null when nothing was left alone. */
  readonly sceneLeftAlone: {
    readonly scene: string;
    readonly reason: string;
    readonly at: Date;
    /** OBS was told to switch and did not. */
    readonly failed?: true;
  } | null;
}

/** What OBS should show now. */
export interface Wish {
  readonly revision: number;
  readonly overlay: Overlay;
  /**
   * Why the phase changed since the last wish; null when it did not. `start` may leave a foreign scene, `press` only
   * one of ours, `time` only `fromScene` (the raid's own outcome scene).
   */
  readonly sceneChange:
    | { readonly cause: 'start' | 'press' }
    | { readonly cause: 'time'; readonly fromScene: string | null }
    | null;
}

/** The OBS side as the director sees it. Every method returns at once; nothing throws because OBS is away. */
export interface ObsPort {
  start(): void;
  /** Closes the link; settles when the socket is gone. */
  stop(): Promise<void>;
  want(wish: Wish): void;
  status(): ObsStatus;
  /** The state of `status()` alone, which costs nothing: every reply tells it. */
  state(): ObsStatus['state'];
  /** Forgets what OBS acknowledged, tries at once to connect where it had given up, and pushes everything again. */
  resync(): void;
  /** Called whenever `status()` may answer differently. Returns the unsubscribe. */
  onStatus(listener: () => void): () => void;
}
