import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpPorts } from './ports.js';

/** The service cannot listen; `message` says what to do. */
export class ListenError extends Error {
  readonly code: 'port-busy' | 'port-refused' | 'cannot-listen';

  constructor(code: ListenError['code'], message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ListenError';
    this.code = code;
  }
}

const IPV4 = '127.0.0.1';
const IPV6 = '::1';

/** How often a free port of one loopback may turn out to be taken on the other. */
const MAX_FREE_PORT_TRIES = 20;

/** One server per loopback address, on the same port. */
export interface LoopbackListeners {
  readonly port: number;
  readonly servers: readonly Server[];
  /** As URLs, the IPv4 one first. */
  readonly addresses: readonly string[];
}

/**
 * Listens on 127.0.0.1 and ::1, because some deck software resolves `localhost` to ::1 alone. Port 0 takes any that is
 * free on both. A PC without ::1 gets a warning; anything else in the way is a ListenError.
 */
export async function listenOnLoopback(
  createServer: () => Server,
  port: number,
  log: HttpPorts['log'],
): Promise<LoopbackListeners> {
  for (let attempt = 1; ; attempt += 1) {
    const first = createServer();
    const taken = await listen(first, IPV4, port).catch((error: unknown) => {
      throw listenError(error, port);
    });
    const second = createServer();
    try {
      await listen(second, IPV6, taken);
      return {
        port: taken,
        servers: [first, second],
        addresses: [urlOf(IPV4, taken), urlOf(`[${IPV6}]`, taken)],
      };
    } catch (error) {
      if (isMissingAddress(error)) {
        log.warn({ code: codeOf(error) }, `This PC has no ${IPV6}: use ${urlOf(IPV4, taken)} in the keys.`);
        return { port: taken, servers: [first], addresses: [urlOf(IPV4, taken)] };
      }
      await close(first);
      const isUnlucky = port === 0 && codeOf(error) === 'EADDRINUSE' && attempt < MAX_FREE_PORT_TRIES;
      if (!isUnlucky) throw listenError(error, taken);
    }
  }
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function urlOf(host: string, port: number): string {
  return `http://${host}:${port}`;
}

function isMissingAddress(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTSUP'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function listenError(error: unknown, port: number): ListenError {
  const other = 'choose another port with TSP_PORT';
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new ListenError(
        'port-busy',
        `Port ${port} is in use, maybe by a second copy of this service: close that program, or ${other}.`,
        error,
      );
    case 'EACCES':
      return new ListenError('port-refused', `This PC does not give out port ${port}: ${other}.`, error);
    default:
      return new ListenError(
        'cannot-listen',
        `The service cannot listen on port ${port} (${codeOf(error) || String(error)}): ${other}.`,
        error,
      );
  }
}
