import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands between pages and the service: counts, and loses or holds what a test wants lost or held. */
export interface Proxy {
  readonly url: string;
  /** Event streams that are open now. */
  streams(): number;
  /** What becomes of calls that are no GET. `no-reply`: they arrive, and their answer gets lost. */
  presses: 'pass' | 'hold' | 'no-reply' | 'lose';
  /** Paths that are answered by 404. */
  readonly gone: Set<string>;
  /** Lets through what was held. */
  release(): void;
  close(): Promise<void>;
}

export async function startProxy(serviceUrl: string): Promise<Proxy> {
  const port = Number(new URL(serviceUrl).port);
  let streams = 0;
  let held: (() => void)[] = [];
  const agent = new http.Agent({ keepAlive: false });

  function forward(req: http.IncomingMessage, res: http.ServerResponse, isLost: boolean): void {
    const { method, url: path, headers } = req;
    const upstream = http.request({ host: '127.0.0.1', port, method, path, headers, agent });
    upstream.on('response', (reply) => {
      if (isLost) {
        reply.resume();
        reply.once('end', () => req.socket.destroy());
        return;
      }
      // A browser sends a call again by itself when a connection that it has used before breaks.
      res.writeHead(reply.statusCode ?? 502, { ...reply.headers, connection: 'close' });
      if (path?.startsWith('/events') === true) {
        streams += 1;
        res.once('close', () => (streams -= 1));
      }
      reply.once('error', () => res.destroy());
      reply.pipe(res);
    });
    upstream.on('error', () => req.socket.destroy());
    res.once('close', () => upstream.destroy());
    req.pipe(upstream);
  }

  const server = http.createServer((req, res) => {
    if (proxy.gone.has(req.url ?? '')) {
      res.writeHead(404).end();
    } else if (req.method === 'GET' || proxy.presses === 'pass') {
      forward(req, res, false);
    } else if (proxy.presses === 'lose') {
      req.socket.destroy();
    } else if (proxy.presses === 'no-reply') {
      forward(req, res, true);
    } else {
      held.push(() => {
        forward(req, res, false);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    streams: () => streams,
    presses: 'pass',
    gone: new Set(),
    release() {
      proxy.presses = 'pass';
      for (const go of held) go();
      held = [];
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return proxy;
}
