import { setTimeout as sleep } from 'node:timers/promises';
import { OBSWebSocket, type OBSRequestTypes, type OBSResponseTypes } from 'obs-websocket-js/json';

const CONNECT_TIMEOUT_MS = 5_000;
const CALL_TIMEOUT_MS = 20_000;

/** The tests' own connection to one OBS, independent of the product's. */
export interface ObsClient {
  /** Connects where there is no connection. Rejects when OBS is away, closes the socket or does not answer. */
  readonly call: <Type extends keyof OBSRequestTypes>(
    type: Type,
    data?: OBSRequestTypes[Type],
  ) => Promise<OBSResponseTypes[Type]>;
  readonly close: () => Promise<void>;
}

export function createObsClient(url: string, password: string | null): ObsClient {
  let open: { socket: OBSWebSocket; closed: Promise<never> } | null = null;

  async function connect(): Promise<{ socket: OBSWebSocket; closed: Promise<never> }> {
    const socket = new OBSWebSocket();
    const closed = new Promise<never>((_resolve, reject) => {
      socket.once('ConnectionClosed', (error) => {
        if (open?.socket === socket) open = null;
        reject(new Error(`OBS closed the test's connection: ${error.code} ${error.message}`));
      });
    });
    closed.catch(() => undefined);
    // No events: what a test wants to know it asks.
    const connected = socket.connect(url, password ?? undefined, { eventSubscriptions: 0 });
    connected.catch(() => undefined);
    await Promise.race([connected, closed, timeout(`No connection to OBS at ${url}`, CONNECT_TIMEOUT_MS)]);
    return { socket, closed };
  }

  return {
    async call(type, data) {
      open ??= await connect();
      const answer = open.socket.call(type, data);
      // A call that is pending when the socket closes never settles by itself.
      answer.catch(() => undefined);
      return Promise.race([answer, open.closed, timeout(`OBS did not answer ${type}`, CALL_TIMEOUT_MS)]);
    },
    async close() {
      const last = open;
      open = null;
      await last?.socket.disconnect();
    },
  };
}

async function timeout(sentence: string, timeoutMs: number): Promise<never> {
  await sleep(timeoutMs, undefined, { ref: false });
  throw new Error(`${sentence} within ${timeoutMs} ms.`);
}
