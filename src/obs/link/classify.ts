import type { FaultDetail } from './faults.js';
import type { LinkFailure } from './link-failure.js';
import { isUrlOfThisPc } from '../../lib/this-pc.js';
import type { ObsState } from '../status/obs-state.js';
import type { LinkAddress } from './open-link.js';

/** What a failed attempt or a lost link means for the streamer. */
export interface Fault {
  readonly state: Exclude<ObsState, 'ready'>;
  readonly detail: FaultDetail;
  /** Not tried again until the address or password changes, or somebody asks: each try would pop up in OBS. */
  readonly isFinal: boolean;
  /** The folders in which OBS's own settings were looked for, where they were not found. */
  readonly lookedIn?: readonly string[];
}

/** Why nothing listens on this PC's port; told apart outside the protocol. */
export type RefusedReason =
  | 'not_running'
  | 'not_running_server_off'
  | 'server_off'
  /** OBS runs and its server is on: it is starting, or the port is taken. */
  | 'not_answering'
  /** OBS's server is on, at another port. */
  | 'other_port'
  /** OBS runs, and its own settings are not where we look, so its port is not known. */
  | 'settings_not_found';
/** A reason, with the folders in which OBS's settings were looked for where that matters. */
export type Refused =
  RefusedReason | { readonly reason: RefusedReason; readonly lookedIn: readonly string[] };
export type ExplainRefused = (url: string) => Promise<Refused>;

const STOPPING = 1001;
const WRONG_PASSWORD = 4009;
const PROTOCOL_MISMATCH = 4010;
const KICKED = 4011;

export async function classify(
  failure: LinkFailure,
  address: LinkAddress,
  explainRefused: ExplainRefused,
): Promise<Fault> {
  switch (failure.kind) {
    case 'refused':
      return isUrlOfThisPc(address.url)
        ? ofRefusal(await explainRefused(address.url))
        : passing('unreachable');
    case 'unreachable':
      return passing('unreachable');
    case 'bad_address':
      return final('not_obs', 'bad_address');
    case 'silent':
      return passing('unreachable', 'silent');
    case 'not_obs':
      return passing('not_obs');
    case 'old_protocol':
      return final('too_old');
    case 'deadline':
    case 'hung_up':
      return passing('connecting', 'lost');
    case 'closed':
      return ofCloseCode(failure.code, address);
  }
}

function ofRefusal(refused: Refused): Fault {
  if (typeof refused === 'object') return { ...ofRefusal(refused.reason), lookedIn: refused.lookedIn };
  const reason = refused;
  switch (reason) {
    case 'not_running':
    case 'server_off':
      return passing(reason);
    case 'not_running_server_off':
      return passing('not_running', 'server_off');
    case 'not_answering':
    case 'other_port':
    case 'settings_not_found':
      return passing('server_off', reason);
  }
}

function ofCloseCode(code: number, address: LinkAddress): Fault {
  if (code === WRONG_PASSWORD) return final('wrong_password', ofPassword(address));
  // We ask for version 1 of the protocol, so only an OBS that has dropped it refuses.
  if (code === PROTOCOL_MISMATCH) return final('too_old', 'too_new');
  if (code === KICKED) return final('kicked');
  return code === STOPPING ? passing('closing') : passing('connecting', 'lost');
}

function ofPassword({ password, passwordFrom }: LinkAddress): FaultDetail {
  if (passwordFrom === 'unreadable') return 'unreadable';
  if (passwordFrom === 'withheld') return 'withheld';
  if (password === null) return 'no_password';
  return passwordFrom === 'obs' ? 'found_password' : null;
}

function passing(state: Fault['state'], detail: FaultDetail = null): Fault {
  return { state, detail, isFinal: false };
}

function final(state: Fault['state'], detail: FaultDetail = null): Fault {
  return { state, detail, isFinal: true };
}
