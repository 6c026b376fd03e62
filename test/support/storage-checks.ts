import path from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect } from 'vitest';
import type { Answer } from './service-calls.js';
import { startServiceProcess, type ServiceProcess } from './service-process.js';
import { until } from './until.js';

/** No output for people may hold one. */
export const STACK_TRACE = /\n\s+at .+:\d+/;
/** Enough for a disk of a few megabytes. */
const MOST_PRESSES = 3_000;

export const databaseIn = (folder: string): string => path.join(folder, 'raids.db');
export const press = (on: ServiceProcess): Promise<Answer> => on.post('/raid/kill', { enemy_type: 'scav' });

/** The refusal of a press, after as many that were stored as it takes; `confirmed` gets their ids. */
export async function pressUntilRefused(on: ServiceProcess, confirmed: number[]): Promise<Answer> {
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    const answer = await press(on);
    if (answer.status !== 201) return answer;
    confirmed.push((answer.json['kill'] as { kill_id: number }).kill_id);
  }
  throw new Error(`None of ${MOST_PRESSES} presses was refused.`);
}

/** Just what was confirmed is stored, with its steps and totals, as another program sees it. */
export function holdsExactly(folder: string, confirmed: readonly number[]): void {
  const database = new BetterSqlite3(databaseIn(folder), { readonly: true });
  const value = (sql: string): unknown => database.prepare(sql).pluck().get();
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.prepare('SELECT kill_id FROM kills ORDER BY kill_id').pluck().all()).toEqual(confirmed);
    expect(value("SELECT COUNT(*) FROM journal WHERE command = 'kill'")).toBe(confirmed.length);
    expect(value('SELECT SUM(scav_kills) FROM totals')).toBe(confirmed.length);
  } finally {
    database.close();
  }
}

export async function stillReads(on: ServiceProcess, kills: number): Promise<void> {
  expect(await on.get('/raid')).toMatchObject({ status: 200, json: { kill_count: kills } });
  expect(await on.get('/stats/session')).toMatchObject({ status: 200, json: { total_kills: kills } });
  expect((await on.get('/health')).status).toBe(200);
}

/** What the streamer gets on the key, and reads in the window. */
export async function isRefused(
  on: ServiceProcess,
  answer: Answer,
  code: string,
  message: string,
): Promise<void> {
  expect(answer).toMatchObject({ status: 503, json: { ok: false, code, message } });
  await until(() => expect(on.output()).toContain(`ERROR: ${message}`));
  expect(on.output()).toContain('Refused: ');
  expect(on.output()).not.toMatch(STACK_TRACE);
}

/** A service whose database is in that folder, with a raid in progress. */
export async function startRaid(folder: string): Promise<ServiceProcess> {
  const service = await startServiceProcess({ folder });
  await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
  await service.post('/raid/matched');
  return service;
}
