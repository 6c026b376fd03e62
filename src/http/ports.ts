import type { Command } from '../raid/command.js';
import type { CommandResult } from '../raid/command-result.js';
import type { History } from '../raid/history.js';
import type { GameMode } from '../raid/model.js';
import type { ImportCount, PortableRaid, PortableSession } from '../raid/portable.js';
import type { Unreadable } from '../raid/unreadable.js';
import type { Snapshot } from '../raid/snapshot.js';

/** What HTTP needs of the OBS side; `src/app.ts` hands in the real one. */
export interface ObsPort {
  status(): ObsView;
  /** The state of `status()` alone. */
  state(): ObsView['state'];
  /** Push everything again, and try to connect where it had given up. */
  resync(): void;
  /**
   * Puts the show's scene of this moment on program, whatever scene is there, but a protected one only by `force`;
   * settles when that is done.
   */
  showScene(force: boolean): Promise<SceneView>;
  /** Adds what is missing of our scenes and sources to the open collection; settles when it is done. */
  setUp(): Promise<SetupView>;
  /** Lays our scenes out on the canvas that OBS has now; settles when it is done. */
  fitScenes(): Promise<FitView>;
  /** Stores another address or password and tries it; settles when it is known how that went, or after some seconds. */
  connect(change: ConnectChange): Promise<ConnectView>;
}

/** Another address, another password, or neither: what OBS's own settings on this PC say. */
export interface ConnectChange {
  readonly url?: string | undefined;
  readonly password?: string | undefined;
  /** Takes both out of our settings. */
  readonly useObsSettings?: boolean;
}

/** `changed: false`: it was on program already. */
export type SceneView =
  | { readonly ok: true; readonly changed: boolean; readonly scene: string }
  | {
      readonly ok: false;
      readonly code: 'obs-not-ready' | 'scene-protected' | 'scene-missing';
      readonly message: string;
    };

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
      /** Items in the place of what an earlier version had there. */
      readonly replacedItems?: number;
      readonly notMade: readonly { readonly name: string; readonly reason: string }[];
    };

/** `scenes`: those that did not fit before. */
export type FitView =
  | { readonly ok: false; readonly message: string }
  | {
      readonly ok: true;
      readonly message: string;
      readonly canvas: { readonly width: number; readonly height: number };
      readonly scenes: readonly string[];
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

/** One thing in OBS that is not as the show wants it. */
export interface ProblemView {
  readonly code: string;
  readonly severity: 'attention' | 'note';
  readonly names: readonly string[];
  readonly word: string;
  readonly finding: string;
  readonly remedy: string;
}

/** OBS's status as far as HTTP shows it. */
export interface ObsView {
  readonly state: string;
  readonly message: string;
  readonly url: string;
  readonly lamp: { readonly look: 'good' | 'note' | 'warn' | 'wait' | 'bad'; readonly word: string };
  readonly problems: readonly ProblemView[];
  /** The program scene, where it is not the show's. */
  readonly program: {
    readonly scene: string;
    /** A raid is not seen there. */
    readonly hidesRaid: boolean;
    /** The start key leads away from it. */
    readonly leftByStart: boolean;
  } | null;
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
  /** What OBS has in the open collection; empty while it is away. */
  readonly scenes: readonly string[];
  readonly textInputs: readonly string[];
  readonly sceneLeftAlone: { readonly scene: string; readonly reason: string; readonly at: Date } | null;
  /** What is wrong with the show file, and what OBS shows meanwhile. */
  readonly showProblem?: string | null;
}

/** All that is stored, out and in again. */
export interface ArchivePort {
  /** Tells one database from another. */
  readonly databaseId: string;
  json(): AsyncIterable<string>;
  csv(): AsyncIterable<string>;
  /** What both leave out. */
  unreadable(): Promise<Unreadable>;
  take(raids: readonly PortableRaid[], sessions: readonly PortableSession[]): Promise<ImportCount>;
  /** Settles with the file. */
  backup(): Promise<string>;
}

/** One text source of the show. */
export interface ShowTextView {
  readonly source: string;
  /** null: not ours, never written. */
  readonly template: string | null;
  /** What the built-in show says; null for a source of the streamer's own. */
  readonly byDefault: string | null;
  /** What OBS shows for it now. */
  readonly reads: string | null;
}

export interface ShowView {
  readonly file: string;
  /** What is wrong with the file as it is now; the last good one is in force then. */
  readonly faults: readonly string[];
  /** `copy`: the last good copy is in force; `nothing`: there is none, and OBS is left alone. */
  readonly inForce?: 'file' | 'copy' | 'nothing';
  readonly texts: readonly ShowTextView[];
  readonly scenes: Readonly<Record<string, string | null>>;
  readonly postRaidSeconds: number;
  readonly switchScenes: boolean;
  readonly protectedScenes: readonly string[];
  readonly dayStartsAt: string;
  /** Of a raid whose key does not say. */
  readonly gameMode: GameMode;
  /** Every variable that a template may name, with what it reads now. */
  readonly variables: readonly { readonly name: string; readonly reads: string }[];
}

/** Parts of the show file, by its own names. */
export interface ShowChange {
  readonly texts?: Readonly<Record<string, string | null>> | undefined;
  readonly scenes?: Readonly<Record<string, string | null>> | undefined;
  readonly post_raid_seconds?: number | undefined;
  readonly switch_scenes?: boolean | undefined;
  readonly protected_scenes?: readonly string[] | undefined;
  readonly day_starts_at?: string | undefined;
  readonly game_mode?: GameMode | undefined;
}

/** The show file as pages see it. */
export interface ShowPort {
  read(): Promise<ShowView>;
  /** How a template would read now; `fault` completes the sentence "The template …". */
  preview(template: string): Promise<{ readonly reads: string | null; readonly fault: string | null }>;
  /** Settles when the file is on disk and in force. `ok: false`: nothing was written; `message` says what to do. */
  change(
    change: ShowChange,
  ): Promise<
    | { readonly ok: true; readonly changed: boolean }
    | { readonly ok: false; readonly code: 'bad-input' | 'settings-refused'; readonly message: string }
  >;
}

/** A raid that is only played, for the streamer to see that it works. */
export interface RehearsalPort {
  start(): void;
  /** False when none runs. */
  end(): boolean;
  /** null when none runs. */
  secondsLeft(): number | null;
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
  readonly show: ShowPort;
  readonly rehearsal: RehearsalPort;
  now(): Date;
  readonly version: string;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}
