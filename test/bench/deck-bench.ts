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
 * back to this PC's socket. Then what plugin and service cost while nothing is pressed.
 */
export async function benchDeck(): Promise<Record<string, string>[]> {
  const service = await startServiceProcess({ env: { TSP_LOG_LEVEL: 'warn' } });
  const relay = await startRelay(Number(new URL(service.url).port));
  const app = await startStandIn({ address: `http://127.0.0.1:${relay.port}` });
  try {
    for (let index = 0; index < 31; index += 1) app.appear(KEYS[index % KEYS.length] ?? 'undo');
    const key = app.appear('kill');
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await service.post('/raid/matched');
    const press = async (): Promise<{ reply: number; face: number }> => {
      const faces = app.of('setImage', key.context).length;
      const replies = relay.created.length;
      const from = performance.now();
      key.press();
      const changed = await until(() => {
        const image = app.of('setImage', key.context)[faces];
        if (image === undefined) throw new Error('The face has not changed.');
        return image;
      });
      await sleep(GAP_MS);
      return { reply: (relay.created[replies] ?? NaN) - from, face: changed.atMs - from };
    };
    await until(() => {
      if (key.words() !== '0 PMC kill') throw new Error(`The key shows ${key.words()}.`);
    });
    for (let kill = 0; kill < WARM_UP; kill += 1) await press();
    const samples = [];
    for (let kill = 0; kill < KILLS; kill += 1) samples.push(await press());
    await service.post('/raid/end', { status: 'survived' });
    await sleep(2_000);
    return [
      ratioRow(
        'press → face changed, beside press → reply',
        spreadOf(samples.map(({ face }) => face)),
        spreadOf(samples.map(({ reply }) => reply)),
      ),
      ...(await restRows(app, service)),
    ];
  } finally {
    await app.stop();
    relay.close();
    await service.stop();
  }
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
