import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Alarm } from '../../src/stream-deck/service/event-reader.js';
import { readEvents } from '../../src/stream-deck/service/event-reader.js';
import { createServiceLink, type LinkState } from '../../src/stream-deck/service/service-link.js';
import { until } from '../support/until.js';
import { EXAMPLE_SNAPSHOT } from './example-snapshot.js';

/** A clock that rings when the test says so. */
function handClock() {
  const alarms: { ms: number; ring: () => void; putOff: number; isStopped: boolean }[] = [];
  const start = (ms: number, ring: () => void): Alarm => {
    const alarm = { ms, ring, putOff: 0, isStopped: false };
    alarms.push(alarm);
    return {
      putOff: () => (alarm.putOff += 1),
      stop: () => (alarm.isStopped = true),
    };
  };
  return { alarms, start };
}

let server: http.Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function listen(answer: (res: http.ServerResponse) => void): Promise<string> {
  server = http.createServer((_req, res) => {
    answer(res);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const EVENT = `event: snapshot\nid: 1\ndata: ${JSON.stringify(EXAMPLE_SNAPSHOT)}\n\n`;

it('a service that falls silent is away before 2 s are over, and each sign of life puts that off', async () => {
  const clock = handClock();
  const states: LinkState[] = [];
  let stream: http.ServerResponse | undefined;
  const url = await listen((res) => {
    stream = res;
    res.writeHead(200, { 'content-type': 'text/event-stream' }).write(EVENT);
  });
  const link = createServiceLink(
    () => ({ url, token: null }),
    () => undefined,
    (state) => states.push(state),
    clock.start,
  );
  link.open();
  await until(() => {
    expect(states).toEqual([{ kind: 'live' }]);
  });
  const [silence] = clock.alarms;
  const before = silence?.putOff ?? 0;
  stream?.write(': still here\n\n');
  await until(() => {
    expect(silence?.putOff).toBe(before + 1);
  });
  expect(silence).toMatchObject({ isStopped: false });
  // Drawing takes its part of the 2 s.
  expect(silence?.ms).toBeLessThanOrEqual(1_800);
  silence?.ring();
  await until(() => {
    expect(states.at(-1)).toEqual({ kind: 'away', word: 'No answer' });
  });
  await until(() => {
    expect(stream?.destroyed).toBe(true);
  });
  link.close();
});

describe('who is no service of ours is said to be none', () => {
  it.each<[string, number, string, string, object]>([
    ['a page', 200, 'text/html', '<h1>Hello</h1>', { kind: 'foreign' }],
    ['a page that is not there', 404, 'text/html', 'Not found', { kind: 'foreign' }],
    ['a stream of something else', 200, 'text/event-stream', 'data: 7\n\n', { kind: 'foreign' }],
    [
      'a stream like ours',
      200,
      'text/event-stream',
      'data: {"revision":1,"raid":null}\n\n',
      { kind: 'foreign' },
    ],
    ['a stream of no JSON', 200, 'text/event-stream', 'data: {\n\n', { kind: 'foreign' }],
    ['the service, which refuses', 401, 'application/json', '{}', { kind: 'refused', status: 401 }],
    ['a stream that ends', 200, 'text/event-stream; charset=utf-8', EVENT, { kind: 'gone' }],
  ])('%s', async (_what, status, type, body, end) => {
    const url = await listen((res) => res.writeHead(status, { 'content-type': type }).end(body));
    const { signal } = new AbortController();
    expect(await readEvents({ url, token: null }, () => undefined, signal)).toEqual(end);
  });
});
