import type { SnapshotJson } from './wire.js';

/** A page that nobody sees gives its connection back: a browser opens only six to one host, and tabs add up. */
const HIDDEN_GRACE_MS = 5_000;
const RETRY_MS = 1_000;
/** A phone that slept may hold a connection that died meanwhile, so one this old is opened anew when it is shown. */
const STALE_MS = 30_000;

/**
 * Follows the service's events, and comes back by itself after it was away.
 * @param onSnapshot each new truth, the one that came with the page at once; on a reconnect too, so a missed event does
 *   no harm.
 * @param onLost the service has stopped answering; may be told again until the next snapshot.
 */
export function follow(onSnapshot: (snapshot: SnapshotJson) => void, onLost: () => void): void {
  let source: EventSource | null = null;
  let openedAt = 0;
  let timer: number | undefined;

  function open(): void {
    close();
    openedAt = performance.now();
    source = new EventSource('/events');
    source.addEventListener('snapshot', (event) => {
      onSnapshot(JSON.parse((event as MessageEvent<string>).data) as SnapshotJson);
    });
    source.addEventListener('error', () => {
      onLost();
      // The browser's own retry gives up for good on an error status, such as "too many streams".
      close();
      timer = window.setTimeout(open, RETRY_MS);
    });
  }

  function close(): void {
    window.clearTimeout(timer);
    source?.close();
    source = null;
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      window.clearTimeout(timer);
      timer = window.setTimeout(close, HIDDEN_GRACE_MS);
    } else if (source === null || performance.now() - openedAt > STALE_MS) {
      open();
    } else {
      window.clearTimeout(timer);
    }
  });
  const first = firstSnapshot();
  if (first !== null) onSnapshot(first);
  open();
}

/** The snapshot that came with the page; null when there was none. */
function firstSnapshot(): SnapshotJson | null {
  const data = document.getElementById('snapshot')?.textContent;
  return data == null ? null : (JSON.parse(data) as SnapshotJson);
}
