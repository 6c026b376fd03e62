import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/raid/press/command.js';
import { isOpen, type RaidStatus } from '../../src/raid/model.js';
import { openTestDatabase, storedRows as stored, type TestDatabase } from '../support/database.js';
import { handMadeSql, takeIn } from '../support/other-programs.js';
import {
  anyCommand,
  correction,
  gameLogSays,
  play,
  PLAY_RUNS,
  presses,
  pressesOfOneNight,
  raidCommand,
  sessionCommand,
} from '../support/random-play.js';

const anyStep = fc.oneof(
  { weight: 5, arbitrary: raidCommand },
  { weight: 4, arbitrary: correction },
  { weight: 1, arbitrary: sessionCommand },
);

const KILL_SUM = 'scav_kills + pmc_kills + boss_kills + raider_kills';

/** What no program may leave behind, whoever wrote before. */
function expectSound(db: TestDatabase): void {
  expect(db.rows('PRAGMA foreign_key_check')).toEqual([]);
  expect(db.rows("SELECT 1 FROM raids WHERE status IN ('queuing', 'in_progress')").length).toBeLessThan(2);
  const sums = `SUM(raids) AS raids, SUM(${KILL_SUM}) AS kills`;
  const counted =
    'SELECT NULLIF(COUNT(*), 0) AS raids, (SELECT COUNT(*) FROM kills) AS kills FROM raids HAVING COUNT(*) > 0';
  expect(db.rows(`SELECT ${sums} FROM totals HAVING COUNT(*) > 0`)).toEqual(db.rows(counted));
  expect(db.rows(`SELECT raid_id, ${KILL_SUM} AS kills FROM raid_kills ORDER BY raid_id`)).toEqual(
    db.rows('SELECT raid_id, COUNT(*) AS kills FROM kills GROUP BY raid_id ORDER BY raid_id'),
  );
}

describe('whatever is pressed', () => {
  it('can be undone to the bottom and done again to the top, row by row at each step', async () => {
    await fc.assert(
      fc.asyncProperty(pressesOfOneNight(anyStep, 20), async (script) => {
        const db = await openTestDatabase();
        const states = [stored(db)];
        const steps = await play(db, script, (changed) => {
          if (changed) states.push(stored(db));
          else expect(stored(db)).toEqual(states.at(-1));
        });
        for (let step = steps; step > 0; step--) {
          await db.execute({ type: 'undo', force: true });
          expect(stored(db)).toEqual(states[step - 1]);
        }
        await expect(db.execute({ type: 'undo' })).rejects.toThrow('nothing to undo');
        await db.reopen();
        for (let step = 1; step <= steps; step++) {
          await db.execute({ type: 'redo' });
          expect(stored(db)).toEqual(states[step]);
        }
        await expect(db.execute({ type: 'redo' })).rejects.toThrow('nothing to redo');
        await db.dispose();
      }),
      { numRuns: PLAY_RUNS },
    );
  });

  it('a forced step over what other programs did meanwhile is refused by a rule or leaves all sound', async () => {
    const forced: fc.Arbitrary<Command> = fc.constantFrom(
      { type: 'undo', force: true },
      { type: 'undo', force: true },
      { type: 'redo', force: true },
    );
    const anything = fc.oneof(
      { weight: 5, arbitrary: anyStep },
      { weight: 4, arbitrary: forced },
      { weight: 2, arbitrary: handMadeSql },
      { weight: 2, arbitrary: takeIn },
      { weight: 4, arbitrary: gameLogSays },
    );
    await fc.assert(
      fc.asyncProperty(presses(anything, 40), async (script) => {
        const db = await openTestDatabase();
        await play(db, script, () => expectSound(db));
        await db.dispose();
      }),
      { numRuns: PLAY_RUNS },
    );
  });

  it('at most one raid is open, and no raid ends before it was matched or is matched before it began', async () => {
    await fc.assert(
      fc.asyncProperty(
        presses(fc.oneof(anyCommand, gameLogSays, anyCommand, correction), 20),
        async (script) => {
          const db = await openTestDatabase();
          await play(db, script, () => {
            type Row = {
              status: RaidStatus;
              started_at: string;
              matched_at: string | null;
              ended_at: string | null;
            };
            const raids = db.rows<Row>('SELECT status, started_at, matched_at, ended_at FROM raids');
            expect(raids.filter(({ status }) => isOpen(status)).length).toBeLessThanOrEqual(1);
            for (const { status, started_at, matched_at, ended_at } of raids) {
              expect(ended_at === null).toBe(isOpen(status));
              if (status === 'queuing') expect(matched_at).toBeNull();
              expect((matched_at ?? started_at) >= started_at).toBe(true);
              expect((ended_at ?? matched_at ?? started_at) >= (matched_at ?? started_at)).toBe(true);
            }
          });
          await db.dispose();
        },
      ),
      { numRuns: PLAY_RUNS },
    );
  });
});
