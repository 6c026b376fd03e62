import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OBSWebSocket } from 'obs-websocket-js/json';
import { startServiceProcess, temporaryFolder } from '../support/service-process.js';
import { until } from '../support/until.js';
import { openRaid, untilReady } from './open-raid.js';
import { ratioRow, spreadOf } from './measure.js';

const FLOOR_SERVER = fileURLToPath(new URL('./floor-server.ts', import.meta.url));
/** Node compiles what runs often while it runs: a streamer has pressed a few keys before the firefight. */
const WARM_UP = 100;
const KILLS = 300;
const ROUNDS = 2;
/** As in a firefight, or with a finger on a key that repeats. */
const GAPS_MS = [5, 45] as const;
/** The texts that a kill changes in the default show: raid, session and total kills, both K/D. */
export const FLOOR_INPUTS = ['Floor 1', 'Floor 2', 'Floor 3', 'Floor 4', 'Floor 5'];

/** What is pressed, and the text in which its number appears. */
interface Target {
  readonly url: string;
  readonly input: string;
}

/**
 * Kills at random gaps, all in one raid, on the product and on the floor in turn, with the same OBS behind both. When a
 * text has changed is asked of OBS over a connection of its own: it is what viewers see.
 */
export async function benchPresses(obsUrl: string): Promise<Record<string, string>[]> {
  const watcher = new OBSWebSocket();
  await watcher.connect(obsUrl, undefined, { eventSubscriptions: 0 });
  const service = await startServiceProcess({ obsUrl, env: { TSP_LOG_LEVEL: 'warn' } });
  const floorServer = await startFloor(obsUrl);
  const agent = new http.Agent({ keepAlive: true });
  try {
    await openRaid(service);
    await untilReady(service);
    const product: Target = { url: `${service.url}/raid/kill?enemy_type=pmc`, input: 'Tarkov Session Kills' };
    const floor: Target = { url: `${floorServer.url}/kill`, input: 'Floor 5' };
    const play = (target: Target, kills: number) => playKills(watcher, agent, target, kills);
    for (const target of [product, floor]) await play(target, WARM_UP);
    const [ofProduct, ofFloor]: [Sample[][], Sample[][]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      ofProduct.push(await play(product, KILLS));
      ofFloor.push(await play(floor, KILLS));
    }
    const row = (
      what: string,
      [some, others]: readonly [Sample[], Sample[]],
      of: (sample: Sample) => number,
    ) => ratioRow(what, spreadOf(some.map(of)), spreadOf(others.map(of)));
    const all = [ofProduct.flat(), ofFloor.flat()] as const;
    // Each beside the floor of its own time.
    const late = [ofProduct.at(-1) ?? [], ofFloor.at(-1) ?? []] as const;
    const before = WARM_UP + (ROUNDS - 1) * KILLS;
    return [
      row('press → reply', all, ({ replyMs }) => replyMs),
      row('press → changed in OBS', all, ({ obsMs }) => obsMs),
      row(`the same after ${before} kills`, late, ({ obsMs }) => obsMs),
    ];
  } finally {
    agent.destroy();
    floorServer.child.kill('SIGKILL');
    await service.kill();
    await watcher.disconnect();
  }
}

/** Eight on each kill, of sources that are there: what they do must not make the texts later. */
const EIGHT_REACTIONS = [
  ...['Tarkov Raid Kills', 'Tarkov Map', 'Tarkov Character', 'Tarkov Raid Time'].map((source) => ({
    ...{ on: 'kill', show: { source, for_seconds: 1 } },
  })),
  ...['Tarkov Session Kills', 'Tarkov KD', 'Tarkov Total Kills'].map((source) => ({
    ...{ on: 'kill', show: { source, visible: true } },
  })),
  { on: 'kill', save_replay: { after_seconds: 1 } },
] as const;

/** The same service with and without reactions in turn; "floor" is without. */
export async function benchReactions(obsUrl: string): Promise<Record<string, string>[]> {
  const watcher = new OBSWebSocket();
  await watcher.connect(obsUrl, undefined, { eventSubscriptions: 0 });
  const service = await startServiceProcess({ obsUrl, env: { TSP_LOG_LEVEL: 'silent' } });
  const agent = new http.Agent({ keepAlive: true });
  try {
    await openRaid(service);
    await untilReady(service);
    const target: Target = { url: `${service.url}/raid/kill?enemy_type=pmc`, input: 'Tarkov Session Kills' };
    const play = async (reactions: readonly object[], kills: number): Promise<Sample[]> => {
      await service.patch('/show', { reactions });
      return playKills(watcher, agent, target, kills);
    };
    for (const reactions of [EIGHT_REACTIONS, []]) await play(reactions, WARM_UP);
    const [withThem, without]: [Sample[], Sample[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      withThem.push(...(await play(EIGHT_REACTIONS, KILLS)));
      without.push(...(await play([], KILLS)));
    }
    const spread = (samples: readonly Sample[]) => spreadOf(samples.map(({ obsMs }) => obsMs));
    return [ratioRow('press → changed in OBS, eight reactions on it', spread(withThem), spread(without))];
  } finally {
    agent.destroy();
    await service.kill();
    await watcher.disconnect();
  }
}

interface Sample {
  readonly replyMs: number;
  readonly obsMs: number;
}

/** Whoever presses does not wait for the press before. */
async function playKills(
  watcher: OBSWebSocket,
  agent: http.Agent,
  { url, input }: Target,
  kills: number,
): Promise<Sample[]> {
  const watch = await watchNumber(watcher, input);
  const presses: { readonly atMs: number; readonly replyMs: Promise<number> }[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const atMs = performance.now();
    presses.push({ atMs, replyMs: post(url, agent).then(() => performance.now() - atMs) });
    const [shortest, longest] = GAPS_MS;
    await sleep(shortest + Math.random() * (longest - shortest));
  }
  const seen = await watch.until(kills);
  return Promise.all(
    presses.map(async ({ atMs, replyMs }, index) => ({
      replyMs: await replyMs,
      obsMs: (seen[index] ?? NaN) - atMs,
    })),
  );
}

/** Asks OBS for the number in a text about once a millisecond, and notes when it had grown by one, by two and so on. */
async function watchNumber(watcher: OBSWebSocket, inputName: string) {
  const numberNow = async (): Promise<number> => {
    const { inputSettings } = await watcher.call('GetInputSettings', { inputName });
    const { text } = inputSettings;
    return Number((typeof text === 'string' ? text : '').replaceAll(',', ''));
  };
  // The service is ready a little before the first texts are there.
  const first = await until(async () => {
    const number = await numberNow();
    if (!Number.isFinite(number)) throw new Error(`${inputName} shows no number`);
    return number;
  });
  const seen: number[] = [];
  let wanted = Infinity;
  const watching = (async () => {
    while (seen.length < wanted) {
      const grown = (await numberNow()) - first;
      while (seen.length < grown) seen.push(performance.now());
      // A breath between two looks: asking without a pause would take the core that the press needs.
      await sleep(0);
    }
  })();
  return {
    async until(count: number): Promise<readonly number[]> {
      wanted = count;
      await watching;
      return seen;
    },
  };
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
