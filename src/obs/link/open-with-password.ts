import { passwordReadings } from '../../lib/obs-address.js';
import { LinkError } from './link-failure.js';
import type { Link } from './link.js';
import { openLink, type LinkAddress } from './open-link.js';

const WRONG_PASSWORD = 4009;

/** The reading of a typed password that OBS took last: a wrong one pops up in OBS, so it is not tried again. */
export interface KnownReading {
  typed: string | null;
  taken: string | null;
}

export function createKnownReading(): KnownReading {
  return { typed: null, taken: null };
}

/**
 * One attempt with each reading of the password, until OBS takes one. A password from OBS's own files is exact.
 * Rejects with LinkError, as `openLink` does.
 */
export async function openWithPassword(
  address: LinkAddress,
  helloTimeoutMs: number,
  signal: AbortSignal,
  known: KnownReading,
): Promise<Link> {
  const { password: typed, passwordFrom } = address;
  if (typed === null || passwordFrom === 'obs') return openLink(address, helloTimeoutMs, signal);
  const readings = passwordReadings(typed);
  const inOrder = known.typed === typed && known.taken !== null ? [known.taken, ...readings] : readings;
  let refusal: unknown;
  for (const password of new Set(inOrder)) {
    try {
      const link = await openLink({ ...address, password }, helloTimeoutMs, signal);
      known.typed = typed;
      known.taken = password;
      return link;
    } catch (error) {
      if (!isWrongPassword(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function isWrongPassword(error: unknown): boolean {
  return (
    error instanceof LinkError && error.failure.kind === 'closed' && error.failure.code === WRONG_PASSWORD
  );
}
