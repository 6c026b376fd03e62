import { connect } from 'node:net';
import { portOf } from './obs-address.js';

/** Nobody answered in time. */
export class NoAnswerError extends Error {}

/**
 * Settles when somebody takes a connection at this URL; nothing is sent. Rejects with the error of the socket, with
 * NoAnswerError after `timeoutMs` or when the signal aborts.
 */
export function knock(url: string, timeoutMs: number, signal?: AbortSignal): Promise<void> {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: portOf(url) });
    const giveUp = (): void => void socket.destroy(new NoAnswerError());
    const timer = setTimeout(giveUp, timeoutMs);
    signal?.addEventListener('abort', giveUp);
    socket.once('close', () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      resolve();
      socket.destroy();
    });
  });
}
