import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterCommand, besidePresses, NOTHING_DONE } from '../../src/game-log/beside-presses.js';
import type { GameLogCommand } from '../../src/game-log/command.js';
import { NOTHING_LOGGED } from '../../src/game-log/state.js';
import { followAll } from '../../src/game-log/follow.js';
import type { Cuts, LogStep } from '../support/game-log.js';
import { eventsOf } from '../support/game-log.js';
import { openTestDatabase } from '../support/database.js';
import { SCENARIOS } from './scenarios.js';

const commandsOf = (steps: readonly LogStep[], cuts?: Cuts): readonly GameLogCommand[] =>
  followAll(NOTHING_LOGGED, eventsOf(steps, cuts)).commands;

/** Carries them out with nothing pressed; a command that the rules refuse fails the test. */
async function raidsAfter(commands: readonly GameLogCommand[]): Promise<string[]> {
  const db = await openTestDatabase();
  // The first raid of all needs to be told who plays and where.
  await db.execute({ type: 'update', character_type: 'pmc', map_name: 'Terminal' });
  const standing = async () => {
    const { raid, next_raid } = await db.snapshot();
    return { open: raid?.ended_at === null ? raid : null, next: next_raid };
  };
  let hand = NOTHING_DONE;
  for (const command of commands) {
    const before = await standing();
    const press = besidePresses(hand, command, before);
    const hasChanged = press !== null && (await db.execute(press)).changed;
    hand = afterCommand(hand, command, { before, after: await standing(), hasChanged });
    db.pass(40);
  }
  const rows = db.rows<Record<'map_name' | 'character_type' | 'game_mode' | 'stands', string>>(
    `SELECT map_name, character_type, game_mode,
            coalesce(outcome_detail, iif(over_at IS NULL, status, 'over')) AS stands
     FROM raids ORDER BY raid_id`,
  );
  return rows.map((row) => [row.map_name, row.character_type, row.game_mode, row.stands].join(' '));
}

describe('the log of the game', () => {
  it.each(SCENARIOS)('drives the raid: $title', async ({ steps, commands, raids }) => {
    expect(commandsOf(steps)).toEqual(commands);
    expect(await raidsAfter(commands)).toEqual(raids);
  });

  it('says the same however its bytes are cut', () => {
    const cuts = fc.array(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.constantFrom(...SCENARIOS), cuts, ({ steps, commands }, places) => {
        expect(commandsOf(steps, (step) => places[step % places.length] ?? [])).toEqual(commands);
      }),
      { numRuns: 200 },
    );
  });

  it('says the same when each byte comes alone', () => {
    const everywhere: Cuts = () => Array.from({ length: 900 }, (_, at) => at / 900);
    for (const { steps, commands } of SCENARIOS) expect(commandsOf(steps, everywhere)).toEqual(commands);
  });
});
