import fs from 'node:fs';
import path from 'node:path';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { startFakeObs, type FakeObs } from '../support/fake-obs.js';
import { storeManyRaids } from '../support/many-raids.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { openRaid, untilReady } from './open-raid.js';
import { spreadOf } from './measure.js';

export const SIZES = [1_000, 100_000, 1_000_000];

const UNTIL = '2026-01-01';
const WARM_UP = 30;
const SAMPLES = 300;
const STARTS = 5;
/** A raid of natural length, so that the session's own size is not what grows. */
const PRESSES_A_RAID = 6;
const KILLS_TEXT = 'Tarkov Session Kills';

/** One size: its database with a service, and an OBS of its own that is the fake, so that nothing but we can differ. */
interface Candidate {
  readonly raids: number;
  readonly folder: string;
  readonly obs: FakeObs;
  service: ServiceProcess;
}

/**
 * What a press, the figures, a list, the start and the memory cost after more and more raids. The sizes take turns
 * sample by sample, so that what else the machine does meanwhile falls on each alike; ratios are to the first.
 */
export async function benchGrowth(sizes: readonly number[]): Promise<Record<string, string>[]> {
  const candidates: Candidate[] = [];
  const costs = new Map<string, number[]>();
  try {
    for (const raids of sizes) candidates.push(await prepare(raids));
    costs.set('start → listening (ms)', await timeStarts(candidates));
    for (const { service } of candidates) {
      await openRaid(service);
      await untilReady(service);
    }
    for (const [what, sample] of MEASURES) costs.set(`${what} (ms)`, await takeTurns(candidates, sample));
    costs.set(
      'memory (MB)',
      candidates.map(({ service }) => memoryOf(service)),
    );
  } finally {
    for (const { service, obs } of candidates) {
      await service.kill();
      await obs.stop();
    }
  }
  return [...costs].map(([what, values]) => rowOf(what, sizes, values));
}

const MEASURES: readonly (readonly [string, (candidate: Candidate, round: number) => Promise<number>])[] = [
  ['press → reply', async (candidate, round) => (await press(candidate, round)).replyMs],
  ['press → OBS', async (candidate, round) => (await press(candidate, round)).obsMs],
  ['GET /stats/current', ({ service }) => timed(() => service.get('/stats/current'))],
  ['GET /stats/session', ({ service }) => timed(() => service.get('/stats/session'))],
  ['GET /stats/all-time', ({ service }) => timed(() => service.get('/stats/all-time'))],
  ['GET /raids, first page', ({ service }) => timed(() => service.get('/raids?limit=50'))],
  ['GET /raids, page after 90 %', ({ service, raids }) => timed(() => service.get(deepPage(raids)))],
];

async function prepare(raids: number): Promise<Candidate> {
  const folder = temporaryFolder();
  await storeManyRaids(path.join(folder, 'raids.db'), {
    ...{ count: raids, minutesApart: 1, until: UNTIL, lengthSeconds: 40, killsEach: 5 },
  });
  fs.rmSync(path.join(folder, 'backup'), { recursive: true, force: true });
  const obs = await startFakeObs();
  for (const scene of new Set(Object.values(DEFAULT_SHOW.scenes))) obs.model.addScene(scene ?? '');
  for (const input of Object.keys(DEFAULT_SHOW.texts)) obs.model.addInput(input);
  return { raids, folder, obs, service: await start(folder, obs) };
}

function start(folder: string, obs: FakeObs): Promise<ServiceProcess> {
  return startServiceProcess({ folder, obsUrl: obs.url, env: { TSP_LOG_LEVEL: 'warn' } });
}

/** Leaves each with a service that runs. */
async function timeStarts(candidates: readonly Candidate[]): Promise<number[]> {
  const samples = candidates.map((): number[] => []);
  for (let round = 0; round < STARTS; round += 1) {
    for (const [index, candidate] of candidates.entries()) {
      await candidate.service.stop();
      samples[index]?.push(
        await timed(async () => (candidate.service = await start(candidate.folder, candidate.obs))),
      );
    }
  }
  return samples.map((of) => spreadOf(of).p50);
}

/** Medians, in the candidates' order. */
async function takeTurns(
  candidates: readonly Candidate[],
  sample: (candidate: Candidate, round: number) => Promise<number>,
): Promise<number[]> {
  const samples = candidates.map((): number[] => []);
  for (let round = 0; round < WARM_UP + SAMPLES; round += 1) {
    for (const [index, candidate] of candidates.entries()) {
      const value = await sample(candidate, round);
      if (round >= WARM_UP) samples[index]?.push(value);
    }
  }
  return samples.map((of) => spreadOf(of).p50);
}

/** A kill, until it is answered and until OBS has its text. */
async function press(
  { service, obs }: Candidate,
  round: number,
): Promise<{ replyMs: number; obsMs: number }> {
  if (round % PRESSES_A_RAID === PRESSES_A_RAID - 1) {
    await service.post('/raid/end', { status: 'died' });
    await service.post('/raid/start');
    await service.post('/raid/matched');
  }
  const pressedAt = performance.now();
  const shown = untilWritten(obs, KILLS_TEXT);
  const { status } = await service.post('/raid/kill', { enemy_type: 'pmc' });
  const replyMs = performance.now() - pressedAt;
  if (status !== 201) throw new Error(`The press was answered ${status}.`);
  return { replyMs, obsMs: (await shown) - pressedAt };
}

/** When the text is written next. */
function untilWritten({ manners, model }: FakeObs, inputName: string): Promise<number> {
  const uuid = model.inputs.find(({ name }) => name === inputName)?.uuid;
  return new Promise((resolve) => {
    manners.answer = (type, data) => {
      const isIt = data['inputUuid'] === uuid || data['inputName'] === inputName;
      if (type === 'SetInputSettings' && isIt) resolve(performance.now());
      return null;
    };
  });
}

/** The page after most of the raids; its cursor is made as the service makes it, from the times in `prepare`. */
function deepPage(raids: number): string {
  const id = Math.max(60, Math.round(raids / 10));
  const startedAt = new Date(Date.parse(UNTIL) - (raids - id + 1) * 60_000);
  const text = startedAt.toISOString().slice(0, 19).replace('T', ' ');
  return `/raids?limit=50&cursor=${Buffer.from(JSON.stringify([text, id])).toString('base64url')}`;
}

async function timed(call: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await call();
  return performance.now() - startedAt;
}

/** Resident megabytes; NaN where the system has no /proc. */
function memoryOf({ pid }: ServiceProcess): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes) / 1024;
  } catch {
    return NaN;
  }
}

function rowOf(what: string, sizes: readonly number[], values: readonly number[]): Record<string, string> {
  const row: Record<string, string> = { what };
  for (const [index, size] of sizes.entries()) {
    const value = values[index] ?? NaN;
    row[`${size.toLocaleString('en')} raids`] = value.toFixed(2);
    if (index > 0) row[`ratio ${size.toLocaleString('en')}`] = `${(value / (values[0] ?? NaN)).toFixed(2)} ×`;
  }
  return row;
}
