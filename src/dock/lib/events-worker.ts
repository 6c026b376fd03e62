import { createEventStream } from './event-stream.js';
import type { ToPage, ToWorker } from './events-worker-messages.js';

// Runs once for all pages of a browser: a browser opens only six connections to one host, and a page that held one of
// its own would sooner or later leave none for a press. It holds one while at least one page is in sight.

/** Pages that hear nothing for much longer than this know that the worker is gone. */
const ALIVE_EVERY_MS = 4_000;

const followers = new Set<MessagePort>();
/** The newest snapshot of the open connection, and when it came. */
let newest: { readonly text: string; readonly atMs: number } | null = null;

const stream = createEventStream(
  (text) => {
    newest = { text, atMs: performance.now() };
    tellAll({ kind: 'snapshot', text, ageMs: 0 });
  },
  () => {
    newest = null;
    tellAll({ kind: 'lost' });
  },
);

function tellAll(message: ToPage): void {
  for (const port of followers) port.postMessage(message);
}

function receive(port: MessagePort, message: ToWorker): void {
  switch (message) {
    case 'follow':
      followers.add(port);
      port.postMessage({ kind: 'alive' } satisfies ToPage);
      if (newest !== null) {
        const { text, atMs } = newest;
        port.postMessage({ kind: 'snapshot', text, ageMs: performance.now() - atMs } satisfies ToPage);
      }
      stream.open();
      return;
    case 'refresh':
      stream.reopen();
      return;
    case 'leave':
      followers.delete(port);
      if (followers.size > 0) return;
      stream.close();
      newest = null;
  }
}

setInterval(() => {
  tellAll({ kind: 'alive' });
}, ALIVE_EVERY_MS);

// The types of a page are loaded here, not those of a worker.
const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void };
scope.onconnect = ({ ports: [port] }) => {
  if (port === undefined) return;
  port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
    receive(port, data);
  };
};
