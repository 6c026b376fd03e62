import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, sendRaw, startService, type Service } from './service.js';

let service: Service;
beforeAll(async () => {
  const limits = {
    ...{ headersTimeoutMs: 300, requestTimeoutMs: 400, timeoutCheckMs: 50, lingerMs: 100 },
    keepAliveTimeoutMs: 1_000,
  };
  service = await startService({ limits });
});
afterAll(async () => {
  await service.stop();
});

const HOST = 'Host: localhost\r\n';

describe('broken HTTP', () => {
  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['TLS on the plain port', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['a broken header', `GET /raid HTTP/1.1\r\n${HOST}no colon here\r\n\r\n`, 400],
    ['no host', 'GET /deck/undo HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['no host, in the old way', 'GET /deck/undo HTTP/1.0\r\n\r\n', 400],
    ['two hosts', `GET /deck/undo HTTP/1.1\r\n${HOST}Host: evil.example\r\nConnection: close\r\n\r\n`, 400],
    ['a whole URL', `GET http://evil.example/deck/undo HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, 400],
    ['an unknown method', `PRESS /raid/kill HTTP/1.1\r\n${HOST}\r\n`, 405],
    ['CONNECT', `CONNECT localhost:80 HTTP/1.1\r\n${HOST}\r\n`, 405],
    ['huge headers', `GET /raid HTTP/1.1\r\n${HOST}Cookie: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['two lengths', `POST /undo HTTP/1.1\r\n${HOST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x`, 400],
    [
      'length and chunks at once',
      `POST /undo HTTP/1.1\r\n${HOST}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      400,
    ],
    [
      'a broken chunk',
      `POST /raid/start HTTP/1.1\r\n${HOST}Transfer-Encoding: chunked\r\n\r\nnot a size\r\n`,
      400,
    ],
    ['headers that never end', `GET /raid HTTP/1.1\r\n${HOST}`, 408],
    ['a body that never ends', `POST /raid/start HTTP/1.1\r\n${HOST}Content-Length: 100\r\n\r\n{"map`, 408],
  ])('%s is answered in a sentence and stores nothing', async (_case, bytes, status) => {
    const reply = await sendRaw(service.port, bytes);
    expect(reply).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(reply.match(/HTTP\/1\.1 /g)).toHaveLength(1);
    const [head, body] = reply.split('\r\n\r\n');
    expect(head).toContain('Content-Type: application/problem+json');
    expect(JSON.parse(body ?? '')).toMatchObject({ ok: false, status });
    expect(await service.rowCount()).toBe(0);
  });

  it.each([
    ['a blank', 'GET /deck/raid/start?map_name=Ground Zero HTTP/1.1', 'write a blank as %20'],
    [
      'an umlaut',
      'GET /deck/session/start?name=Fröhlich HTTP/1.1',
      'has the letter ö in it: write it as %C3%B6',
    ],
  ])("%s in a key's address is named, with what to write", async (_case, line, words) => {
    const reply = await sendRaw(service.port, `${line}\r\n${HOST}\r\n`);
    expect(reply).toContain(words);
    expect(reply).not.toContain('begins with http://');
  });

  it('after a whole press leaves that press its own answer', async () => {
    const bytes = `GET /deck/raid/matched HTTP/1.1\r\n${HOST}\r\n{"a":1}`;
    const reply = await sendRaw(service.port, bytes);
    expect(reply).toMatch(/^HTTP\/1\.1 409 /);
    expect(reply.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('leaves the service up for the next press', async () => {
    expect((await call(service.port, 'GET', '/health')).status).toBe(200);
  });

  it('of callers who hang up in the middle leaves no trace', async () => {
    for (const part of ['GET', `POST /undo HTTP/1.1\r\n${HOST}Content-Length: 9\r\n\r\n{`, '']) {
      const socket = net.connect(service.port, '127.0.0.1', () =>
        socket.end(part, () => socket.resetAndDestroy()),
      );
      await new Promise((resolve) => socket.once('close', resolve));
    }
    expect((await call(service.port, 'GET', '/health')).status).toBe(200);
    expect(service.log.filter((line) => line.level === 'error')).toEqual([]);
  });
});

describe('a program that stood still for longer than a caller may take', () => {
  it.each([
    ['headers', 'POST /raid/matched HTTP/1.1\r\nHost: local', 'host\r\nConnection: close\r\n\r\n'],
    ['body', `POST /raid/matched HTTP/1.1\r\n${HOST}Connection: close\r\nContent-Length: 2\r\n\r\n{`, '}'],
  ])('answers a press whose %s came meanwhile, instead of calling it overdue', async (_what, first, rest) => {
    const socket = net.connect(service.port, '127.0.0.1');
    let reply = '';
    socket.on('data', (chunk: Buffer) => (reply += chunk.toString()));
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(first);
    // So that the server has read it.
    await call(service.port, 'GET', '/health');
    socket.write(rest);
    const until = performance.now() + 700;
    while (performance.now() < until);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(reply).toMatch(/^HTTP\/1\.1 409 /);
    expect(reply.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('answers the next press on a connection that rested', async () => {
    const socket = net.connect(service.port, '127.0.0.1');
    let reply = '';
    socket.on('data', (chunk: Buffer) => (reply += chunk.toString()));
    socket.write(`GET /health HTTP/1.1\r\n${HOST}\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write(`POST /raid/matched HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`);
    const until = performance.now() + 2_500;
    while (performance.now() < until);
    await new Promise((resolve) => socket.once('close', resolve));
    expect(reply).toContain('HTTP/1.1 409 ');
  });
});

describe('callers who trickle', () => {
  it('hold up nobody else, however many they are, and are cut', async () => {
    const sockets = await Promise.all(Array.from({ length: 300 }, () => trickle(service.port)));
    expect((await call(service.port, 'GET', '/health')).status).toBe(200);
    await Promise.all(sockets.map((socket) => socket.closed));
  });
});

function trickle(port: number): Promise<{ closed: Promise<void> }> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.write('GET /raid HTTP/1.1\r\nX-Slow: ');
      resolve({ closed });
    });
    socket.on('error', () => undefined);
    socket.resume();
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
  });
}
