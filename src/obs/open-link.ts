import { failureOfConnect, LinkError, type LinkFailure } from './link-failure.js';
import { createLink, type Link } from './link.js';
import { EVENT_SUBSCRIPTIONS, ObsSocket } from './obs-socket.js';

export interface LinkAddress {
  readonly url: string;
  readonly password: string | null;
}

/**
 * Makes one attempt, on a fresh socket, because two attempts on one obs-websocket-js object close each other's socket.
 * Rejects with LinkError, within `helloTimeoutMs`, or at once when the signal aborts.
 */
export async function openLink(
  address: LinkAddress,
  helloTimeoutMs: number,
  signal: AbortSignal,
): Promise<Link> {
  if (!isWebSocketAddress(address.url)) throw new LinkError({ kind: 'bad_address' });
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
  let greeted = false;
  let closeCode: { code: number; reason: string } | null = null;
  let late = false;
  socket.once('Hello', () => (greeted = true));
  socket.once('ConnectionClosed', (error) => (closeCode = { code: error.code, reason: error.message }));
  const timer = setTimeout(() => {
    late = true;
    socket.terminate();
  }, helloTimeoutMs);
  try {
    // Always version 1, whatever the server could do besides: it is the one that we speak.
    await socket.connect(address.url, address.password ?? undefined, {
      rpcVersion: 1,
      eventSubscriptions: EVENT_SUBSCRIPTIONS,
    });
  } catch {
    throw new LinkError(failureOfAttempt({ greeted, late, closeCode, errorCode: socket.errorCode }));
  } finally {
    clearTimeout(timer);
  }
}

interface AttemptFacts {
  readonly greeted: boolean;
  readonly late: boolean;
  readonly closeCode: { readonly code: number; readonly reason: string } | null;
  readonly errorCode: string | null;
}

function failureOfAttempt({ greeted, late, closeCode, errorCode }: AttemptFacts): LinkFailure {
  if (greeted && late) return { kind: 'deadline', waitedFor: 'Identify' };
  if (greeted && closeCode !== null) return { kind: 'closed', ...closeCode };
  // OBS that stops while we knock says 1001 and no Hello.
  if (closeCode?.code === 1001) return { kind: 'closed', ...closeCode };
  return failureOfConnect(errorCode);
}

function isWebSocketAddress(url: string): boolean {
  return URL.canParse(url) && ['ws:', 'wss:'].includes(new URL(url).protocol) && !url.includes('#');
}
