import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReactionResult } from '../../src/obs/react/reaction-lane.js';
import { createTargets, type Targets } from '../../src/service/reactions/targets.js';
import { until } from '../support/until.js';

interface Got {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Another program with an HTTP server, and what it was sent. */
async function otherProgram(
  answer: (response: http.ServerResponse, got: Got) => void = (response) => response.writeHead(204).end(),
) {
  const got: Got[] = [];
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const one = {
        ...{ method: request.method ?? '', url: request.url ?? '', headers: request.headers },
        body: Buffer.concat(parts).toString(),
      };
      got.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => {
        resolve();
      });
    });
  onTestFinished(stop);
  const { port } = server.address() as AddressInfo;
  return { got, port, stop, url: `http://127.0.0.1:${port}/DoAction` };
}

function targetsAt(addresses: Readonly<Record<string, string>>, ownPort = 4777): Targets {
  const targets = createTargets({
    ...{ addresses: () => addresses, ownPort: () => ownPort, nowMs: () => 0, changed: () => undefined },
    ...{ timeoutMs: 300, checkMs: 30 },
  });
  onTestFinished(() => {
    targets.stop();
  });
  return targets;
}

function said(result: ReactionResult): string {
  return result.ok ? result.message : `${result.fault.finding} ${result.fault.remedy}`;
}

describe('sending to a target', () => {
  it('is one POST of JSON, without anything of ours but the name of the program', async () => {
    const other = await otherProgram();
    const targets = targetsAt({ bot: other.url });
    const json = JSON.stringify({ action: { name: 'Kill' }, args: { enemy: 'böss "x"' } });
    expect(said(await targets.send('bot', json, 1))).toBe('Sent to "bot".');
    expect(other.got.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', '/DoAction', json],
    ]);
    expect(Object.keys(other.got[0]?.headers ?? {}).sort()).toEqual([
      ...['connection', 'content-length', 'content-type', 'host', 'user-agent'],
    ]);
  });

  it('keeps the order of one target, and another target does not wait for a slow one', async () => {
    const slow = await otherProgram((response) => setTimeout(() => response.writeHead(200).end('ok'), 100));
    const quick = await otherProgram();
    const targets = targetsAt({ slow: slow.url, quick: quick.url });
    const sent = [1, 2, 3].map((n) => targets.send('slow', String(n), 1));
    await targets.send('quick', '4', 1);
    expect(slow.got.length).toBeLessThan(3);
    await Promise.all(sent);
    expect(slow.got.map(({ body }) => body)).toEqual(['1', '2', '3']);
  });

  it('happens once where the target breaks off, is slow, or sends elsewhere', async () => {
    const elsewhere = await otherProgram();
    const breaks = await otherProgram((response) => response.socket?.destroy());
    const slow = await otherProgram(() => undefined);
    const leads = await otherProgram((response) =>
      response.writeHead(307, { location: elsewhere.url }).end(),
    );
    const targets = targetsAt({ breaks: breaks.url, slow: slow.url, leads: leads.url });
    expect(said(await targets.send('breaks', '1', 1))).toContain('"breaks" cannot be reached (ECONNRESET)');
    expect(said(await targets.send('slow', '1', 1))).toContain('did not answer in 0.3 s');
    expect(said(await targets.send('leads', '1', 1))).toContain('a redirect (307), which is not followed');
    expect([breaks, slow, leads, elsewhere].map(({ got }) => got.length)).toEqual([1, 1, 1, 0]);
  });

  it('is over where the target wants to talk another protocol, and the next one goes', async () => {
    const other = net.createServer((socket) => {
      socket.once('data', () =>
        socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
      );
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const targets = targetsAt({ bot: `http://127.0.0.1:${(other.address() as AddressInfo).port}/` });
    for (let time = 0; time < 2; time += 1) expect((await targets.send('bot', '1', 1)).ok).toBe(false);
  });

  it('tells what the target says is wrong, shortened', async () => {
    const other = await otherProgram((response) =>
      response.writeHead(400).end(`No action\n"Kil"${' x'.repeat(900)}`),
    );
    const words = said(await targetsAt({ bot: other.url }).send('bot', '1', 1));
    expect(words).toMatch(/^"bot" answered with 400: No action "Kil" x x/);
    expect(words.length).toBeLessThan(400);
  });

  it('has a bounded queue, and leaves out what would come late', async () => {
    const other = await otherProgram();
    const targets = targetsAt({ bot: other.url });
    expect(said(await targets.send('bot', '1', -1))).toContain('busy for more than 3 seconds');
    const results = await Promise.all(Array.from({ length: 40 }, () => targets.send('bot', '1', 1)));
    expect([results.filter(({ ok }) => ok).length, other.got.length]).toEqual([32, 32]);
  });

  it('does not begin once the connection was there too late', async () => {
    const other = await otherProgram();
    let nowMs = 0;
    const targets = createTargets({
      ...{
        addresses: () => ({ bot: other.url }),
        ownPort: () => 4777,
        nowMs: () => nowMs++,
        changed: () => undefined,
      },
    });
    onTestFinished(() => {
      targets.stop();
    });
    // Looked at before it connects, and again when it is connected.
    expect(said(await targets.send('bot', '1', 0))).toContain('busy for more than 3 seconds');
    expect(other.got).toEqual([]);
    expect((await targets.send('bot', '1', 9)).ok).toBe(true);
  });

  it('is refused to a name without an address, with the nearest one', async () => {
    expect(said(await targetsAt({ streamerbot: 'http://127.0.0.1:1' }).send('streamerbt', '1', 1))).toContain(
      'there is no target of that name. Did you mean "streamerbot"?',
    );
  });

  it.each(['http://127.0.0.1:PORT/raid/kill', 'http://localhost:PORT/', 'http://[::1]:PORT/'])(
    'never goes to this program itself (%s), where it would be a press',
    async (address) => {
      const other = await otherProgram();
      const targets = targetsAt({ me: address.replace('PORT', String(other.port)) }, other.port);
      expect(said(await targets.send('me', '1', 1))).toContain('is this program itself');
      expect(other.got).toEqual([]);
    },
  );
});

describe('the health of a target', () => {
  it.each([
    [404, '"bot" answered with 404: no such page. Check its address', 'bot answers 404'],
    [500, '"bot" answered with 500: no such page. Check its address', 'bot answers 500'],
    [307, '"bot" answered with a redirect (307), which is not followed.', 'bot answers 307'],
  ])(
    'is bad after it has answered %d, however well it takes connections, until it takes something or moves',
    async (status, words, lamp) => {
      let answer = status;
      const other = await otherProgram((response) => response.writeHead(answer).end('no such page.'));
      const addresses = { bot: other.url };
      const targets = targetsAt(addresses);
      targets.watch(['bot']);
      expect(await targets.look('bot')).toBeNull();
      await targets.send('bot', '1', 1);
      const fault = await targets.look('bot');
      expect([`${fault?.finding} ${fault?.remedy}`, fault?.word]).toEqual([
        expect.stringContaining(words) as string,
        lamp,
      ]);
      expect(targets.fault('bot')).toEqual(fault);
      addresses.bot = `${other.url}/other`;
      expect(await targets.look('bot')).toBeNull();
      addresses.bot = other.url;
      expect(await targets.look('bot')).not.toBeNull();
      answer = 204;
      await targets.send('bot', '1', 1);
      expect(targets.fault('bot')).toBeNull();
    },
  );

  it('is known before anything is sent, and follows the program there', async () => {
    const other = await otherProgram();
    const targets = targetsAt({ bot: other.url });
    targets.watch(['bot']);
    await other.stop();
    await until(() => expect(targets.fault('bot')?.finding).toBe('Nothing answers at the address of "bot".'));
    expect(other.got).toEqual([]);
    const again = http.createServer().listen(other.port, '127.0.0.1');
    onTestFinished(() => void again.close());
    await until(() => expect(targets.fault('bot')).toBeNull());
  });
});
