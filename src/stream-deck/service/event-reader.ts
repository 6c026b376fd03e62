import http from 'node:http';
import type { SnapshotJson } from '../../client/wire.js';
import type { ServiceAddress } from './address.js';
import { headersFor } from './call.js';

/** How often the service gives a sign of life, and how long silence is taken for one that is late. */
const HEARTBEAT_SECONDS = 1;
export const SILENCE_MS = 1_800;

/** Why a stream has ended. */
export type StreamEnd =
  | { readonly kind: 'gone' }
  /** Somebody answers there who is not our service. */
  | { readonly kind: 'foreign' }
  /** The service answered, and let nobody follow. */
  | { readonly kind: 'refused'; readonly status: number };

/** Calls back once, so long after it was started or last put off. */
export interface Alarm {
  putOff(): void;
  stop(): void;
}
export type StartAlarm = (ms: number, ring: () => void) => Alarm;

const startAlarm: StartAlarm = (ms, ring) => {
  const timer = setTimeout(ring, ms);
  return {
    putOff: () => timer.refresh(),
    stop: () => {
      clearTimeout(timer);
    },
  };
};

/**
 * Reads `GET /events` until it ends; never throws.
 * @param onSnapshot each snapshot.
 * @param signal ends it; it then settles as `gone`.
 * @param start measures the silence.
 */
export function readEvents(
  address: ServiceAddress,
  onSnapshot: (snapshot: SnapshotJson) => void,
  signal: AbortSignal,
  start: StartAlarm = startAlarm,
): Promise<StreamEnd> {
  return new Promise((resolve) => {
    const url = `${address.url}/events?heartbeat_seconds=${HEARTBEAT_SECONDS}`;
    const request = http.get(url, { headers: headersFor(address), agent: false, signal }, (response) => {
      const { statusCode = 0, headers } = response;
      const type = headers['content-type'] ?? '';
      if (statusCode !== 200 || !type.startsWith('text/event-stream')) {
        const isOurs = statusCode >= 400 && type.includes('json');
        end(isOurs ? { kind: 'refused', status: statusCode } : { kind: 'foreign' });
        return;
      }
      const take = createSplitter();
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        silence.putOff();
        for (const data of take(text)) {
          const snapshot = readSnapshot(data);
          if (snapshot === null) end({ kind: 'foreign' });
          else if (!signal.aborted) onSnapshot(snapshot);
        }
      });
      response.once('end', () => {
        end({ kind: 'gone' });
      });
    });
    const end = (how: StreamEnd): void => {
      resolve(how);
      request.destroy();
    };
    const silence = start(SILENCE_MS, () => {
      end({ kind: 'gone' });
    });
    // An error is always followed by the close.
    request.on('error', () => undefined);
    request.once('close', () => {
      silence.stop();
      end({ kind: 'gone' });
    });
  });
}

/** null: this is nothing that our service says. */
function readSnapshot(data: string): SnapshotJson | null {
  try {
    const json = JSON.parse(data) as Partial<SnapshotJson> | null;
    const isOurs = typeof json?.revision === 'number' && typeof json.raid === 'object';
    return isOurs && (json.raid as object | null) !== null ? (json as SnapshotJson) : null;
  } catch {
    return null;
  }
}

/** Takes the stream in pieces, wherever they are cut, and gives the data of each event that is complete. */
export function createSplitter(): (text: string) => readonly string[] {
  let rest = '';
  return (text) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => /^data: (.*)$/m.exec(block)?.[1] ?? []);
  };
}
