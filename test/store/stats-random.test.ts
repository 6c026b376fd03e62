import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLICES, type Slice, type StatsFilter } from '../../src/raid/figures/tally.js';
import { formatBoundary } from '../../src/store/time.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { handMadeSql } from '../support/other-programs.js';
import { anyCommand, correction, gameLogSays, play, PLAY_RUNS, presses } from '../support/random-play.js';

interface Row {
  readonly raid_id: number;
  readonly started_at: string;
  readonly matched_at: string | null;
  readonly ended_at: string | null;
  readonly map_name: string;
  readonly character_type: string;
  readonly status: string;
  readonly outcome_detail: string | null;
}

/** Which raids: by start, character and mode. */
function wanted(since: string, filter: StatsFilter): string {
  const parts = Object.entries(filter).map(([column, value]) => ` AND ${column} = '${String(value)}'`);
  return `raids.started_at >= '${since}'${parts.join('')}`;
}

// Halves up on whole numbers: (2 · scaled + whole) / (2 · whole).
const halfUp = (part: number, whole: number): number => Math.floor((2 * part + whole) / (2 * whole));

/** The figures that today and all time share, by plain SQL and bare rows. */
function plainFigures(db: TestDatabase, since: string, filter: StatsFilter): Record<string, unknown> {
  const raids = `FROM raids WHERE ${wanted(since, filter)} AND status <> 'queuing'`;
  const kills = `FROM kills JOIN raids USING (raid_id) WHERE ${wanted(since, filter)}`;
  const count = (sql: string): number => db.rows<{ n: number }>(`SELECT COUNT(*) AS n ${sql}`)[0]?.n ?? 0;
  const one = (sql: string): unknown => db.rows<{ v: unknown }>(sql)[0]?.v ?? null;
  const deaths = count(`${raids} AND status IN ('died', 'mia') AND outcome_detail IS NOT 'unknown'`);
  const survived = count(`${raids} AND status = 'survived' AND outcome_detail IS NULL`);
  const finished = count(
    `${raids} AND status IN ('survived', 'died', 'mia') AND outcome_detail IS NOT 'unknown'`,
  );
  const total_kills = count(kills);
  const known = count(`${kills} AND headshot IS NOT NULL`);
  const killsOf = (type: string): number => count(`${kills} AND enemy_type = '${type}'`);
  return {
    total_raids: count(raids),
    total_kills,
    survived,
    deaths,
    survival_rate: finished === 0 ? null : halfUp(survived * 1000, finished) / 10,
    kd_ratio: deaths === 0 ? total_kills : halfUp(total_kills * 100, deaths) / 100,
    average_queue_time_seconds: one(`SELECT CAST(ROUND(AVG(queue_time_seconds)) AS INTEGER) AS v ${raids}`),
    average_raid_time_seconds: averageRaidTime(db.rows<Row>(`SELECT * ${raids}`)),
    pmc_raids: count(`${raids} AND character_type = 'pmc'`),
    scav_raids: count(`${raids} AND character_type = 'scav'`),
    kills_by_enemy_type: {
      scav: killsOf('scav'),
      pmc: killsOf('pmc'),
      boss: killsOf('boss'),
      raider: killsOf('raider'),
    },
    headshot_rate: known === 0 ? null : halfUp(count(`${kills} AND headshot = 1`) * 1000, known) / 10,
  };
}

function averageRaidTime(rows: readonly Row[]): number | null {
  const times = rows.flatMap(({ matched_at, ended_at }) =>
    matched_at === null || ended_at === null
      ? []
      : [Math.max(0, Date.parse(`${ended_at}Z`) - Date.parse(`${matched_at}Z`))],
  );
  const sum = times.reduce((total, time) => total + time, 0);
  return times.length === 0 ? null : Math.round(sum / 1000 / times.length);
}

function plainFavorite(db: TestDatabase, filter: StatsFilter): unknown {
  const raids = db.rows<Row>(
    `SELECT * FROM raids WHERE ${wanted('', filter)} AND status <> 'queuing' ORDER BY started_at DESC, raid_id DESC`,
  );
  const counts = new Map<string, number>();
  for (const { map_name } of raids) counts.set(map_name, (counts.get(map_name) ?? 0) + 1);
  // Newest raid first and a stable sort: on a tie the map of the newest raid stays in front.
  const [favorite] = [...counts].sort(([, left], [, right]) => right - left);
  return favorite === undefined ? null : { map_name: favorite[0], raids: favorite[1] };
}

function plainStreaks(db: TestDatabase, since: string, filter: StatsFilter): Record<string, unknown> {
  const ended = db.rows<Row>(
    `SELECT * FROM raids WHERE ${wanted(since, filter)} AND status IN ('survived', 'died', 'mia')
       AND (outcome_detail IS NULL OR outcome_detail = 'left')
     ORDER BY clock_era, ended_at, raid_id`,
  );
  const runs = ended
    .map(({ status }) => (status === 'survived' ? 's' : '-'))
    .join('')
    .split('-')
    .map((run) => run.length);
  return { current_streak: runs.at(-1), best_streak: Math.max(...runs) };
}

async function expectPlainFigures(db: TestDatabase): Promise<void> {
  const { session, all_time, session_by, all_time_by } = await db.snapshot();
  const since = formatBoundary(session.since ?? expect.unreachable());
  const expectFigures = (filter: StatsFilter, today: object, ever: object): void => {
    const head = { session_id: null, name: null, since: session.since };
    expect(today).toEqual({
      ...head,
      ...plainFigures(db, since, filter),
      ...plainStreaks(db, since, filter),
    });
    const figures = plainFigures(db, '', filter);
    const [pmc, scav] = [figures['pmc_raids'] as number, figures['scav_raids'] as number];
    const pmc_scav_ratio = scav === 0 ? null : halfUp(pmc * 100, scav) / 100;
    expect(ever).toEqual({ ...figures, favorite_map: plainFavorite(db, filter), pmc_scav_ratio });
  };
  expectFigures({}, session, all_time);
  for (const slice of Object.keys(SLICES) as Slice[]) {
    expectFigures(SLICES[slice], session_by[slice], all_time_by[slice]);
  }
}

describe('whatever was pressed', () => {
  it('each figure equals plain SQL over the stored rows', async () => {
    const anything = fc.oneof(
      { weight: 6, arbitrary: anyCommand },
      { weight: 3, arbitrary: gameLogSays },
      { weight: 3, arbitrary: correction },
      { weight: 1, arbitrary: handMadeSql },
    );
    await fc.assert(
      fc.asyncProperty(presses(anything, 30), async (script) => {
        const db = await openTestDatabase();
        await play(db, script);
        await expectPlainFigures(db);
        await db.dispose();
      }),
      { numRuns: PLAY_RUNS },
    );
  });
});
