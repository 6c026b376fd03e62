import type { Command } from '../raid/command.js';
import type { CommandResult } from '../raid/command-result.js';
import type { History } from '../raid/history.js';
import type { ImportCount, PortableRaid, PortableSession } from '../raid/portable.js';
import type { Snapshot } from '../raid/snapshot.js';

/** What HTTP needs of the OBS side; `src/app.ts` hands in the real one. */
export interface ObsPort {
  status(): ObsView;
  /** Push everything again, and try to connect where it had given up. */
  resync(): void;
  /** Adds what is missing of our scenes and sources to the open collection; settles when it is done. */
  setUp(): Promise<SetupView>;
  /** Stores another address or password and tries it; settles when it is known how that went, or after some seconds. */
  connect(change: {
    readonly url?: string | undefined;
    readonly password?: string | undefined;
  }): Promise<ConnectView>;
}

/** `ok: false`: it could not be done, or not wholly; `message` says what to do. */
export type SetupView =
  | { readonly ok: false; readonly message: string }
  | {
      readonly ok: true;
      readonly message: string;
      readonly sceneCollection: string | null;
      readonly madeScenes: readonly string[];
      readonly madeSources: readonly string[];
      readonly presentScenes: readonly string[];
      readonly presentSources: readonly string[];
      readonly notMade: readonly { readonly name: string; readonly reason: string }[];
    };

/** `ok: false`: nothing was stored; `message` says why, and what to do. */
export type ConnectView =
  | { readonly ok: false; readonly message: string }
  | { readonly ok: true; readonly changed: boolean; readonly obs: ObsView };

/** What was found about one thing that must be right. */
export interface CheckView {
  readonly check: string;
  readonly title: string;
  readonly state: 'ok' | 'warning' | 'fault' | 'unknown';
  readonly finding: string;
  readonly remedy: string | null;
}

/** The diagnosis: data for pages, and as a table of plain text. */
export interface DoctorView {
  readonly ok: boolean;
  readonly message: string;
  readonly checks: readonly CheckView[];
  readonly table: string;
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

/** All that is stored, out and in again. */
export interface ArchivePort {
  /** Tells one database from another. */
  readonly databaseId: string;
  json(): AsyncIterable<string>;
  csv(): AsyncIterable<string>;
  take(raids: readonly PortableRaid[], sessions: readonly PortableSession[]): Promise<ImportCount>;
  /** Settles with the file. */
  backup(): Promise<string>;
}

/** Everything that the HTTP side is given; it reaches nothing else. */
export interface HttpPorts {
  readonly history: History;
  readonly archive: ArchivePort;
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
  /** Looks at everything that must be right for a press to be on the air. */
  doctor(): Promise<DoctorView>;
  now(): Date;
  readonly version: string;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}
