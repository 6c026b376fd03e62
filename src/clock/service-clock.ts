import type { PcTime } from './pc-time.js';

/**
 * The time of the service. It starts with the PC's clock and then runs on by itself, so that no timer, outcome or raid
 * gets longer or shorter when the PC's clock is set. The PC's clock is taken over when nothing is being measured.
 */
export interface ServiceClock {
  now(): Date;
  /** By how much the PC's clock is ahead of this one, in milliseconds; negative when it was set back. */
  pcAheadMs(): number;
  /** Takes over what the PC's clock says. Returns by how many milliseconds this clock has moved. */
  takeOver(): number;
  /** Moves on to this moment, if it is not there yet. Returns whether it has moved. */
  moveOnTo(moment: Date): boolean;
}

/** What uptime and the monotonic clock may differ by without the PC having slept: uptime counts whole seconds. */
const SLEEP_MS = 2_000;

export function createServiceClock(pc: PcTime): ServiceClock {
  const awake = createAwakeTime(pc);
  let base = { timeMs: pc.wall().getTime(), steadyMs: awake.steadyMs() };
  const nowMs = (): number => base.timeMs + awake.steadyMs() - base.steadyMs;
  const pcAheadMs = (): number => pc.wall().getTime() - nowMs();
  const set = (timeMs: number): void => {
    base = { timeMs, steadyMs: awake.steadyMs() };
  };
  return {
    now: () => new Date(nowMs()),
    pcAheadMs,
    takeOver() {
      const ms = pcAheadMs();
      set(nowMs() + ms);
      awake.compareAgain();
      return ms;
    },
    moveOnTo(moment) {
      if (moment.getTime() <= nowMs()) return false;
      set(moment.getTime());
      return true;
    },
  };
}

/** Asking for the uptime reads a file on some systems, and the time is asked for many times in a press. */
const UPTIME_HOLDS_MS = 1_000;

/** The monotonic clock with the PC's sleep counted in, on the systems whose own leaves it out. */
function createAwakeTime({ wall, monotonicMs, uptimeMs }: PcTime) {
  let asked = { atMs: -Infinity, wallMs: 0, difference: null as number | null };
  /** Uptime less monotonic clock. A PC that has slept, if only just now, has moved its own clock on meanwhile. */
  const difference = (): number | null => {
    const [atMs, wallMs] = [monotonicMs(), wall().getTime()];
    const ranMs = atMs - asked.atMs;
    const isFresh = ranMs < UPTIME_HOLDS_MS && Math.abs(wallMs - asked.wallMs - ranMs) < UPTIME_HOLDS_MS;
    if (!isFresh) {
      const uptime = uptimeMs();
      asked = { atMs, wallMs, difference: uptime === null ? null : uptime - atMs };
    }
    return asked.difference;
  };
  let [awakeDifference, sleptMs] = [difference(), 0];
  const sleptSince = (): number => {
    const current = difference();
    return current === null || awakeDifference === null ? 0 : current - awakeDifference;
  };
  return {
    steadyMs(): number {
      const slept = sleptSince();
      if (slept > sleptMs + SLEEP_MS) sleptMs = slept;
      return monotonicMs() + sleptMs;
    },
    /** The two run apart by a little every day. */
    compareAgain(): void {
      awakeDifference = difference();
      if (awakeDifference !== null) awakeDifference -= sleptMs;
    },
  };
}
