import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GameLogCommand } from '../../src/game-log/command.js';
import type { LineEvent } from '../../src/game-log/event.js';
import { follow } from '../../src/game-log/follow.js';
import { createParser, JSON_LIMIT, LINE_LIMIT } from '../../src/game-log/parse.js';
import { IDS_KEPT, NOTHING_LOGGED, type GameLogState } from '../../src/game-log/state.js';
import { CHARACTER_TYPES, GAME_MODES } from '../../src/raid/model.js';
import { TARKOV_MAPS } from '../../src/raid/game/maps.js';
import { SCENARIOS } from './scenarios.js';

const RUNS = Number(process.env['TSP_FUZZ_RUNS'] ?? 200);

/** For many runs on a busy machine, too. */
const FUZZ_TIMEOUT_MS = 60_000 + RUNS * 30;

type Phase = 'none' | 'queue' | 'raid' | 'over';
/** From where a command may come, and where it leads to. */
const ALLOWED: Readonly<Record<GameLogCommand['type'], Partial<Record<Phase, Phase>>>> = {
  start: { none: 'queue', over: 'queue' },
  matched: { queue: 'raid' },
  over: { raid: 'over' },
  on_again: { over: 'raid' },
  cancel: { queue: 'none', raid: 'none' },
  correct: { none: 'none', queue: 'queue', raid: 'raid', over: 'over' },
  choose: { none: 'none', over: 'over' },
};
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  type: Object.keys(ALLOWED),
  map_name: TARKOV_MAPS.map(({ name }) => name),
  character_type: CHARACTER_TYPES,
  game_mode: GAME_MODES,
};

/** The log of one evening, a file for each launch, as one row of lines. */
const LINES = SCENARIOS.map(({ steps }) =>
  steps.flatMap((step) => (step.type === 'text' ? step.text.split('\n').map((line) => `${line}\n`) : [])),
);
const ALL_LINES = LINES.flat();

/** What is done to the lines: taken away, doubled, put elsewhere, taken from another log, damaged. */
const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const change = fc.oneof(
  fc.record({ how: fc.constant('remove' as const), at: place, count: fc.integer({ min: 1, max: 6 }) }),
  fc.record({
    how: fc.constant('move' as const),
    at: place,
    to: place,
    count: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ how: fc.constant('insert' as const), at: place, from: place }),
  fc.record({
    how: fc.constant('damage' as const),
    at: place,
    in: place,
    bytes: fc.string({ maxLength: 8 }),
  }),
  fc.record({ how: fc.constant('cut' as const), at: place, in: place }),
  fc.record({ how: fc.constant('lengthen' as const), at: place, by: fc.integer({ min: 1, max: 100_000 }) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(lines: readonly string[], changes: readonly Change[]): string[] {
  const result = [...lines];
  const index = (at: number): number => Math.floor(at * result.length);
  for (const one of changes) {
    const at = index(one.at);
    const line = result[at] ?? '';
    if (one.how === 'remove') result.splice(at, one.count);
    if (one.how === 'move') result.splice(index(one.to), 0, ...result.splice(at, one.count));
    if (one.how === 'insert') result.splice(at, 0, ALL_LINES[Math.floor(one.from * ALL_LINES.length)] ?? '');
    if (one.how === 'damage') {
      const from = Math.floor(one.in * line.length);
      result[at] = line.slice(0, from) + one.bytes + line.slice(from + one.bytes.length);
    }
    if (one.how === 'cut') result[at] = line.slice(0, Math.floor(one.in * line.length));
    if (one.how === 'lengthen') result[at] = `${'"'.repeat(one.by)}${line}`;
  }
  return result;
}

function expectBounded(state: GameLogState): void {
  expect(state.knownRaids.length).toBeLessThanOrEqual(IDS_KEPT);
  expect(state.knownEvents.length).toBeLessThanOrEqual(IDS_KEPT);
  expect(state.raid?.mapNames.length ?? 0).toBeLessThanOrEqual(TARKOV_MAPS.length);
}

function play(bytes: Buffer, sizes: readonly number[], launches: readonly number[]): void {
  const parser = createParser();
  let state = NOTHING_LOGGED;
  let phase: Phase = 'none';
  const take = (event: LineEvent | { readonly type: 'launch' | 'waited' }): void => {
    const followed = follow(state, event);
    state = followed.state;
    for (const command of followed.commands) {
      for (const [field, value] of Object.entries(command)) expect(VALUES[field]).toContain(value);
      const next: Phase | undefined = ALLOWED[command.type][phase];
      expect(next, `${command.type} in ${phase}`).toBeDefined();
      phase = next ?? phase;
    }
  };
  for (let at = 0, look = 0; at < bytes.length; look += 1) {
    const size = sizes[look % sizes.length] ?? 1;
    for (const event of parser.parse(bytes.subarray(at, at + size))) take(event);
    if (launches.includes(look)) take({ type: look % 2 === 0 ? 'launch' : 'waited' });
    expect(parser.waiting()).toBeLessThanOrEqual(LINE_LIMIT + JSON_LIMIT);
    at += size;
  }
  expectBounded(state);
}

describe('a damaged log of the game', () => {
  it(
    'leads to no error, to no command that the state of the raid does not allow, and keeps little',
    () => {
      const sizes = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 5 });
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 4 }),
          fc.array(change, { maxLength: 20 }),
          sizes,
          fc.array(fc.nat(60), { maxLength: 4 }),
          (logs, changes, pieces, launches) => {
            play(Buffer.from(changed(logs.flat(), changes).join('')), pieces, launches);
          },
        ),
        { numRuns: RUNS },
      );
    },
    FUZZ_TIMEOUT_MS,
  );
});
