import fs from 'node:fs';
import type { Config } from '../config/config.js';
import type { Settings } from '../config/settings.js';
import type { WatchedFile } from '../config/watched-file.js';
import type { AddressSource } from '../obs/discovery-address.js';
import type { ObsStatus } from '../obs/obs-status.js';
import type { Show } from '../overlay/show.js';
import type { Condition } from '../store/file/condition.js';
import { healthSentence, isHealthy, type Check } from './check.js';
import { addressFacts, diagnose } from './diagnose.js';
import { checksTable } from './table.js';

export interface ServiceDoctorParts {
  readonly config: Config;
  /** Where keys call; known once the service listens. */
  readonly port: () => number;
  readonly settings: WatchedFile<Settings>;
  readonly show: WatchedFile<Show>;
  readonly obs: { status(): ObsStatus };
  readonly addresses: AddressSource;
  /** Reads the truth once, so that a broken database shows itself. */
  readonly snapshot: () => Promise<unknown>;
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
    return presentDiagnosis(
      diagnose({
        service: { port: parts.port(), holder: 'us' },
        settings: {
          file: settingsFile,
          exists: fs.existsSync(settingsFile),
          faults: parts.settings.faults(),
        },
        show: { file: showFile, exists: fs.existsSync(showFile), faults: parts.show.faults() },
        database: { file: database, exists: fs.existsSync(database), ...(await conditionOf(parts)) },
        address: addressFacts(await parts.addresses.address()),
        obs: parts.obs.status(),
      }),
    );
  };
}

export function presentDiagnosis(checks: readonly Check[]): Diagnosis {
  return { ok: isHealthy(checks), message: healthSentence(checks), checks, table: checksTable(checks) };
}

async function conditionOf({
  snapshot,
  condition,
}: Pick<ServiceDoctorParts, 'snapshot' | 'condition'>): Promise<Condition> {
  const found = await condition();
  if (found.fault !== null) return found;
  try {
    await snapshot();
    return found;
  } catch (error) {
    return { ...found, fault: error instanceof Error ? error.message : String(error) };
  }
}
