import { once } from 'node:events';
import http from 'node:http';
import net, { type AddressInfo, type Server } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { findService } from '../../src/cli/running-service.js';

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('a port where somebody takes the connection and says nothing is silent, not another program', async () => {
  const server = net.createServer((socket) => {
    onTestFinished(() => void socket.destroy());
  });
  onTestFinished(() => void server.close());
  expect(await findService(await portOf(server), 200)).toEqual({ holder: 'silent' });
});

test('a port where another program answers is another program', async () => {
  const server = http.createServer((_req, res) => res.end('<h1>My own site</h1>'));
  onTestFinished(() => void server.close());
  expect(await findService(await portOf(server))).toEqual({ holder: 'other' });
});

test('a port that nobody has is free', async () => {
  const server = net.createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  expect(await findService(port)).toEqual({ holder: 'nobody' });
});
