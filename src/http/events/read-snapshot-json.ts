import { presentSnapshot } from '../../contract/snapshot.js';
import type { HttpPorts } from '../ports.js';

/** The truth as it is now, as pages get it: with the page itself, and by events from then on. */
export async function readSnapshotJson(ports: HttpPorts): Promise<{ revision: number; json: string }> {
  const snapshot = await ports.snapshot();
  const presented = presentSnapshot(snapshot, ports.obs.status(), ports.testDrive.secondsLeft(), ports.now());
  return { revision: snapshot.revision, json: JSON.stringify(presented) };
}
