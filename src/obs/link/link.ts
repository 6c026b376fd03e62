import { RequestBatchExecutionType, type OBSRequestTypes } from 'obs-websocket-js/json';
import { LinkError, RequestRefusedError, type LinkFailure } from './link-failure.js';
import { OBS_EVENTS, type ObsEvent } from './obs-event.js';
import type { ObsSocket } from './obs-socket.js';

export type JsonObject = Readonly<Record<string, unknown>>;

export interface ObsRequest {
  readonly requestType: keyof OBSRequestTypes;
  readonly requestData?: JsonObject;
}

/** One request's part of a batch's answer. */
export interface ObsResult {
  readonly ok: boolean;
  /** 100 when it went well; 0 when OBS left this request unanswered. */
  readonly code: number;
  readonly comment: string;
  readonly data: JsonObject;
}

/** A live, identified connection. Each call settles: with the answer, at its deadline, or when the socket closes. */
export interface Link {
  /**
   * Rejects with RequestRefusedError or LinkError. Past the deadline the link is closed, because it is not known what
   * OBS did.
   */
  call(request: ObsRequest, timeoutMs: number): Promise<JsonObject>;
  /** One SerialRealtime batch that goes on after failures; the results are in the order of the requests. */
  batch(requests: readonly ObsRequest[], timeoutMs: number): Promise<readonly ObsResult[]>;
  /** The same as a SerialFrame batch: `Sleep` waits for OBS's frames, and OBS draws nothing between two of them. */
  frames(requests: readonly ObsRequest[], timeoutMs: number): Promise<readonly ObsResult[]>;
  /** Listeners only note facts: what they throw is lost. */
  onEvent(listener: (event: ObsEvent) => void): void;
  /** Settles when the socket is gone; never rejects. */
  readonly closed: Promise<LinkFailure>;
  close(): void;
}

/** Puts deadlines and an end to every call over the socket, whether it is connected already or not. */
export function createLink(socket: ObsSocket): Link {
  const pending = new Set<(failure: LinkFailure) => void>();
  const listeners: ((event: ObsEvent) => void)[] = [];
  let ended: LinkFailure | null = null;
  let endedByUs: LinkFailure | null = null;
  let reportClosed: (failure: LinkFailure) => void;
  const closed = new Promise<LinkFailure>((resolve) => (reportClosed = resolve));

  function end(failure: LinkFailure): void {
    ended ??= failure;
    for (const reject of [...pending]) reject(ended);
    reportClosed(ended);
  }

  function hangUp(failure: LinkFailure): void {
    endedByUs ??= failure;
    socket.terminate();
    end(endedByUs);
  }

  /** Settles with the work, at the deadline or at the close. A set, not Promise.race with `closed`: that would leak. */
  function settle<T>(work: Promise<T>, waitedFor: string, timeoutMs: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = (failure: LinkFailure): void => {
        forget();
        reject(new LinkError(failure));
      };
      const timer = setTimeout(() => hangUp({ kind: 'deadline', waitedFor }), timeoutMs);
      const forget = (): void => {
        clearTimeout(timer);
        pending.delete(giveUp);
      };
      pending.add(giveUp);
      work.then(resolve, reject).finally(forget);
    });
  }

  socket.once('ConnectionClosed', (error) => {
    end(endedByUs ?? { kind: 'closed', code: error.code, reason: error.message });
  });
  for (const type of OBS_EVENTS) {
    socket.on(type, (data?: unknown) => {
      for (const listener of listeners) listener({ type, data: asObject(data) });
    });
  }

  async function batch(
    requests: readonly ObsRequest[],
    executionType: RequestBatchExecutionType,
    timeoutMs: number,
  ): Promise<readonly ObsResult[]> {
    if (ended !== null) throw new LinkError(ended);
    const work = socket.callBatch(requests as never, { executionType, haltOnFailure: false });
    const results = await settle(work, `a batch of ${requests.length}`, timeoutMs);
    return requests.map((_, index) => resultOf(results[index]));
  }

  return {
    async call({ requestType, requestData }, timeoutMs) {
      if (ended !== null) throw new LinkError(ended);
      const work = socket.call(requestType, requestData);
      const answer = await settle(work, requestType, timeoutMs).catch((error: unknown) => {
        throw refusalOf(requestType, error);
      });
      return asObject(answer);
    },
    batch: (requests, timeoutMs) => batch(requests, RequestBatchExecutionType.SerialRealtime, timeoutMs),
    frames: (requests, timeoutMs) => batch(requests, RequestBatchExecutionType.SerialFrame, timeoutMs),
    onEvent: (listener) => void listeners.push(listener),
    closed,
    close: () => hangUp({ kind: 'hung_up' }),
  };
}

function refusalOf(requestType: string, error: unknown): unknown {
  if (error instanceof LinkError || !(error instanceof Error)) return error;
  return 'code' in error && typeof error.code === 'number'
    ? new RequestRefusedError(requestType, error.code, error.message)
    : error;
}

function resultOf(answer: unknown): ObsResult {
  const { requestStatus, responseData } = asObject(answer);
  const { result, code, comment } = asObject(requestStatus);
  return {
    ok: result === true,
    code: typeof code === 'number' ? code : 0,
    comment: typeof comment === 'string' ? comment : '',
    data: asObject(responseData),
  };
}

function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
