import type { Acknowledged, SceneLeftAlone } from '../sync/memory.js';
import type { Lamp } from './lamp.js';
import type { NearestSource } from '../observe/nearest-source.js';
import type { ReactionFault } from '../react/fault.js';
import type { ObsProblem } from './problems.js';
import type { ProgramView } from './program-view.js';

import type { ObsState } from './obs-state.js';

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
  readonly acknowledged: Acknowledged | null;
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
  /** Whether anything is to be seen in the scene that lies under ours; null: there is no such scene, or it is not known. */
  readonly gameFilled: boolean | null;
  /** For missing scenes and inputs, what OBS has instead. */
  readonly nearest: readonly NearestSource[];
  /** Why a scene was not switched last time, with the scene that stayed; null when nothing was left alone. */
  readonly sceneLeftAlone: SceneLeftAlone | null;
  /** What keeps each reaction of the show from being carried out, by its place; null: nothing, or not known yet. */
  readonly reactionFaults: readonly (ReactionFault | null)[];
  /** The replay that OBS has saved last, whoever asked for it. */
  readonly lastReplay: { readonly file: string; readonly at: Date } | null;
}
