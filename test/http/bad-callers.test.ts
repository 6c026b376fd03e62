import net from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, startService, type Service } from './service.js';

/** More of them: `TSP_BAD_CALLERS=1000`. */
const COUNT = Number(process.env['TSP_BAD_CALLERS'] ?? 200);
const HEAD = 'POST /raid/start HTTP/1.1\r\nHost: localhost\r\n';

let service: Service;
const sockets: net.Socket[] = [];
beforeAll(async () => {
  service = await startService();
});
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});
afterAll(async () => {
  await service.stop();
});

/** So many connections that each begin with these bytes, and go on with one more now and then. */
async function besiege(count: number, bytes: string, more = ''): Promise<void> {
  const connecting = Array.from({ length: count }, async () => {
    const socket = net.connect(service.port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.resume();
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(bytes);
    if (more === '') return;
    const trickle = setInterval(() => socket.write(more), 50);
    socket.once('close', () => clearInterval(trickle));
  });
  await Promise.all(connecting);
}

describe(`${COUNT} bad callers leave a good one served`, () => {
  it.each([
    ['say nothing at all', '', ''],
    ['send their headers byte by byte', `${HEAD}X-Slow: `, 'x'],
    ['send their body byte by byte', `${HEAD}Content-Length: 16000\r\n\r\n{`, ' '],
    ['announce a huge body', `${HEAD}Content-Length: 999999999999\r\n\r\n`, 'x'.repeat(1000)],
    [
      'send a body without end',
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n`,
      `3e8\r\n${'x'.repeat(1000)}\r\n`,
    ],
    ['stop in the middle of a request', `${HEAD}Content-Length: 20\r\n\r\n{"map_name":`, ''],
    ['send noise', '\x00\x16\x03 noise\r\n\r\n', ''],
    ['keep their connection for nothing', 'GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n', ''],
    ['ask for event streams', 'GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n', ''],
    [
      'come from a web page',
      'GET /deck/undo HTTP/1.1\r\nHost: localhost\r\nOrigin: http://evil.example\r\n\r\n',
      '',
    ],
  ])('when they %s', async (_what, bytes, more) => {
    await besiege(COUNT, bytes, more);
    const start = await call(service.port, 'POST', '/raid/start?map_name=Customs&character_type=pmc');
    expect(start.status).toBe(201);
    expect((await call(service.port, 'GET', '/raid')).status).toBe(200);
    expect((await call(service.port, 'GET', '/deck/raid/cancel')).status).toBe(200);
  });

  it('and nothing of theirs is stored, and nothing inside broke', async () => {
    const { raids, kills } = await service.store.read(async (reader) => ({
      raids: await reader.selectFrom('raids').selectAll().execute(),
      kills: await reader.selectFrom('kills').selectAll().execute(),
    }));
    expect([raids, kills]).toEqual([[], []]);
    expect(service.log.filter((line) => line.level === 'error')).toEqual([]);
    // What they were refused with is logged, but the log is not theirs to fill.
    expect(service.log.filter((line) => line.message.startsWith('Refused ')).length).toBeLessThanOrEqual(60);
  });
});

describe('a caller who trickles', () => {
  it('is cut when its time is over, with an answer', async () => {
    const strict = await startService({
      limits: { headersTimeoutMs: 200, requestTimeoutMs: 300, timeoutCheckMs: 50, lingerMs: 50 },
    });
    const replies = await Promise.all(
      [`${HEAD}X-Slow: `, `${HEAD}Content-Length: 100\r\n\r\n{`].map((bytes) =>
        trickleUntilCut(strict.port, bytes),
      ),
    );
    for (const reply of replies) expect(reply).toMatch(/^HTTP\/1\.1 408 /);
    await strict.stop();
  });
});

function trickleUntilCut(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let reply = '';
    let trickle: NodeJS.Timeout | undefined;
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write(bytes);
      trickle = setInterval(() => socket.write('x'), 20);
    });
    socket.on('data', (chunk: Buffer) => (reply += chunk.toString()));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearInterval(trickle);
      resolve(reply);
    });
  });
}
