import { parseObsAddress } from '../../lib/obs-address.js';
import { failureOfConnect, LinkError, type LinkFailure } from './link-failure.js';
import { isLegacyServer } from './legacy-probe.js';
import { createLink, type Link } from './link.js';
import { takesConnections } from './tcp-probe.js';
import { EVENT_SUBSCRIPTIONS, ObsSocket } from './obs-socket.js';

/**
 * Where the password is known from. `unreadable`: OBS has its settings here, and they cannot be read. `withheld`: the
 * only password that is known was stored for another server, so it is not sent.
 */
export type PasswordFrom = 'settings' | 'obs' | 'unreadable' | 'withheld' | null;

export interface LinkAddress {
  readonly url: string;
  readonly password: string | null;
  readonly passwordFrom?: PasswordFrom;
}

/**
 * Makes one attempt, on a fresh socket, because two attempts on one obs-websocket-js object close each other's socket.
 * Rejects with LinkError, within twice `helloTimeoutMs`, or soon after the signal aborts.
 */
export async function openLink(
  address: LinkAddress,
  helloTimeoutMs: number,
  signal: AbortSignal,
): Promise<Link> {
  if (parseObsAddress(address.url)?.url !== address.url) throw new LinkError({ kind: 'bad_address' });
  const socket = new ObsSocket();
  const link = createLink(socket);
  const hangUp = (): void => socket.terminate();
  const isCalledOff = (): boolean => signal.aborted;
  if (isCalledOff()) throw new LinkError({ kind: 'hung_up' });
  signal.addEventListener('abort', hangUp);
  try {
    await identify(socket, address, helloTimeoutMs);
  } catch (error) {
    throw isCalledOff() ? new LinkError({ kind: 'hung_up' }) : error;
  } finally {
    signal.removeEventListener('abort', hangUp);
  }
  return link;
}

async function identify(socket: ObsSocket, address: LinkAddress, helloTimeoutMs: number): Promise<void> {
  const facts: AttemptFacts = { greeted: false, late: false, closed: null };
  socket.once('Hello', () => (facts.greeted = true));
  socket.once('ConnectionClosed', ({ code, message }) => (facts.closed = { code, reason: message }));
  const timer = setTimeout(() => {
    facts.late = true;
    socket.terminate();
  }, helloTimeoutMs);
  try {
    // Always version 1 of the protocol, the one that this program speaks.
    await socket.connect(address.url, address.password ?? undefined, {
      rpcVersion: 1,
      eventSubscriptions: EVENT_SUBSCRIPTIONS,
    });
  } catch {
    const failure = await failureOfAttempt(facts, socket.errorCode, address.url, helloTimeoutMs);
    const mayBeOld = failure.kind === 'not_obs' && !facts.late;
    const isOld = mayBeOld && (await isLegacyServer(address.url, helloTimeoutMs));
    throw new LinkError(isOld ? { kind: 'old_protocol' } : failure);
  } finally {
    clearTimeout(timer);
  }
}

interface AttemptFacts {
  greeted: boolean;
  late: boolean;
  closed: { readonly code: number; readonly reason: string } | null;
}

async function failureOfAttempt(
  { greeted, late, closed }: AttemptFacts,
  errorCode: string | null,
  url: string,
  timeoutMs: number,
): Promise<LinkFailure> {
  if (greeted && late) return { kind: 'deadline', waitedFor: 'Identify' };
  // OBS that stops while we knock says 1001 and no Hello.
  if (closed !== null && (greeted || closed.code === 1001)) return { kind: 'closed', ...closed };
  if (late && errorCode === null)
    return (await takesConnections(url, timeoutMs))
      ? { kind: 'silent' }
      : { kind: 'unreachable', code: 'ETIMEDOUT' };
  return failureOfConnect(errorCode);
}
