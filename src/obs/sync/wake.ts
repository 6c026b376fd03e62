/** A latch for one sleeper: what is signalled while nobody sleeps is not lost, and many signals are one. */
export interface Wake {
  wake(): void;
  /** Settles at the next signal (at once if one came since the last wait) or after `timeoutMs`. One waiter at a time. */
  wait(timeoutMs: number): Promise<void>;
}

// setTimeout fires at once for anything longer.
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export function createWake(): Wake {
  let signalled = false;
  let release: (() => void) | null = null;
  return {
    wake() {
      signalled = true;
      release?.();
    },
    async wait(timeoutMs) {
      if (!signalled) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(Math.max(0, timeoutMs), LONGEST_TIMER_MS));
          release = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        release = null;
      }
      signalled = false;
    },
  };
}
