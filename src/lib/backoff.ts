import { isUrlOfThisPc } from './this-pc.js';

/** How long a link pauses between two attempts. */
export interface Backoff {
  readonly backoffBaseMs: number;
  readonly backoffCeilingLocalMs: number;
  readonly backoffCeilingRemoteMs: number;
}

/**
 * The pause before attempt `failures + 1`: doubling, up to one ceiling for this PC and another one elsewhere, with jitter.
 * @param random from 0 to 1.
 */
export function backoffMs(failures: number, url: string, random: number, backoff: Backoff): number {
  const ceilingMs = isUrlOfThisPc(url) ? backoff.backoffCeilingLocalMs : backoff.backoffCeilingRemoteMs;
  const fullMs = Math.min(ceilingMs, backoff.backoffBaseMs * 2 ** Math.min(failures, 20));
  // Between half and all of it: enough to part clients that fell off together, never above the ceiling.
  return fullMs * (0.5 + random / 2);
}
