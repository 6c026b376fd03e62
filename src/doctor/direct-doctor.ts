import fs from 'node:fs';
import { placesOf, readSettings, readShow } from '../config/config.js';
import type { Folders } from '../config/folders.js';
import { mergeSettings, type EnvironmentSettings } from '../config/settings.js';
import { obsAddresses } from '../obs-addresses.js';
import { lookAtObs } from '../obs/visit.js';
import { DEFAULT_SHOW } from '../overlay/default-show.js';
import { EMPTY_SNAPSHOT } from '../overlay/empty-snapshot.js';
import { project } from '../overlay/project.js';
import { inspectDatabase } from '../store/inspect.js';
import { addressFacts, diagnose, type DoctorFacts } from './diagnose.js';
import { presentDiagnosis, type Diagnosis } from './service-doctor.js';

/** Diagnoses without the service: looks at everything itself, and changes nothing. `holder`: who has the keys' port. */
export async function diagnoseDirectly(
  environment: EnvironmentSettings,
  folders: Folders,
  holder: DoctorFacts['service']['holder'],
): Promise<Diagnosis> {
  const { settingsFile, showFile, database } = placesOf(environment, folders);
  const settingsRead = readSettings(environment)(settingsFile);
  const showRead = readShow(showFile);
  const settings = settingsRead.ok ? settingsRead.value : mergeSettings(environment, {});
  const show = showRead.ok ? showRead.value : DEFAULT_SHOW;
  const addresses = obsAddresses(() => settings);
  // What a text says does not matter here, only which there are.
  const overlay = project(EMPTY_SNAPSHOT, show, new Date());
  return presentDiagnosis(
    diagnose({
      service: { port: settings.port, holder },
      settings: {
        file: settingsFile,
        exists: fs.existsSync(settingsFile),
        faults: settingsRead.ok ? [] : settingsRead.faults,
      },
      show: { file: showFile, exists: fs.existsSync(showFile), faults: showRead.ok ? [] : showRead.faults },
      database: {
        file: database,
        exists: fs.existsSync(database),
        ...(await inspectDatabase(database)),
      },
      address: addressFacts(await addresses.address()),
      obs: await lookAtObs(addresses, overlay),
    }),
  );
}
