import type { ShowEdit } from '../config/edit-show-file.js';
import type { FitDone, SetupDone } from '../contract/setup.js';
import type { Diagnosis } from '../doctor/service-doctor.js';
import type { ConnectChange } from '../service/obs-setup.js';
import type { Command } from '../raid/press/command.js';
import type { CommandResult } from '../raid/press/command-result.js';
import type { History } from '../raid/history/history.js';
import type { ImportCount, PortableRaid, PortableSession } from '../raid/history/portable.js';
import type { Unreadable } from '../raid/unreadable.js';
import type { Snapshot } from '../raid/snapshot.js';
import type { ShowView } from '../service/show-editor.js';
import type { ServiceStatus } from '../service/show-problem.js';

/** It could not be done, or not wholly; `message` says what to do. */
export interface Refused {
  readonly ok: false;
  readonly message: string;
}

/** What HTTP needs of the OBS side; `src/app.ts` hands in the real one. */
export interface HttpObs {
  status(): ServiceStatus;
  /** The state of `status()` alone. */
  state(): ServiceStatus['state'];
  /** Push everything again, and try to connect where it had given up. */
  resync(): void;
  /**
   * Puts the show's scene of this moment on program, whatever scene is there, but a protected one only by `force`;
   * settles when that is done. `changed: false`: it was on program already.
   */
  showScene(
    force: boolean,
  ): Promise<
    | { readonly ok: true; readonly changed: boolean; readonly scene: string }
    | (Refused & { readonly code: 'obs-not-ready' | 'scene-protected' | 'scene-missing' })
  >;
  /** Adds what is missing of our scenes and sources to the open collection; settles when it is done. */
  setUp(): Promise<({ readonly ok: true } & SetupDone) | Refused>;
  /** Lays our scenes out on the canvas that OBS has now; settles when it is done. */
  fitScenes(): Promise<({ readonly ok: true } & FitDone) | Refused>;
  /** Stores another address or password and tries it; settles when it is known how that went, or after some seconds. */
  connect(
    change: ConnectChange,
  ): Promise<
    | { readonly ok: true; readonly changed: boolean; readonly obs: Pick<ServiceStatus, 'state' | 'message'> }
    | Refused
  >;
}

/** All that is stored, out and in again. */
export interface HttpArchive {
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

/** The show file as pages see it. */
export interface HttpShow {
  read(): Promise<ShowView>;
  /** How a template would read now; `fault` completes the sentence "The template …". */
  preview(template: string): Promise<{ readonly reads: string | null; readonly fault: string | null }>;
  /** Settles when the file is on disk and in force. `ok: false`: nothing was written; `message` says what to do. */
  change(
    edit: ShowEdit,
  ): Promise<
    | { readonly ok: true; readonly changed: boolean }
    | (Refused & { readonly code: 'bad-input' | 'settings-refused' })
  >;
}

/** A raid that is only played, for the streamer to see that it works. */
export interface HttpTestDrive {
  start(): void;
  /** False when none runs. */
  end(): boolean;
  /** null when none runs. */
  secondsLeft(): number | null;
}

/** Everything that the HTTP side is given; it reaches nothing else. */
export interface HttpPorts {
  readonly history: History;
  readonly archive: HttpArchive;
  /** Settles when the change is committed; rejects with a RuleError when the rules refuse. */
  execute(command: Command): Promise<CommandResult>;
  /** The truth now, read in one transaction. */
  snapshot(): Promise<Snapshot>;
  /**
   * Calls the listener after each change of what `snapshot()` or `obs.status()` answers; returns the unsubscribe.
   * It carries nothing: the listener reads the truth again. Without it event streams get the first snapshot alone.
   */
  onChange?(listener: () => void): () => void;
  readonly obs: HttpObs;
  /** Looks at everything that must be right for a press to be on the air. */
  doctor(): Promise<Diagnosis>;
  readonly show: HttpShow;
  readonly rehearsal: HttpTestDrive;
  now(): Date;
  readonly version: string;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}
