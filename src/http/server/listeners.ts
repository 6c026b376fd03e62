import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { codeOf } from '../../lib/error-code.js';
import { ListenError } from './listen-error.js';
import { describeAddresses, networkAddresses, plannedAddresses, type ListenPlan } from './listen-plan.js';
import type { HttpPorts } from '../ports.js';

/** How often a free port of one address may turn out to be taken on another. */
const MAX_FREE_PORT_TRIES = 20;

/** Who calls by a server: programs on this PC, or other devices. */
export type Scope = 'local' | 'network';

/** One server per address, on the same port, so that load on one address does not slow another. */
export interface Listeners {
  readonly port: number;
  readonly servers: readonly Server[];
  /** As URLs under which the service is reached, the loopback ones first. */
  readonly addresses: readonly string[];
  /**
   * Listens at what the plan asks for by now and this PC has (a cable, a WLAN), and lets go of what is not planned any more
   * or lost, with whoever is connected there.
   */
  follow(plan: ListenPlan): Promise<void>;
}

const LOOPBACKS = ['127.0.0.1', '::1'];

/**
 * Listens on 127.0.0.1 and ::1, because some deck software resolves `localhost` to ::1 alone, and on each address that the
 * plan adds. Port 0 takes any that is free on all. An address that this PC has not (no ::1, another network today) is a
 * warning: the keys on this PC must work; anything else in the way of them is a ListenError.
 */
export async function listenOn(
  plan: ListenPlan,
  createServer: (scope: Scope) => Server,
  port: number,
  log: HttpPorts['log'],
  addresses = networkAddresses,
): Promise<Listeners> {
  for (let attempt = 1; ; attempt += 1) {
    const servers = new Map<string, Server>();
    let taken = port;
    try {
      for (const host of [...LOOPBACKS, ...plannedAddresses(plan, addresses)]) {
        const scope = LOOPBACKS.includes(host) ? 'local' : 'network';
        const server = createServer(scope);
        try {
          taken = await listen(server, host, taken);
          servers.set(host, server);
        } catch (error) {
          const isBearable = isMissingAddress(error) || (scope === 'network' && port !== 0);
          if (servers.size === 0 || !isBearable) throw error;
          log.warn({ code: codeOf(error) }, missingSentence(host, taken, error));
        }
      }
      return listenersOn(servers, taken, { createServer, log, addresses });
    } catch (error) {
      await Promise.all([...servers.values()].map(close));
      const isUnlucky = port === 0 && codeOf(error) === 'EADDRINUSE' && attempt < MAX_FREE_PORT_TRIES;
      if (!isUnlucky) throw listenError(error, taken);
    }
  }
}

interface FollowParts {
  readonly createServer: (scope: Scope) => Server;
  readonly log: HttpPorts['log'];
  readonly addresses: typeof networkAddresses;
}

function listenersOn(
  servers: Map<string, Server>,
  port: number,
  { createServer, log, addresses }: FollowParts,
): Listeners {
  return {
    port,
    get servers() {
      return [...servers.values()];
    },
    get addresses() {
      return [...servers.keys()].map((host) => urlOf(host, port));
    },
    async follow(plan) {
      const planned = plannedAddresses(plan, addresses);
      for (const [host, server] of servers) {
        if (LOOPBACKS.includes(host) || planned.includes(host)) continue;
        servers.delete(host);
        server.close();
        server.closeAllConnections();
        log.info({ host }, `Other devices cannot call ${urlOf(host, port)} any more.`);
      }
      for (const host of planned.filter((address) => !servers.has(address))) {
        const server = createServer('network');
        // An address that is not there yet, or whose port is taken: tried again next time.
        if (!(await listen(server, host, port).then(Boolean, () => false))) continue;
        servers.set(host, server);
        log.info({ host }, `Other devices can call ${urlOf(host, port)} now.`);
      }
    },
  };
}

function missingSentence(host: string, port: number, error: unknown): string {
  if (host === '::1') return `This PC has no ::1: use ${urlOf('127.0.0.1', port)} in the keys.`;
  if (!isMissingAddress(error))
    return `Other devices cannot call ${urlOf(host, port)} (${codeOf(error)}): another program may use that port there.`;
  return `This PC has no address ${host} now, so other devices cannot call it: set TSP_HOST to one that it has (${describeAddresses()}).`;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true, ipv6Only: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}

function urlOf(address: string, port: number): string {
  return `http://${address.includes(':') ? `[${address}]` : address}:${port}`;
}

function isMissingAddress(error: unknown): boolean {
  return ['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL', 'ENOTSUP'].includes(codeOf(error) ?? '');
}

function listenError(error: unknown, port: number): ListenError {
  const other = 'put another "port" into settings.json (or TSP_PORT) and start it again';
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new ListenError(
        'port-busy',
        `Port ${port} is in use, maybe by a second copy of this program: close that, or ${other}.`,
        error,
      );
    case 'EACCES':
      return new ListenError('port-refused', `This PC does not give out port ${port}: ${other}.`, error);
    case undefined:
    default:
      return new ListenError(
        'cannot-listen',
        `The program cannot listen on port ${port} (${codeOf(error) || String(error)}): ${other}.`,
        error,
      );
  }
}
