import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { openRaid, untilReady } from './open-raid.js';
import { startRelay } from '../support/relay.js';
import type { ObsBuild } from '../support/real-obs-builds.js';
import { startObsWithScenes } from '../support/real-obs-show.js';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';

/** An OBS that does not tell its changes is read anew in its first minute: a collection may still be loading. */
const SETTLE_MS = 65_000;
const WATCH_MS = 40_000;
/** Of /proc/PID/stat on Linux: clock ticks a second. */
const TICKS_A_SECOND = 100;

/** Messages to OBS and CPU while nothing is pressed: in the lobby, in a raid, and with OBS away. */
export async function benchRest(builds: readonly ObsBuild[]): Promise<Record<string, string>[]> {
  const rows = [];
  for (const build of builds) rows.push(...(await benchRestBeside(build)));
  return [...rows, await benchWithoutObs()];
}

async function benchRestBeside(build: ObsBuild): Promise<Record<string, string>[]> {
  const obs = await startObsWithScenes(build, { fps: 30 });
  const relay = await startRelay(obs.url);
  const service = await startServiceProcess({ obsUrl: relay.url, env: { TSP_LOG_LEVEL: 'warn' } });
  try {
    await untilReady(service);
    await sleep(SETTLE_MS);
    const lobby = await watch(`OBS ${build.name}, in the lobby`, service, () => relay.sent());
    await openRaid(service);
    await sleep(5_000);
    const raid = await watch(`OBS ${build.name}, in a raid`, service, () => relay.sent());
    return [lobby, raid];
  } finally {
    await service.kill();
    await relay.close();
    await obs.dispose();
  }
}

async function benchWithoutObs(): Promise<Record<string, string>> {
  const service = await startServiceProcess({ obsUrl: 'ws://127.0.0.1:9', env: { TSP_LOG_LEVEL: 'warn' } });
  try {
    await sleep(10_000);
    return await watch('OBS not running', service, () => 0);
  } finally {
    await service.kill();
  }
}

async function watch(
  what: string,
  { pid }: ServiceProcess,
  sent: () => number,
): Promise<Record<string, string>> {
  const [cpu, messages] = [cpuMsOf(pid), sent()];
  await sleep(WATCH_MS);
  const share = (cpuMsOf(pid) - cpu) / WATCH_MS;
  return {
    what,
    'messages to OBS a second': ((sent() - messages) / (WATCH_MS / 1000)).toFixed(2),
    'CPU of one core': `${(share * 100).toFixed(2)} %`,
  };
}

/** CPU milliseconds that a process has used, all its threads together; NaN where the system has no /proc. */
function cpuMsOf(pid: number): number {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the name in brackets, which may hold blanks: the 12th and 13th word are user and system time.
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(words[11]) + Number(words[12])) * 1000) / TICKS_A_SECOND;
  } catch {
    return NaN;
  }
}
