import { isUrlOfThisPc } from '../../lib/this-pc.js';
import type { Timings } from '../timings.js';

/** The pause before attempt `failures + 1`: doubling, up to 1 s for this PC and 10 s elsewhere, with jitter. */
export function backoffMs(failures: number, url: string, random: number, timings: Timings): number {
  const ceilingMs = isUrlOfThisPc(url) ? timings.backoffCeilingLocalMs : timings.backoffCeilingRemoteMs;
  const fullMs = Math.min(ceilingMs, timings.backoffBaseMs * 2 ** Math.min(failures, 20));
  // Between half and all of it: enough to part clients that fell off together, never above the ceiling.
  return fullMs * (0.5 + random / 2);
}
