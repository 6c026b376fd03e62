import fs from 'node:fs';
import { placesOf, readEditedSettings, readShow } from '../config/config.js';
import { findFile } from '../config/good-copy.js';
import type { Folders } from '../lib/user-folders.js';
import { mergeSettings, type EnvironmentSettings, type Settings } from '../config/settings.js';
import type { ReactionFault } from '../obs/react/fault.js';
import { lookAtTarget } from '../service/reactions/targets.js';
import type { Show } from '../show/show.js';
import { obsAddresses } from '../service/obs-addresses.js';
import { readCanvasFit, type CanvasFit } from '../obs/setup/canvas-fit.js';
import type { AddressSource } from '../obs/discovery/address.js';
import { RequestRefusedError } from '../obs/link/link-failure.js';
import { lookAtObs, visitObs, VisitError } from '../obs/link/visit.js';
import { isObsAction, type ObsAction } from '../obs/react/verbs.js';
import { DEFAULT_SHOW } from '../show/default-show.js';
import { EMPTY_SNAPSHOT } from '../show/empty-snapshot.js';
import { project } from '../show/project.js';
import { actionOf } from '../show/reactions/reaction.js';
import { inspectDatabase } from '../store/file/inspect.js';
import { addressFacts } from './diagnose-obs.js';
import { type DoctorFacts } from './diagnose.js';
import type { InstalledOn } from '../game-log/find-folders.js';
import { thisPc } from '../game-log/windows-pc.js';
import { lookAtGameLog } from '../service/game-log/look-at-game-log.js';
import { presentDiagnosis, type Diagnosis } from './service-doctor.js';

/** Diagnoses without the service: looks at everything itself, and changes nothing. `holder`: who has the keys' port. */
export async function diagnoseDirectly(
  environment: EnvironmentSettings,
  folders: Folders,
  holder: DoctorFacts['service']['holder'],
  pc: InstalledOn = thisPc(),
): Promise<Diagnosis> {
  const { settingsFile, showFile, database } = placesOf(environment, folders);
  const foundSettings = findFile(settingsFile, readEditedSettings(environment));
  const foundShow = findFile(showFile, readShow);
  const settings = foundSettings.value ?? mergeSettings(environment, {});
  const show = foundShow.value ?? DEFAULT_SHOW;
  const addresses = obsAddresses(() => settings);
  // What a text says does not matter here, only which there are.
  const overlay = project(EMPTY_SNAPSHOT, show, new Date());
  return presentDiagnosis({
    service: { port: settings.port, holder },
    settings: { file: settingsFile, exists: fs.existsSync(settingsFile), ...foundSettings },
    show: { file: showFile, exists: fs.existsSync(showFile), ...foundShow },
    database: { file: database, exists: fs.existsSync(database), ...(await inspectDatabase(database)) },
    ahead: null,
    address: addressFacts(await addresses.address()),
    obs: await lookAtObs(addresses, overlay, obsActions(show)),
    canvas: await canvasOf(addresses),
    targetFaults: await targetFaults(show, settings),
    gameLog: settings.gameLog.enabled ? await lookAtGameLog(settings.gameLog.folder, pc) : null,
  });
}

function obsActions({ reactions }: Show): readonly (ObsAction | null)[] {
  return reactions.map(actionOf).map((action) => (isObsAction(action) ? action : null));
}

async function targetFaults(
  { reactions }: Show,
  { targets, port }: Settings,
): Promise<readonly ReactionFault[]> {
  const names = new Set(reactions.flatMap(({ send }) => send?.to ?? []));
  const faults = await Promise.all([...names].map((name) => lookAtTarget(name, targets, port)));
  return faults.filter((fault) => fault !== null);
}

async function canvasOf(addresses: AddressSource): Promise<CanvasFit | null> {
  try {
    return await visitObs(addresses, readCanvasFit);
  } catch (error) {
    if (error instanceof VisitError || error instanceof RequestRefusedError) return null;
    throw error;
  }
}
