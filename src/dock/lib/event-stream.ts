const RETRY_MS = 1_000;
/** A phone that slept may hold a connection that died meanwhile, so one this old is opened anew when it is needed again. */
const OLD_MS = 30_000;

/** The service's events over one connection, which comes back by itself after the service was away. */
export interface EventStream {
  /** Opens the connection, if it is not open or may have died meanwhile. */
  open(): void;
  /** Opens a new connection in any case: the service begins each one with a snapshot. */
  reopen(): void;
  close(): void;
}

/**
 * @param onSnapshot a snapshot as the service sent it, as text.
 * @param onLost the service does not answer; may be called again until the next snapshot.
 */
export function createEventStream(onSnapshot: (text: string) => void, onLost: () => void): EventStream {
  let source: EventSource | null = null;
  let openedAtMs = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function close(): void {
    clearTimeout(retry);
    source?.close();
    source = null;
  }

  function reopen(): void {
    close();
    openedAtMs = performance.now();
    source = new EventSource('/events');
    source.addEventListener('snapshot', (event) => {
      onSnapshot((event as MessageEvent<string>).data);
    });
    source.addEventListener('error', () => {
      // The browser's own retry gives up for good on an error status, such as "too many streams".
      close();
      retry = setTimeout(reopen, RETRY_MS);
      onLost();
    });
  }

  return {
    open() {
      if (source === null || performance.now() - openedAtMs > OLD_MS) reopen();
    },
    reopen,
    close,
  };
}
