import { EXAMPLE_NOW, EXAMPLE_RAID } from '../../src/contract/examples.js';
import { presentSnapshot, type SnapshotJson } from '../../src/contract/snapshot.js';
import type { Snapshot } from '../../src/raid/snapshot.js';
import type { ServiceStatus } from '../../src/service/show-problem.js';
import { EMPTY_SNAPSHOT } from '../../src/show/empty-snapshot.js';
import { OBS_AWAY } from '../http/service.js';

/** The evening of the API's examples, as the service would say it. */
export function exampleSnapshot(
  own: Partial<Snapshot> = {},
  obs: Partial<ServiceStatus> = {},
  now = EXAMPLE_NOW,
): SnapshotJson {
  return presentSnapshot(
    { ...EMPTY_SNAPSHOT, raid: EXAMPLE_RAID, ...own },
    { obs: { ...OBS_AWAY, ...obs }, testDriveSecondsLeft: null, refusedKey: null, now },
  );
}

export const EXAMPLE_SNAPSHOT = exampleSnapshot();
