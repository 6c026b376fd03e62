import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen, type RaidStatus } from '../src/raid/model.js';
import { openTestDatabase, storedRows as stored } from './support/database.js';
import { anyCommand, correction, play, presses, raidCommand } from './support/random-play.js';

describe('whatever is pressed', () => {
  it('can be undone to the bottom and done again to the top', async () => {
    await fc.assert(
      fc.asyncProperty(presses(fc.oneof(raidCommand, correction), 14), async (script) => {
        const db = await openTestDatabase();
        const steps = await play(db, script);
        const top = stored(db);
        for (let step = 0; step < steps; step++) await db.execute({ type: 'undo', force: true });
        expect(db.rows('SELECT * FROM raids')).toEqual([]);
        expect(db.rows('SELECT * FROM kills')).toEqual([]);
        await db.reopen();
        for (let step = 0; step < steps; step++) await db.execute({ type: 'redo' });
        expect(stored(db)).toEqual(top);
        await expect(db.execute({ type: 'redo' })).rejects.toThrow('nothing to redo');
        await db.dispose();
      }),
      { numRuns: 15 },
    );
  });

  it('at most one raid is open, and no raid ends before it was matched or is matched before it began', async () => {
    await fc.assert(
      fc.asyncProperty(presses(fc.oneof(anyCommand, anyCommand, correction), 20), async (script) => {
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
      }),
      { numRuns: 15 },
    );
  });
});
