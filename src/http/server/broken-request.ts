import { presentProblem } from '../../contract/problem.js';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { ANY_METHOD } from '../call/call-table.js';
import { nextTurn } from '../../lib/in-slices.js';
import type { HttpLimits } from './limits.js';
import { HttpError, problemOf, type ProblemCode } from '../call/problem.js';

/** What Node hands to `clientError`. */
interface BrokenRequest extends NodeJS.ErrnoException {
  readonly rawPacket?: Buffer;
  /** How much of it was understood. */
  readonly bytesParsed?: number;
}

/** Answers what Node refuses before there is a request: broken HTTP, oversized headers, overdue senders, CONNECT. */
export function answerBrokenRequests(server: Server, limits: HttpLimits): void {
  const lastResponse = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (req: IncomingMessage, res: ServerResponse) => {
    lastResponse.set(req.socket, res);
  });
  server.on('clientError', (error: BrokenRequest, socket) => {
    if (error.code !== 'ERR_HTTP_REQUEST_TIMEOUT') refuse(error, socket);
    else void arrivesAfterAll(socket, lastResponse).then((isWhole) => isWhole || refuse(error, socket));
  });
  const refuse = (error: BrokenRequest, socket: Duplex): void => {
    const response = lastResponse.get(socket);
    const isOpen = response !== undefined && !response.writableFinished;
    // The broken part followed a complete request (some clients send the body of a GET without a length). That press
    // counts, so its reply must still go out, or the key shows an alert and is pressed again.
    if (isOpen && response.req.complete && !response.headersSent) {
      response.setHeader('Connection', 'close');
      return;
    }
    // The reply has begun already: a second status line would be read as part of its body.
    if (error.code === 'ECONNRESET' || !socket.writable || (isOpen && response.headersSent)) {
      socket.destroy();
      return;
    }
    const reply = rawProblem(...problemFor(error));
    // After a HEAD, a body would be read as the next reply.
    const isHead = requestText(error).startsWith('HEAD ');
    sendAndClose(socket, isHead ? reply.slice(0, reply.indexOf('\r\n\r\n') + 4) : reply, limits);
  };
  // An idle connection times out here. After a stall of this program its next request may have arrived and not been
  // read yet.
  server.on('timeout', (socket: Socket) => {
    const { bytesRead } = socket;
    setImmediate(() => {
      if (socket.bytesRead === bytesRead) socket.destroy();
    });
  });
  // Without a listener Node cuts the connection and the caller learns nothing.
  server.on('connect', (_req, socket) => {
    socket.on('error', () => undefined);
    sendAndClose(
      socket,
      rawProblem('method-not-allowed', 'CONNECT is not possible here: this is no proxy.'),
      limits,
    );
  });
}

/**
 * Whether a request that Node calls overdue has in fact arrived completely: after a stall (of a disk, or of this
 * program) Node checks the clock before it reads what has come. A sender that trickles gains nothing by it.
 */
async function arrivesAfterAll(
  socket: Duplex,
  lastResponse: WeakMap<Duplex, ServerResponse>,
): Promise<boolean> {
  const before = lastResponse.get(socket);
  const wasWhole = before?.req.complete === true;
  const isWhole = (): boolean => {
    const now = lastResponse.get(socket);
    return now?.req.complete === true && (now !== before || !wasWhole);
  };
  for (let turn = 0; turn < READ_TURNS; turn += 1) {
    // Between the turns Node reads what has arrived.
    await nextTurn();
    if (isWhole()) return true;
    if (socket.destroyed) return false;
  }
  return isWhole();
}

/** The largest body takes about as many turns to read. */
const READ_TURNS = 8;

/**
 * Closes the connection a little later, so that the caller can read the reply; a caller that never closes its side must
 * not keep the connection.
 */
function sendAndClose(socket: Duplex, reply: string, limits: HttpLimits): void {
  socket.end(reply);
  socket.resume();
  setTimeout(() => socket.destroy(), limits.lingerMs).unref();
}

/**
 * Refuses a request line with a whole URL in it, as for a proxy: the gate checks the Host header, not that URL.
 * @returns whether it was answered here
 */
export function refuseProxyRequest(req: IncomingMessage, res: ServerResponse): boolean {
  const target = req.url ?? '';
  if (target.startsWith('/') || (target === '*' && req.method === 'OPTIONS')) return false;
  const message = 'The request line holds no path of this service: this is no proxy.';
  const body = JSON.stringify(presentProblem(problemOf(new HttpError('bad-input', message))));
  res.writeHead(400, {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  res.end(body);
  return true;
}

function problemFor(error: BrokenRequest): [ProblemCode, string] {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return [
        'headers-too-large',
        'The headers are too large: clear the cookies of localhost and try again.',
      ];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return ['request-timeout', 'The request did not arrive whole in time: send it again.'];
    case 'HPE_INVALID_METHOD':
      if (!REQUEST_LINE.test(requestText(error))) return NOT_HTTP;
      return ['method-not-allowed', `This method does not exist: use one of ${ANY_METHOD}.`];
    case undefined:
    default:
      return addressProblem(error) ?? NOT_HTTP;
  }
}

/**
 * Names the character that is wrong in a typed address: browsers encode blanks and umlauts, other programs send them as
 * they are. Null: it is something else.
 */
function addressProblem(error: BrokenRequest): [ProblemCode, string] | null {
  const { rawPacket, bytesParsed = 0 } = error;
  const text = rawPacket ?? Buffer.alloc(0);
  const lineStart = text.lastIndexOf('\n', Math.max(0, bytesParsed - 1)) + 1;
  const lineEnd = text.indexOf('\n', lineStart);
  const line = text.subarray(lineStart, lineEnd < 0 ? undefined : lineEnd).toString('utf8');
  const address = /^[A-Z]+ (\/.*) HTTP\/1\.[01]\r?$/.exec(line)?.[1] ?? '';
  if (/\s/.test(address)) {
    return [
      'bad-input',
      'The address in the key has a blank in it: write a blank as %20, e.g. Ground%20Zero.',
    ];
  }
  // eslint-disable-next-line no-control-regex -- Everything that is no ASCII.
  const [letter] = /[^\x00-\x7f]/u.exec(address) ?? [];
  if (letter === undefined) return null;
  const code = letter === '\uFFFD' ? 'its code' : encodeURIComponent(letter);
  const shown = letter === '\uFFFD' ? 'a letter with an accent' : `the letter ${letter}`;
  return [
    'bad-input',
    `The address in the key has ${shown} in it: write it as ${code} there, and a blank as %20.`,
  ];
}

function requestText({ rawPacket }: BrokenRequest): string {
  return rawPacket?.toString('latin1') ?? '';
}

const REQUEST_LINE = /^[A-Z]+ \S+ HTTP\/1/;
const NOT_HTTP: [ProblemCode, string] = [
  'bad-input',
  'This is no valid HTTP request: check that the address in the key begins with http:// and its headers are right.',
];

function rawProblem(code: ProblemCode, message: string): string {
  const problem = problemOf(new HttpError(code, message));
  const body = JSON.stringify(presentProblem(problem));
  return [
    `HTTP/1.1 ${problem.status} ${problem.title}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    ...(code === 'method-not-allowed' ? [`Allow: ${ANY_METHOD}`] : []),
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
