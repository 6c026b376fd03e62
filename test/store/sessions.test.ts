import { describe, expect, it } from 'vitest';
import { createHistory } from '../../src/store/query/history.js';
import { EVERYTHING } from '../../src/raid/figures/tally.js';
import { importSessions } from '../../src/store/exchange/import-raids.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const historyOf = (db: TestDatabase) =>
  createHistory(db.store(), { now: db.now, dayStartsAt: () => '05:00' });

describe('sessions', () => {
  it('are listed by their starts, page by page, also after an import of old ones', async () => {
    const db = await openTestDatabase();
    for (const type of ['start_session', 'end_session', 'start_session'] as const) {
      await db.execute({ type });
      db.pass(3600);
    }
    const old = ['2026-01-01', '2026-11-01', '2026-01-01'].map((day) => ({
      ...{ session_id: 1, name: null, opened_by: 'press' as const },
      ...{ started_at: new Date(`${day}T18:00:00Z`), ended_at: new Date(`${day}T23:00:00Z`) },
    }));
    await db.store().transact((writer) => importSessions(writer, old));
    const whole = await historyOf(db).listSessions(undefined, 9);
    expect(whole.sessions.map(({ session }) => session.session_id)).toEqual([2, 1, 4, 3]);
    const paged: number[] = [];
    let cursor: number | null = null;
    do {
      const page = await historyOf(db).listSessions(cursor ?? undefined, 1);
      paged.push(...page.sessions.map(({ session }) => session.session_id));
      cursor = page.next;
    } while (cursor !== null);
    expect(paged).toEqual([2, 1, 4, 3]);
  });

  it('have each raid once, however quickly keys follow each other', async () => {
    const db = await openTestDatabase();
    const keys = [
      { type: 'start_session', name: 'B' },
      { type: 'start', map_name: 'Customs', character_type: 'pmc' },
      { type: 'end', status: 'died' },
      { type: 'end_session' },
      { type: 'start_session', name: 'C' },
      { type: 'start', map_name: 'Woods' },
      { type: 'end', status: 'survived' },
      { type: 'end_session' },
    ] as const;
    for (const key of keys) {
      await db.execute(key);
      db.pass(0.05);
    }
    const history = historyOf(db);
    const of = async (session_id: number): Promise<unknown> => {
      const { raids } = await history.listRaids({ session_id, limit: 9 });
      const { total_raids, deaths } = await history.sessionStats(session_id, EVERYTHING);
      return { raids: raids.map(({ map_name }) => map_name), total_raids, deaths };
    };
    expect(await of(1)).toEqual({ raids: ['Customs'], total_raids: 1, deaths: 1 });
    expect(await of(2)).toEqual({ raids: ['Woods'], total_raids: 1, deaths: 0 });
  });

  it('count a raid that a script has stored on the whole second at which they began', async () => {
    const db = await openTestDatabase();
    await db.execute({ type: 'start_session' });
    db.byHand(
      "INSERT INTO raids (started_at, map_name, character_type, status) VALUES ('2026-11-22 12:00:00', 'Woods', 'scav', 'mia')",
    );
    expect((await db.snapshot()).session).toMatchObject({ session_id: 1, total_raids: 1 });
  });
});
