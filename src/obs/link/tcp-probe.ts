import { knock } from '../../lib/knock.js';

/** Whether anybody takes a connection there: tells a frozen OBS from a PC that is off. Never rejects; false when called off. */
export function takesConnections(url: string, timeoutMs: number, signal?: AbortSignal): Promise<boolean> {
  return knock(url, timeoutMs, signal).then(
    () => true,
    () => false,
  );
}
