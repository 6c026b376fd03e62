import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** A hostile stand-in for OBS: it hands every word on to the real one and back, and listens. */
export interface Relay {
  readonly url: string;
  /** How many callers have come. */
  callers(): number;
  /** How many messages callers have sent. */
  sent(): number;
  /** Whether the real OBS has let the relay in on a caller's answer. */
  wasIdentified(): boolean;
  close(): Promise<void>;
}

const IDENTIFIED = 2;

export async function startRelay(realUrl: string): Promise<Relay> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: ([first]) => first ?? false,
  });
  await new Promise((resolve) => server.once('listening', resolve));
  let callers = 0;
  let sent = 0;
  let identified = false;
  server.on('connection', (caller) => {
    callers += 1;
    const real = new WebSocket(realUrl, caller.protocol === '' ? [] : [caller.protocol]);
    const early: string[] = [];
    caller.on('message', (data: Buffer) => {
      sent += 1;
      if (real.readyState === WebSocket.OPEN) real.send(data.toString());
      else early.push(data.toString());
    });
    real.on('open', () => early.splice(0).forEach((text) => real.send(text)));
    real.on('message', (data: Buffer) => {
      const text = data.toString();
      if ((JSON.parse(text) as { op: number }).op === IDENTIFIED) identified = true;
      caller.send(text);
    });
    real.on('close', (code) => caller.close(code >= 4000 ? code : 1001));
    caller.on('close', () => real.close());
    for (const socket of [real, caller]) socket.on('error', () => undefined);
  });
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    callers: () => callers,
    sent: () => sent,
    wasIdentified: () => identified,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}
