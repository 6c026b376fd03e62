import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDirector, type Director } from '../../src/service/director.js';
import type { DesiredState } from '../../src/obs/sync/desired-state.js';
import { DEFAULT_SHOW } from '../../src/show/default-show.js';
import type { Show } from '../../src/show/show.js';
import type { Raid, RaidWithCounts } from '../../src/raid/model.js';
import type { Snapshot } from '../../src/raid/snapshot.js';
import { staleAt } from '../../src/raid/press/stale.js';
import { endedAgo, IN_RAID, NOW, snapshotOf } from '../show/snapshots.js';

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Stage {
  readonly director: Director;
  readonly told: DesiredState[];
  readonly errors: unknown[];
  /** What is stored from now on. */
  store(snapshot: Snapshot): void;
  /** How the next reads go; the stored snapshot when nothing is said. */
  readNext(...reads: (() => Promise<Snapshot>)[]): void;
  setShow(show: Partial<Show>): void;
  /** Stores and tells, as a press does, and lets what follows happen. */
  press(snapshot: Snapshot): Promise<void>;
}

function setStage(first: Snapshot, over: Partial<Show> = {}): Stage {
  let [stored, show]: [Snapshot, Show] = [first, { ...DEFAULT_SHOW, ...over }];
  const told: DesiredState[] = [];
  const errors: unknown[] = [];
  const reads: (() => Promise<Snapshot>)[] = [];
  const director = createDirector({
    readSnapshot: () => reads.shift()?.() ?? Promise.resolve(stored),
    show: () => show,
    setDesired: (desired) => told.push(desired),
    now: () => new Date(),
    onError: (error) => errors.push(error),
  });
  return {
    director,
    told,
    errors,
    store: (snapshot) => (stored = snapshot),
    readNext: (...next) => reads.push(...next),
    setShow: (part) => (show = { ...show, ...part }),
    async press(snapshot) {
      stored = snapshot;
      director.refresh();
      await vi.advanceTimersByTimeAsync(1);
    },
  };
}

const last = (stage: Stage): DesiredState => {
  const desired = stage.told.at(-1);
  if (desired === undefined) throw new Error('nothing was wished');
  return desired;
};
const raidTimes = (stage: Stage): (string | undefined)[] =>
  stage.told.map(({ overlay }) => overlay.texts['Tarkov Raid Time']);
/** The open raid of `IN_RAID`, ended now. */
const ended = (status: Raid['status'], raid: RaidWithCounts = IN_RAID): RaidWithCounts => ({
  ...raid,
  status,
  ended_at: new Date(),
});
const queuing = (raid_id: number): RaidWithCounts => ({
  ...IN_RAID,
  ...{
    raid_id,
    status: 'queuing' as const,
    started_at: new Date(),
    matched_at: null,
    queue_time_seconds: null,
  },
});

describe('the director', () => {
  it('tells OBS what is stored when it starts, without calling it a change of phase', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    expect(stage.told).toHaveLength(1);
    expect(last(stage)).toMatchObject({ revision: 9, overlay: { phase: 'in_progress' }, sceneChange: null });
  });

  it('ticks once a second, on the second, while a raid is open', async () => {
    const matched_at = new Date(NOW.getTime() - 10_400);
    const stage = setStage(snapshotOf({ ...IN_RAID, matched_at }));
    await stage.director.start();
    await vi.advanceTimersByTimeAsync(599);
    expect(raidTimes(stage)).toEqual(['0:10']);
    await vi.advanceTimersByTimeAsync(1);
    expect(raidTimes(stage)).toEqual(['0:10', '0:11']);
    await vi.advanceTimersByTimeAsync(3000);
    expect(raidTimes(stage)).toEqual(['0:10', '0:11', '0:12', '0:13', '0:14']);
  });

  it('ticks in the queue too', async () => {
    const stage = setStage(snapshotOf(queuing(7)));
    await stage.director.start();
    await vi.advanceTimersByTimeAsync(2000);
    expect(stage.told.map(({ overlay }) => overlay.texts['Tarkov Queue Time'])).toEqual([
      '0:00',
      '0:01',
      '0:02',
    ]);
  });

  it('does not tick in the lobby', async () => {
    const stage = setStage(snapshotOf(endedAgo(3600)));
    await stage.director.start();
    await vi.advanceTimersByTimeAsync(59_999);
    expect(stage.told).toHaveLength(1);
  });

  it('does nothing any more once it is stopped', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    stage.director.stop();
    stage.director.refresh();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(stage.told).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the end of the hold', () => {
  it('comes by time, from the scene of the outcome', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    await stage.press(snapshotOf(ended('died')));
    expect(last(stage)).toMatchObject({ overlay: { phase: 'died' }, sceneChange: { cause: 'press' } });
    await vi.advanceTimersByTimeAsync(9_998);
    expect(last(stage).overlay.phase).toBe('died');
    await vi.advanceTimersByTimeAsync(1);
    expect(last(stage)).toMatchObject({ overlay: { phase: 'lobby', scene: 'Tarkov Lobby' } });
    expect(last(stage).sceneChange).toEqual({ cause: 'time', fromScene: 'Tarkov Death' });
  });

  it("leaves the raid's scene where the outcome has none of its own", async () => {
    const stage = setStage(snapshotOf(IN_RAID), { scenes: { ...DEFAULT_SHOW.scenes, died: null } });
    await stage.director.start();
    await stage.press(snapshotOf(ended('died')));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(last(stage).sceneChange).toEqual({ cause: 'time', fromScene: 'Tarkov In Raid' });
  });

  it('is as far off after a restart as it was before', async () => {
    const stage = setStage(snapshotOf(endedAgo(7)));
    await stage.director.start();
    expect(last(stage)).toMatchObject({ overlay: { phase: 'survived' }, sceneChange: null });
    await vi.advanceTimersByTimeAsync(3000);
    expect(last(stage)).toMatchObject({ overlay: { phase: 'lobby' }, sceneChange: { cause: 'time' } });
  });
});

describe('a change of phase', () => {
  it('by a new raid is a start, also when the end before it was never seen', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    await stage.press(snapshotOf(queuing(8)));
    expect(last(stage).sceneChange).toEqual({ cause: 'start' });
    await vi.advanceTimersByTimeAsync(1000);
    expect(last(stage).sceneChange).toBeNull();
  });

  it('by matched, by a correction of the outcome or by cancel is a press', async () => {
    const stage = setStage(snapshotOf(queuing(7)));
    await stage.director.start();
    await stage.press(snapshotOf(IN_RAID));
    expect(last(stage).sceneChange).toEqual({ cause: 'press' });
    await stage.press(snapshotOf(ended('died')));
    await stage.press(snapshotOf(ended('survived')));
    expect(last(stage)).toMatchObject({ overlay: { phase: 'survived' }, sceneChange: { cause: 'press' } });
    await stage.press(snapshotOf(queuing(8)));
    await stage.press(snapshotOf(endedAgo(3600)));
    expect(last(stage)).toMatchObject({ overlay: { phase: 'lobby' }, sceneChange: { cause: 'press' } });
  });

  it('by the undo of a cancel is a press, because that raid is not new', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    await stage.press(snapshotOf(null));
    await stage.press(snapshotOf(IN_RAID));
    expect(last(stage)).toMatchObject({ overlay: { phase: 'in_progress' }, sceneChange: { cause: 'press' } });
  });

  it('is none for a kill', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    await stage.press(snapshotOf({ ...IN_RAID, kill_count: 5 }));
    expect(last(stage).sceneChange).toBeNull();
    expect(last(stage).overlay.texts['Tarkov Raid Kills']).toBe('5');
  });
});

describe('a new day', () => {
  it('is read when it begins, in the lobby and in a raid', async () => {
    for (const raid of [endedAgo(3600), IN_RAID]) {
      const stage = setStage(snapshotOf(raid));
      const boundary = new Date(NOW.getFullYear(), NOW.getMonth(), NOW.getDate() + 1, 5);
      vi.setSystemTime(boundary.getTime() - 30_000);
      await stage.director.start();
      const { session } = snapshotOf(null);
      stage.store(snapshotOf(raid, { revision: 10, session: { ...session, total_raids: 0 } }));
      await vi.advanceTimersByTimeAsync(29_000);
      expect(last(stage).overlay.texts['Tarkov Session Raids']).toBe('11');
      await vi.advanceTimersByTimeAsync(2_001);
      expect(last(stage).overlay.texts['Tarkov Session Raids']).toBe('0');
      stage.director.stop();
    }
  });
});

describe('who waits for time', () => {
  it('hears when a raid becomes stale, a new day begins or an outcome is over, and nothing before', async () => {
    const boundary = new Date(NOW.getFullYear(), NOW.getMonth(), NOW.getDate() + 1, 5);
    const stale = { ...IN_RAID, map_name: 'Customs', matched_at: NOW };
    const cases = [
      [endedAgo(3600), boundary],
      [stale, staleAt(stale) ?? NOW],
      [endedAgo(0), new Date(NOW.getTime() + DEFAULT_SHOW.post_raid_seconds * 1000)],
    ] as const;
    for (const [raid, at] of cases) {
      const stage = setStage(snapshotOf(raid));
      let times = 0;
      const leave = stage.director.onTime(() => (times += 1));
      vi.setSystemTime(at.getTime() - 3_000);
      await stage.director.start();
      await vi.advanceTimersByTimeAsync(2_000);
      expect(times).toBe(0);
      await vi.advanceTimersByTimeAsync(2_500);
      expect(times).toBe(1);
      leave();
      stage.director.stop();
    }
  });
});

describe('a read', () => {
  const failing = (): Promise<Snapshot> => Promise.reject(new Error('locked'));

  it('that fails is told and tried again, also the very first', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    stage.readNext(failing, failing);
    await stage.director.start();
    expect(stage.told).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(stage.errors).toHaveLength(2);
    expect(stage.told.length).toBeGreaterThan(0);
  });

  it('that fails in a raid does not stop the clock on screen', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    stage.readNext(...Array.from({ length: 5 }, () => failing));
    await stage.press(snapshotOf({ ...IN_RAID, kill_count: 5 }));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(raidTimes(stage).slice(0, 4)).toEqual(['57:42', '57:43', '57:44', '57:45']);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(last(stage).overlay.texts['Tarkov Raid Kills']).toBe('5');
  });

  it('during which two things change is followed by one more, and one desired', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    let answer: (snapshot: Snapshot) => void = () => undefined;
    stage.readNext(() => new Promise((resolve) => (answer = resolve)));
    stage.director.refresh();
    await vi.advanceTimersByTimeAsync(1);
    stage.store(snapshotOf({ ...IN_RAID, kill_count: 6 }, { revision: 11 }));
    stage.director.refresh();
    stage.director.refresh();
    await vi.advanceTimersByTimeAsync(1);
    answer(snapshotOf({ ...IN_RAID, kill_count: 5 }, { revision: 10 }));
    await vi.advanceTimersByTimeAsync(1);
    expect(stage.told.map(({ revision }) => revision)).toEqual([9, 11]);
    expect(last(stage).overlay.texts['Tarkov Raid Kills']).toBe('6');
  });
});

describe('an edit of the show', () => {
  it('is on screen as soon as it is announced', async () => {
    const stage = setStage(snapshotOf(IN_RAID));
    await stage.director.start();
    stage.setShow({ texts: { mine: 'K: {{raid.kill_count}}' } });
    await stage.press(snapshotOf(IN_RAID));
    expect(last(stage).overlay.texts).toEqual({ mine: 'K: 4' });
  });
});
