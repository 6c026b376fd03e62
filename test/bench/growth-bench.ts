import Database from 'better-sqlite3';
import fs from 'node:fs';
import path from 'node:path';
import { FIRST_SCHEMA } from '../../migrations/0001-raids-and-kills.js';
import { openStore } from '../../src/store/store.js';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from '../support/service-process.js';
import { spreadOf } from './measure.js';

// What a press, the figures, a list and the start cost after more and more raids, as ratios to the smallest database.
// Run by hand: npx tsx test/bench/growth-bench.ts 1000 100000 1000000

const KILLS_A_RAID = 5;
const WARM_UP = 30;
const SAMPLES = 200;

/** Raids of the last years with kills, as a user's own script would have stored them; then brought up to date. */
async function generate(file: string, raids: number): Promise<void> {
  const database = new Database(file);
  for (const statement of FIRST_SCHEMA) database.exec(statement);
  database.exec(`
    BEGIN;
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${raids - 1})
    INSERT INTO raids (started_at, ended_at, map_name, character_type, queue_time_seconds, status)
    SELECT datetime('2026-01-01', '-' || (${raids} - i) || ' minutes'),
           datetime('2026-01-01', '-' || (${raids} - i) || ' minutes', '+40 seconds'),
           CASE i % 7 WHEN 0 THEN 'Woods' WHEN 1 THEN 'Factory' WHEN 2 THEN 'Reserve' ELSE 'Customs' END,
           CASE i % 3 WHEN 0 THEN 'scav' ELSE 'pmc' END, i % 20,
           CASE i % 5 WHEN 0 THEN 'mia' WHEN 1 THEN 'died' ELSE 'survived' END
    FROM n;
    WITH RECURSIVE k(j) AS (SELECT 0 UNION ALL SELECT j + 1 FROM k WHERE j < ${KILLS_A_RAID - 1})
    INSERT INTO kills (raid_id, killed_at, enemy_type, headshot)
    SELECT raid_id, started_at, CASE j WHEN 0 THEN 'pmc' WHEN 4 THEN 'boss' ELSE 'scav' END, j % 2
    FROM raids, k;
    COMMIT;`);
  database.close();
  await (await openStore(file)).close();
}

interface Costs {
  readonly 'start to listening': number;
  readonly 'press to reply': number;
  readonly 'stats/session': number;
  readonly 'stats/all-time': number;
  readonly 'list, page 1': number;
  readonly 'list, deep page': number;
}

async function measure(folder: string, raids: number): Promise<Costs> {
  const startedAt = performance.now();
  const service = await startServiceProcess({ folder, env: { TSP_LOG_LEVEL: 'warn' } });
  const startMs = performance.now() - startedAt;
  try {
    await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
    await service.post('/raid/matched');
    return {
      'start to listening': startMs,
      'press to reply': await medianMs(() => service.post('/raid/kill', { enemy_type: 'pmc' })),
      'stats/session': await medianMs(() => service.get('/stats/session')),
      'stats/all-time': await medianMs(() => service.get('/stats/all-time')),
      'list, page 1': await medianMs(() => service.get('/raids?limit=50')),
      'list, deep page': await deepPage(service, raids),
    };
  } finally {
    await service.kill();
  }
}

/** The page after 90 % of the raids; its cursor is made as the service makes it. */
async function deepPage(service: ServiceProcess, raids: number): Promise<number> {
  const id = Math.max(60, Math.round(raids / 10));
  const { json } = await service.get(`/raids/${id}`);
  const startedAt = String(json['started_at']).slice(0, 19).replace('T', ' ');
  const cursor = Buffer.from(JSON.stringify([startedAt, id])).toString('base64url');
  return medianMs(() => service.get(`/raids?limit=50&cursor=${cursor}`));
}

async function medianMs(call: () => Promise<unknown>): Promise<number> {
  const samples: number[] = [];
  for (let round = 0; round < WARM_UP + SAMPLES; round += 1) {
    const startedAt = performance.now();
    await call();
    if (round >= WARM_UP) samples.push(performance.now() - startedAt);
  }
  return spreadOf(samples).p50;
}

const sizes = process.argv.slice(2).map(Number);
let smallest: Costs | undefined;
for (const raids of sizes.length === 0 ? [1_000, 100_000] : sizes) {
  const folder = temporaryFolder();
  await generate(path.join(folder, 'raids.db'), raids);
  fs.rmSync(path.join(folder, 'backup'), { recursive: true, force: true });
  const costs = await measure(folder, raids);
  smallest ??= costs;
  for (const what of Object.keys(costs) as (keyof Costs)[]) {
    const ms = costs[what];
    const ratio = ms / smallest[what];
    process.stdout.write(`${raids} raids · ${what}: ${ms.toFixed(2)} ms · ${ratio.toFixed(2)} ×\n`);
  }
}
