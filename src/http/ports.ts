import type { Command } from '../raid/command.js';
import type { CommandResult } from '../raid/command-result.js';
import type { Snapshot } from '../raid/snapshot.js';

/** What HTTP needs of the OBS side; `src/app.ts` hands in the real one. */
export interface ObsPort {
  status(): ObsView;
  /** Push everything again, and try to connect where it had given up. */
  resync(): void;
}

/** OBS's status as far as HTTP shows it. */
export interface ObsView {
  readonly state: string;
  readonly message: string;
  readonly url: string;
  readonly obsVersion: string | null;
  readonly websocketVersion: string | null;
  readonly programScene: string | null;
  readonly sceneCollection: string | null;
  readonly studioMode: boolean | null;
  readonly streaming: boolean | null;
  readonly acknowledged: { readonly revision: number; readonly at: Date } | null;
  readonly missingScenes: readonly string[];
  readonly missingInputs: readonly string[];
  readonly deadInputs: readonly { readonly name: string; readonly kind: string }[];
  readonly notTextInputs: readonly { readonly name: string; readonly kind: string }[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly sceneLeftAlone: { readonly scene: string; readonly reason: string; readonly at: Date } | null;
}

/** Everything that the HTTP side is given; it reaches nothing else. */
export interface HttpPorts {
  /** Settles when the change is committed; rejects with a RuleError when the rules refuse. */
  execute(command: Command): Promise<CommandResult>;
  /** The truth now, read in one transaction. */
  snapshot(): Promise<Snapshot>;
  /**
   * Calls the listener after each change of what `snapshot()` or `obs.status()` answers; returns the unsubscribe.
   * It carries nothing: the listener reads the truth again. Without it event streams get the first snapshot alone.
   */
  onChange?(listener: () => void): () => void;
  readonly obs: ObsPort;
  now(): Date;
  readonly version: string;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}
