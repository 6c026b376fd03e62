/** The service's clock as this page knows it; right even where the PC's or phone's own clock is not. */
export interface ServerClock {
  /** A snapshot has come in that was made at this time. */
  set(now: string): void;
  /** Milliseconds since 1970 by the service's clock. */
  now(): number;
}

/** Counts on from the last snapshot by the monotonic clock, so that a corrected system time moves no timer. */
export function createServerClock(monotonicMs: () => number = () => performance.now()): ServerClock {
  let serverMs = 0;
  let atMs = 0;
  return {
    set(now) {
      serverMs = Date.parse(now);
      atMs = monotonicMs();
    },
    now: () => serverMs + (monotonicMs() - atMs),
  };
}

/** Whole seconds from `start` to `end`, never negative. */
export function secondsBetween(startMs: number, endMs: number): number {
  return Math.max(0, Math.floor((endMs - startMs) / 1000));
}

/** How long until a timer that started at `startMs` shows its next second. */
export function untilNextSecondMs(startMs: number, nowMs: number): number {
  const ranMs = (((nowMs - startMs) % 1000) + 1000) % 1000;
  return 1000 - ranMs;
}
