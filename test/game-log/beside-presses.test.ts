import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GameLogCommand } from '../../src/game-log/command.js';
import type { Command, RaidCommand } from '../../src/raid/press/command.js';
import { RuleError } from '../../src/raid/rule-error.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { PLAY_RUNS, raidCommand } from '../support/random-play.js';
import { SCENARIOS } from './scenarios.js';

type Row = Readonly<Record<string, unknown>> & { readonly raid_id: number };
const PRESS = (command: RaidCommand) => ({ press: command });
type Said = GameLogCommand | { readonly press: RaidCommand };

/** What the rules refuse changes nothing. */
const tried = async (db: TestDatabase, command: Command): Promise<boolean> => {
  try {
    return (await db.execute(command)).changed;
  } catch (error) {
    if (error instanceof RuleError) return false;
    throw error;
  }
};
const raidRows = (db: TestDatabase) => db.rows<Row>('SELECT * FROM raids ORDER BY raid_id');

/** Presses and the log, one after the other; looks at each row that the log changes. */
async function play(
  said: readonly Said[],
  look: (
    command: GameLogCommand,
    before: readonly Row[],
    after: readonly Row[],
    pressed: ReadonlySet<string>,
  ) => void = () => undefined,
): Promise<string[]> {
  const db = await openTestDatabase();
  await db.execute({ type: 'update', character_type: 'pmc', map_name: 'Terminal' });
  /** `3 map_name`: a press has said it of raid 3. */
  const pressed = new Set<string>();
  for (const one of said) {
    const rows = raidRows(db);
    if ('press' in one) {
      await tried(db, one.press);
      noteChanges(rows, raidRows(db), pressed);
    } else {
      await db.gameLog(one);
      look(one, rows, raidRows(db), pressed);
    }
    db.pass(20);
  }
  const words = raidRows(db).map((row) => [row['map_name'], row['character_type'], standsIn(row)].join(' '));
  await db.dispose();
  return words;
}

const standsIn = (row: Row): unknown =>
  row['outcome_detail'] ?? (row['over_at'] === null || row['ended_at'] !== null ? row['status'] : 'over');

function noteChanges(before: readonly Row[], after: readonly Row[], pressed: Set<string>): void {
  for (const row of after) {
    const was = before.find(({ raid_id }) => raid_id === row.raid_id);
    for (const field of Object.keys(row)) {
      if (was === undefined || was[field] !== row[field]) pressed.add(`${row.raid_id} ${field}`);
    }
  }
}

const START: GameLogCommand = { type: 'start', map_name: 'Customs' };
const MATCHED: GameLogCommand = { type: 'matched' };
const OVER: GameLogCommand = { type: 'over' };
const ON_AGAIN: GameLogCommand = { type: 'on_again' };
const CANCEL: GameLogCommand = { type: 'cancel' };
const IS_SCAV: GameLogCommand = { type: 'correct', character_type: 'scav' };

describe('presses beside the log of the game', () => {
  it.each<{ title: string; said: readonly Said[]; raids: readonly string[] }>([
    {
      title: 'the same, pressed first each time',
      said: [
        ...[PRESS({ type: 'start', map_name: 'Customs' }), START, PRESS({ type: 'matched' }), MATCHED],
        ...[PRESS({ type: 'over' }), OVER, PRESS({ type: 'end', status: 'died' }), OVER],
      ],
      raids: ['Customs pmc died'],
    },
    {
      title: 'the same, pressed later each time',
      said: [
        ...[START, PRESS({ type: 'start', map_name: 'Customs' }), MATCHED, PRESS({ type: 'matched' }), OVER],
        ...[PRESS({ type: 'over' }), PRESS({ type: 'end', status: 'survived' })],
      ],
      raids: ['Customs pmc survived'],
    },
    {
      title: 'a queue that the streamer cancelled',
      said: [START, PRESS({ type: 'cancel' }), MATCHED, IS_SCAV, OVER],
      raids: [],
    },
    {
      title: 'a map and character that the streamer pressed',
      said: [
        ...[PRESS({ type: 'start', map_name: 'Woods', character_type: 'pmc' }), START, IS_SCAV, MATCHED],
      ],
      raids: ['Woods pmc in_progress'],
    },
    {
      title: 'a character that the streamer corrected',
      said: [START, IS_SCAV, PRESS({ type: 'update', character_type: 'pmc' }), MATCHED, IS_SCAV],
      raids: ['Customs pmc in_progress'],
    },
    {
      title: 'a queue that the streamer pressed, and the game cancels',
      said: [PRESS({ type: 'start', map_name: 'Customs' }), START, CANCEL],
      raids: ['Customs pmc queuing'],
    },
    {
      title: 'a queue of the log that the game cancels',
      said: [START, CANCEL],
      raids: [],
    },
    {
      title: 'a raid with a kill, that the game cancels',
      said: [START, MATCHED, PRESS({ type: 'kill', enemy_type: 'scav' }), CANCEL],
      raids: ['Customs pmc in_progress'],
    },
    {
      title: 'the end of a raid that the streamer has left for another one',
      said: [
        ...[
          START,
          MATCHED,
          PRESS({ type: 'end', status: 'left' }),
          PRESS({ type: 'start', map_name: 'Woods' }),
        ],
        ...[PRESS({ type: 'matched' }), OVER],
      ],
      raids: ['Customs pmc left', 'Woods pmc in_progress'],
    },
    {
      title: 'a raid that is joined again after the log had it over',
      said: [START, MATCHED, OVER, ON_AGAIN],
      raids: ['Customs pmc in_progress'],
    },
    {
      title: 'a raid over that was pressed first, though the game joins it again',
      said: [START, MATCHED, PRESS({ type: 'over' }), OVER, ON_AGAIN],
      raids: ['Customs pmc over'],
    },
    {
      title: 'an outcome that was pressed, though the game joins the raid again',
      said: [START, MATCHED, OVER, PRESS({ type: 'end', status: 'died' }), ON_AGAIN, OVER],
      raids: ['Customs pmc died'],
    },
    {
      title: 'a choice of the streamer for the next raid',
      said: [{ type: 'choose', map_name: 'Woods', character_type: 'scav' }, { type: 'start' }],
      // Chosen by a press before: the log has chosen nothing that was open.
      raids: ['Terminal pmc queuing'],
    },
  ])('win, or are already so: $title', async ({ said, raids }) => {
    expect(await play(said)).toEqual(raids);
  });

  it('keep all that they have done, whatever the log says', async () => {
    const fromLog = fc.constantFrom(...SCENARIOS).map(({ commands }) => commands);
    const said = fc.array(
      fc.oneof(
        fromLog,
        fc.array(
          raidCommand.map((c) => PRESS(c as RaidCommand)),
          { maxLength: 3 },
        ),
      ),
      {
        maxLength: 8,
      },
    );
    const mixed = fc
      .tuple(said, fc.infiniteStream(fc.boolean()))
      .map(([pieces, first]) => shuffledTogether(pieces.flat(), first));
    await fc.assert(
      fc.asyncProperty(mixed, async (both) => {
        await play(both, (command, before, after, pressed) => {
          for (const was of before) {
            const now = after.find(({ raid_id }) => raid_id === was.raid_id);
            const isPressed = (field: string) => pressed.has(`${was.raid_id} ${field}`);
            // Removed by the log: nothing of it was pressed.
            if (now === undefined) {
              expect([command.type, Object.keys(was).filter(isPressed)]).toEqual(['cancel', []]);
            }
            for (const field of ['map_name', 'character_type', 'game_mode', 'matched_at', 'over_at']) {
              if (now !== undefined && isPressed(field) && was[field] !== null)
                expect(now[field]).toEqual(was[field]);
            }
            // An outcome stays, and is never made, but for one that nobody has said before the next raid.
            if (now !== undefined && now['ended_at'] !== was['ended_at']) {
              expect([command.type, now['outcome_detail'], was['ended_at']]).toEqual([
                'start',
                'unknown',
                null,
              ]);
            }
          }
        });
      }),
      { numRuns: PLAY_RUNS },
    );
  });
});

/** Presses and log each in their order, and between each other in any. */
function shuffledTogether(said: readonly Said[], isPressFirst: Iterator<boolean>): Said[] {
  const presses = said.filter((one) => 'press' in one);
  const log = said.filter((one) => !('press' in one));
  const mixed: Said[] = [];
  while (presses.length > 0 || log.length > 0) {
    const from =
      log.length === 0 || (presses.length > 0 && isPressFirst.next().value === true) ? presses : log;
    const next = from.shift();
    if (next !== undefined) mixed.push(next);
  }
  return mixed;
}
