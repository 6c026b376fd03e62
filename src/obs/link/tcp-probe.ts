import { connect } from 'node:net';

/** Whether anybody takes a connection there: tells a frozen OBS from a PC that is off. Never rejects; false when called off. */
export async function takesConnections(
  url: string,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port || (protocol === 'wss:' ? 443 : 80)) });
    const settle = (answer: boolean): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', callOff);
      socket.destroy();
      resolve(answer);
    };
    const callOff = (): void => settle(false);
    const timer = setTimeout(callOff, timeoutMs);
    signal?.addEventListener('abort', callOff);
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}
