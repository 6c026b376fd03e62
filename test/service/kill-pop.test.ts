import { expect, test } from 'vitest';
import { createExecute } from '../../src/service/execute.js';
import { createKillPop } from '../../src/service/reactions/kill-pop.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import type { KillPop } from '../../src/show/kill-pop.js';
import type { Command } from '../../src/raid/press/command.js';
import { openTestDatabase } from '../support/database.js';

const START: Command = { type: 'start', map_name: 'Customs', character_type: 'pmc' };
const KILL: Command = { type: 'kill', enemy_type: 'pmc' };

/** Presses these, and tells what popped up; `textsOf`: when the texts of a press are through. */
async function popped(
  commands: readonly Command[],
  { motion = true, textsOf = Promise.resolve() }: { motion?: boolean; textsOf?: Promise<void> } = {},
): Promise<KillPop[]> {
  const db = await openTestDatabase();
  const pops: KillPop[] = [];
  const onDone = createKillPop({
    show: () => ({ look: { ...DEFAULT_SHOW.look, motion } }),
    obs: { afterTexts: () => textsOf, reactions: { pop: (pop) => void pops.push(pop) } },
    revision: () => 1,
    onError: (error) => {
      throw error;
    },
  });
  const execute = createExecute({ store: db.store(), now: db.now, onDone });
  for (const command of commands) {
    db.pass(1);
    await execute(command);
  }
  await new Promise((resolve) => setImmediate(resolve));
  return pops;
}

test('each kill that is pressed in a raid pops up, with the figure as it is then', async () => {
  const head: Command = { type: 'kill', enemy_type: 'raider', headshot: true };
  expect(await popped([START, { type: 'matched' }, KILL, head])).toEqual([
    { enemy: 'pmc', killWords: 'KILL 1', enemyWords: 'PMC' },
    { enemy: 'raider', killWords: 'KILL 2', enemyWords: 'RAIDER · HEADSHOT' },
  ]);
});

test('the kill that begins the raid pops up, too', async () => {
  expect(await popped([START, KILL])).toHaveLength(1);
});

test('undo, redo, a correction, another press and a kill after the end pop nothing up', async () => {
  const commands: Command[] = [
    START,
    KILL,
    { type: 'undo' },
    { type: 'redo' },
    { type: 'edit_kill', kill_id: 'last', set: { enemy_type: 'boss' } },
    { type: 'end', status: 'survived' },
    KILL,
  ];
  expect(await popped(commands)).toHaveLength(1);
});

test('a look without motion pops nothing up', async () => {
  expect(await popped([START, KILL], { motion: false })).toEqual([]);
});

test('texts go first', async () => {
  expect(await popped([START, KILL], { textsOf: new Promise(() => undefined) })).toEqual([]);
});
