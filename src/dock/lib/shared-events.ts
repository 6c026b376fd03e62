import { createEventStream, type EventStream } from './event-stream.js';
import { WORKER_NAME, type ToPage, type ToWorker } from './events-worker-messages.js';

const WORKER_FILE = '/assets/lib/events-worker.js';
/** A worker that has said nothing for this long does not run: not supported, blocked, or ended by the browser. */
const START_MS = 1_500;
const SILENT_MS = 12_000;

/**
 * The events of the service through the one connection that all pages of this browser share. Where the browser has no
 * shared worker (Chrome on Android), or it ends, the page opens a connection of its own until the worker speaks.
 * @param onSnapshot with the milliseconds since the service sent it.
 */
export function createSharedEvents(
  onSnapshot: (text: string, ageMs: number) => void,
  onLost: () => void,
): EventStream {
  const own = createEventStream((text) => {
    onSnapshot(text, 0);
  }, onLost);
  let port: MessagePort | null = null;
  let isWanted = false;
  let silence: number | undefined;

  function connect(): void {
    port?.close();
    port = connectToWorker(hear, fallBack);
    if (port === null) own.open();
    else waitAtMost(START_MS, fallBack);
    send('follow');
  }

  function hear(message: ToPage): void {
    if (!isWanted) return;
    own.close();
    // The worker ran and has ended: try a new one.
    waitAtMost(SILENT_MS, () => {
      own.open();
      connect();
    });
    if (message.kind === 'snapshot') onSnapshot(message.text, message.ageMs);
    else if (message.kind === 'lost') onLost();
  }

  function fallBack(): void {
    if (isWanted) own.open();
  }

  function waitAtMost(ms: number, then: () => void): void {
    window.clearTimeout(silence);
    silence = window.setTimeout(then, ms);
  }

  function send(message: ToWorker): void {
    port?.postMessage(message);
  }

  return {
    open() {
      isWanted = true;
      connect();
    },
    reopen() {
      if (!isWanted) return;
      if (port === null) own.reopen();
      else send('refresh');
    },
    close() {
      isWanted = false;
      window.clearTimeout(silence);
      send('leave');
      own.close();
    },
  };
}

/** Null where the browser has none. `onFailed` may be called later. */
function connectToWorker(onMessage: (message: ToPage) => void, onFailed: () => void): MessagePort | null {
  if (typeof SharedWorker === 'undefined') return null;
  try {
    const worker = new SharedWorker(trusted(WORKER_FILE), { type: 'module', name: WORKER_NAME });
    worker.addEventListener('error', onFailed);
    worker.port.onmessage = ({ data }: MessageEvent<ToPage>) => {
      onMessage(data);
    };
    return worker.port;
  } catch {
    return null;
  }
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): URL };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** The page's policy asks who names a script; see `APP_POLICY` of the service. */
function trusted(url: string): string | URL {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return url;
  policy ??= trustedTypes.createPolicy('events-worker', { createScriptURL: (given) => given });
  return policy.createScriptURL(url);
}
