import { isOver } from '../raid/model.js';
import { goesOnFrom, isAtRest } from '../raid/rest.js';
import { timeWords } from '../raid/words.js';
import type { Snapshot } from '../raid/snapshot.js';
import { movePresses, readMarker, type Marker } from '../store/journal/move-presses.js';
import { readOpenAndLast } from '../store/query/raids.js';
import type { Store } from '../store/store.js';
import type { ServiceClock } from './service-clock.js';

/** Decides when the service follows a PC clock that was set. */
export interface ClockKeeper {
  /** What this run of the program has pressed is told from what was there before. */
  start(): Promise<void>;
  /** Looks at what is stored whether time is being measured. Returns whether the service's clock has moved. */
  look(snapshot: Pick<Snapshot, 'raid' | 'undo'>): boolean;
  /** Before a press is stored, so that it has the time of the PC where none is being measured. A start begins anew. */
  beforePress(isStart: boolean): Promise<void>;
  /** Called when the clock has been set by more than it drifts, with the milliseconds; 0 when it has only moved on. */
  onStep(listener: (ms: number) => void): () => void;
}

export interface ClockKeeperOptions {
  readonly clock: ServiceClock;
  readonly store: Store;
  readonly postRaidSeconds: () => number;
  readonly log: { info(fields: object, message: string): void };
  readonly onError: (error: unknown) => void;
}

/** More than clocks drift, and than time servers put right without a step. */
const STEP_MS = 2_000;

export function createClockKeeper(options: ClockKeeperOptions): ClockKeeper {
  const { clock, store, postRaidSeconds, log, onError } = options;
  const listeners = new Set<(ms: number) => void>();
  let marker: Marker | null = null;

  const wasSet = (): boolean => Math.abs(clock.pcAheadMs()) >= STEP_MS;

  function tell(ms: number): void {
    for (const listener of listeners) listener(ms);
  }

  /** In one transaction, so that each press has its time by the clock before or by the clock after. */
  async function takeOver(isStart: boolean): Promise<void> {
    const ms = await store.transact(async (writer) => {
      const { open, last } = await readOpenAndLast(writer);
      const isFree =
        (open === null || isOver(open)) && (isStart || isAtRest(last, postRaidSeconds(), clock.now()));
      if (!isFree || !wasSet()) return 0;
      const movedMs = clock.takeOver();
      if (marker !== null) await movePresses(writer, marker, movedMs);
      return movedMs;
    });
    if (ms === 0) return;
    const way = ms < 0 ? 'back' : 'forward';
    log.info(
      { seconds: ms / 1000 },
      `The clock of this PC was set ${way} by ${timeWords(Math.abs(ms) / 1000)}.`,
    );
    tell(ms);
  }

  async function mark(): Promise<void> {
    marker = await store.read(readMarker);
  }

  return {
    start: mark,
    look({ raid, undo }) {
      const now = clock.now();
      const from = goesOnFrom(raid, undo?.pressed_at ?? null, now);
      if (from !== null) {
        clock.moveOnTo(from);
        mark().catch(onError);
        tell(0);
        return true;
      }
      if (!isAtRest(raid, postRaidSeconds(), now)) return false;
      if (wasSet()) takeOver(false).catch(onError);
      else clock.takeOver();
      return false;
    },
    async beforePress(isStart) {
      // What cannot be stored is told with the press itself.
      if (wasSet()) await takeOver(isStart).catch(onError);
    },
    onStep(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
