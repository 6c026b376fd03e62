import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { OBSWebSocket } from 'obs-websocket-js/json';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { until } from '../support/until.js';
import { ratioRow, spreadOf } from './measure.js';

const FLOOR_SERVER = fileURLToPath(new URL('./floor-server.ts', import.meta.url));
const WARM_UP = 50;
const SAMPLES = 500;
/** The texts that a kill changes in the default show: raid, session and total kills, both K/D. */
export const FLOOR_INPUTS = ['Floor 1', 'Floor 2', 'Floor 3', 'Floor 4', 'Floor 5'];
const PRODUCT_INPUT = 'Tarkov Session Kills';
const KILLS_A_RAID = 6;

/** A kill key pressed again and again, by turns on the product and on the floor, with the same OBS behind both. */
export async function benchPresses(obsUrl: string): Promise<Record<string, string>[]> {
  const watcher = new OBSWebSocket();
  await watcher.connect(obsUrl, undefined, { eventSubscriptions: 0 });
  const service = await startServiceProcess({ obsUrl, env: { TSP_LOG_LEVEL: 'warn' } });
  const floor = await startFloor(obsUrl);
  const agent = new http.Agent({ keepAlive: true });
  try {
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await service.post('/raid/matched');
    await until(async () => {
      if ((await service.get('/obs')).json.state !== 'ready') throw new Error('OBS is not ready');
    });
    const press = (url: string, input: string) => pressAndWatch(watcher, agent, url, input);
    const product: Sample[] = [];
    const bare: Sample[] = [];
    for (let round = 0; round < WARM_UP + SAMPLES; round += 1) {
      if (round % KILLS_A_RAID === KILLS_A_RAID - 1) await nextRaid(service);
      const samples = [
        await press(`${service.url}/raid/kill?enemy_type=pmc`, PRODUCT_INPUT),
        await press(`${floor.url}/kill`, 'Floor 5'),
      ] as const;
      if (round < WARM_UP) continue;
      product.push(samples[0]);
      bare.push(samples[1]);
    }
    const row = (what: string, of: (sample: Sample) => number) =>
      ratioRow(what, spreadOf(product.map(of)), spreadOf(bare.map(of)));
    return [
      row('press → reply', (sample) => sample.replyMs),
      row('press → changed in OBS', (sample) => sample.obsMs),
    ];
  } finally {
    agent.destroy();
    floor.child.kill('SIGKILL');
    await service.kill();
    await watcher.disconnect();
  }
}

async function nextRaid(service: ServiceProcess): Promise<void> {
  await service.post('/raid/end', { status: 'died' });
  await service.post('/raid/start');
  await service.post('/raid/matched');
}

interface Sample {
  readonly replyMs: number;
  readonly obsMs: number;
}

/** Presses and asks OBS about once a millisecond until the text is another one. */
async function pressAndWatch(
  watcher: OBSWebSocket,
  agent: http.Agent,
  url: string,
  inputName: string,
): Promise<Sample> {
  const textNow = async (): Promise<unknown> =>
    (await watcher.call('GetInputSettings', { inputName })).inputSettings.text;
  const before = await textNow();
  const pressedAt = performance.now();
  const replied = post(url, agent).then(() => performance.now() - pressedAt);
  // A breath between two looks: asking without a pause would take the core that the press needs.
  while ((await textNow()) === before) await new Promise((resolve) => setTimeout(resolve, 0));
  const obsMs = performance.now() - pressedAt;
  return { replyMs: await replied, obsMs };
}

function post(url: string, agent: http.Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', agent }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 201) resolve();
        else reject(new Error(`${url} answered ${String(response.statusCode)}`));
      });
    });
    request.on('error', reject);
    request.end();
  });
}

async function startFloor(obsUrl: string): Promise<{ url: string; child: ChildProcess }> {
  const file = path.join(temporaryFolder(), 'floor.db');
  fs.rmSync(file, { force: true });
  const child = spawn(process.execPath, ['--import', 'tsx', FLOOR_SERVER, file, obsUrl, ...FLOOR_INPUTS], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = await until(() => {
    const port = /listening (\d+)/.exec(output)?.[1];
    if (port === undefined) throw new Error('The floor server did not start.');
    return `http://127.0.0.1:${port}`;
  });
  return { url, child };
}
