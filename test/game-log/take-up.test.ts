import { describe, expect, it } from 'vitest';
import type { RaidWithCounts } from '../../src/raid/model.js';
import { NOTHING_DONE } from '../../src/game-log/beside-presses.js';
import { NOTHING_LOGGED, type GameLogState, type LoggedRaid } from '../../src/game-log/state.js';
import { takeUp } from '../../src/game-log/take-up.js';
import { EXAMPLE_NOW, EXAMPLE_RAID } from '../../src/contract/examples.js';

const IN_RAID: RaidWithCounts = { ...EXAMPLE_RAID, raid_id: 7, map_name: 'Customs', status: 'in_progress' };
const FROM_LOG: RaidWithCounts = { ...IN_RAID, from_game_log: ['start', 'matched'] };
const QUEUING: RaidWithCounts = { ...IN_RAID, status: 'queuing', matched_at: null };
const OVER: RaidWithCounts = { ...IN_RAID, over_at: EXAMPLE_NOW };
const onMap = (map: string): LoggedRaid => ({
  ...{ raidId: '5H5YBT', mapNames: [map], profileId: null },
  ...{ isStarted: true, isOfThisLaunch: true, isConnectionLost: false },
});
const QUEUE = { mapName: 'Customs', isTold: false, isOld: true };
const IS_OURS = { ...NOTHING_DONE, raidId: 7 };

describe('the raid that is open when reading begins', () => {
  it.each<{
    title: string;
    open: RaidWithCounts;
    log: Partial<GameLogState>;
    does: readonly string[] | null;
  }>([
    { title: 'is that of the game', open: IN_RAID, log: { raid: onMap('Customs') }, does: [] },
    { title: 'is another one, on another map', open: IN_RAID, log: { raid: onMap('Woods') }, does: null },
    { title: 'was matched meanwhile', open: QUEUING, log: { raid: onMap('Customs') }, does: ['matched'] },
    { title: 'is still queued for', open: QUEUING, log: { queue: QUEUE }, does: [] },
    { title: 'is queued for by a press alone', open: QUEUING, log: {}, does: null },
    { title: 'has ended meanwhile', open: FROM_LOG, log: { lastRaid: onMap('Customs') }, does: ['over'] },
    {
      title: 'was pressed, and its end is not known',
      open: IN_RAID,
      log: { lastRaid: onMap('Customs') },
      does: null,
    },
    { title: 'may be joined again by a new launch', open: FROM_LOG, log: {}, does: null },
    { title: 'is over already', open: OVER, log: { raid: onMap('Customs') }, does: null },
  ])('$title', ({ open, log, does }) => {
    const next = { map_name: null, character_type: null, game_mode: null };
    const { hand, commands } = takeUp({ ...NOTHING_LOGGED, ...log }, { open, next }, EXAMPLE_NOW);
    expect(hand).toEqual(does === null ? NOTHING_DONE : IS_OURS);
    expect(commands.map(({ type }) => type)).toEqual(does ?? []);
  });
});
