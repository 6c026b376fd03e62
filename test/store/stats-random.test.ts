import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBoundary } from '../../src/store/time.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { anyCommand, play, presses } from '../support/random-play.js';

interface Row {
  readonly raid_id: number;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly map_name: string;
  readonly character_type: string;
  readonly status: string;
  readonly queue_time_seconds: number | null;
}

/** One figure by plain SQL, over the raids that `since` leaves. */
function byPlainSql(db: TestDatabase, since: string): Record<string, unknown> {
  const one = (sql: string): unknown =>
    db.rows<{ v: unknown }>(sql.replaceAll('$', `'${since}'`))[0]?.v ?? null;
  const raids = `FROM raids WHERE started_at >= $ AND status <> 'queuing'`;
  const kills = `FROM kills JOIN raids USING (raid_id) WHERE started_at >= $`;
  const deaths = `(SELECT COUNT(*) ${raids} AND status IN ('died', 'mia'))`;
  const survived = `(SELECT COUNT(*) ${raids} AND status = 'survived')`;
  const killCount = `(SELECT COUNT(*) ${kills})`;
  // Halves up on whole numbers: (2 · scaled + whole) / (2 · whole), as SQL divides integers.
  const ratio = (part: string, whole: string, scale: number, unit: string): string =>
    `SELECT CASE WHEN ${whole} > 0 THEN ((2 * ${scale} * ${part} + ${whole}) / (2 * ${whole})) / ${unit} END AS v`;
  return {
    total_raids: one(`SELECT COUNT(*) AS v ${raids}`),
    total_kills: one(`SELECT ${killCount} AS v`),
    survived: one(`SELECT ${survived} AS v`),
    deaths: one(`SELECT ${deaths} AS v`),
    survival_rate: one(ratio(survived, `(${survived} + ${deaths})`, 1000, '10.0')),
    kd_ratio: one(ratio(killCount, deaths, 100, '100.0')) ?? one(`SELECT ${killCount} AS v`),
    average_queue_time_seconds: one(`SELECT CAST(ROUND(AVG(queue_time_seconds)) AS INTEGER) AS v ${raids}`),
    pmc_raids: one(`SELECT COUNT(*) AS v ${raids} AND character_type = 'pmc'`),
    scav_raids: one(`SELECT COUNT(*) AS v ${raids} AND character_type = 'scav'`),
  };
}

/** The rest of the all-time figures, from the bare rows. */
function byBareRows(db: TestDatabase): Record<string, unknown> {
  const raids = db.rows<Row>(
    "SELECT * FROM raids WHERE status <> 'queuing' ORDER BY started_at DESC, raid_id DESC",
  );
  const kills = db.rows<{ enemy_type: string; headshot: number | null }>('SELECT * FROM kills');
  const counts = new Map<string, number>();
  for (const { map_name } of raids) counts.set(map_name, (counts.get(map_name) ?? 0) + 1);
  // Newest raid first and a stable sort: on a tie the map of the newest raid stays in front.
  const [favorite] = [...counts].sort(([, left], [, right]) => right - left);
  const countOf = (type: string): number => kills.filter(({ enemy_type }) => enemy_type === type).length;
  const known = kills.filter(({ headshot }) => headshot !== null);
  const headshots = known.filter(({ headshot }) => headshot === 1).length;
  const [pmc, scav] = ['pmc', 'scav'].map(
    (type) => raids.filter((raid) => raid.character_type === type).length,
  );
  const halfUp = (part: number, whole: number): number => Math.floor((2 * part + whole) / (2 * whole));
  return {
    favorite_map: favorite === undefined ? null : { map_name: favorite[0], raids: favorite[1] },
    kills_by_enemy_type: {
      scav: countOf('scav'),
      pmc: countOf('pmc'),
      boss: countOf('boss'),
      raider: countOf('raider'),
    },
    headshot_rate: known.length === 0 ? null : halfUp(headshots * 1000, known.length) / 10,
    pmc_scav_ratio: scav ? halfUp((pmc ?? 0) * 100, scav) / 100 : null,
  };
}

function streaksByBareRows(db: TestDatabase, since: string): Record<string, unknown> {
  const ended = db.rows<Row>(
    'SELECT * FROM raids WHERE started_at >= ? AND ended_at IS NOT NULL ORDER BY ended_at, raid_id',
    since,
  );
  const runs = ended
    .map(({ status }) => (status === 'survived' ? 's' : '-'))
    .join('')
    .split('-')
    .map((run) => run.length);
  return { current_streak: runs.at(-1), best_streak: Math.max(...runs) };
}

describe('whatever was pressed', () => {
  it('each figure equals plain SQL over the stored rows', async () => {
    await fc.assert(
      fc.asyncProperty(presses(anyCommand, 30), async (script) => {
        const db = await openTestDatabase();
        await play(db, script);
        const { session, all_time } = await db.snapshot();
        const since = formatBoundary(session.since);
        expect(session).toEqual({
          ...{ session_id: null, name: null, since: session.since },
          ...byPlainSql(db, since),
          ...streaksByBareRows(db, since),
        });
        expect(all_time).toEqual({ ...byPlainSql(db, ''), ...byBareRows(db) });
        await db.dispose();
      }),
      { numRuns: 15 },
    );
  });
});
