import { testDriveTimes, playedRaid } from '../show/test-drive.js';
import type { Snapshot } from '../raid/snapshot.js';

/** A raid played through OBS for the streamer to see that it works; nothing of it is ever stored. */
export interface TestDrive {
  /** Begins, or begins again. */
  start(): void;
  /** Ends at once; a real press calls it. False when none runs. */
  end(): boolean;
  /** Whole seconds until it ends by itself; null when none runs. */
  secondsLeft(): number | null;
  /** What should be on screen: the played raid while one runs, else the truth as it came. */
  overlaid(truth: Snapshot, now: Date): Snapshot;
  /** Called when it begins, moves on and ends. Returns the unsubscribe. */
  onStep(listener: () => void): () => void;
}

export function createTestDrive(now: () => Date, postRaidSeconds: () => number): TestDrive {
  let running: { readonly startedAt: Date; readonly seconds: number } | null = null;
  let timers: NodeJS.Timeout[] = [];
  const listeners = new Set<() => void>();

  function tell(): void {
    for (const listener of listeners) listener();
  }

  function end(): boolean {
    if (running === null) return false;
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    running = null;
    tell();
    return true;
  }

  return {
    start() {
      end();
      const times = testDriveTimes(postRaidSeconds());
      const seconds = times.at(-1) ?? 0;
      running = { startedAt: now(), seconds };
      // A little late, so that the step is there when it is looked at.
      timers = times.slice(1, -1).map((time) => setTimeout(tell, time * 1000 + 20));
      timers.push(setTimeout(end, seconds * 1000 + 20));
      tell();
    },
    end,
    secondsLeft() {
      if (running === null) return null;
      const leftMs = running.startedAt.getTime() + running.seconds * 1000 - now().getTime();
      return Math.max(0, Math.ceil(leftMs / 1000));
    },
    overlaid: (truth, time) => (running === null ? truth : playedRaid(truth, running.startedAt, time)),
    onStep(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
