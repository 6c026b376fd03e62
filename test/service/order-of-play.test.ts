import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseOf } from '../../src/show/phase.js';
import type { PortableRaid } from '../../src/raid/history/portable.js';
import { createHistory } from '../../src/store/query/history.js';
import { importRaids } from '../../src/store/exchange/import-raids.js';
import { openTestDatabase, storedRows, type TestDatabase } from '../support/database.js';
import { end, kill, MATCHED, start } from '../support/evening.js';
import { play, PLAY_RUNS, presses, raidCommand } from '../support/random-play.js';
import { inZone } from '../support/zone.js';

// Its evenings begin at noon and must not meet the end of a day.
inZone('Etc/UTC');

const DAY = 86_400;
const refusal = (code: string): Error => expect.objectContaining({ name: 'RuleError', code }) as Error;

async function raid(db: TestDatabase, map: string, status: 'survived' | 'died' | 'mia'): Promise<void> {
  await db.execute(start(map));
  db.pass(60);
  await db.execute(MATCHED);
  db.pass(900);
  await db.execute(end(status));
}

/** A raid by a clock that is so far ahead, which is then put right, and a minute later the next one. */
async function putRight(aheadSeconds: number): Promise<TestDatabase> {
  const db = await openTestDatabase();
  await raid(db, 'Factory', 'mia');
  db.pass(60 + aheadSeconds);
  await raid(db, 'Customs', 'survived');
  db.pass(60 - aheadSeconds);
  await raid(db, 'Woods', 'died');
  return db;
}

/** The last start key that stands, by the journal. */
const LAST_STARTED = `
  SELECT raid_id FROM journal WHERE command = 'start' AND undone = 0 AND raid_id IN (SELECT raid_id FROM raids)
  ORDER BY step_id DESC LIMIT 1`;

const lastMap = async (db: TestDatabase): Promise<unknown> => (await db.snapshot()).raid?.map_name;

describe.each([
  ['20 seconds', 20],
  ['an hour', 3600],
  ['five hours', 5 * 3600],
  ['forty days', 40 * DAY],
])('after a clock that was %s ahead is put right', (_words, aheadSeconds) => {
  it('the raid that was played last is the last one, with its outcome, late kills and repeated end', async () => {
    const db = await putRight(aheadSeconds);
    const snapshot = await db.snapshot();
    expect(snapshot).toMatchObject({
      raid: { map_name: 'Woods', status: 'died' },
      last_finished: { map_name: 'Woods' },
    });
    expect(phaseOf(snapshot, 10, db.now())).toBe('died');
    db.pass(9);
    expect(await db.execute(end('died'))).toMatchObject({ changed: false, raid: { map_name: 'Woods' } });
    expect(await db.execute(kill('pmc'))).toMatchObject({ raid: { map_name: 'Woods', kill_count: 1 } });
    const history = createHistory(db.store(), { now: db.now, dayStartsAt: () => '05:00' });
    expect(await history.readRaid('last')).toMatchObject({ raid: { map_name: 'Woods' } });
    // What no key names is as it was in the last raid.
    expect(await db.execute({ type: 'start' })).toMatchObject({ raid: { map_name: 'Woods' } });
  });

  it('a queue and a raid have their real times from the start on', async () => {
    const db = await putRight(aheadSeconds);
    expect((await db.snapshot()).raid).toMatchObject({
      queue_time_seconds: 60,
      started_at: new Date(db.now().getTime() - 960_000),
    });
  });

  it('the streak follows the order of play', async () => {
    const db = await putRight(aheadSeconds);
    expect((await db.snapshot()).session).toMatchObject({ current_streak: 0, best_streak: 1 });
    db.pass(60);
    await raid(db, 'Woods', 'survived');
    expect((await db.snapshot()).session).toMatchObject({ current_streak: 1, best_streak: 1 });
  });

  it('a raid of which people tell afterwards stands where its time puts it', async () => {
    const db = await putRight(aheadSeconds);
    const added = { map_name: 'Shoreline', character_type: 'scav', status: 'survived' } as const;
    const at = (secondsAgo: number) => new Date(db.now().getTime() - secondsAgo * 1000);
    const times = (ago: number) => ({ started_at: at(ago), ended_at: at(ago - 5) });
    await db.execute({ type: 'add_raid', raid: { ...added, ...times(1000) }, kills: [] });
    expect(await lastMap(db)).toBe('Woods');
    await db.execute({ type: 'add_raid', raid: { ...added, ...times(10) }, kills: [] });
    expect(await lastMap(db)).toBe('Shoreline');
    await db.execute({ type: 'undo' });
    expect(await lastMap(db)).toBe('Woods');
    const columns = 'started_at, ended_at, map_name, character_type, status';
    db.byHand(`INSERT INTO raids (${columns}) SELECT ended_at, ended_at, 'By hand', 'pmc', 'died' FROM raids
               ORDER BY raid_id DESC LIMIT 1 OFFSET 1`);
    expect(await lastMap(db)).toBe('By hand');
    db.pass(1);
    const imported: PortableRaid = {
      ...{ raid_id: 0, map_name: 'Imported' },
      ...({ status: 'died', character_type: 'pmc', game_mode: 'pvp' } as const),
      ...{ started_at: db.now(), matched_at: null, ended_at: db.now(), queue_time_seconds: null },
      ...{ outcome: 'died', over_at: null, extract_location: null, kills: [] },
    };
    await db.store().transact((writer) => importRaids(writer, [imported]));
    expect(await lastMap(db)).toBe('Imported');
  });

  it('undo goes back to the raid before and redo forward again, row by row', async () => {
    const db = await putRight(aheadSeconds);
    const after = storedRows(db);
    for (const map of ['Woods', 'Woods', 'Customs']) {
      await db.execute({ type: 'undo' });
      expect(await lastMap(db)).toBe(map);
    }
    for (const map of ['Woods', 'Woods', 'Woods']) {
      await db.execute({ type: 'redo' });
      expect(await lastMap(db)).toBe(map);
    }
    expect(storedRows(db)).toEqual(after);
  });

  it('a corrected start keeps the order, unless it is later than all that was played since', async () => {
    const db = await putRight(aheadSeconds);
    const started_at = new Date(db.now().getTime() - 1200_000);
    await db.execute({ type: 'edit_raid', raid_id: 3, set: { started_at } });
    expect(await lastMap(db)).toBe('Woods');
    const [later, ended] = [new Date(db.now().getTime() - 5_000), db.now()];
    const set = { started_at: later, matched_at: null, ended_at: ended };
    await db.execute({ type: 'edit_raid', raid_id: 2, set });
    expect(await lastMap(db)).toBe('Customs');
    await db.execute({ type: 'undo' });
    expect(await lastMap(db)).toBe('Woods');
  });
});

describe('a clock that ran behind and is put right', () => {
  it('changes nothing of the order of play', async () => {
    const db = await putRight(-5 * 3600);
    expect(await lastMap(db)).toBe('Woods');
    expect(phaseOf(await db.snapshot(), 10, db.now())).toBe('died');
  });
});

describe('a raid whose end lies hours ahead', () => {
  it('takes no late kill, and its outcome pressed again is no repetition: nobody knows how long ago it was', async () => {
    const db = await openTestDatabase();
    await raid(db, 'Customs', 'died');
    db.pass(-5 * 3600);
    await expect(db.execute(kill('pmc'))).rejects.toThrow(refusal('no-open-raid'));
  });
});

describe('whatever the clock does between presses', () => {
  it('the last raid is the one that was started last by a key and still stands', async () => {
    await fc.assert(
      fc.asyncProperty(
        presses(raidCommand, 30),
        fc.array(fc.integer({ min: -50, max: 50 })),
        async (script, jumps) => {
          const db = await openTestDatabase();
          const jumping = script.map((press, index) => ({
            ...press,
            afterSeconds: press.afterSeconds + (jumps[index] ?? 0) * 3600,
          }));
          const expectLast = (): void => {
            const [last] = db.rows<{ raid_id: number }>(LAST_STARTED);
            const [inOrder] = db.rows<{ raid_id: number }>(
              'SELECT raid_id FROM raids ORDER BY clock_era DESC, started_at DESC, raid_id DESC LIMIT 1',
            );
            expect(inOrder).toEqual(last);
          };
          await play(db, jumping, expectLast);
          const [open] = db.rows("SELECT 1 FROM raids WHERE status IN ('queuing', 'in_progress')");
          const { raid: shown } = await db.snapshot();
          const [last] = db.rows<{ raid_id: number }>(LAST_STARTED);
          if (open === undefined) expect(shown?.raid_id).toBe(last?.raid_id);
          await db.dispose();
        },
      ),
      { numRuns: PLAY_RUNS },
    );
  });
});
