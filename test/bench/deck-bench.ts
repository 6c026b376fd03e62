import { spawn } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { startStandIn, type StandIn } from '../stream-deck/stand-in.js';
import { ratioRow, spreadOf } from './measure.js';

const WARM_UP = 30;
const KILLS = 200;
const GAP_MS = 40;
const REST_MS = 20_000;
/** Each page of the largest deck. */
const KEYS = ['next-step', 'kill', 'outcome', 'map', 'undo', 'readout', 'obs-lamp', 'session'] as const;

/**
 * Kills on a key of the plugin while 32 keys are seen: until its face has changed, beside until the service's reply has come
 * back to this PC's socket; and the same of a bare program, which only says that a reply has come: what two programs that
 * wake each other cost on this machine. Then what plugin and service cost while nothing is pressed.
 */
export async function benchDeck(): Promise<Record<string, string>[]> {
  const service = await startServiceProcess({ env: { TSP_LOG_LEVEL: 'warn' } });
  const relay = await startRelay(Number(new URL(service.url).port));
  const app = await startStandIn({ address: `http://127.0.0.1:${relay.port}` });
  const bare = startBarePresser(`http://127.0.0.1:${relay.port}`);
  try {
    for (let index = 0; index < 31; index += 1) app.appear(KEYS[index % KEYS.length] ?? 'undo');
    const key = app.appear('kill');
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await service.post('/raid/matched');
    const measure = async (begin: () => void, endedAt: () => number | undefined): Promise<Press> => {
      const replies = relay.created.length;
      const from = performance.now();
      begin();
      const seenMs = await until(() => {
        const atMs = endedAt();
        if (atMs === undefined) throw new Error('Nothing has changed.');
        return atMs;
      });
      await sleep(GAP_MS);
      return { reply: (relay.created[replies] ?? NaN) - from, seen: seenMs - from };
    };
    const press = (): Promise<Press> => {
      const faces = app.of('setImage', key.context).length;
      return measure(key.press, () => app.of('setImage', key.context)[faces]?.atMs);
    };
    const pressBarely = (): Promise<Press> => {
      const said = bare.saidAtMs.length;
      return measure(bare.press, () => bare.saidAtMs[said]);
    };
    await until(() => {
      if (key.words() !== '0 PMC kill') throw new Error(`The key shows ${key.words()}.`);
    });
    for (let kill = 0; kill < WARM_UP; kill += 1) {
      await press();
      await pressBarely();
    }
    const [samples, bareSamples]: [Press[], Press[]] = [[], []];
    // In turn, so that both have the same neighbours.
    for (let kill = 0; kill < KILLS; kill += 1) {
      samples.push(await press());
      bareSamples.push(await pressBarely());
    }
    await service.post('/raid/end', { status: 'survived' });
    await sleep(2_000);
    return [
      ratioRow(
        'press → face changed, beside press → reply',
        spreadOf(samples.map(({ seen }) => seen)),
        spreadOf(samples.map(({ reply }) => reply)),
      ),
      ratioRow(
        'the same of a bare program',
        spreadOf(bareSamples.map(({ seen }) => seen)),
        spreadOf(bareSamples.map(({ reply }) => reply)),
      ),
      ...(await restRows(app, service)),
    ];
  } finally {
    bare.stop();
    await app.stop();
    relay.close();
    await service.stop();
  }
}

interface Press {
  /** Milliseconds from the press until the reply has come by, and until it is seen to have come. */
  readonly reply: number;
  readonly seen: number;
}

/** A line that comes in is a press, and its reply is a line that goes out. */
const BARE_PRESSER = `
  const http = require('http');
  const agent = new http.Agent({ keepAlive: true });
  process.stdin.on('data', () => {
    http
      .request(process.argv[1] + '/raid/kill?enemy_type=scav', { method: 'POST', agent }, (reply) => {
        reply.resume();
        reply.on('end', () => process.stdout.write('replied\\n'));
      })
      .end();
  });`;

function startBarePresser(url: string): { press(): void; saidAtMs: readonly number[]; stop(): void } {
  const saidAtMs: number[] = [];
  const child = spawn(process.execPath, ['-e', BARE_PRESSER, url], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdout.on('data', () => saidAtMs.push(performance.now()));
  return {
    press: () => child.stdin.write('press\n'),
    saidAtMs,
    stop: () => child.kill('SIGKILL'),
  };
}

/** What the plugin hears while nothing happens: a sign of life each second. */
const BARE_READER = `require('http').get(process.argv[1] + '/events?heartbeat_seconds=1', (reply) => reply.resume())`;

/** The plugin beside a bare program that hears the same: on some machines waking up is dear by itself. */
async function restRows(app: StandIn, service: ServiceProcess): Promise<Record<string, string>[]> {
  if (process.platform !== 'linux') return [];
  const bare = spawn(process.execPath, ['-e', BARE_READER, service.url], { stdio: 'ignore' });
  await sleep(2_000);
  const processes = [
    ['the plugin, 32 keys', app.pid],
    ['a bare program that hears the same', bare.pid ?? NaN],
    ['the service', service.pid],
  ] as const;
  const before = processes.map(([, pid]) => cpuMs(pid));
  await sleep(REST_MS);
  const rows = processes.map(([name, pid], index) => ({
    what: `CPU at rest: ${name}`,
    value: `${(((cpuMs(pid) - (before[index] ?? NaN)) / REST_MS) * 100).toFixed(2)} %`,
  }));
  bare.kill();
  return rows;
}

/** CPU time that a process has used, in milliseconds; `stat` counts in steps of 10. */
function cpuMs(pid: number): number {
  const threads = fs.readdirSync(`/proc/${pid}/task`);
  const used = (thread: string): number =>
    Number(fs.readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  return threads.reduce((sum, thread) => sum + used(thread), 0);
}

/** Passes bytes on, and notes when each reply to a kill has come by. */
async function startRelay(to: number): Promise<{ port: number; created: readonly number[]; close(): void }> {
  const created: number[] = [];
  const sockets = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (chunk: Buffer) => {
      if (chunk.subarray(0, 12).toString() === 'HTTP/1.1 201') created.push(performance.now());
      near.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as net.AddressInfo).port,
    created,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
