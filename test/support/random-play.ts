import fc from 'fast-check';
import type { Command } from '../../src/raid/command.js';
import { RuleError } from '../../src/raid/rule-error.js';
import type { TestDatabase } from './database.js';

/** One press of a busy streamer, some time after the one before; negative when the PC's clock is set back. */
export interface Press {
  readonly afterSeconds: number;
  readonly command: Command;
}

const map_name = fc.constantFrom('Customs', 'labs', 'Woods', 'A new map');
const character_type = fc.constantFrom('pmc' as const, 'scav' as const);
const choice = { map_name, character_type };

const start = fc.record({ type: fc.constant('start' as const), ...choice }, { requiredKeys: ['type'] });
const matched = fc.constant({ type: 'matched' } as const);
const kill = fc.record(
  {
    type: fc.constant('kill' as const),
    enemy_type: fc.constantFrom('scav', 'pmc', 'boss', 'raider'),
    weapon_used: fc.constantFrom('M4A1', 'AK-74N'),
    headshot: fc.boolean(),
  },
  { requiredKeys: ['type', 'enemy_type'] },
);
const end = fc.record({
  type: fc.constant('end' as const),
  status: fc.constantFrom('survived', 'survived', 'died', 'mia'),
});
const update = fc.record({ type: fc.constant('update' as const), ...choice }, { requiredKeys: ['type'] });
const cancel = fc.constant({ type: 'cancel' } as const);

export const raidCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: start },
  { weight: 3, arbitrary: matched },
  { weight: 4, arbitrary: kill },
  { weight: 3, arbitrary: end },
  { weight: 1, arbitrary: update },
  { weight: 1, arbitrary: cancel },
);
const journalCommand: fc.Arbitrary<Command> = fc.constantFrom({ type: 'undo' }, { type: 'redo' });

export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: raidCommand },
  { weight: 2, arbitrary: journalCommand },
);

/** Mostly seconds; now and then a break, or a clock that is set back. */
const afterSeconds = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 120_000 }).map((ms) => ms / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(301, 901, 36_000) },
  { weight: 1, arbitrary: fc.integer({ min: -3_600, max: -1 }) },
);

export function presses(command: fc.Arbitrary<Command>, maxLength: number): fc.Arbitrary<Press[]> {
  return fc.array(fc.record({ afterSeconds, command }), { minLength: 1, maxLength });
}

/** Presses the keys; a refusal is part of the play. Returns how many presses changed something. */
export async function play(db: TestDatabase, script: readonly Press[], after?: () => void): Promise<number> {
  let changes = 0;
  for (const { afterSeconds: seconds, command } of script) {
    db.pass(seconds);
    try {
      if ((await db.execute(command)).changed) changes++;
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
    }
    after?.();
  }
  return changes;
}
