import { expect } from 'vitest';
import { presentCurrent, type RaidJson } from '../../src/contract/raid.js';
import type { Command } from '../../src/raid/press/command.js';
import type { AllTimeStats, SessionStats } from '../../src/raid/figures/figures.js';
import { openTestDatabase, type TestDatabase } from './database.js';

/** What is pressed, or what all figures must be, at a moment (UTC). Figures that are not named are those of nothing. */
export type Line = readonly [at: string, what: Command | Look];

export interface Look {
  readonly session?: Partial<SessionStats>;
  readonly all_time?: Partial<AllTimeStats>;
  readonly current?: Partial<RaidJson>;
  readonly dayStartsAt?: string;
}

const NOTHING = {
  ...{ total_raids: 0, total_kills: 0, survived: 0, deaths: 0, survival_rate: null, kd_ratio: 0 },
  ...{ average_queue_time_seconds: null, average_raid_time_seconds: null, pmc_raids: 0, scav_raids: 0 },
  kills_by_enemy_type: { scav: 0, pmc: 0, boss: 0, raider: 0 },
  headshot_rate: null,
};
const NO_SESSION = { ...NOTHING, session_id: null, name: null, current_streak: 0, best_streak: 0 };
const NEVER = { ...NOTHING, favorite_map: null, pmc_scav_ratio: null };

export const start = (map_name: string, character_type: 'pmc' | 'scav' = 'pmc'): Command => ({
  ...{ type: 'start', map_name, character_type },
});
export const MATCHED: Command = { type: 'matched' };
export const end = (status: 'survived' | 'died' | 'mia'): Command => ({ type: 'end', status });
export const kill = (enemy_type: 'scav' | 'pmc' | 'boss' | 'raider', headshot?: boolean): Command => ({
  ...{ type: 'kill', enemy_type },
  ...(headshot !== undefined && { headshot }),
});

/** Plays it through the real commands and the real store, with a clock that stands still in between. */
export async function playEvening(lines: readonly Line[]): Promise<TestDatabase> {
  const db = await openTestDatabase();
  for (const [at, what] of lines) {
    db.setNow(at);
    if ('type' in what) await db.execute(what);
    else await expectLook(db, at, what);
  }
  return db;
}

async function expectLook(db: TestDatabase, at: string, look: Look): Promise<void> {
  const { raid, session, all_time } = await db.snapshot(look.dayStartsAt);
  if (look.session !== undefined) {
    expect({ at, ...session }).toEqual({ at, ...NO_SESSION, since: session.since, ...look.session });
  }
  if (look.all_time !== undefined) expect({ at, ...all_time }).toEqual({ at, ...NEVER, ...look.all_time });
  if (look.current !== undefined) {
    expect({ at, ...presentCurrent(raid, db.now()) }).toMatchObject({
      at,
      ...look.current,
    });
  }
}
