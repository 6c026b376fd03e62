import { createHash } from 'node:crypto';
import { WebSocketServer, type WebSocket } from 'ws';
import { codeOf } from '../../src/lib/error-code.js';
import { createFakeModel, type FakeModel, type Json } from './fake-obs-model.js';
import { answerRequest, type FakeAnswer } from './fake-obs-requests.js';

/** How rude the fake is; tests change it at any moment. */
export interface Manners {
  /** `never`: the socket opens and nothing comes. */
  hello: 'prompt' | 'never';
  password: string | null;
  /** obs-websocket 4, as in OBS 27: no subprotocol, no Hello, other words. */
  isLegacy: boolean;
  /** Every answer comes this late; a function gives each message its own delay, so that answers overtake each other. */
  delayMs: number | ((message: FakeMessage) => number);
  /** Half-open: takes everything, answers nothing. */
  silent: boolean;
  /** Answers 207 to everything. */
  notReady: boolean;
  /** Another answer than the model's. */
  answer: ((type: string, data: Json) => FakeAnswer | null) | null;
  /** Closes the socket with this code instead of answering. */
  closeOn: ((message: FakeMessage) => number | null) | null;
}

/** A request or a batch as it came in. */
export interface FakeMessage {
  readonly isBatch: boolean;
  readonly requests: readonly { readonly type: string; readonly data: Json }[];
}

/** An obs-websocket 5 server without OBS: real sockets, real handshake, a small model of scenes and inputs. */
export interface FakeObs {
  readonly url: string;
  readonly model: FakeModel;
  readonly manners: Manners;
  /** Everything that came in, oldest first. */
  readonly messages: FakeMessage[];
  /** Sockets that were opened so far. */
  connections(): number;
  /** The requests of one type, also from within batches. */
  requests(type: string): readonly Json[];
  emit(type: string, data: Json): void;
  /** Closes all sockets with a code; 1006: cuts them, as a crash does. */
  drop(code: number): void;
  /** Ends listening; `listen` begins again on the same port. */
  stop(): Promise<void>;
  listen(): Promise<void>;
}

/** Below what systems give to who asks for any port: while the fake is stopped, no other test's server is found there. */
const PORTS = { from: 20_000, count: 10_000 };

function somePort(): number {
  return PORTS.from + Math.floor(Math.random() * PORTS.count);
}

export async function startFakeObs(websocketVersion = '5.5.2'): Promise<FakeObs> {
  const manners: Manners = {
    hello: 'prompt',
    password: null,
    isLegacy: false,
    delayMs: 0,
    silent: false,
    notReady: false,
    answer: null,
    closeOn: null,
  };
  const identified = new Set<WebSocket>();
  const messages: FakeMessage[] = [];
  let server: WebSocketServer | null = null;
  let port = somePort();
  let connections = 0;

  const emit = (eventType: string, eventData: Json): void => {
    for (const socket of identified) send(socket, 5, { eventType, eventIntent: 1, eventData });
  };
  const model = createFakeModel(websocketVersion, emit);

  function welcome(socket: WebSocket): void {
    connections += 1;
    const challenge = `challenge ${connections}`;
    socket.on('message', (raw: Buffer) => {
      const { op, d, ...rest } = JSON.parse(raw.toString()) as { op: number; d: Json };
      if ('request-type' in rest) socket.send('{"message-id":"are-you-old","obs-websocket-version":"4.9.1"}');
      if (op === 1) identify(socket, d, challenge);
      else if (op === 6 || op === 8) receive(socket, op, d);
    });
    socket.on('close', () => identified.delete(socket));
    if (manners.hello === 'never' || manners.isLegacy) return;
    const authentication = manners.password === null ? {} : { authentication: { challenge, salt: 'salt' } };
    send(socket, 0, { obsWebSocketVersion: websocketVersion, rpcVersion: 1, ...authentication });
  }

  function identify(socket: WebSocket, d: Json, challenge: string): void {
    if (manners.password !== null && d['authentication'] !== proofOf(manners.password, challenge)) {
      socket.close(4009, 'Authentication failed.');
      return;
    }
    identified.add(socket);
    send(socket, 2, { negotiatedRpcVersion: 1 });
  }

  function receive(socket: WebSocket, op: 6 | 8, d: Json): void {
    const parts = (op === 8 ? d['requests'] : [d]) as Json[];
    const message: FakeMessage = {
      isBatch: op === 8,
      requests: parts.map((part) => ({
        type: String(part['requestType']),
        data: (part['requestData'] ?? {}) as Json,
      })),
    };
    messages.push(message);
    const closeCode = manners.closeOn?.(message) ?? null;
    if (closeCode !== null) close(socket, closeCode);
    if (closeCode !== null || manners.silent) return;
    const { delayMs } = manners;
    const waitMs = typeof delayMs === 'number' ? delayMs : delayMs(message);
    const reply = (): void => respond(socket, op, d, message);
    if (waitMs === 0) reply();
    else setTimeout(reply, waitMs);
  }

  function respond(socket: WebSocket, op: 6 | 8, d: Json, message: FakeMessage): void {
    const results = message.requests.map(({ type, data }) => {
      const { code, comment, data: responseData } = answer(type, data);
      return {
        requestType: type,
        requestStatus: { result: code === 100, code, ...(comment === undefined ? {} : { comment }) },
        ...(responseData === undefined ? {} : { responseData }),
      };
    });
    const { requestId } = d;
    send(socket, op === 8 ? 9 : 7, op === 8 ? { requestId, results } : { requestId, ...results[0] });
  }

  function answer(type: string, data: Json): FakeAnswer {
    if (manners.notReady) return { code: 207, comment: 'OBS is not ready to perform the request.' };
    return manners.answer?.(type, data) ?? answerRequest(model, type, data);
  }

  async function listen(): Promise<void> {
    const next = new WebSocketServer({
      port,
      host: '127.0.0.1',
      handleProtocols: () => (manners.isLegacy ? false : 'obswebsocket.json'),
    });
    next.on('connection', welcome);
    await new Promise((resolve, reject) => next.once('listening', resolve).once('error', reject));
    server = next;
  }

  function drop(code: number): void {
    for (const socket of server?.clients ?? []) close(socket, code);
  }

  for (;;) {
    try {
      await listen();
      break;
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE') throw error;
      port = somePort();
    }
  }
  return {
    url: `ws://127.0.0.1:${port}`,
    model,
    manners,
    messages,
    connections: () => connections,
    requests: (type) =>
      messages
        .flatMap(({ requests }) => requests.filter((request) => request.type === type))
        .map(({ data }) => data),
    emit,
    drop,
    listen,
    async stop() {
      const last = server;
      server = null;
      for (const socket of last?.clients ?? []) socket.terminate();
      await new Promise((resolve) => (last === null ? resolve(null) : last.close(resolve)));
    },
  };
}

function close(socket: WebSocket, code: number): void {
  if (code === 1006) socket.terminate();
  else socket.close(code, 'as the test wants it');
}

function send(socket: WebSocket, op: number, d: Json): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify({ op, d }));
}

function proofOf(password: string, challenge: string): string {
  const secret = createHash('sha256').update(`${password}salt`).digest('base64');
  return createHash('sha256').update(`${secret}${challenge}`).digest('base64');
}
