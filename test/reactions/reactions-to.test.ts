import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/raid/press/command.js';
import { reactionsTo, type DueReaction } from '../../src/reactions/reactions-to.js';
import { createExecute } from '../../src/service/execute.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import { REACTION_EVENTS, type ReactionEvent } from '../../src/show/reactions/events.js';
import type { ReactionEntry } from '../../src/show/reactions/reaction.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { takeIn } from '../support/other-programs.js';
import { anyCommand, correction, play, PLAY_RUNS, presses, sessionCommand } from '../support/random-play.js';

const record = 'start' as const;

/** One reaction to each event, so that what is due tells what happened. */
const EACH: readonly ReactionEntry[] = REACTION_EVENTS.map((on) => ({ on, record }));

/** The database with a command side that tells of each reaction that is due. */
async function watched(
  reactions: readonly ReactionEntry[] = EACH,
): Promise<TestDatabase & { readonly due: DueReaction[] }> {
  const db = await openTestDatabase();
  const due: DueReaction[] = [];
  const store = {
    ...db.store(),
    read: ((query) => db.store().read(query)) as ReturnType<TestDatabase['store']>['read'],
    transact: ((change) => db.store().transact(change)) as ReturnType<TestDatabase['store']>['transact'],
  };
  const execute = createExecute({
    ...{ store, now: db.now },
    onDone: (command, result) =>
      void due.push(...reactionsTo(command, result, { ...DEFAULT_SHOW, reactions })),
  });
  return { ...db, execute, due };
}

async function dueAfter(
  commands: readonly Command[],
  reactions?: readonly ReactionEntry[],
): Promise<readonly ReactionEvent[]> {
  const db = await watched(reactions);
  for (const command of commands) {
    db.pass(1);
    await db.execute(command);
  }
  return db.due.map(({ event }) => event);
}

const START_RAID = { type: 'start', map_name: 'Customs', character_type: 'pmc' } as const;
const KILL = { type: 'kill', enemy_type: 'boss', weapon_used: 'M4A1', headshot: true } as const;

describe('a reaction', () => {
  it('comes with the key, and with the phase that the key leads to', async () => {
    const commands = [
      START_RAID,
      { type: 'matched' },
      KILL,
      { type: 'end', status: 'survived' },
    ] as const satisfies Command[];
    expect(await dueAfter(commands)).toEqual(['queuing', 'matched', 'in_progress', 'kill', 'survived']);
  });

  it('of a phase comes also where a kill or an end implies the match, and one of the key does not', async () => {
    expect(await dueAfter([START_RAID, KILL])).toEqual(['queuing', 'in_progress', 'kill']);
    expect(await dueAfter([START_RAID, { type: 'end', status: 'mia' }])).toEqual(['queuing', 'mia']);
  });

  it('comes once for a press, whatever it lists', async () => {
    const both = [{ on: ['matched', 'in_progress'], record }] as const;
    expect(await dueAfter([START_RAID, { type: 'matched' }], both)).toEqual(['matched']);
  });

  it('does not come where it was already so', async () => {
    const end = { type: 'end', status: 'died' } as const;
    const doubled = [START_RAID, START_RAID, { type: 'matched' }, { type: 'matched' }, end, end] as const;
    expect(await dueAfter(doubled)).toEqual(['queuing', 'matched', 'in_progress', 'died']);
  });

  it('does not come with corrections, cancel, undo, redo and sessions', async () => {
    const db = await watched();
    for (const command of [START_RAID, { type: 'matched' }, KILL] as const) await db.execute(command);
    db.due.length = 0;
    const others: readonly Command[] = [
      { type: 'update', map_name: 'Woods' },
      { type: 'matched', minutes_ago: 0 },
      { type: 'edit_raid', raid_id: 'last', set: { status: 'died' } },
      { type: 'undo' },
      { type: 'redo' },
      { type: 'add_kills', raid_id: 'last', kills: [{ enemy_type: 'boss' }] },
      { type: 'edit_kill', kill_id: 'last', set: { enemy_type: 'pmc' } },
      { type: 'start_session' },
      { type: 'end_session' },
    ];
    for (const command of others) {
      db.pass(60);
      await db.execute(command);
    }
    expect(db.due).toEqual([]);
  });

  it('comes when the raid is over, and with the outcome by its own word alone', async () => {
    for (const status of ['run_through', 'transit', 'left', 'survived'] as const) {
      expect(
        await dueAfter([
          START_RAID,
          { type: 'matched' },
          { type: 'over' },
          { type: 'over' },
          { type: 'end', status },
        ]),
      ).toEqual(['queuing', 'matched', 'in_progress', 'over', status]);
    }
    // A raid whose outcome is never said ends by nobody's doing.
    expect(await dueAfter([START_RAID, { type: 'matched' }, { type: 'over' }, START_RAID])).toEqual([
      ...['queuing', 'matched', 'in_progress', 'over', 'queuing'],
    ]);
  });

  it.each([
    ['run_through', true],
    ['Runner', true],
    ['survived', false],
  ])('that asks for the outcome %s', async (outcome, comes) => {
    const commands = [START_RAID, { type: 'end', status: 'run_through' } as const];
    const due = await dueAfter(commands, [{ on: ['survived', 'run_through'], if: { outcome }, record }]);
    expect(due).toEqual(comes ? ['run_through'] : []);
  });

  it('comes with the kill that is pressed after the end of its raid', async () => {
    expect(await dueAfter([START_RAID, { type: 'end', status: 'died' }, KILL])).toEqual([
      ...['queuing', 'died', 'kill'],
    ]);
  });

  it.each([
    ['the enemy, by a name of his', { enemy_type: 'Killa' }, true],
    ['another enemy', { enemy_type: 'scav' }, false],
    ['the weapon, in any case', { weapon_used: 'm4a1' }, true],
    ['a headshot', { headshot: true }, true],
    ['no word of a headshot', { headshot: null }, false],
    ['the map, by its id', { map_name: 'bigmap' }, true],
    ['the map and another mode', { map_name: 'Customs', game_mode: 'pve' }, false],
    ['the first kill', { kill_count: 1 }, true],
    ['the second kill', { kill_count: 2 }, false],
  ])('that asks for %s', async (_what, condition, comes) => {
    const fired = await dueAfter([START_RAID, KILL], [{ on: 'kill', if: condition, record }]);
    expect(fired).toEqual(comes ? ['kill'] : []);
  });

  it('that asks for a kill does not come for the match that this kill implies', async () => {
    const either = { on: ['in_progress', 'kill'], if: { enemy_type: 'boss' }, record } as const;
    expect(await dueAfter([START_RAID, KILL], [either])).toEqual(['kill']);
  });
});

/** What a press has done, told from the rows alone: every kill that it added, every raid that it moved. */
function happened(type: string, before: Rows, after: Rows): readonly ReactionEvent[] {
  if (!['start', 'matched', 'kill', 'over', 'end'].includes(type)) return [];
  const newest = after.raids.at(-1);
  // A raid that was forgotten is closed by the next start; that is nobody's doing.
  const raid =
    type === 'start' ? newest : after.raids.find(({ raid_id, status }) => before.status(raid_id) !== status);
  const moved = raid !== undefined && before.status(raid.raid_id) !== raid.status ? raid.status : null;
  return [
    ...(type === 'matched' && moved !== null ? (['matched'] as const) : []),
    ...(moved === null ? [] : [moved]),
    ...(after.kills > before.kills ? (['kill'] as const) : []),
  ];
}

interface Rows {
  readonly raids: readonly { readonly raid_id: number; readonly status: ReactionEvent }[];
  readonly kills: number;
  status(raidId: number): string | undefined;
}

function rowsOf(db: TestDatabase): Rows {
  const raids = db.rows<Rows['raids'][number]>(
    `SELECT raid_id, CASE WHEN status = 'in_progress' AND over_at IS NOT NULL THEN 'over'
                          ELSE COALESCE(outcome_detail, status) END AS status
     FROM raids ORDER BY raid_id`,
  );
  return {
    raids,
    kills: db.rows<{ n: number }>('SELECT COUNT(*) AS n FROM kills')[0]?.n ?? 0,
    status: (raidId) => raids.find(({ raid_id }) => raid_id === raidId)?.status,
  };
}

describe('whatever is pressed, corrected, undone, imported and started anew', () => {
  it('the reactions that come are those of the presses that happened, in their order, none twice', async () => {
    const reopen = fc.constant({ type: 'reopen' } as const);
    const anything = fc.oneof(
      { weight: 8, arbitrary: anyCommand },
      { weight: 3, arbitrary: correction },
      { weight: 1, arbitrary: sessionCommand },
      { weight: 1, arbitrary: takeIn },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 9, arbitrary: presses(anything, 4) }, reopen)),
        async (script) => {
          const db = await watched();
          const expected: ReactionEvent[] = [];
          for (const part of script) {
            if ('type' in part) await db.reopen();
            else
              for (const press of part) {
                const before = rowsOf(db);
                await play(db, [press]);
                expected.push(...happened(press.command.type, before, rowsOf(db)));
              }
          }
          expect(db.due.map(({ event }) => event)).toEqual(expected);
          await db.dispose();
        },
      ),
      { numRuns: PLAY_RUNS },
    );
  });
});
