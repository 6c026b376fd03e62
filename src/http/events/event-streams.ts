import * as z from 'zod';
import { SNAPSHOT } from '../../contract/snapshot.js';
import { openEventClient, type EventClient } from './event-client.js';
import type { HttpLimits } from '../server/limits.js';
import type { HttpPorts } from '../ports.js';
import { wholeNumber } from '../call/field-types.js';
import { HttpError } from '../call/problem.js';
import type { ReadSnapshotJson } from './read-snapshot-json.js';
import { stream, type CallContext, type Reply, type Route } from '../call/route.js';

/** A key of a deck must not show for long what is no longer so, and a computer that sleeps closes no connection. */
const FIELDS = z.object({
  heartbeat_seconds: wholeNumber(1, 15)
    .optional()
    .describe('A comment this often, so that the caller soon notices when nobody is there; 15 if not given.'),
});

export interface EventStreams {
  readonly route: Route;
  /** Something has changed that no port tells of. */
  announce(): void;
  /** Ends the streams of other devices, which may come back with the token of now. */
  endFromNetwork(): void;
  /** Ends every stream; later ones are ended at once. */
  close(): void;
}

/**
 * `GET /events`: a `snapshot` on connect and after each change. A change only says "read again", so any number of them
 * while one snapshot is being read become one event.
 */
export function createEventStreams(
  ports: HttpPorts,
  limits: HttpLimits,
  readSnapshot: ReadSnapshotJson,
): EventStreams {
  // With the count of changes that each client's newest snapshot holds.
  const clients = new Map<EventClient, number>();
  // Of other devices: they must not take the place of the docks on this PC.
  const fromNetwork = new Set<EventClient>();
  let changeCount = 0;
  let isSending = false;
  let isClosed = false;

  const readFrame = async (): Promise<string> => {
    const { revision, json } = await readSnapshot();
    return `event: snapshot\nid: ${revision}\ndata: ${json}\n\n`;
  };

  const clientsBehind = (count: number): readonly EventClient[] =>
    [...clients].filter(([, seen]) => seen < count).map(([client]) => client);

  const send = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    try {
      while (clientsBehind(changeCount).length > 0) {
        const count = changeCount;
        const frame = await readFrame();
        for (const client of clientsBehind(count)) {
          client.offer(frame);
          clients.set(client, count);
        }
      }
    } catch (error) {
      // The next change or heartbeat tries again.
      ports.log.warn({ err: error }, 'the event streams could not be brought up to date');
    } finally {
      isSending = false;
    }
  };

  const announce = (): void => {
    changeCount += 1;
    void send();
  };
  const unsubscribe = ports.onChange?.(announce);
  const heartbeat = setInterval(() => {
    for (const client of clients.keys()) client.beat();
    void send();
  }, limits.heartbeatMs);
  heartbeat.unref();

  const open = async (
    { isLocal }: Pick<CallContext, 'isLocal'>,
    { heartbeat_seconds: heartbeatSeconds }: z.output<typeof FIELDS>,
  ): Promise<Reply> => {
    if (isClosed || clients.size >= limits.maxEventStreams) throw tooMany(limits.maxEventStreams);
    const isFull = fromNetwork.size >= limits.maxNetworkEventStreams;
    if (!isLocal && isFull) throw tooMany(limits.maxNetworkEventStreams);
    const readAt = changeCount;
    const frame = await readFrame();
    return {
      kind: 'stream',
      open: (res) => {
        let pulse: NodeJS.Timeout | undefined;
        const client = openEventClient(res, () => {
          clearInterval(pulse);
          clients.delete(client);
          fromNetwork.delete(client);
        });
        if (heartbeatSeconds !== undefined)
          pulse = setInterval(client.pulse, heartbeatSeconds * 1000).unref();
        clients.set(client, readAt);
        if (!isLocal) fromNetwork.add(client);
        client.offer(frame);
        if (isClosed) client.end();
        // Something may have changed while the first snapshot was being read.
        void send();
      },
    };
  };

  return {
    route: stream(
      {
        path: '/events',
        summary: 'Server-sent events: a snapshot now and after each change.',
        fields: FIELDS,
        reply: {
          type: 'text/event-stream',
          description: 'Events named `snapshot`, each with everything that a page shows as JSON.',
          schema: SNAPSHOT,
        },
      },
      open,
    ),
    announce,
    endFromNetwork() {
      for (const client of fromNetwork) client.end();
    },
    close() {
      isClosed = true;
      unsubscribe?.();
      clearInterval(heartbeat);
      for (const client of clients.keys()) client.end();
    },
  };
}

function tooMany(count: number): HttpError {
  const message = `At most ${count} pages can follow along at once: close one and try again.`;
  return new HttpError('too-many-streams', message);
}
