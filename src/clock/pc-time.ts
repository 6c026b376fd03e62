import os from 'node:os';
import { performance } from 'node:perf_hooks';

/** What this PC tells of time. */
export interface PcTime {
  /** The clock of the PC, which people and the network set. */
  wall(): Date;
  /** Never set by anybody; on some systems it stands still while the PC sleeps. */
  monotonicMs(): number;
  /** Since the PC was started, its sleep included, to the second; null where the system does not tell. */
  uptimeMs(): number | null;
}

export const PC_TIME: PcTime = {
  wall: () => new Date(),
  monotonicMs: () => performance.now(),
  uptimeMs: () => {
    try {
      return os.uptime() * 1000;
    } catch {
      // Some sandboxes forbid to ask.
      return null;
    }
  },
};
