import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { SNAPSHOT } from '../../src/contract/snapshot.js';
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

interface Reader {
  /** The next snapshot; comments and hints are skipped. */
  next(): Promise<Record<string, unknown>>;
  /** Resolves when a line beginning with this has come. */
  until(beginning: string): Promise<void>;
  leave(): Promise<void>;
}

async function follow(port: number, query = ''): Promise<Reader> {
  const response = await fetch(`http://127.0.0.1:${port}/events${query}`);
  if (response.status !== 200 || response.body === null) throw new Error(`answered ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffered = '';
  const nextBlock = async (): Promise<string> => {
    for (;;) {
      const end = buffered.indexOf('\n\n');
      if (end !== -1) {
        const block = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        return block;
      }
      const { value, done } = await reader.read();
      if (done) throw new Error('the stream has ended');
      buffered += value;
    }
  };
  return {
    async next() {
      for (;;) {
        const data = /^data: (.*)$/m.exec(await nextBlock());
        if (data?.[1] === undefined) continue;
        const snapshot: unknown = JSON.parse(data[1]);
        // As described, and nothing more.
        expect(SNAPSHOT.strict().parse(snapshot)).toEqual(snapshot);
        return snapshot as Record<string, unknown>;
      }
    },
    async until(beginning) {
      while (!(await nextBlock()).startsWith(beginning));
    },
    leave: () => reader.cancel(),
  };
}

const DECK_START = '/deck/raid/start?map_name=Customs&character_type=pmc';

describe('GET /events', () => {
  it('sends the whole truth on connect', async () => {
    const { port } = await start();
    const events = await follow(port);
    const snapshot = await events.next();
    expect(Object.keys(snapshot)).toEqual([
      'revision',
      'now',
      'raid',
      'next_raid',
      'new_map',
      'session',
      'all_time',
      'obs',
      'in_future',
      'undo',
      'redo',
      'rehearsal',
      'refused_key',
    ]);
    expect(snapshot).toMatchObject({
      raid: { raid_id: null, active: false },
      next_raid: { map_name: null, character_type: null },
      obs: { state: 'not_running' },
      undo: null,
    });
    await events.leave();
  });

  it('sends it again to everyone after each change', async () => {
    const { port } = await start();
    const readers = [await follow(port), await follow(port)];
    const before = await Promise.all(readers.map((reader) => reader.next()));
    await call(port, 'GET', DECK_START);
    for (const [index, reader] of readers.entries()) {
      const after = await reader.next();
      expect(after).toMatchObject({ raid: { status: 'queuing' }, undo: { command: 'start' } });
      expect(Number(after['revision'])).toBeGreaterThan(Number(before[index]?.['revision']));
      await reader.leave();
    }
  });

  it('tells why a deck key was refused, until the deck’s next key is taken', async () => {
    const { port } = await start();
    const events = await follow(port);
    expect(await events.next()).toMatchObject({ refused_key: null });
    const whyNow = async (): Promise<unknown> => (await events.next())['refused_key'];
    const refused = (message: string) => ({ at: '2026-11-22T19:00:00.250Z', message });
    // What a press changes besides may be told before it.
    await call(port, 'GET', '/deck/raid/matched');
    await expect.poll(whyNow).toEqual(refused('No raid is open. Press Queue first.'));
    await call(port, 'POST', '/undo');
    await expect.poll(whyNow).toEqual(refused('There is nothing to undo.'));
    await call(port, 'GET', '/deck/raid/kil?enemy_type=pmc');
    await expect.poll(async () => JSON.stringify(await whyNow())).toMatch('Did you mean /deck/raid/kill?');
    await call(port, 'GET', DECK_START);
    await expect.poll(whyNow).toBeNull();
    await events.leave();
  });

  it('tells no page’s refusal there, and none of a caller who may not press', async () => {
    const { port } = await start();
    const Origin = `http://localhost:${port}`;
    expect(await call(port, 'POST', '/raid/matched', { headers: { Origin } })).toMatchObject({ status: 409 });
    const strange = { Origin: 'http://evil.example' };
    expect(await call(port, 'POST', '/raid/matched', { headers: strange })).toMatchObject({ status: 403 });
    const events = await follow(port);
    expect(await events.next()).toMatchObject({ refused_key: null });
    await events.leave();
  });

  it('keeps a quiet stream alive by comments', async () => {
    const { port } = await start({ limits: { heartbeatMs: 20 } });
    const events = await follow(port);
    await events.next();
    await events.until(': ');
    await events.leave();
  });

  it('sends them as often as the reader asks', async () => {
    const { port } = await start();
    const events = await follow(port, '?heartbeat_seconds=1');
    await events.next();
    await events.until(': ');
    await events.leave();
    expect(await call(port, 'GET', '/events?heartbeat_seconds=0')).toMatchObject({ status: 400 });
  });

  it('tries again at the next heartbeat when the truth could not be read', async () => {
    let failures = 0;
    const { port, log } = await start({ limits: { heartbeatMs: 20 } }, (ports) => ({
      ...ports,
      snapshot: () => (failures-- > 0 ? Promise.reject(new Error('busy')) : ports.snapshot()),
    }));
    const events = await follow(port);
    await events.next();
    failures = 2;
    await call(port, 'GET', DECK_START);
    expect(await events.next()).toMatchObject({ raid: { status: 'queuing' } });
    expect(log.filter((line) => line.level === 'warn')).toHaveLength(2);
    await events.leave();
  });

  it('takes so many readers and no more, until one leaves', async () => {
    const { port } = await start({ limits: { maxEventStreams: 1, heartbeatMs: 20 } });
    const first = await follow(port);
    expect(await call(port, 'GET', '/events')).toMatchObject({
      status: 429,
      json: { code: 'too-many-streams' },
    });
    await first.leave();
    await expect.poll(() => statusOfStream(port)).toBe(200);
  });

  it('cuts a reader that has stopped reading, which makes room for another', async () => {
    const { port } = await start({ limits: { heartbeatMs: 30, maxEventStreams: 1 } }, (ports) => ({
      ...ports,
      // Large enough to fill any socket's buffers.
      obs: {
        ...ports.obs,
        status: () => ({ ...ports.obs.status(), message: 'x'.repeat(16_000_000) }),
      },
    }));
    const stuck = net.connect(port, '127.0.0.1');
    stuck.on('error', () => undefined);
    stuck.write('GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await new Promise((resolve) => stuck.once('data', resolve));
    stuck.pause();
    await expect.poll(() => statusOfStream(port)).toBe(200);
    stuck.destroy();
  });
});

async function statusOfStream(port: number): Promise<number> {
  const abort = new AbortController();
  const { status } = await fetch(`http://127.0.0.1:${port}/events`, { signal: abort.signal });
  abort.abort();
  return status;
}
