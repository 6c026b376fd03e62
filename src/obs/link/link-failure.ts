/** Why no link came about, or why it ended: the facts, told apart by kind and never by a message's text. */
export type LinkFailure =
  /** Nothing listens there. */
  | { readonly kind: 'refused' }
  /** The address leads nowhere: no such name, no route, no answer. */
  | { readonly kind: 'unreachable'; readonly code: string }
  /** The address is no `ws://host:port`. */
  | { readonly kind: 'bad_address' }
  /** Somebody takes the connection and says nothing: OBS is frozen, or its port was left open. */
  | { readonly kind: 'silent' }
  /** Something answers, but does not speak obs-websocket. */
  | { readonly kind: 'not_obs' }
  /** The server of OBS 27 and older. */
  | { readonly kind: 'old_protocol' }
  /** obs-websocket closed the socket; the code says why (4009 wrong password, 4011 kicked, 1001 stopping). */
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  /** An answer did not come in time. */
  | { readonly kind: 'deadline'; readonly waitedFor: string }
  /** We hung up ourselves. */
  | { readonly kind: 'hung_up' };

/** Thrown where a link cannot be opened, and by every call that was under way when the link ended. */
export class LinkError extends Error {
  readonly failure: LinkFailure;

  constructor(failure: LinkFailure) {
    super(describeFailure(failure));
    this.name = 'LinkError';
    this.failure = failure;
  }
}

/** The code of an OBS that loads, switches its collection or exits. */
export const NOT_READY = 207;

/** OBS answered, and refused. `code` is obs-websocket's request status. */
export class RequestRefusedError extends Error {
  readonly code: number;

  constructor(requestType: string, code: number, comment: string) {
    super(`${requestType} was refused with ${code}${comment === '' ? '' : `: ${comment}`}`);
    this.name = 'RequestRefusedError';
    this.code = code;
  }
}

/** For the log. */
export function describeFailure(failure: LinkFailure): string {
  switch (failure.kind) {
    case 'refused':
      return 'nothing listens there';
    case 'unreachable':
      return `no way there (${failure.code})`;
    case 'bad_address':
      return 'the address is not of the form ws://host:port';
    case 'silent':
      return 'the connection was taken, and then nothing came';
    case 'not_obs':
      return 'what answers is not obs-websocket';
    case 'old_protocol':
      return 'the server speaks the protocol of OBS 27 and older';
    case 'closed':
      return `closed with ${failure.code}${failure.reason === '' ? '' : `: ${failure.reason}`}`;
    case 'deadline':
      return `no answer in time to ${failure.waitedFor}`;
    case 'hung_up':
      return 'hung up';
  }
}

const NOT_ON_THE_WAY = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT']);

/** What the system's error code of a failed connect means; null: it reached somebody who is no obs-websocket. */
export function failureOfConnect(errorCode: string | null): LinkFailure {
  if (errorCode === 'ECONNREFUSED') return { kind: 'refused' };
  if (errorCode !== null && NOT_ON_THE_WAY.has(errorCode)) return { kind: 'unreachable', code: errorCode };
  return { kind: 'not_obs' };
}
