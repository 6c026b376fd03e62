/** Tells how the next attempt to connect goes: one that is under way already does not count, its address may be old. */
export interface AttemptOutcome {
  attempting(): void;
  attempted(): void;
  /** Settles when an attempt that began after this call has succeeded or failed, or after `timeoutMs`. */
  next(timeoutMs: number): Promise<void>;
}

export function createAttemptOutcome(): AttemptOutcome {
  const waiting = new Set<{ begun: boolean; readonly settle: () => void }>();
  return {
    attempting() {
      for (const waiter of waiting) waiter.begun = true;
    },
    attempted() {
      for (const waiter of [...waiting]) if (waiter.begun) waiter.settle();
    },
    next: (timeoutMs) =>
      new Promise<void>((resolve) => {
        const settle = (): void => {
          clearTimeout(timer);
          waiting.delete(waiter);
          resolve();
        };
        const waiter = { begun: false, settle };
        const timer = setTimeout(settle, timeoutMs);
        waiting.add(waiter);
      }),
  };
}
