import fs from 'node:fs';
import type { Config } from '../config/config.js';
import type { Settings } from '../config/settings.js';
import type { WatchedFile } from '../config/watched-file.js';
import type { AddressSource } from '../obs/discovery/address.js';
import { readCanvasFit, type CanvasFit } from '../obs/setup/canvas-fit.js';
import { LinkError, RequestRefusedError } from '../obs/link/link-failure.js';
import type { Link } from '../obs/link/link.js';
import type { ObsStatus } from '../obs/status/obs-status.js';
import type { ReactionFault } from '../obs/react/fault.js';
import type { Show } from '../show/show.js';
import type { Snapshot } from '../raid/snapshot.js';
import type { Condition } from '../store/file/condition.js';
import { healthSentence, isHealthy, type Check } from './check.js';
import { addressFacts } from './diagnose-obs.js';
import { diagnose, type DoctorFacts } from './diagnose.js';
import type { GameLogStatus } from '../service/game-log/game-log.js';
import { checksTable } from './table.js';

export interface ServiceDoctorParts {
  readonly config: Config;
  /** Where keys call; known once the service listens. */
  readonly port: () => number;
  readonly settings: WatchedFile<Settings>;
  readonly show: WatchedFile<Show>;
  readonly obs: { status(): ObsStatus; withLink<T>(task: (link: Link) => Promise<T>): Promise<T | null> };
  readonly addresses: AddressSource;
  /** What is wrong with the programs that reactions send to. */
  readonly targetFaults: () => readonly ReactionFault[];
  readonly gameLog: () => GameLogStatus;
  /** Reads the truth once, so that a broken database shows itself. */
  readonly snapshot: () => Promise<Pick<Snapshot, 'ahead'>>;
  /** How the file is, and whether presses can be stored. */
  readonly condition: () => Promise<Condition>;
}

/** A diagnosis as it is shown. */
export interface Diagnosis {
  readonly ok: boolean;
  readonly message: string;
  readonly checks: readonly Check[];
  readonly table: string;
}

/** Diagnoses from inside the running service. */
export function createDoctor(parts: ServiceDoctorParts): () => Promise<Diagnosis> {
  const { settingsFile, showFile, database } = parts.config.places;
  return async () => {
    const { condition, ahead } = await lookAtDatabase(parts);
    return presentDiagnosis({
      service: { port: parts.port(), holder: 'us' },
      settings: {
        file: settingsFile,
        exists: fs.existsSync(settingsFile),
        faults: parts.settings.faults(),
        inForce: parts.settings.inForce(),
      },
      show: {
        file: showFile,
        exists: fs.existsSync(showFile),
        faults: parts.show.faults(),
        inForce: parts.show.inForce(),
      },
      database: { file: database, exists: fs.existsSync(database), ...condition },
      ahead,
      address: addressFacts(await parts.addresses.address()),
      obs: parts.obs.status(),
      canvas: await canvasOf(parts.obs),
      targetFaults: parts.targetFaults(),
      gameLog: gameLogFacts(parts.gameLog()),
    });
  };
}

function gameLogFacts(status: GameLogStatus): DoctorFacts['gameLog'] {
  return status.state === 'off' ? null : status;
}

/** The checks are read on a page, the table in a terminal. */
export function presentDiagnosis(facts: DoctorFacts): Diagnosis {
  const checks = diagnose(facts, 'page');
  const table = checksTable(diagnose(facts, 'terminal'));
  return { ok: isHealthy(checks), message: healthSentence(checks), checks, table };
}

/** OBS may go, or be loading, while it is asked: the other checks say so. */
async function canvasOf(obs: ServiceDoctorParts['obs']): Promise<CanvasFit | null> {
  try {
    return await obs.withLink(readCanvasFit);
  } catch (error) {
    if (error instanceof LinkError || error instanceof RequestRefusedError) return null;
    throw error;
  }
}

async function lookAtDatabase(parts: Pick<ServiceDoctorParts, 'snapshot' | 'condition'>): Promise<{
  readonly condition: Condition;
  readonly ahead: Snapshot['ahead'] | null;
}> {
  const condition = await parts.condition();
  try {
    const { ahead } = await parts.snapshot();
    return { condition, ahead };
  } catch (error) {
    const fault = condition.fault ?? (error instanceof Error ? error.message : String(error));
    return { condition: { ...condition, fault }, ahead: null };
  }
}
