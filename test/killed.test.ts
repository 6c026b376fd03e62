import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { startServiceProcess, temporaryFolder, type ServiceProcess } from './support/service-process.js';
import { withSqlite } from './support/database.js';

/** More rounds by hand: `TSP_KILL_ROUNDS=20 npx vitest run test/killed.test.ts`. */
const ROUNDS = Number(process.env['TSP_KILL_ROUNDS'] ?? 2);
const PRESSES = 1_000;

interface Kill {
  readonly kill_id: number;
}

/** Presses as fast as they are answered, until the service dies; settles with the ids of the kills that were confirmed. */
async function pressUntilKilled(service: ServiceProcess): Promise<number[]> {
  const confirmed: number[] = [];
  for (let press = 0; press < PRESSES; press += 1) {
    try {
      const { status, json } = await service.post('/raid/kill', { enemy_type: 'scav' });
      if (status === 201) confirmed.push((json['kill'] as Kill).kill_id);
    } catch {
      return confirmed;
    }
  }
  return confirmed;
}

it(
  'a service that is killed among presses has every press that it confirmed, none by half, and undo goes on',
  { timeout: 60_000 + ROUNDS * 30_000 },
  async () => {
    const folder = temporaryFolder();
    const confirmed: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const service = await startServiceProcess({ folder });
      if (round === 0) {
        await service.post('/raid/start', { map_name: 'Customs', character_type: 'pmc' });
        await service.post('/raid/matched');
      }
      const pressing = pressUntilKilled(service);
      await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1_500));
      await service.kill();
      confirmed.push(...(await pressing));
      withSqlite(path.join(folder, 'raids.db'), (database) => {
        expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
        const stored = database.prepare('SELECT kill_id FROM kills').pluck().all() as number[];
        expect(confirmed.filter((id) => !stored.includes(id))).toEqual([]);
        // Each kill with its step, and the totals with it.
        const steps = "SELECT COUNT(*) FROM journal WHERE command = 'kill'";
        expect(database.prepare(steps).pluck().get()).toBe(stored.length);
        expect(database.prepare('SELECT SUM(scav_kills) FROM totals').pluck().get()).toBe(stored.length);
      });
    }
    expect(confirmed.length).toBeGreaterThan(ROUNDS);
    const service = await startServiceProcess({ folder });
    const before = (await service.get('/raid')).json['kill_count'] as number;
    expect((await service.post('/undo')).json).toMatchObject({ undone: 'Scav kill on Customs' });
    expect((await service.get('/raid')).json).toMatchObject({ kill_count: before - 1 });
    await service.kill();
    fs.rmSync(folder, { recursive: true, force: true });
  },
);
