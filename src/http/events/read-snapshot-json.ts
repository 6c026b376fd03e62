import { presentSnapshot } from '../../contract/snapshot.js';
import type { RefusedKey } from '../gate/refused-key.js';
import type { HttpPorts } from '../ports.js';

/** The truth as it is now, as pages get it: with the page itself, and by events from then on. */
export type ReadSnapshotJson = () => Promise<{ readonly revision: number; readonly json: string }>;

export function createReadSnapshotJson(
  ports: HttpPorts,
  refusedKey: () => RefusedKey | null,
): ReadSnapshotJson {
  return async () => {
    const snapshot = await ports.snapshot();
    const presented = presentSnapshot(snapshot, {
      obs: ports.obs.status(),
      testDriveSecondsLeft: ports.testDrive.secondsLeft(),
      refusedKey: refusedKey(),
      now: ports.now(),
    });
    return { revision: snapshot.revision, json: JSON.stringify(presented) };
  };
}
