import type { SnapshotJson } from '../../client/wire.js';
import type { ServiceAddress } from './address.js';
import { headersFor } from './call.js';

/** How often the service gives a sign of life, and how long silence is taken for one that is late. */
const HEARTBEAT_SECONDS = 1;
export const SILENCE_MS = 1_800;

/** Why a stream has ended. */
export type StreamEnd =
  | { readonly kind: 'gone' }
  /** The service answered, and let nobody follow. */
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

/**
 * Reads `GET /events` until it ends; never throws.
 * @param onSnapshot each snapshot.
 * @param signal ends it; it then settles as `gone`.
 */
export async function readEvents(
  address: ServiceAddress,
  onSnapshot: (snapshot: SnapshotJson) => void,
  signal: AbortSignal,
): Promise<StreamEnd> {
  const request = new AbortController();
  const abort = (): void => {
    request.abort();
  };
  signal.addEventListener('abort', abort);
  let silence = setTimeout(abort, SILENCE_MS);
  try {
    const response = await fetch(`${address.url}/events?heartbeat_seconds=${HEARTBEAT_SECONDS}`, {
      headers: headersFor(address),
      redirect: 'error',
      signal: request.signal,
    });
    if (response.status !== 200 || response.body === null) {
      const { message = '' } = (await response.json()) as { message?: string };
      return { kind: 'refused', status: response.status, message };
    }
    const take = createSplitter(onSnapshot);
    const decoder = new TextDecoder();
    for await (const bytes of response.body) {
      clearTimeout(silence);
      silence = setTimeout(abort, SILENCE_MS);
      take(decoder.decode(bytes as Uint8Array, { stream: true }));
    }
    return { kind: 'gone' };
  } catch {
    return { kind: 'gone' };
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', abort);
  }
}

/** Takes the stream in pieces, wherever they are cut, and gives each snapshot. */
export function createSplitter(onSnapshot: (snapshot: SnapshotJson) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) onSnapshot(JSON.parse(data) as SnapshotJson);
    }
  };
}
