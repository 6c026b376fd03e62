import type { FaultDetail } from './faults.js';
import type { LinkFailure } from './link-failure.js';
import { isLoopback } from './backoff.js';
import type { ObsState } from './obs-status.js';

/** What a failed attempt or a lost link means for the streamer. */
export interface Fault {
  readonly state: Exclude<ObsState, 'ready'>;
  readonly detail: FaultDetail;
  /** Not tried again until the address or password changes, or somebody asks: each try would pop up in OBS. */
  readonly isFinal: boolean;
}

/** Why nothing listens on this PC's port; told apart outside the protocol. */
export type ExplainRefused = () => Promise<'not_running' | 'server_off'>;

const STOPPING = 1001;
const WRONG_PASSWORD = 4009;
const PROTOCOL_MISMATCH = 4010;
const KICKED = 4011;

export async function classify(
  failure: LinkFailure,
  address: { readonly url: string; readonly password: string | null },
  explainRefused: ExplainRefused,
): Promise<Fault> {
  switch (failure.kind) {
    case 'refused':
      return isLoopback(address.url) ? passing(await explainRefused()) : passing('unreachable');
    case 'unreachable':
      return passing('unreachable');
    case 'bad_address':
      return final('not_obs', 'bad_address');
    case 'not_obs':
      return passing('not_obs');
    case 'old_protocol':
      return final('too_old');
    case 'deadline':
    case 'hung_up':
      return passing('connecting', 'lost');
    case 'closed':
      return ofCloseCode(failure.code, address.password);
  }
}

function ofCloseCode(code: number, password: string | null): Fault {
  if (code === WRONG_PASSWORD) return final('wrong_password', password === null ? 'no_password' : null);
  // We ask for the first version of the protocol, so only an OBS that has dropped it refuses.
  if (code === PROTOCOL_MISMATCH) return final('too_old', 'too_new');
  if (code === KICKED) return final('kicked');
  return code === STOPPING ? passing('closing') : passing('connecting', 'lost');
}

function passing(state: Fault['state'], detail: FaultDetail = null): Fault {
  return { state, detail, isFinal: false };
}

function final(state: Fault['state'], detail: FaultDetail = null): Fault {
  return { state, detail, isFinal: true };
}
