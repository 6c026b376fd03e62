import path from 'node:path';
import fs from 'node:fs';
import { storeManyRaids } from '../support/many-raids.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { openRaid } from './open-raid.js';
import { createOtherCaller, type OtherCaller } from './other-caller.js';
import { spreadOf, type Spread } from './measure.js';

/** A long year: a raid every 52 minutes. */
const RAIDS = 10_000;
const KILLS_EACH = 5;
const PAUSE_MS = 2;
/** Node compiles what runs often while it runs. */
const WARM_UP = 200;
/** A press that is measured beside each kind of work, at least so often. */
const LEAST_PRESSES = 200;
/** Nor longer than this, so that all kinds take less than three minutes. */
const MOST_MS = 6_000;

interface Work {
  readonly what: string;
  run(url: string, caller: OtherCaller): Promise<void>;
}

const get = (route: string): Work => ({
  what: `GET ${route.slice(0, 60)}`,
  run: (url, caller) => caller.call('GET', url + route),
});

const post = (what: string, route: string, body: () => string): Work => {
  const made = Buffer.from(body());
  return { what, run: (url, caller) => caller.call('POST', url + route, made) };
};

const raidAt = (index: number, kills: number): object => {
  const at = (seconds: number): string =>
    new Date(Date.UTC(2024, 0, 1) + index * 3_600_000 + seconds * 1000).toISOString();
  return {
    ...{ raid_id: 0, status: 'died', character_type: 'pmc', game_mode: 'pvp', map_name: 'Customs' },
    ...{
      started_at: at(0),
      matched_at: at(60),
      ended_at: at(900),
      queue_time_seconds: 60,
      extract_location: null,
    },
    kills: Array.from({ length: kills }, () => ({
      ...{ kill_id: 0, killed_at: at(600), enemy_type: 'scav', weapon_used: 'M4A1', headshot: true },
    })),
  };
};
const raids = (from: number, count: number, kills: number): string =>
  JSON.stringify({ raids: Array.from({ length: count }, (_, index) => raidAt(from + index, kills)) });

const WORKS: readonly Work[] = [
  { what: 'nothing', run: () => new Promise((resolve) => setTimeout(resolve, 1_000)) },
  get('/stats/timeline?from=2025-01-02&to=2026-01-02'),
  get('/stats/timeline?from=2025-01-02&to=2026-01-02&by=hour'),
  get('/raids?map_name=nowhere'),
  get('/export/raids.json'),
  get('/export/raids.csv'),
  get('/doctor'),
  post('POST /import, 100 raids of 5 kills', '/import', () => raids(0, 100, 5)),
  post('POST /import, 100 raids of 80 kills', '/import', () => raids(200, 100, 80)),
  post('POST /import, the same again', '/import', () => raids(200, 100, 80)),
  post('POST /import, 300,000 unknown names', '/import', () =>
    JSON.stringify(Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`n${index}`, 1]))),
  ),
  post('POST /import, 100,000 wrong raids', '/import', () =>
    JSON.stringify({ raids: Array.from({ length: 100_000 }, () => ({ a: 1 })) }),
  ),
  post('POST /import, 60,000 wrong kills', '/import', () =>
    JSON.stringify({
      raids: [{ ...raidAt(600, 0), kills: Array.from({ length: 60_000 }, () => ({ a: 1 })) }],
    }),
  ),
  post('POST /backup', '/backup', () => '{}'),
];

/** How long presses take while the service does long work for somebody else. */
export async function benchLongWork(): Promise<Record<string, string>[]> {
  const folder = temporaryFolder();
  await storeManyRaids(path.join(folder, 'raids.db'), {
    ...{ count: RAIDS, minutesApart: 52, until: '2026-01-01', lengthSeconds: 1_200, killsEach: KILLS_EACH },
  });
  fs.rmSync(path.join(folder, 'backup'), { recursive: true, force: true });
  const service = await startServiceProcess({ folder, env: { TSP_LOG_LEVEL: 'warn' } });
  const caller = createOtherCaller();
  try {
    await openRaid(service);
    for (let press = 0; press < WARM_UP; press += 1) await service.post('/raid/kill', { enemy_type: 'pmc' });
    const rows = [];
    let atRest: Spread | null = null;
    for (const work of WORKS) {
      const measured = await measure(service, caller, work);
      atRest ??= measured.presses;
      rows.push(rowOf(measured, atRest));
    }
    return rows;
  } finally {
    await caller.dispose();
    await service.kill();
  }
}

interface Measured {
  readonly what: string;
  readonly workMs: number;
  readonly presses: Spread;
  readonly count: number;
  readonly memoryMb: number;
}

/** `extra`: what a press takes more than at rest. */
function rowOf({ what, workMs, presses, count, memoryMb }: Measured, atRest: Spread): Record<string, string> {
  return {
    what,
    'it takes (ms)': workMs.toFixed(0),
    'press p50 (ms)': presses.p50.toFixed(1),
    'extra p50 (ms)': (presses.p50 - atRest.p50).toFixed(1),
    'press p99 (ms)': presses.p99.toFixed(1),
    'extra p99 (ms)': (presses.p99 - atRest.p99).toFixed(1),
    presses: String(count),
    'memory + (MB)': memoryMb.toFixed(0),
  };
}

async function measure(service: ServiceProcess, caller: OtherCaller, work: Work): Promise<Measured> {
  const presses: number[] = [];
  const works: number[] = [];
  const before = peakMemory(service);
  const until = performance.now() + MOST_MS;
  while (presses.length < LEAST_PRESSES && performance.now() < until) {
    let isOver = false as boolean;
    const startedAt = performance.now();
    const working = work.run(service.url, caller).then(() => {
      isOver = true;
      works.push(performance.now() - startedAt);
    });
    while (!isOver) {
      const pressedAt = performance.now();
      await service.post('/raid/kill', { enemy_type: 'pmc' });
      presses.push(performance.now() - pressedAt);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    await working;
  }
  return {
    ...{ what: work.what, workMs: spreadOf(works).p50, presses: spreadOf(presses), count: presses.length },
    memoryMb: peakMemory(service) - before,
  };
}

/** The most that was ever resident, in megabytes; NaN where the system has no /proc. */
function peakMemory({ pid }: ServiceProcess): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return NaN;
  }
}
