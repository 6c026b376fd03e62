import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttpServer } from '../../src/http/server/http-server.js';
import { ListenError } from '../../src/http/server/listen-error.js';
import type { HttpPorts } from '../../src/http/ports.js';
import { call, startService, type Service } from './service.js';

let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

async function start(
  options: Parameters<typeof startService>[0] = {},
  change?: (ports: HttpPorts) => HttpPorts,
): Promise<Service> {
  service = await startService(options, change);
  return service;
}

describe('the server', () => {
  it('answers on both loopbacks, on the same port', async () => {
    const { port } = await start();
    expect((await call(port, 'GET', '/health', { host: '127.0.0.1' })).status).toBe(200);
    expect((await call(port, 'GET', '/health', { host: '::1' })).status).toBe(200);
  });

  it.each(['127.0.0.1', '::1'])('says what to do when the port is taken on %s', async (host) => {
    const { server, log } = await start();
    await server.close();
    const blocker = net.createServer();
    await new Promise<void>((resolve) => blocker.listen({ host, port: 0 }, resolve));
    const { port } = blocker.address() as net.AddressInfo;
    const ports = portsThatAreNeverCalled(log);
    const failure = await createHttpServer(ports, { port })
      .listen()
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ListenError);
    expect(failure).toMatchObject({ code: 'port-busy' });
    expect((failure as Error).message).toContain(`Port ${port} is in use`);
    await new Promise((resolve) => blocker.close(resolve));
    // The other loopback was let go again.
    const second = createHttpServer(ports, { port });
    expect((await second.listen()).addresses).toEqual([`http://127.0.0.1:${port}`, `http://[::1]:${port}`]);
    await second.close();
  });

  it('closes at once although a connection is kept alive and a stream is open', async () => {
    const { port, server } = await start({ limits: { closeGraceMs: 60_000 } });
    const idle = net.connect(port, '127.0.0.1');
    idle.write('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => idle.once('data', resolve));
    const stream = await fetch(`http://127.0.0.1:${port}/events`);
    const text = stream.text();
    await server.close();
    expect(await text).toContain('event: snapshot');
    idle.destroy();
  });

  it('cuts a caller who never finishes when it closes', async () => {
    const { port, server } = await start({ limits: { closeGraceMs: 50 } });
    const hung = net.connect(port, '127.0.0.1');
    hung.on('error', () => undefined);
    hung.write('POST /undo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n{');
    await call(port, 'GET', '/health');
    const closed = new Promise((resolve) => hung.once('close', resolve));
    await server.close();
    await closed;
  });

  it('answers a press that is being stored while it closes', async () => {
    let letCommit = (): void => undefined;
    let executing = (): void => undefined;
    const begun = new Promise<void>((resolve) => (executing = resolve));
    const gate = new Promise<void>((resolve) => (letCommit = resolve));
    const { port, server } = await start({}, (ports) => ({
      ...ports,
      execute: async (command) => {
        executing();
        await gate;
        return ports.execute(command);
      },
    }));
    const press = call(port, 'GET', '/deck/raid/start?map_name=Customs&character_type=pmc');
    await begun;
    const closed = server.close();
    letCommit();
    expect((await press).status).toBe(201);
    await closed;
  });
});

describe('trouble inside', () => {
  it('is a 500 that gives nothing away and a log line that tells all', async () => {
    const { port, log } = await start({}, (ports) => ({
      ...ports,
      execute: () => Promise.reject(new Error('secret detail')),
    }));
    const answer = await call(port, 'GET', '/deck/undo');
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal-error' } });
    expect(answer.text).not.toContain('secret detail');
    const [line] = log.filter(({ level }) => level === 'error');
    expect((line?.fields['err'] as Error).message).toBe('secret detail');
  });

  it('of the storage is a 503 with its own sentence', async () => {
    const { port } = await start({}, (ports) => ({
      ...ports,
      snapshot: () =>
        Promise.reject(
          Object.assign(new Error('The disk is full: free some space.'), { code: 'storage-full' }),
        ),
    }));
    expect(await call(port, 'GET', '/health')).toMatchObject({
      status: 503,
      json: { ok: false, code: 'storage-full', message: 'The disk is full: free some space.' },
    });
  });

  it('of the OBS status is found before anything is stored', async () => {
    const { port, rowCount } = await start({}, (ports) => ({
      ...ports,
      obs: {
        ...ports.obs,
        status: () => {
          throw new Error('broken');
        },
      },
    }));
    const answer = await call(port, 'GET', '/deck/raid/start?map_name=Customs&character_type=pmc');
    expect(answer.status).toBe(500);
    expect(await rowCount()).toBe(0);
  });
});

function portsThatAreNeverCalled(log: unknown[]): HttpPorts {
  const never = (): never => {
    throw new Error('not called here');
  };
  const note = (fields: object): void => {
    log.push(fields);
  };
  return {
    execute: never,
    snapshot: never,
    history: {
      listRaids: never,
      readRaid: never,
      listSessions: never,
      sessionStats: never,
      allTimeStats: never,
      mapStats: never,
      timeline: never,
      hours: never,
    },
    autostart: { state: never, set: never },
    network: { state: never, set: never },
    gameLog: { status: never, set: never },
    targets: { state: never, set: never, remove: never },
    archive: { databaseId: '0', json: never, csv: never, unreadable: never, take: never, backup: never },
    obs: {
      ...{ status: never, state: never, resync: never, setUp: never, connect: never },
      ...{ showScene: never, fitScenes: never, startReplay: never },
    },
    doctor: never,
    look: { change: never, undo: never },
    show: { read: never, preview: never, change: never },
    reactions: { tryOne: never, choices: never },
    testDrive: { start: never, end: never, secondsLeft: never },
    now: never,
    version: '0',
    log: { info: note, warn: note, error: note },
  };
}
