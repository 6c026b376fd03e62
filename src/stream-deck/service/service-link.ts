import type { SnapshotJson } from '../../client/wire.js';
import { isUrlOfThisPc } from '../../lib/this-pc.js';
import type { ServiceAddress } from './address.js';
import { readEvents, type StreamEnd } from './event-reader.js';

/** How the service can be reached; in words for a key where it cannot. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'away'; readonly word: string };

/** One event stream for all keys, which comes back by itself. */
export interface ServiceLink {
  /** Opens the stream, if it is not open. */
  open(): void;
  /** Opens a new one in any case: the address is another one, or the PC has slept. */
  reopen(): void;
  close(): void;
}

const RETRY = { firstMs: 250, lastMs: 1_000, lastMsElsewhere: 5_000 } as const;
/** Who was refused is refused again until something changes, and too many wrong tokens lock the right one out. */
const REFUSED_RETRY_MS = 15_000;

export function createServiceLink(
  address: () => ServiceAddress,
  onSnapshot: (snapshot: SnapshotJson) => void,
  onState: (state: LinkState) => void,
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
    const end = await readEvents(
      address(),
      (snapshot) => {
        if (stream !== own) return;
        failures = 0;
        onState({ kind: 'live' });
        onSnapshot(snapshot);
      },
      own.signal,
    );
    if (stream !== own) return;
    onState({ kind: 'away', word: awayWord(end, address()) });
    retry = setTimeout(() => void follow(), retryMs(end));
  }

  function retryMs(end: StreamEnd): number {
    if (end.kind === 'refused') return REFUSED_RETRY_MS;
    const last = isUrlOfThisPc(address().url) ? RETRY.lastMs : RETRY.lastMsElsewhere;
    const waitMs = Math.min(last, RETRY.firstMs * 2 ** failures);
    failures = Math.min(failures + 1, 10);
    return waitMs * (0.8 + 0.2 * Math.random());
  }

  function reopen(): void {
    close();
    failures = 0;
    void follow();
  }

  return {
    open() {
      if (stream === null) reopen();
    },
    reopen,
    close,
  };
}

function awayWord(end: StreamEnd, { token }: ServiceAddress): string {
  if (end.kind === 'gone') return 'No answer';
  if (end.status === 401) return token === null ? 'No token' : 'Wrong token';
  if (end.status === 429) return 'Too many';
  return end.status === 400 ? 'Update it' : 'Refused';
}
