import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { call, startService, type Service } from './service.js';

const TOKEN = 'correct-horse-battery';

let service: Service | undefined;
afterEach(async () => {
  await service?.stop();
  service = undefined;
});

/** Opens the event stream as another device; `over` settles when it is cut. */
function openEvents(port: number, token: string): Promise<{ readonly over: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const headers = { Host: '192.168.1.5', Authorization: `Bearer ${token}` };
    const req = http.get({ host: '127.0.0.2', port, path: '/events', headers, agent: false }, (res) => {
      const over = new Promise<void>((ended) => res.once('close', ended));
      res.on('error', () => undefined);
      res.once('data', () => resolve({ over }));
      res.resume();
    });
    req.on('error', reject);
  });
}

describe('who may call', () => {
  const OPEN = { host: '0.0.0.0', hostFrom: 'file', names: [], origins: [] } as const;
  const networkAddresses = () => ['127.0.0.2'];

  const reach = (token: string): Promise<number> =>
    call(service?.port ?? 0, 'GET', '/health', {
      host: '127.0.0.2',
      headers: { Host: '192.168.1.5', Authorization: `Bearer ${token}` },
    }).then(
      ({ status }) => status,
      () => 0,
    );

  it('changes while the program runs: an address opens and closes, and who is connected there is cut off', async () => {
    service = await startService({ networkAddresses });
    const { server } = service;
    expect(await reach(TOKEN)).toBe(0);
    await server.setAccess({ ...OPEN, token: TOKEN });
    expect(await reach(TOKEN)).toBe(200);
    expect(await reach('another-token')).toBe(401);
    const { over } = await openEvents(service.port, TOKEN);
    await server.setAccess({ ...OPEN, host: null, token: TOKEN });
    await over;
    expect(await reach(TOKEN)).toBe(0);
    expect((await call(service.port, 'GET', '/health')).status).toBe(200);
  });

  it('a new token shuts out the old one at once, with the event streams that it opened', async () => {
    service = await startService({ ...OPEN, token: TOKEN, networkAddresses });
    const { over } = await openEvents(service.port, TOKEN);
    await service.server.setAccess({ ...OPEN, token: 'another-token' });
    await over;
    expect(await reach(TOKEN)).toBe(401);
    expect(await reach('another-token')).toBe(200);
  });

  it('without a token nobody else is let in, and the addresses of before stay shut', async () => {
    service = await startService({ networkAddresses });
    const failure = service.server.setAccess({ ...OPEN, token: null });
    await expect(failure).rejects.toMatchObject({ code: 'token-missing' });
    expect(await reach(TOKEN)).toBe(0);
    await service.server.setAccess({ ...OPEN, token: TOKEN });
    expect(await reach(TOKEN)).toBe(200);
  });

  it('a name and a web page that are allowed later may call from then on', async () => {
    service = await startService({ token: TOKEN });
    const { port, server } = service;
    const ask = () =>
      call(port, 'POST', '/undo', {
        headers: { Host: `deck-pc:${port}`, Authorization: `Bearer ${TOKEN}`, Origin: 'http://my.page' },
      });
    expect((await ask()).status).toBe(403);
    const access = { ...OPEN, host: null, token: TOKEN };
    await server.setAccess({ ...access, names: ['Deck-PC'], origins: ['http://my.page'] });
    expect((await ask()).json['code']).toBe('nothing-to-undo');
    await server.setAccess(access);
    expect((await ask()).status).toBe(403);
  });
});
