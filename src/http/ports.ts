import type { Diagnosis } from '../doctor/service-doctor.js';
import type { ObsLook } from '../service/obs-look.js';
import type { ObsSetup } from '../service/obs-setup.js';
import type { Command } from '../raid/press/command.js';
import type { CommandResult } from '../raid/press/command-result.js';
import type { History } from '../raid/history/history.js';
import type { ImportCount, PortableRaid, PortableSession } from '../raid/history/portable.js';
import type { Unreadable } from '../raid/unreadable.js';
import type { Snapshot } from '../raid/snapshot.js';
import type { AutostartSwitch } from '../service/autostart-switch.js';
import type { GameLogSwitch } from '../service/game-log/game-log-switch.js';
import type { NetworkSwitch } from '../service/network-switch.js';
import type { ShowEditor } from '../service/show-editor.js';
import type { ReactionChoices } from '../service/reactions/choices.js';
import type { Reactions } from '../service/reactions/reactions.js';
import type { TargetList } from '../service/reactions/target-list.js';
import type { ServiceStatus } from '../service/show-problem.js';

/** What HTTP needs of the OBS side; `src/app.ts` hands in the real one. */
export interface HttpObs extends ObsSetup {
  status(): ServiceStatus;
  /** The state of `status()` alone. */
  state(): ServiceStatus['state'];
  /** Push everything again, and try to connect where it had given up. */
  resync(): void;
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

/** A raid that is only played, for the streamer to see that it works. */
export interface HttpTestDrive {
  start(): void;
  /** False when none runs. */
  end(): boolean;
  /** null when none runs. */
  secondsLeft(): number | null;
}

/** What raid events do in OBS and in other programs. */
export interface HttpReactions extends Pick<Reactions, 'tryOne'> {
  /** Names that reactions can be about. */
  choices(): Promise<ReactionChoices>;
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
  readonly look: ObsLook;
  readonly show: ShowEditor;
  readonly testDrive: HttpTestDrive;
  /** What only the streaming PC itself may see and switch. */
  readonly autostart: AutostartSwitch;
  readonly network: NetworkSwitch;
  readonly gameLog: GameLogSwitch;
  readonly targets: TargetList;
  readonly reactions: HttpReactions;
  now(): Date;
  readonly version: string;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}
