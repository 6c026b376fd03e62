import { describe, expect, it } from 'vitest';
import { NOTHING_CHOSEN, type RaidWithCounts } from '../../src/raid/model.js';
import { NOTHING_LOGGED, type GameLogState, type LoggedRaid } from '../../src/game-log/state.js';
import { takeUp } from '../../src/game-log/take-up.js';
import { EXAMPLE_NOW, EXAMPLE_RAID } from '../../src/contract/examples.js';

const IN_RAID: RaidWithCounts = { ...EXAMPLE_RAID, raid_id: 7, map_name: 'Customs', status: 'in_progress' };
const FROM_LOG: RaidWithCounts = { ...IN_RAID, from_game_log: ['start', 'matched'] };
const QUEUING: RaidWithCounts = { ...IN_RAID, status: 'queuing', matched_at: null };
const OVER: RaidWithCounts = { ...IN_RAID, over_at: EXAMPLE_NOW };
const onMap = (map: string): LoggedRaid => ({
  ...{ raidId: '5H5YBT', mapNames: [map], profileId: null },
  ...{ isStarted: true, isOfThisLaunch: true, isConnectionLost: false, isOverForGood: false },
});
const QUEUE = { mapName: 'Customs', isTold: false, isOld: true };
const QUEUE_BY_LOG: RaidWithCounts = { ...QUEUING, from_game_log: ['start'] };
const IN_MENU: Partial<GameLogState> = { signedIn: '66' };

interface Case {
  readonly title: string;
  readonly open: RaidWithCounts;
  readonly isPressed?: boolean;
  readonly log: Partial<GameLogState>;
  /** Null: it is not the raid of the game. */
  readonly does: readonly string[] | null;
}

describe('the raid that is open when reading begins', () => {
  it.each<Case>([
    { title: 'is that of the game', open: IN_RAID, log: { raid: onMap('Customs') }, does: [] },
    { title: 'is another one, on another map', open: IN_RAID, log: { raid: onMap('Woods') }, does: null },
    { title: 'was matched meanwhile', open: QUEUING, log: { raid: onMap('Customs') }, does: ['matched'] },
    { title: 'is still queued for', open: QUEUING, log: { queue: QUEUE }, does: [] },
    {
      title: 'is queued for on another map by now',
      open: QUEUE_BY_LOG,
      log: { queue: { ...QUEUE, mapName: 'Woods' } },
      does: ['correct'],
    },
    { title: 'is queued for by a press alone', open: QUEUING, log: { lastEnded: 'queue' }, does: null },
    { title: 'was left in the queue', open: QUEUE_BY_LOG, log: { lastEnded: 'queue' }, does: ['cancel'] },
    {
      title: 'was left in the queue, and a press has said something of it',
      open: QUEUE_BY_LOG,
      isPressed: true,
      log: { lastEnded: 'queue' },
      does: null,
    },
    {
      title: 'was queued for in a game that has crashed',
      open: QUEUE_BY_LOG,
      log: IN_MENU,
      does: ['cancel'],
    },
    { title: 'is queued for in a log of which nothing is known', open: QUEUE_BY_LOG, log: {}, does: null },
    {
      title: 'was played to its end meanwhile',
      open: QUEUE_BY_LOG,
      log: { lastEnded: 'raid', lastRaid: onMap('Customs') },
      does: ['matched', 'over'],
    },
    {
      title: 'was left in the queue before another raid',
      open: QUEUE_BY_LOG,
      log: { lastEnded: 'raid', lastRaid: onMap('Woods') },
      does: ['cancel'],
    },
    { title: 'has ended meanwhile', open: FROM_LOG, log: { lastRaid: onMap('Customs') }, does: ['over'] },
    {
      title: 'has ended meanwhile, and the next queue is on',
      open: FROM_LOG,
      log: { lastRaid: onMap('Customs'), queue: QUEUE },
      does: ['over'],
    },
    {
      title: 'was pressed, and its end is not known',
      open: IN_RAID,
      log: { lastRaid: onMap('Customs') },
      does: null,
    },
    { title: 'may be joined again by a new launch', open: FROM_LOG, log: IN_MENU, does: null },
    { title: 'is over already', open: OVER, log: { raid: onMap('Customs') }, does: null },
    { title: 'is over, and may be joined again', open: OVER, log: { lastRaid: onMap('Customs') }, does: [] },
  ])('$title', ({ open, isPressed = false, log, does }) => {
    const found = { open, next: NOTHING_CHOSEN, isPressed, isCancelled: false };
    const { hand, commands } = takeUp({ ...NOTHING_LOGGED, ...log }, found, EXAMPLE_NOW);
    expect(hand.raidId).toBe(does === null ? null : 7);
    expect(commands.map(({ type }) => type)).toEqual(does ?? []);
  });

  it('has ended by the log, or by a press', () => {
    const hasEnded = (open: RaidWithCounts) =>
      takeUp(
        { ...NOTHING_LOGGED, lastRaid: onMap('Customs') },
        { open, next: NOTHING_CHOSEN, isPressed: false, isCancelled: false },
        EXAMPLE_NOW,
      ).hand.hasEnded;
    expect(hasEnded({ ...OVER, from_game_log: ['matched', 'over'] })).toBe(true);
    expect(hasEnded({ ...OVER, from_game_log: ['matched'] })).toBe(false);
  });

  it('stays what a press has made of it, and is otherwise the log’s own as before', () => {
    const handOf = (isPressed: boolean) =>
      takeUp(
        { ...NOTHING_LOGGED, queue: QUEUE },
        { open: QUEUE_BY_LOG, next: NOTHING_CHOSEN, isPressed, isCancelled: false },
        EXAMPLE_NOW,
      ).hand;
    const { map_name, character_type, game_mode } = QUEUE_BY_LOG;
    expect(handOf(false)).toMatchObject({ hasStarted: true, left: { map_name, character_type, game_mode } });
    expect(handOf(true)).toMatchObject({ hasStarted: true, left: NOTHING_CHOSEN });
  });
});
