import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ReactionResult } from '../../src/obs/react/reaction-lane.js';
import type { ObsAction } from '../../src/obs/react/verbs.js';
import { createExecute, type Execute } from '../../src/service/execute.js';
import { createReactions, type Reactions } from '../../src/service/reactions/reactions.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import type { ReactionEntry } from '../../src/show/reactions/reaction.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

interface Stage {
  readonly db: TestDatabase;
  readonly reactions: Reactions;
  readonly press: Execute;
  /** What was begun, in its order. */
  readonly begun: readonly unknown[];
  /** Lets the texts of the presses go through. */
  textsThrough(): void;
  passMs(ms: number): Promise<void>;
  show(entries: readonly ReactionEntry[]): void;
}

/** The real rules and store; OBS and targets take everything at once. */
async function stage(entries: readonly ReactionEntry[], holdTexts = false): Promise<Stage> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const db = await openTestDatabase();
  const begun: unknown[] = [];
  let show = { ...DEFAULT_SHOW, reactions: entries };
  const waiting: (() => void)[] = [];
  let revision = 0;
  db.store().onChange((committed) => (revision = committed));
  const ok: ReactionResult = { ok: true, message: 'Done.' };
  const reactions = createReactions({
    ...{ show: () => show, snapshot: () => db.snapshot(), now: db.now, revision: () => revision },
    nowMs: () => performance.now(),
    obs: {
      afterTexts: () => (holdTexts ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve()),
      reactions: {
        push: (action: ObsAction) => {
          begun.push(action.verb === 'save_replay' ? 'save_replay' : action);
          return Promise.resolve(ok);
        },
        ...{ setActions: () => undefined, pop: () => undefined, collection: () => 'Untitled' },
        faults: () => [],
        lastReplay: () => null,
      },
    },
    targets: {
      send: (to, json) => {
        begun.push([to, JSON.parse(json)]);
        return Promise.resolve(ok);
      },
      ...{ fault: () => null, watch: () => undefined, stop: () => undefined },
    },
    log: { warn: () => undefined },
    onError: (error) => {
      throw error;
    },
  });
  const execute = createExecute({ store: db.store(), now: db.now, onDone: reactions.onDone });
  return {
    ...{ db, reactions, begun },
    press: async (command) => {
      db.pass(1);
      const result = await execute(command);
      await settled();
      return result;
    },
    textsThrough() {
      for (const go of waiting.splice(0)) go();
    },
    async passMs(ms) {
      await vi.advanceTimersByTimeAsync(ms);
      await settled();
    },
    show(next) {
      show = { ...show, reactions: next };
      reactions.refresh();
    },
  };
}

/** Everything that needs no timer is through. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const START_RAID = { type: 'start', map_name: 'Customs', character_type: 'pmc' } as const;
const KILL = { type: 'kill', enemy_type: 'boss', weapon_used: 'M4A1' } as const;
const SAVE = { on: 'kill', save_replay: { after_seconds: 6 } } as const;

describe('the replay of a kill', () => {
  it('is saved when the delay is over, once for all kills in it', async () => {
    const { press, passMs, begun } = await stage([SAVE]);
    await press(START_RAID);
    await press(KILL);
    await passMs(3_000);
    await press(KILL);
    expect(begun).toEqual([]);
    await passMs(3_000);
    expect(begun).toEqual(['save_replay']);
    await passMs(20_000);
    expect(begun).toEqual(['save_replay']);
    await press(KILL);
    await passMs(6_000);
    expect(begun).toEqual(['save_replay', 'save_replay']);
  });

  it('is one for 200 kills in a burst, and each reaction to them is told of it', async () => {
    const { press, passMs, begun, reactions } = await stage([SAVE, { ...SAVE, if: { enemy_type: 'boss' } }]);
    await press(START_RAID);
    for (let kills = 0; kills < 200; kills += 1) {
      await press(KILL);
      await passMs(10);
    }
    await passMs(10_000);
    expect(begun).toEqual(['save_replay']);
    expect(reactions.status().map(({ last }) => last?.ok)).toEqual([true, true]);
  });

  it.each([
    [2, 6],
    [6, 2],
  ])('is one at the later time for reactions of %d s and %d s to the same kill', async (one, other) => {
    const { press, passMs, begun, reactions } = await stage(
      [one, other].map((after_seconds) => ({ on: 'kill', save_replay: { after_seconds } })),
    );
    await press(START_RAID);
    await press(KILL);
    await passMs(5_900);
    expect(begun).toEqual([]);
    await passMs(20_000);
    expect(begun).toEqual(['save_replay']);
    expect(reactions.status().map(({ last }) => last?.ok)).toEqual([true, true]);
  });

  it.each([
    [0, 6],
    [6, 0],
  ])('that is saved at once holds nothing of what a later one is for (%d s, %d s)', async (one, other) => {
    const { press, passMs, begun } = await stage(
      [one, other].map((after_seconds) => ({ on: 'kill', save_replay: { after_seconds } })),
    );
    await press(START_RAID);
    await press(KILL);
    await passMs(0);
    expect(begun).toEqual(['save_replay']);
    await passMs(6_000);
    expect(begun).toEqual(['save_replay', 'save_replay']);
  });

  it('is that of the death soon after it, at the later of both times', async () => {
    for (const [killSeconds, deathSeconds, laterMs] of [
      [6, 1, 6_000],
      [2, 6, 7_000],
    ] as const) {
      const { press, passMs, begun } = await stage([
        { on: 'kill', save_replay: { after_seconds: killSeconds } },
        { on: 'died', save_replay: { after_seconds: deathSeconds } },
      ]);
      await press(START_RAID);
      await press(KILL);
      await passMs(1_000);
      await press({ type: 'end', status: 'died' });
      await passMs(laterMs - 1_100);
      expect(begun).toEqual([]);
      await passMs(60_000);
      expect(begun).toEqual(['save_replay']);
    }
  });

  it('does not wait so long for another that OBS has forgotten the kill by then', async () => {
    const { press, passMs, begun } = await stage([SAVE, { on: 'died', save_replay: { after_seconds: 18 } }]);
    await press(START_RAID);
    await press(KILL);
    await passMs(4_000);
    await press({ type: 'end', status: 'died' });
    await passMs(2_000);
    expect(begun).toEqual(['save_replay']);
    await passMs(16_000);
    expect(begun).toEqual(['save_replay', 'save_replay']);
  });

  it('is not saved any more once the program stops', async () => {
    const { press, passMs, begun, reactions } = await stage([SAVE]);
    await press(START_RAID);
    await press(KILL);
    reactions.stop();
    await passMs(10_000);
    expect(begun).toEqual([]);
  });
});

describe('what a reaction says', () => {
  it('is filled in with the press itself, and with the figures after it', async () => {
    const { press, begun } = await stage([
      { on: ['survived', 'died'], chapter: '{{event}}: {{last_raid.line}}' },
      {
        on: 'kill',
        send: {
          to: 'bot',
          body: { a: ['{{kill.enemy_type}} {{kill.weapon_used}} {{kill.headshot}}'], n: 3, t: null },
        },
      },
      { on: 'kill', send: { to: 'bot', body: '{{raid.kill_count}} on {{map}}, {{session.total_kills}}' } },
    ]);
    await press(START_RAID);
    await press(KILL);
    await press({ type: 'end', status: 'died' });
    expect(begun).toEqual([
      ['bot', { a: ['boss M4A1 –'], n: 3, t: null }],
      ['bot', '1 on Customs, 1'],
      { verb: 'chapter', what: 'died: Customs · died · 1 kill' },
    ]);
  });

  it('is what was pressed then, also where the next press came before it was said', async () => {
    const { press, begun, textsThrough } = await stage(
      [{ on: 'kill', chapter: '{{kill.enemy_type}} {{raid.kill_count}}' }],
      true,
    );
    await press(START_RAID);
    await press(KILL);
    await press({ type: 'kill', enemy_type: 'scav' });
    expect(begun).toEqual([]);
    textsThrough();
    await settled();
    textsThrough();
    await settled();
    expect(begun).toEqual([
      { verb: 'chapter', what: 'boss 1' },
      { verb: 'chapter', what: 'scav 2' },
    ]);
  });

  it('is told to another program at once, although OBS does not take the texts', async () => {
    const { press, begun } = await stage(
      [
        { on: 'kill', record: 'start' },
        { on: 'kill', send: { to: 'bot', body: '{{kill.enemy_type}} {{raid.kill_count}}' } },
      ],
      true,
    );
    await press(START_RAID);
    await press(KILL);
    await press({ type: 'kill', enemy_type: 'scav' });
    expect(begun).toEqual([
      ['bot', 'boss 1'],
      ['bot', 'scav 2'],
    ]);
  });
});

describe('a reaction', () => {
  it('waits for the texts of its press, and is left out when that takes more than 3 seconds', async () => {
    const { press, begun, textsThrough, passMs, reactions } = await stage(
      [{ on: 'kill', record: 'start' }],
      true,
    );
    await press(START_RAID);
    await press(KILL);
    await passMs(3_100);
    textsThrough();
    await settled();
    expect(begun).toEqual([]);
    expect(reactions.status()[0]?.last).toMatchObject({ ok: false });
  });

  it('keeps its last result when the list is edited elsewhere, and a new one has none', async () => {
    const record = { on: 'queuing', record: 'start' } as const;
    const { press, reactions, show } = await stage([record]);
    await press(START_RAID);
    show([SAVE, record]);
    expect(reactions.status().map(({ last }) => last?.message ?? null)).toEqual([null, 'Done.']);
    show([]);
    show([record]);
    expect(reactions.status()[0]?.last).toBeNull();
  });

  it('can be tried without a press, at once and with a kill that it is for', async () => {
    const { begun, reactions } = await stage([
      SAVE,
      { on: 'kill', if: { enemy_type: 'raider' }, send: { to: 'bot', body: '{{kill.enemy_type}}' } },
    ]);
    expect(await reactions.tryOne(1)).toEqual({ ok: true, message: 'Done.' });
    await reactions.tryOne(2);
    expect(begun).toEqual(['save_replay', ['bot', 'raider']]);
    expect(await reactions.tryOne(3)).toBeNull();
  });
});
