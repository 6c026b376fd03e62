import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { buildProgram } from '../support/built-program.js';
import { createRandom, type Random } from '../support/random.js';
import {
  runToExit,
  startServiceProcess,
  temporaryFolder,
  type ServiceProcess,
} from '../support/service-process.js';
import { canMount, mountBreakable, mountInMemory } from '../support/small-disk.js';

/**
 * By hand: `npx tsx test/soak/storage-soak.ts [rounds] [seed]`. Takes the disk, the power and the process away in a storm
 * of presses, and asks the database itself, in plain SQL, for each press that was acknowledged. Exit code 1: one was
 * lost, or a wrong figure was shown without a word.
 */
const ROUNDS = Number(process.argv[2] ?? 5);
const SEED = Number(process.argv[3] ?? Date.now() % 1_000_000);
const CONNECTIONS = 4;

interface Tally {
  rounds: number;
  acknowledged: number;
  lost: number;
  silent: number;
}

/** What one attack found; `silent` are wrong figures that nobody was told of. */
type Found = Omit<Tally, 'rounds'>;

async function openRaid(folder: string): Promise<ServiceProcess> {
  const service = await startServiceProcess({ folder, env: { TSP_LOG_LEVEL: 'warn' } });
  await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
  await service.post('/raid/matched');
  return service;
}

/** Presses on all connections until `isOver`, each id that was acknowledged noted at once. */
async function storm(service: ServiceProcess, acknowledged: number[], isOver: () => boolean): Promise<void> {
  const hammer = async (): Promise<void> => {
    while (!isOver()) {
      try {
        const { status, json } = await service.post('/raid/kill', { enemy_type: 'scav' });
        if (status === 201) acknowledged.push((json['kill'] as { kill_id: number }).kill_id);
        else if (status < 500) throw new Error(`A press was answered ${status}: ${JSON.stringify(json)}`);
      } catch (error) {
        if (error instanceof TypeError) return;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, hammer));
}

/** The acknowledged presses that are not there, and the figures that do not agree. */
function ask(file: string, acknowledged: readonly number[]): { lost: number; silent: number } {
  const database = new Database(file);
  try {
    const value = (sql: string): unknown => database.prepare(sql).pluck().get();
    const there = new Set(database.prepare('SELECT kill_id FROM kills').pluck().all());
    const kills = value('SELECT COUNT(*) FROM kills');
    const isWrong =
      value('PRAGMA integrity_check') !== 'ok' ||
      value('SELECT SUM(scav_kills) FROM totals') !== kills ||
      value("SELECT COUNT(*) FROM journal WHERE command = 'kill'") !== kills;
    return { lost: acknowledged.filter((id) => !there.has(id)).length, silent: isWrong ? 1 : 0 };
  } finally {
    database.close();
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function kill(random: Random): Promise<Found> {
  const folder = temporaryFolder();
  const acknowledged: number[] = [];
  let isOver = false;
  const service = await openRaid(folder);
  const storming = storm(service, acknowledged, () => isOver);
  await pause(1_000 + random.below(4_000));
  await service.kill();
  isOver = true;
  await storming;
  // The next start must bring it all back by itself.
  const again = await startServiceProcess({ folder });
  const shown = Number((await again.get('/stats/all-time')).json['total_kills']);
  await again.kill();
  const { lost, silent } = ask(path.join(folder, 'raids.db'), acknowledged);
  return { acknowledged: acknowledged.length, lost: Math.max(lost, acknowledged.length - shown), silent };
}

/** What has reached the disk at some moment, while it is written. */
async function cutPower(random: Random): Promise<Found> {
  const disk = mountBreakable();
  const mounted = temporaryFolder();
  const acknowledged: number[] = [];
  let isOver = false;
  const service = await openRaid(disk.folder);
  try {
    const storming = storm(service, acknowledged, () => isOver);
    await pause(1_000 + random.below(4_000));
    const confirmed = [...acknowledged];
    const image = path.join(temporaryFolder(), 'cut.img');
    fs.copyFileSync(disk.image(), image);
    isOver = true;
    await storming;
    run('mount', ['-o', 'loop', image, mounted]);
    const found = ask(path.join(mounted, 'raids.db'), confirmed);
    return { acknowledged: confirmed.length, ...found };
  } finally {
    isOver = true;
    await service.kill();
    spawnSync('umount', [mounted]);
    disk.unmount();
  }
}

async function fillDisk(random: Random): Promise<Found> {
  const disk = mountInMemory();
  const acknowledged: number[] = [];
  let isOver = false;
  const service = await openRaid(disk.folder);
  try {
    const storming = storm(service, acknowledged, () => isOver);
    await pause(500 + random.below(2_000));
    disk.fill();
    await pause(300 + random.below(500));
    if (random.below(2) === 0) disk.free();
    await pause(200);
    isOver = true;
    await storming;
    await service.kill();
    return { acknowledged: acknowledged.length, ...ask(path.join(disk.folder, 'raids.db'), acknowledged) };
  } finally {
    isOver = true;
    await service.kill().catch(() => undefined);
    disk.unmount();
  }
}

const FIGURES = [
  ...['total_raids', 'total_kills', 'survived', 'deaths', 'pmc_raids', 'scav_raids', 'kills_by_enemy_type'],
  ...['average_queue_time_seconds', 'average_raid_time_seconds', 'favorite_map'],
] as const;

/** Bits of the file flip: it is refused in a sentence, told of by the doctor, or serves the right figures. */
async function flipBits(random: Random): Promise<Found> {
  const folder = temporaryFolder();
  const file = path.join(folder, 'raids.db');
  const first = await startServiceProcess({ folder });
  const raids = 5 + random.below(10);
  for (let raid = 0; raid < raids; raid += 1) {
    await first.post('/raid/start', { map_name: random.pick(['Customs', 'Woods']), character_type: 'pmc' });
    await first.post('/raid/matched');
    await first.post('/raid/kill', { enemy_type: 'pmc' });
    await first.post('/raid/end', { status: random.pick(['survived', 'died']) });
  }
  const right = figuresIn((await first.get('/stats/all-time')).json);
  await first.stop();
  const bytes = fs.readFileSync(file);
  for (let flips = 1 + random.below(3); flips > 0; flips -= 1) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  fs.writeFileSync(file, bytes);
  const isTold = await looksAndTells(folder, right);
  return { acknowledged: raids, lost: 0, silent: isTold ? 0 : 1 };
}

const figuresIn = (json: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(FIGURES.map((name) => json[name] ?? null));

async function looksAndTells(folder: string, right: string): Promise<boolean> {
  let service: ServiceProcess;
  try {
    service = await startServiceProcess({ folder });
  } catch (error) {
    // Refused; the exit code and the sentence are looked at with a second start.
    const { code, output } = await runToExit({ folder });
    return code === 4 && !/\n\s+at .+:\d+/.test(output) && error instanceof Error;
  }
  try {
    const { status, json } = await service.get('/stats/all-time');
    if (status !== 200) return typeof json['message'] === 'string' && status === 503;
    if (figuresIn(json) === right) return true;
    const { checks } = (await service.get('/doctor')).json as {
      checks: readonly { check: string; state: string }[];
    };
    return checks.some(
      ({ check, state }) => (check === 'database' || check === 'raid_values') && state !== 'ok',
    );
  } finally {
    await service.kill();
  }
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${stderr}`);
}

const ATTACKS: readonly (readonly [
  what: string,
  attack: (random: Random) => Promise<Found>,
  canRun: boolean,
])[] = [
  ['kill -9 in a storm of presses', kill, true],
  ['power cut in a storm of presses', cutPower, canMount(mountBreakable)],
  ['full disk in a storm of presses', fillDisk, canMount(mountInMemory)],
  ['bits of the file flip', flipBits, true],
];

buildProgram();
const random = createRandom(SEED);
process.stdout.write(`Node ${process.version}, ${ROUNDS} rounds, seed ${SEED}.\n`);
const table: Record<string, Tally> = {};
for (const [what, attack, canRun] of ATTACKS) {
  const tally: Tally = { rounds: 0, acknowledged: 0, lost: 0, silent: 0 };
  if (!canRun) process.stdout.write(`Left out, because disks cannot be mounted here: ${what}.\n`);
  else table[what] = tally;
  for (let round = 0; canRun && round < ROUNDS; round += 1) {
    const { acknowledged, lost, silent } = await attack(random);
    tally.rounds += 1;
    tally.acknowledged += acknowledged;
    tally.lost += lost;
    tally.silent += silent;
    const failed = lost + silent > 0 ? `: lost ${lost}, silent ${silent}` : '';
    process.stdout.write(`${what}, round ${round + 1} of ${ROUNDS}${failed}\n`);
  }
}
// eslint-disable-next-line no-console -- a table is what people read here
console.table(table);
process.exit(Object.values(table).every(({ lost, silent }) => lost + silent === 0) ? 0 : 1);
