/** What a promise comes to, or null where it has not settled in time; it is not stopped by that. */
export async function inTime<T>(
  work: Promise<T>,
  ms: number,
  signal?: AbortSignal,
): Promise<{ readonly value: T } | null> {
  let timer: NodeJS.Timeout | undefined;
  let giveUp: (() => void) | undefined;
  const late = new Promise<null>((resolve) => {
    giveUp = () => {
      resolve(null);
    };
    timer = setTimeout(giveUp, ms);
    timer.unref();
    if (signal?.aborted === true) giveUp();
    else signal?.addEventListener('abort', giveUp, { once: true });
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(timer);
    if (giveUp !== undefined) signal?.removeEventListener('abort', giveUp);
  }
}

/** A pause that a signal ends early. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await inTime(new Promise<never>(() => undefined), ms, signal);
}
