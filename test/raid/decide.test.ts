import { describe, expect, it } from 'vitest';
import type { RaidState } from '../../src/raid/press/change.js';
import type { RaidCommand } from '../../src/raid/press/command.js';
import { decide } from '../../src/raid/press/decide.js';
import { standingOf, type Raid } from '../../src/raid/model.js';
import { RuleError, type RuleCode } from '../../src/raid/rule-error.js';

const NOW = new Date('2026-11-22T19:03:11.250Z');
const secondsAgo = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1000);

const QUEUING: Raid = {
  raid_id: 7,
  status: 'queuing',
  character_type: 'pmc',
  game_mode: 'pvp',
  map_name: 'Customs',
  started_at: secondsAgo(94),
  outcome: null,
  matched_at: null,
  over_at: null,
  ended_at: null,
  queue_time_seconds: null,
  extract_location: null,
};
const IN_PROGRESS: Raid = {
  ...QUEUING,
  status: 'in_progress',
  started_at: secondsAgo(300),
  matched_at: secondsAgo(200),
  queue_time_seconds: 100,
};
const endedAgo = (seconds: number, status: Raid['status'] = 'died'): Raid => ({
  ...IN_PROGRESS,
  ...standingOf(status),
  started_at: secondsAgo(seconds + 300),
  matched_at: secondsAgo(seconds + 200),
  ended_at: secondsAgo(seconds),
});
const NO_CHOICE = { map_name: null, character_type: null, game_mode: null };
const open = (raid: Raid): RaidState => ({
  open: raid,
  last: raid,
  lastKillAt: null,
  endPressedAt: null,
  next: NO_CHOICE,
});
const closed = (last: Raid | null): RaidState => ({
  open: null,
  last,
  lastKillAt: null,
  endPressedAt: null,
  next: NO_CHOICE,
});

const start: RaidCommand = { type: 'start', character_type: 'pmc', map_name: 'Customs' };
const matched: RaidCommand = { type: 'matched' };
const kill: RaidCommand = { type: 'kill', enemy_type: 'pmc' };
const died: RaidCommand = { type: 'end', status: 'died' };
const cancel: RaidCommand = { type: 'cancel' };
const KEPT_CHOICE = {
  type: 'set_next_raid',
  next: { map_name: 'Customs', character_type: 'pmc', game_mode: 'pvp' },
};

type Expected = 'holds' | { readonly refused: RuleCode } | { readonly changes: readonly object[] };
const refused = (code: RuleCode): Expected => ({ refused: code });
const updates = (set: object): object => ({ type: 'update_raid', raid_id: 7, set });
const insertsKill = { type: 'insert_kill', kill: { raid_id: 7, killed_at: NOW, enemy_type: 'pmc' } };

const TABLE: readonly (readonly [title: string, state: RaidState, command: RaidCommand, Expected])[] = [
  [
    'start with none open enters the queue',
    closed(null),
    start,
    { changes: [{ type: 'insert_raid', raid: { status: 'queuing', started_at: NOW, matched_at: null } }] },
  ],
  ['matched with none open is refused', closed(endedAgo(1)), matched, refused('no-open-raid')],
  ['a kill before the first raid is refused', closed(null), kill, refused('no-open-raid')],
  ['a kill 5 minutes after the end is counted', closed(endedAgo(300)), kill, { changes: [insertsKill] }],
  ['a kill later than that is refused', closed(endedAgo(300.001)), kill, refused('no-open-raid')],
  ['an end before the first raid is refused', closed(null), died, refused('no-open-raid')],
  ['the same end again within 30 s changes nothing', closed(endedAgo(30)), died, 'holds'],
  ['the same end again later is refused', closed(endedAgo(30.001)), died, refused('no-open-raid')],
  ['another end within 30 s is refused', closed(endedAgo(1, 'mia')), died, refused('no-open-raid')],
  ['cancel with none open is refused', closed(endedAgo(1)), cancel, refused('no-open-raid')],

  ['start of the same raid while queuing changes nothing', open(QUEUING), start, 'holds'],
  ['start that names nothing while queuing changes nothing', open(QUEUING), { type: 'start' }, 'holds'],
  [
    'start of the same map under another name while queuing changes nothing',
    open(QUEUING),
    { type: 'start', map_name: ' BIGMAP ' },
    'holds',
  ],
  [
    'start of another map while queuing is refused',
    open(QUEUING),
    { type: 'start', map_name: 'Woods' },
    refused('raid-already-open'),
  ],
  [
    'start of another character while queuing is refused',
    open(QUEUING),
    { type: 'start', character_type: 'scav' },
    refused('raid-already-open'),
  ],
  [
    'matched while queuing starts the raid with its queue time',
    open(QUEUING),
    matched,
    { changes: [updates({ status: 'in_progress', matched_at: NOW, queue_time_seconds: 94 })] },
  ],
  [
    'a kill while queuing implies the match, at a time that nobody knows',
    open(QUEUING),
    kill,
    { changes: [updates({ status: 'in_progress' }), insertsKill] },
  ],
  [
    'an end while queuing implies the match',
    open(QUEUING),
    died,
    { changes: [updates({ status: 'died', ended_at: NOW })] },
  ],
  [
    'cancel while queuing removes the raid',
    open(QUEUING),
    cancel,
    { changes: [{ type: 'delete_raid' }, KEPT_CHOICE] },
  ],

  ['start in raid is refused, even of the same', open(IN_PROGRESS), start, refused('raid-already-open')],
  ['matched in raid changes nothing', open(IN_PROGRESS), matched, 'holds'],
  ['a kill in raid is counted', open(IN_PROGRESS), kill, { changes: [insertsKill] }],
  [
    'an end in raid ends it',
    open(IN_PROGRESS),
    died,
    { changes: [updates({ status: 'died', ended_at: NOW })] },
  ],
  [
    'cancel in raid removes it',
    open(IN_PROGRESS),
    cancel,
    { changes: [{ type: 'delete_raid', raid_id: 7 }, KEPT_CHOICE] },
  ],
];

function refusalOf(state: RaidState, command: RaidCommand): RuleError {
  try {
    decide(state, command, NOW);
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('the state table', () => {
  it.each(TABLE)('%s', (_title, state, command, expected) => {
    if (expected === 'holds') {
      expect(decide(state, command, NOW)).toMatchObject({ changes: [], raidId: 7 });
    } else if ('refused' in expected) {
      expect(refusalOf(state, command).code).toBe(expected.refused);
    } else {
      const { changes } = decide(state, command, NOW);
      expect(changes).toHaveLength(expected.changes.length);
      expect(changes).toMatchObject(expected.changes);
    }
  });

  it('implies a match without storing a time for it', () => {
    expect(decide(open(QUEUING), kill, NOW).changes[0]).toEqual(updates({ status: 'in_progress' }));
    const [end] = decide(open(QUEUING), died, NOW).changes;
    expect(end).toEqual(updates({ status: 'died', outcome: 'died', ended_at: NOW, extract_location: null }));
  });
});

describe('what is told', () => {
  it.each([
    ['no raid at all', closed(null), matched, 'Press Queue'],
    ['an old raid', closed(endedAgo(301)), kill, 'Press Queue'],
    ['another outcome', closed(endedAgo(1, 'mia')), died, 'Press Undo'],
    [
      'a queue for another raid',
      open(QUEUING),
      { type: 'start', map_name: 'Woods' } as const,
      'Press Cancel',
    ],
    ['a raid', open(IN_PROGRESS), start, 'press Survived, Died or MIA'],
  ])('with %s, a refusal says which key to press', (_case, state, command, words) => {
    expect(refusalOf(state, command).message).toContain(words);
  });

  it('a refused start names the open raid', () => {
    expect(refusalOf(open(IN_PROGRESS), start).message).toContain('Customs as PMC');
  });

  it.each([kill, died])('an implied match is mentioned: $type', (command) => {
    expect(decide(open(QUEUING), command, NOW).message).toContain('You skipped Matched');
    expect(decide(open(IN_PROGRESS), command, NOW).message).not.toContain('Matched');
  });

  it('a late kill says that it went to the last raid', () => {
    expect(decide(closed(endedAgo(60)), kill, NOW).message).toBe(
      'PMC kill added to the last raid (Customs), which has ended.',
    );
  });
});

describe('start', () => {
  it.each([
    ['twenty seconds', 20],
    ['an hour', 3600],
    ['a wrong year', 400 * 86_400],
  ])('begins now and is the last raid, also after the clock was set back by %s', (_title, aheadSeconds) => {
    const last = { ...endedAgo(10), started_at: secondsAgo(-aheadSeconds) };
    const { changes } = decide(closed(last), start, NOW);
    expect(changes[0]).toMatchObject({ type: 'insert_raid', isPlayedNow: true, raid: { started_at: NOW } });
  });

  const [raid] = [endedAgo(900)];

  it('takes map and character of the last raid when it names none', () => {
    const { changes } = decide(
      closed({ ...raid, map_name: 'Woods', character_type: 'scav' }),
      { type: 'start' },
      NOW,
    );
    expect(changes[0]).toMatchObject({ raid: { map_name: 'Woods', character_type: 'scav' } });
  });

  it('takes what was chosen for the next raid before what the last one had, and uses it up', () => {
    const state = {
      open: null,
      last: raid,
      lastKillAt: null,
      endPressedAt: null,
      next: { map_name: 'Shoreline', character_type: null, game_mode: null },
    };
    const { changes } = decide(state, { type: 'start' }, NOW);
    expect(changes[0]).toMatchObject({ raid: { map_name: 'Shoreline', character_type: 'pmc' } });
    expect(changes).toContainEqual({ type: 'set_next_raid', next: NO_CHOICE });
  });

  it('prefers what the key names', () => {
    const state = {
      open: null,
      last: raid,
      lastKillAt: null,
      endPressedAt: null,
      next: { map_name: 'Shoreline', character_type: 'scav', game_mode: null },
    } as const;
    const { changes } = decide(state, { type: 'start', map_name: 'labs', character_type: 'pmc' }, NOW);
    expect(changes[0]).toMatchObject({ raid: { map_name: 'The Lab', character_type: 'pmc' } });
  });

  it('ends the showing of the last outcome for good', () => {
    expect(decide(closed(raid), start, NOW).changes).toContainEqual({ type: 'end_outcome', raid_id: 7 });
  });

  it.each([
    [{ type: 'start' }, ['map_name', 'character_type']],
    [{ type: 'start', map_name: 'Customs' }, ['character_type']],
    [{ type: 'start', character_type: 'pmc' }, ['map_name']],
  ] as const)('before the first raid names what is missing in %o', (command, missing) => {
    const error = refusalOf(closed(null), command);
    expect(error.code).toBe('bad-input');
    expect(Object.keys(error.fields)).toEqual(missing);
    for (const field of missing) expect(error.message).toContain(field);
  });
});

describe('update', () => {
  it('corrects the open raid alone', () => {
    const { changes } = decide(open(IN_PROGRESS), { type: 'update', map_name: 'streets' }, NOW);
    expect(changes).toEqual([updates({ map_name: 'Streets of Tarkov' })]);
  });

  it('holds when the open raid is so already', () => {
    expect(decide(open(QUEUING), { type: 'update', map_name: 'customs' }, NOW).changes).toEqual([]);
  });

  it('chooses for the next raid when none is open, and keeps the other choice', () => {
    const state = {
      ...closed(endedAgo(1)),
      next: { map_name: 'Woods', character_type: null, game_mode: null },
    };
    const { changes, message } = decide(state, { type: 'update', character_type: 'scav' }, NOW);
    expect(changes).toEqual([
      { type: 'set_next_raid', next: { map_name: 'Woods', character_type: 'scav', game_mode: null } },
    ]);
    expect(message).toBe('Next raid: Woods as Scav.');
    const again = { ...state, next: { map_name: 'Woods', character_type: 'scav' as const, game_mode: null } };
    expect(decide(again, { type: 'update', character_type: 'scav' }, NOW).changes).toEqual([]);
  });

  it('that names nothing is bad input', () => {
    expect(refusalOf(open(QUEUING), { type: 'update' }).code).toBe('bad-input');
  });
});

describe('end', () => {
  it('keeps the extract of a survived raid', () => {
    const command = { type: 'end', status: 'survived', extract_location: 'Crossroads' } as const;
    expect(decide(open(IN_PROGRESS), command, NOW).changes).toMatchObject([
      updates({ extract_location: 'Crossroads' }),
    ]);
  });

  it.each(['died', 'mia'] as const)('refuses an extract with %s, whatever is open', (status) => {
    const command = { type: 'end', status, extract_location: 'Crossroads' } as const;
    for (const state of [open(IN_PROGRESS), closed(null)]) {
      expect(refusalOf(state, command)).toMatchObject({
        code: 'bad-input',
        fields: { extract_location: expect.any(String) as string },
      });
    }
  });
});

describe('a clock that was set back', () => {
  const before = new Date(QUEUING.started_at.getTime() - 3_600_000);

  it('matches with a queue of nothing', () => {
    const [change] = decide(open(QUEUING), matched, before).changes;
    expect(change).toMatchObject({ set: { matched_at: QUEUING.started_at, queue_time_seconds: 0 } });
  });

  it('ends a raid when it was matched, and no earlier', () => {
    expect(decide(open(IN_PROGRESS), died, before).changes).toMatchObject([
      { set: { ended_at: IN_PROGRESS.matched_at } },
    ]);
    expect(decide(open(QUEUING), died, before).changes).toMatchObject([
      { set: { ended_at: QUEUING.started_at } },
    ]);
  });

  it('kills no earlier than the raid began', () => {
    expect(decide(open(IN_PROGRESS), kill, before).changes).toMatchObject([
      { kill: { killed_at: IN_PROGRESS.started_at } },
    ]);
  });
});

describe('the queue time', () => {
  it.each([
    [93.499, 93],
    [93.5, 94],
    [0, 0],
  ])('of %d seconds is stored as %d', (seconds, stored) => {
    const state = open({ ...QUEUING, started_at: secondsAgo(seconds) });
    expect(decide(state, matched, NOW).changes).toMatchObject([{ set: { queue_time_seconds: stored } }]);
  });
});
