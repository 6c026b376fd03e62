import { createServer, type Server } from 'node:http';
import { describe, expect, it } from 'vitest';
import { ListenError } from '../../src/http/server/listen-error.js';
import { listenOn } from '../../src/http/server/listeners.js';
import { LOOPBACK_ONLY } from '../../src/http/server/listen-plan.js';

/** A server on a PC where listening on `host` fails with this code. */
function createServerFailingOn(host: string, code: string): Server {
  const server = createServer();
  const listen = server.listen.bind(server);
  server.listen = ((options: { host: string }, done: () => void) => {
    if (options.host !== host) return listen(options, done);
    setImmediate(() => server.emit('error', Object.assign(new Error(code), { code })));
    return server;
  }) as Server['listen'];
  return server;
}

describe('listening on loopback', () => {
  it.each(['EADDRNOTAVAIL', 'EAFNOSUPPORT'])('warns on a PC without ::1 (%s) and goes on', async (code) => {
    const warnings: string[] = [];
    const log = {
      info: () => undefined,
      warn: (_fields: object, message: string) => void warnings.push(message),
      error: () => undefined,
    };
    const { port, servers, addresses } = await listenOn(
      LOOPBACK_ONLY,
      () => createServerFailingOn('::1', code),
      0,
      log,
    );
    expect(addresses).toEqual([`http://127.0.0.1:${port}`]);
    expect(warnings).toEqual([`This PC has no ::1: use http://127.0.0.1:${port} in the keys.`]);
    expect(servers).toHaveLength(1);
    servers[0]?.close();
  });

  it.each([
    [
      'EACCES',
      'port-refused',
      'This PC does not give out port 4777: put another "port" into settings.json (or TSP_PORT) and start it again.',
    ],
    [
      'EMFILE',
      'cannot-listen',
      'The program cannot listen on port 4777 (EMFILE): put another "port" into settings.json (or TSP_PORT) and start it again.',
    ],
  ])('fails with a sentence on %s', async (code, expected, message) => {
    const quiet = () => undefined;
    const failure = await listenOn(LOOPBACK_ONLY, () => createServerFailingOn('127.0.0.1', code), 4777, {
      info: quiet,
      warn: quiet,
      error: quiet,
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ListenError);
    expect(failure).toMatchObject({ code: expected, message });
  });
});
