import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ListenError } from './listen-error.js';
import { describeAddresses, networkAddresses, type ListenPlan } from './listen-plan.js';
import type { HttpPorts } from './ports.js';

/** How often a free port of one address may turn out to be taken on another. */
const MAX_FREE_PORT_TRIES = 20;

/** One server per address, on the same port. */
export interface Listeners {
  readonly port: number;
  readonly servers: readonly Server[];
  /** As URLs under which the service is reached, the loopback ones first. */
  readonly addresses: readonly string[];
}

/**
 * Listens on 127.0.0.1 and ::1, because some deck software resolves `localhost` to ::1 alone, and on what the plan adds.
 * Port 0 takes any that is free on all. An address that this PC has not (no ::1, another network today) is a warning:
 * the keys on this PC must work; anything else in the way is a ListenError.
 */
export async function listenOn(
  plan: ListenPlan,
  createServer: () => Server,
  port: number,
  log: HttpPorts['log'],
): Promise<Listeners> {
  for (let attempt = 1; ; attempt += 1) {
    const servers: Server[] = [];
    let taken = port;
    try {
      const missing: string[] = [];
      for (const host of [plan.ipv4, plan.ipv6, ...plan.others]) {
        const server = createServer();
        try {
          taken = await listen(server, host, taken);
          servers.push(server);
        } catch (error) {
          if (servers.length === 0 || !isMissingAddress(error)) throw error;
          missing.push(host);
          log.warn({ code: codeOf(error) }, missingSentence(host, taken));
        }
      }
      return { port: taken, servers, addresses: urlsOf(plan, missing, taken) };
    } catch (error) {
      await Promise.all(servers.map(close));
      const isUnlucky = port === 0 && codeOf(error) === 'EADDRINUSE' && attempt < MAX_FREE_PORT_TRIES;
      if (!isUnlucky) throw listenError(error, taken);
    }
  }
}

function missingSentence(host: string, port: number): string {
  const here = `use ${urlOf('127.0.0.1', port)} in the keys`;
  if (host === '::1' || host === '::') return `This PC has no ::1: ${here}.`;
  return `This PC has no address ${host} now, so other devices cannot call it: set TSP_HOST to one that it has (${describeAddresses()}).`;
}

function urlsOf(plan: ListenPlan, missing: readonly string[], port: number): string[] {
  const addresses = [
    '127.0.0.1',
    '::1',
    ...(plan.ipv4 === '0.0.0.0' ? networkAddresses(4) : []),
    ...(plan.ipv6 === '::' ? networkAddresses(6) : []),
    ...plan.others,
  ];
  const isMissing = (address: string): boolean =>
    missing.includes(address) || (missing.includes('::') && address.includes(':'));
  return addresses.filter((address) => !isMissing(address)).map((address) => urlOf(address, port));
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
