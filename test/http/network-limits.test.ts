import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { networkAddresses } from '../../src/http/server/listen-plan.js';
import { until } from '../support/until.js';
import { call, startService, type Service } from './service.js';

const TOKEN = 'correct-horse-battery';
const [NETWORK_ADDRESS] = networkAddresses(4);

let service: Service | undefined;
const sockets: net.Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await service?.stop();
  service = undefined;
});

/** Opens connections and sends nothing; settles when each is open or refused. */
async function holdIdle(port: number, host: string, count: number, localAddress?: string): Promise<void> {
  const opened = Array.from({ length: count }, () => {
    const socket = net.connect({ port, host, ...(localAddress === undefined ? {} : { localAddress }) });
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.resume();
    return new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  });
  await Promise.all(opened);
}

const alive = (): number => sockets.filter((socket) => !socket.destroyed).length;

describe('another device that holds very many connections', () => {
  it.runIf(NETWORK_ADDRESS !== undefined)('leaves every call on this PC its answer', async () => {
    // All that one server takes, and more than its share of the file handles.
    const limits = { maxConnections: 60, headersTimeoutMs: 60_000, requestTimeoutMs: 60_000 };
    service = await startService({ host: '0.0.0.0', token: TOKEN, limits });
    const { port } = service;
    await holdIdle(port, NETWORK_ADDRESS ?? '', 200);
    for (let index = 0; index < 20; index += 1) {
      const host = index % 2 === 0 ? '127.0.0.1' : '::1';
      expect((await call(port, 'GET', '/health', { host })).status).toBe(200);
    }
  });

  it('keeps to a number of its own, and leaves room for other devices', async () => {
    const addresses = { host: '0.0.0.0', networkAddresses: () => ['127.0.0.2'] };
    const limits = {
      maxNetworkConnections: 20,
      maxConnectionsOfDevice: 16,
      headersTimeoutMs: 60_000,
      requestTimeoutMs: 60_000,
    };
    service = await startService({ ...addresses, token: TOKEN, limits });
    const { port } = service;
    await holdIdle(port, '127.0.0.2', 100, '127.0.0.7');
    await until(() => expect(alive()).toBe(16));
    // Together with a second one it holds all; a third one, which holds none yet, is served.
    await holdIdle(port, '127.0.0.2', 100, '127.0.0.8');
    await until(() => expect(alive()).toBe(20));
    expect((await call(port, 'GET', '/health', { host: '127.0.0.2' })).status).toBe(200);
  });
});

describe('the addresses of this PC', () => {
  it('are followed while the program runs: a network that is joined is served, one that is left is let go', async () => {
    let addresses: string[] = [];
    service = await startService({
      ...{ host: '0.0.0.0', token: TOKEN, limits: { interfacesCheckMs: 20 } },
      networkAddresses: () => addresses,
    });
    const { port } = service;
    const reach = (host: string) =>
      call(port, 'GET', '/health', { host }).then(
        ({ status }) => status,
        () => 0,
      );
    expect(await reach('127.0.0.2')).toBe(0);
    addresses = ['127.0.0.2'];
    await until(async () => expect(await reach('127.0.0.2')).toBe(200));
    addresses = ['127.0.0.3'];
    await until(async () => expect([await reach('127.0.0.2'), await reach('127.0.0.3')]).toEqual([0, 200]));
    expect(await reach('127.0.0.1')).toBe(200);
  });

  it('with a port that another program holds there are told, and do not keep this PC from being served', async () => {
    const blocker = net.createServer();
    await new Promise<void>((resolve) => blocker.listen({ host: '127.0.0.2', port: 0 }, resolve));
    const { port } = blocker.address() as net.AddressInfo;
    service = await startService({
      host: '0.0.0.0',
      token: TOKEN,
      port,
      networkAddresses: () => ['127.0.0.2'],
    });
    expect((await call(port, 'GET', '/health')).status).toBe(200);
    expect(service.log.map(({ message }) => message).join()).toContain(
      `Other devices cannot call http://127.0.0.2:${port} (EADDRINUSE)`,
    );
    await new Promise((resolve) => blocker.close(resolve));
  });
});
