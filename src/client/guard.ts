import { SAID_OUTCOMES } from './words.js';

/** How long what a press has changed is given to be seen. */
export const SETTLE_MS = 700;

/** The big key becomes another one when the raid moves on, so a doubled press would land on what comes next. */
const STEP_KEYS: ReadonlySet<string> = new Set(['start', 'matched', 'cancel', 'over', ...SAID_OUTCOMES]);

/** Keys that do more with each press; of those in one place a press of one also blocks a doubled press of another. */
const RESTS: Readonly<Record<string, { readonly place: string; readonly ms: number }>> = {
  // Short, since who wants three steps back presses three times.
  undo: { place: 'undo', ms: 400 },
  redo: { place: 'redo', ms: 400 },
  offer: { place: 'offer', ms: SETTLE_MS },
  'session-start': { place: 'session', ms: SETTLE_MS },
  'session-end': { place: 'session', ms: SETTLE_MS },
};

/** Keeps a doubled press from counting twice. */
export interface Guard {
  /** Whether a press of `key` counts; `isWaiting`: the one before has no answer yet. */
  takes(key: string, isWaiting: boolean): boolean;
  /** Whether the key moves the raid on or back. */
  isStep(key: string): boolean;
  /** The raid has moved on: its keys ignore presses for `SETTLE_MS`. */
  stepped(): void;
}

export function createGuard(): Guard {
  let steppedAtMs = -SETTLE_MS;
  const takenAtMs = new Map<string, number>();
  return {
    takes(key, isWaiting) {
      const nowMs = performance.now();
      if (STEP_KEYS.has(key)) return nowMs - steppedAtMs >= SETTLE_MS;
      const rest = RESTS[key];
      if (rest === undefined) return true;
      if (isWaiting || nowMs - (takenAtMs.get(rest.place) ?? -Infinity) < rest.ms) return false;
      takenAtMs.set(rest.place, nowMs);
      return true;
    },
    isStep: (key) => STEP_KEYS.has(key) || key === 'undo' || key === 'redo' || key === 'offer',
    stepped() {
      steppedAtMs = performance.now();
    },
  };
}
