import type { SnapshotJson } from '../../client/wire.js';
import { backoffMs, type Backoff } from '../../lib/backoff.js';
import type { ServiceAddress } from './address.js';
import { readEvents, type StartAlarm, type StreamEnd } from './event-reader.js';

/** How the service can be reached; in words for a key where it cannot. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'away'; readonly word: string };

/** One event stream for all keys, which comes back by itself. */
export interface ServiceLink {
  /** Opens the stream, if it is not open. */
  open(): void;
  /** Opens a new one where one is open or waited for: the address is another one, or the PC has slept. */
  reopen(): void;
  close(): void;
}

const BACKOFF: Backoff = { backoffBaseMs: 250, backoffCeilingLocalMs: 1_000, backoffCeilingRemoteMs: 5_000 };
/** Who was refused is refused again until something changes, and too many wrong tokens lock the right one out. */
const REFUSED_RETRY_MS = 15_000;

/**
 * @param address asked for at each attempt.
 * @param startAlarm measures the silence of the stream.
 */
export function createServiceLink(
  address: () => ServiceAddress,
  onSnapshot: (snapshot: SnapshotJson) => void,
  onState: (state: LinkState) => void,
  startAlarm?: StartAlarm,
): ServiceLink {
  let stream: AbortController | null = null;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;

  function close(): void {
    clearTimeout(retry);
    stream?.abort();
    stream = null;
  }

  async function follow(): Promise<void> {
    const own = new AbortController();
    stream = own;
    const to = address();
    const end = await readEvents(
      to,
      (snapshot) => {
        failures = 0;
        onState({ kind: 'live' });
        onSnapshot(snapshot);
      },
      own.signal,
      startAlarm,
    );
    if (stream !== own) return;
    onState({ kind: 'away', word: awayWord(end, to) });
    const waitMs =
      end.kind === 'refused' ? REFUSED_RETRY_MS : backoffMs(failures++, to.url, Math.random(), BACKOFF);
    retry = setTimeout(() => void follow(), waitMs);
  }

  function start(): void {
    close();
    failures = 0;
    void follow();
  }

  return {
    open() {
      if (stream === null) start();
    },
    reopen() {
      if (stream !== null) start();
    },
    close,
  };
}

function awayWord(end: StreamEnd, { token }: ServiceAddress): string {
  if (end.kind === 'gone') return 'No answer';
  if (end.kind === 'foreign') return 'Not ours';
  if (end.status === 401) return token === null ? 'No token' : 'Wrong token';
  if (end.status === 429) return 'Too many';
  return end.status === 400 ? 'Update it' : 'Refused';
}
